"""What waits for a second person: the list, and what that person decides."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.register import confirming
from concertation.register.models import Confirmation, Record
from concertation.review import deciding
from concertation.review.models import Proposal

DECIDED = timedelta(days=30)
"""How long what was decided stays in the list, to be undone."""


@login_required
def confirmations(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    if not person.may("edit"):
        raise PermissionDenied(_("Your role does not include confirming records."))
    rows = list(confirming.confirmations(person))
    proposals = Proposal.objects.none()
    if person.may("review"):
        proposals = Proposal.objects.visible_to(person).filter(state=Proposal.State.SECOND)
    told = proposals.select_related("paragraph__document", "decided_by").order_by("decided_at", "pk")
    context = {
        "rows": [(row, confirming.may_confirm(row, person)) for row in rows],
        "proposals": [(row, deciding.may_second(row, person)) for row in told],
        "decided": confirming.decided(person, since=timezone.now() - DECIDED),
    }
    return render(request, "confirming/list.html", context)


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, send back, take back or undo, as the button says."""
    person: Any = request.user
    one = get_object_or_404(confirming.every(person), pk=pk)
    sentence = ""
    try:
        match request.POST.get("decision"):
            case "confirm":
                confirming.confirm(one, person, seen=_seen(request.POST.get("version", "")))
                sentence = _("Confirmed.")
            case "send-back":
                confirming.send_back(one, person, request.POST.get("note", ""))
                sentence = _("Sent back, with your note.")
            case "take-back":
                confirming.take_back(one, person)
                sentence = _("Taken back.")
            case "undo":
                confirming.undo(one, person)
                sentence = _("Undone: it waits for a second person again.")
            case _other:
                pass
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    if sentence:
        messages.success(request, sentence)
    return redirect("record", one.record.uid)


def _seen(version: str) -> datetime:
    """The version of the record that the person looked at."""
    try:
        return datetime.fromisoformat(version)
    except ValueError as error:
        raise ValidationError(
            _("The form has lost which version of the record it shows. Open it again.")
        ) from error


def asked_of(record: Record, person: Any) -> dict[str, Any]:
    """What the page of a record tells of a second person: what waits, what came back, who could confirm."""
    if not person.is_authenticated or not person.may("edit"):
        return {}
    rows = Confirmation.objects.filter(record=record.pk).select_related("asked_by", "decided_by", "circle")
    last = rows.order_by("-pk").first()
    if last is None or last.state == Confirmation.State.TAKEN_BACK:
        return {}
    waiting = last.state == Confirmation.State.WAITING.value
    confirmed = last.state == Confirmation.State.CONFIRMED.value
    if confirmed and last.decided_at and timezone.now() - last.decided_at > DECIDED:
        return {}
    return {
        "asked": last,
        "may_confirm": confirming.may_confirm(last, person),
        "seconds": confirming.seconds(record, last.asked_by) if waiting else [],
    }
