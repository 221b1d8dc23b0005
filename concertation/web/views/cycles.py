"""Cycles: the list, opening one, its page, changing it, looking back, its history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from concertation.register.models import Document
from concertation.reporting.cycles.looking_back import follow_up
from concertation.reporting.cycles.mandates import mandates_for
from concertation.reporting.cycles.opening import change, give_up, open_cycle, requests_that_went_out
from concertation.reporting.cycles.periods import last_submitted, reports_to_follow, starts_after
from concertation.reporting.cycles.planning import asked_in, bodies_left
from concertation.reporting.cycles.sections import budget, sections_of
from concertation.reporting.cycles.told import told_of_cycle
from concertation.reporting.models import Cycle, InputRequest
from concertation.web.cycles import cycle_at_hand, officer
from concertation.web.forms.cycles import BeginForm, CycleForm

State = InputRequest.State
ANSWERED = (State.SUBMITTED, State.ACCEPTED)
WEEKS_TO_ANSWER = 6
"""From the opening to the day on which inputs are due, where nobody says another one."""


@login_required
def cycles(request: HttpRequest) -> HttpResponse:
    """All cycles, the latest first, each with how many of its requests were answered."""
    officer(request)
    rows = Cycle.objects.select_related("officer").annotate(
        asked=Count("requests"), came=Count("requests", filter=Q(requests__state__in=ANSWERED))
    )
    return render(request, "cycles/list.html", {"cycles": rows})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new cycle. The address may say what it starts from (``?previous=``, ``?follows=``)."""
    person = officer(request)
    reports = reports_to_follow(person)
    begin = BeginForm(_what_it_starts_from(request, reports), reports=reports)
    begin.is_valid()
    follows, previous = begin.cleaned_data.get("follows"), begin.cleaned_data.get("previous")
    if follows and follows.document and not previous:
        previous = next((one for one in reports if one.pk == follows.document.pk), None)
    cycle = Cycle(title=_("Cooperation between the United Nations and regional and other organizations"))
    if follows:
        for name in ("title", "languages", "words", "grouped", "reminders", "escalate_after", "wait_at_most"):
            setattr(cycle, name, getattr(follows, name))
    today = timezone.localdate()
    known = {
        "first_day": starts_after(previous, follows),
        "last_day": today,
        "due": today + timedelta(weeks=WEEKS_TO_ANSWER),
    }
    form = CycleForm(request.POST or None, cycle=cycle, person=person, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_cycle(form.values() | {"previous": previous}, person=person, follows=follows)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The cycle was opened. Go through its steps one by one."))
            return redirect("cycle", made.uid)
    kept = {name: value for name, value in (("follows", follows and follows.uid),
                                            ("previous", previous and previous.pk)) if value}  # fmt: skip
    context = {"form": form, "begin": begin, "action": f"{reverse('new-cycle')}?{urlencode(kept)}"}
    return render(request, "cycles/new.html", context, status=422 if form.errors else 200)


def _what_it_starts_from(request: HttpRequest, reports: list[Document]) -> dict[str, Any]:
    """What the address says, else the cycle that was submitted last."""
    if "previous" in request.GET or "follows" in request.GET:
        return {name: request.GET.get(name, "") for name in ("previous", "follows")}
    last = last_submitted()
    return {"follows": str(last.uid)} if last else {}


@login_required
def cycle(request: HttpRequest, uid: str) -> HttpResponse:
    """The cycle at a glance: what is planned, what is missing, what came in."""
    one, person = cycle_at_hand(request, uid), officer(request)
    answered = [found for found in mandates_for(one, person) if found.row]
    asked = asked_in(one, person)
    context = {
        "cycle": one,
        "mandates": answered,
        "unanswered": [found for found in answered if found.missing],
        "budget": budget(one, sections_of(one)),
        "questions": one.questions.count(),
        "asked": asked,
        "came": sum(found.request.state in ANSWERED for found in asked),
        "unaddressed": [found for found in asked if found.missing],
        "left": bodies_left(one),
        "previous": _seen(one.previous, person),
        "document": _seen(one.document, person),
        "sent": requests_that_went_out(one).exists(),
    }
    return render(request, "cycles/cycle.html", context)


def _seen(document: Document | None, person: Any) -> Document | None:
    return document if document and document.may_be_seen_by(person) else None


@login_required
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    """Change what the cycle is about."""
    one, person = cycle_at_hand(request, uid), officer(request)
    form = CycleForm(request.POST or None, cycle=one, person=person)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change(one, form.values(), person=person, seen=data["version"], why=data["why"])
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The cycle was changed."))
            return redirect("cycle", one.uid)
    return render(
        request, "cycles/edit.html", {"cycle": one, "form": form}, status=422 if form.errors else 200
    )


@login_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask, and delete a cycle of which nothing went out."""
    one, person = cycle_at_hand(request, uid), officer(request)
    trouble = ""
    if request.method == "POST":
        try:
            give_up(one, person=person, why=request.POST.get("why", ""))
        except ValidationError as error:
            trouble = " ".join(error.messages)
        else:
            messages.success(request, _("The cycle was deleted."))
            return redirect("cycles")
    context = {"cycle": one, "trouble": trouble, "sent": requests_that_went_out(one).exists()}
    return render(request, "cycles/delete.html", context, status=422 if trouble else 200)


@login_required
def look_back(request: HttpRequest, uid: str) -> HttpResponse:
    """What became of the commitments of the time of the previous report."""
    one, person = cycle_at_hand(request, uid), officer(request)
    context = {
        "cycle": one,
        "found": follow_up(one, person),
        "previous": _seen(one.previous, person),
        "today": date.today(),
    }
    return render(request, "cycles/follow_up.html", context)


@login_required
def history(request: HttpRequest, uid: str) -> HttpResponse:
    """What was changed of the cycle and its plan."""
    one, person = cycle_at_hand(request, uid), officer(request)
    return render(request, "cycles/history.html", {"cycle": one, "told": told_of_cycle(one, person)})
