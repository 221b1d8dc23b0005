"""Minutes of a meeting with what was decided, who sat there, and its papers to print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.register.agenda import agenda_of
from concertation.register.convening import hold
from concertation.register.delegations import delegate, delegates_of, withdraw
from concertation.register.minuting import minutes_of, strike, write
from concertation.register.models import Commitment, Delegate, Meeting, Minutes
from concertation.register.progress import decide
from concertation.reporting.papers.meeting import Papers, papers
from concertation.reporting.papers.meeting_docx import docx
from concertation.web.files import DOCX, download, printed
from concertation.web.forms.meetings import DelegateForm, MinutesForm, seen_version
from concertation.web.language import page_language
from concertation.web.reaching import changeable, seen


@login_required
def new(request: HttpRequest, uid: str) -> HttpResponse:
    """Write minutes."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    return _written(
        request,
        Minutes(meeting=one, lang=page_language(), label=one.label, circle=one.circle, creator=person),
    )


@login_required
def edit(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Change minutes."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    minutes = get_object_or_404(minutes_of(one, person), pk=pk)
    minutes.meeting = one
    return _written(request, minutes)


def _written(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    person: Any = request.user
    meeting: Any = minutes.meeting
    items = agenda_of(meeting)
    form = MinutesForm(request.POST or None, minutes=minutes, items=items, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, person)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The minutes were saved."))
            return redirect("papers", meeting.uid)
    rows = Commitment.objects.visible_to(person).filter(source=meeting.pk).prefetch_related("texts")
    context = {"record": meeting, "form": form, "minutes": minutes, "decided": list(rows.order_by("pk"))}
    bad = request.method == "POST"
    return render(request, "meetings/minutes.html", context, status=422 if bad else 200)


@transaction.atomic
def _save(form: MinutesForm, person: Any) -> None:
    """Write the minutes, enter what was decided, and say when the meeting was held: all or nothing."""
    minutes, data = form.minutes, form.cleaned_data
    meeting: Any = minutes.meeting
    write(
        minutes,
        text=data["text"],
        said=form.said,
        lang=data["lang"],
        label=data["label"],
        circle=data["circle"],
        person=person,
        seen=None if form.new else seen_version(data["version"]),
    )
    decide(meeting, form.decided, person, shared=minutes)
    held = data["held"]
    if held and (meeting.status != Meeting.Status.HELD or held != meeting.date):
        hold(meeting, held, person, _("The minutes were written"))


@login_required
def delete(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Ask whether the minutes are to go, and delete them."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    minutes = get_object_or_404(minutes_of(one, person), pk=pk)
    if request.method != "POST":
        return render(request, "meetings/strike.html", {"record": one, "minutes": minutes})
    strike(minutes, person, request.POST.get("why", ""))
    messages.success(request, _("The minutes were deleted."))
    return redirect("record", one.uid)


@login_required
def delegates(request: HttpRequest, uid: str) -> HttpResponse:
    """Who sat at the meeting for which organization."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    form = DelegateForm(request.POST or None, meeting=one, person=person)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            delegate(one, form.bodies[data.pop("organization")], data.pop("name"), **data, person=person)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The name was added."))
            return redirect("delegates", one.uid)
    context = {"record": one, "form": form, "delegates": delegates_of(one, person)}
    return render(request, "meetings/delegates.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def dismiss(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Take a name off the list of delegates."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    withdraw(get_object_or_404(Delegate.objects.visible_to(person), pk=pk, meeting=one), person)
    messages.success(request, _("The name was taken off."))
    return redirect("delegates", one.uid)


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """The agenda of a meeting, with its minutes as far as the person sees them: as a page, or with
    ``?format=docx`` or ``pdf`` as a file; ``?of=agenda`` leaves the minutes out."""
    person: Any = request.user
    lang = page_language()
    found: Papers = papers(seen(Meeting, uid, person), person, agenda_only=request.GET.get("of") == "agenda")
    day = found.meeting.date.replace("/", "--") or str(found.meeting.number or "")
    name = f"{'agenda' if found.agenda_only else 'minutes'}-{day}".rstrip("-")
    match request.GET.get("format"):
        case "docx":
            return download(docx(found, lang), DOCX, f"{name}.docx")
        case "pdf":
            html = render_to_string("meetings/print.html", {"papers": found, "lang": lang}, request)
            return printed(request, html, f"{name}.pdf")
        case _:
            context = {"papers": found, "record": found.meeting}
            return render(request, "meetings/papers.html", context)
