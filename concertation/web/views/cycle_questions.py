"""The questions that go out for a cycle."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from concertation.reporting.cycles import questions as rules
from concertation.reporting.cycles.changing import version
from concertation.reporting.models import Cycle, Question
from concertation.web.cycles import cycle_at_hand, officer
from concertation.web.forms.cycles import QuestionForm


@login_required
def questions(request: HttpRequest, uid: str) -> HttpResponse:
    """What is asked, in order; buttons move the questions."""
    one, person = cycle_at_hand(request, uid), officer(request)
    if request.method == "POST":
        key, _sign, way = request.POST.get("move", "").partition(":")
        found = get_object_or_404(Question, pk=int(key) if key.isdigit() else 0, cycle=one)
        try:
            rules.move(found, way == "up", person=person, seen=request.POST.get("version", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("cycle-questions", one.uid)
    rows = [
        (asked, [code for code in one.languages if not asked.texts.get(code)])
        for asked in one.questions.all()
    ]
    context = {"cycle": one, "questions": rows, "version": version(one)}
    return render(request, "cycles/questions.html", context)


@login_required
def new(request: HttpRequest, uid: str) -> HttpResponse:
    return _question(request, cycle_at_hand(request, uid), None)


@login_required
def question(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    one = cycle_at_hand(request, uid)
    return _question(request, one, get_object_or_404(Question, pk=pk, cycle=one))


def _question(request: HttpRequest, cycle: Cycle, asked: Question | None) -> HttpResponse:
    """The form of a question, a new one where it is None."""
    form = QuestionForm(request.POST or None, cycle=cycle, question=asked)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            rules.put(
                cycle,
                asked,
                texts=form.texts(),
                helps=form.helps(),
                kind=data["kind"],
                person=officer(request),
                seen=data["version"],
                why=data.get("why", ""),
            )
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The question was saved."))
            return redirect("cycle-questions", cycle.uid)
    context = {"cycle": cycle, "question": asked, "form": form}
    return render(request, "cycles/question.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def remove_question(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Ask, and take a question out of the form."""
    one, person = cycle_at_hand(request, uid), officer(request)
    asked = get_object_or_404(Question, pk=pk, cycle=one)
    trouble = ""
    if request.method == "POST":
        data = request.POST
        try:
            rules.drop(asked, person=person, seen=data.get("version", ""), why=data.get("why", ""))
        except ValidationError as error:
            trouble = " ".join(error.messages)
        else:
            messages.success(request, _("The question was taken out."))
            return redirect("cycle-questions", uid)
    context = {"cycle": one, "question": asked, "trouble": trouble, "version": version(one)}
    return render(request, "cycles/remove_question.html", context, status=422 if trouble else 200)
