"""Meetings: planned from their mechanism, their agenda, and whether they take place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from concertation.insight.next_session import NextSession, next_session
from concertation.register.agenda import agenda_of, copy_agenda, put_back, set_agenda, taken_off
from concertation.register.convening import call_off as call_it_off
from concertation.register.convening import plan_again as plan_it_again
from concertation.register.models import AgendaItem, Mechanism, Meeting
from concertation.web.fields import SEPARATOR
from concertation.web.forms.meetings import AgendaForm, CallOffForm
from concertation.web.forms.record import RecordForm
from concertation.web.reaching import changeable, seen
from concertation.web.views.records import saved


@login_required
def plan(request: HttpRequest, uid: str) -> HttpResponse:
    """The form of the next session of a mechanism, filled in as far as the series tells."""
    person: Any = request.user
    mechanism: Mechanism = seen(Mechanism, uid, person)
    if not person.may("edit"):
        raise PermissionDenied(_("Your role does not include entering records."))
    found = next_session(mechanism, person, timezone.localdate())
    record = Meeting(
        mechanism=mechanism,
        number=found.number,
        status=Meeting.Status.PLANNED,
        label=mechanism.label,
        circle=mechanism.circle,
    )
    form = RecordForm(request.POST or None, record=record, person=person, initial=_known(found, mechanism))
    if answer := saved(request, form, _("The meeting was planned. Now set its agenda.")):
        return answer
    status = 422 if form.errors else 200
    context = {"mechanism": mechanism, "form": form, "next": found}
    return render(request, "meetings/plan.html", context, status=status)


def _known(found: NextSession, mechanism: Mechanism) -> dict[str, Any]:
    """What the form of the next session is filled with."""
    titles = {f"title_{lang}": title for lang, title in found.titles.items()}
    parts = {"organizations": SEPARATOR.join(found.parts["participant"])}
    known: dict[str, Any] = {"type": found.type, "circle": mechanism.circle_id, **titles, **parts}
    if found.titles:
        known["original_lang"] = next(iter(found.titles))
    return known


@login_required
def agenda(request: HttpRequest, uid: str) -> HttpResponse:
    """Set the agenda: change, add, order and take off, all on one form."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    form = AgendaForm(request.POST or None, meeting=one, items=agenda_of(one))
    if request.method == "POST" and form.is_valid():
        try:
            set_agenda(one, form.agenda(), person, seen=form.seen)
        except ValidationError as error:
            form.error = error
        else:
            if form.move:
                return redirect("agenda", one.uid)
            messages.success(request, _("The agenda was saved."))
            return redirect("record", one.uid)
    context = {
        "record": one,
        "form": form,
        "gone": taken_off(one),
        "last": last_session(one, person),
    }
    bad = request.method == "POST"
    return render(request, "meetings/agenda.html", context, status=422 if bad else 200)


def last_session(meeting: Meeting, person: Any) -> Meeting | None:
    """Return the last session of the series before this one that has an agenda, as far as the person sees."""
    if not meeting.mechanism_id:
        return None
    rows: Any = Meeting.objects.visible_to(person).filter(
        mechanism=meeting.mechanism_id, agenda__position__isnull=False
    )
    if meeting.earliest:
        rows = rows.filter(latest__lt=meeting.earliest)
    return rows.exclude(pk=meeting.pk).prefetch_related("texts").order_by("-latest", "-number").first()


@login_required
@require_POST
def copy(request: HttpRequest, uid: str) -> HttpResponse:
    """Copy the agenda of the last session."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    last = last_session(one, person)
    number = copy_agenda(one, last, person) if last else 0
    messages.success(
        request,
        ngettext("%(number)s item was copied.", "%(number)s items were copied.", number) % {"number": number},
    )
    return redirect("agenda", one.uid)


@login_required
@require_POST
def restore(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Put an item back that was taken off the agenda."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    put_back(get_object_or_404(AgendaItem, pk=pk, meeting=one, position=None), person)
    messages.success(request, _("The item is back on the agenda."))
    return redirect("agenda", one.uid)


@login_required
def call_off(request: HttpRequest, uid: str) -> HttpResponse:
    """Cancel or postpone a planned meeting."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    form = CallOffForm(request.POST or None, initial={"status": request.GET.get("status", "")})
    if request.method == "POST" and form.is_valid():
        try:
            call_it_off(one, form.cleaned_data["status"], person, form.cleaned_data["why"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It was noted. Calendars that hold the meeting learn of it."))
            return redirect("record", one.uid)
    status = 422 if form.errors else 200
    return render(request, "meetings/call_off.html", {"record": one, "form": form}, status=status)


@login_required
@require_POST
def plan_again(request: HttpRequest, uid: str) -> HttpResponse:
    """Undo that the meeting was cancelled or postponed."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    try:
        plan_it_again(one, person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The meeting is planned again. Check its date."))
    return redirect("record", one.uid)
