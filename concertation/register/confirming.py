"""The second person: who it may be, and what they do. The first can never be the second."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.audience import readers
from concertation.accounts.models import Person, Role
from concertation.accounts.permissions import allowed
from concertation.accounts.sharing import Held, shared_with
from concertation.register.models import Confirmation, Record
from concertation.register.recording import sign
from concertation.register.search.in_step import together

NAMED = 12
"""Second persons named on a page, at most."""


def confirmations(person: Any) -> Any:
    """Return what waits for a second person, as far as the person may see it, what they asked among it."""
    if not person.is_authenticated or not person.may("edit"):
        return Confirmation.objects.none()
    rows = Confirmation.objects.filter(shared_with(person, "record__"), state=Confirmation.State.WAITING)
    return (
        rows.exclude(record__held=Held.WITHDRAWN)
        .select_related("record", "asked_by", "circle", "circle_before")
        .prefetch_related("record__texts")
    )


def sent_back_to(person: Person) -> Any:
    """Return the records that the person entered, that a second person sent back, and that nobody mended."""
    rows = Confirmation.objects.filter(asked_by=person, state=Confirmation.State.SENT_BACK)
    last = Confirmation.objects.filter(record=OuterRef("record")).order_by("-pk").values("pk")[:1]
    rows = rows.filter(shared_with(person, "record__"), record__held=Held.WAITING, pk=Subquery(last))
    return rows.select_related("record").prefetch_related("record__texts")


def every(person: Any) -> Any:
    """Return all that was ever asked of a second person about records that are shared with the person."""
    if not person.may("edit"):
        return Confirmation.objects.none()
    rows = Confirmation.objects.filter(shared_with(person, "record__"))
    return rows.exclude(record__held=Held.WITHDRAWN).select_related("record", "asked_by", "circle")


def decided(person: Any, since: datetime) -> list[Confirmation]:
    """Return what was confirmed or sent back lately, the last first."""
    states = [Confirmation.State.CONFIRMED, Confirmation.State.SENT_BACK]
    rows = every(person).filter(state__in=states, decided_at__gte=since).select_related("decided_by")
    return list(rows.prefetch_related("record__texts").order_by("-decided_at", "-pk"))


def may_confirm(one: Confirmation, person: Any) -> bool:
    """Whether `person`, who may see the record, can be its second person."""
    return person.is_authenticated and person.may("edit") and one.asked_by_id != person.pk


def seconds(record: Record, first: Person | None) -> list[Person]:
    """Return who could be the second person for what the first one asked."""
    roles = [role for role in Role.values if allowed(role, "edit")]
    others = readers(record).filter(role__in=roles).exclude(pk=first.pk if first else None)
    return list(others.order_by("name", "email")[:NAMED])


@transaction.atomic
@together()
def confirm(one: Confirmation, person: Person, *, seen: datetime | None = None) -> None:
    """Do what was asked for: the record enters the register, or is shared as wanted. `seen` is the
    `updated_at` of the record when the second person looked at it.

    Raises `PermissionDenied` for the first person, `ValidationError` where it waits no more or the record was
    changed since.
    """
    one = _waiting(one, person)
    record = _locked(one, seen)
    if one.act == Confirmation.Act.ENTER.value:
        record.held = ""
    else:
        record.label, record.circle = one.label, one.circle
    sign(record, person, _("Confirmed as second person, after %(first)s") % {"first": one.asked_by or "—"})
    record.save()
    _decide(one, Confirmation.State.CONFIRMED, person)


@transaction.atomic
def send_back(one: Confirmation, person: Person, note: str) -> None:
    """Do not confirm, and say why; what was asked for waits for the first person to mend it."""
    one = _waiting(one, person)
    if not note.strip():
        raise ValidationError({"note": _("Say what has to be mended.")})
    _decide(one, Confirmation.State.SENT_BACK, person, note.strip())


@transaction.atomic
def take_back(one: Confirmation, person: Person) -> None:
    """Ask no more. Raises `PermissionDenied` where somebody else asked."""
    one = _locked_question(one)
    if one.asked_by_id != person.pk:
        raise PermissionDenied(_("Only who asked for a second person can take it back."))
    _decide(one, Confirmation.State.TAKEN_BACK, person)


@transaction.atomic
@together()
def undo(one: Confirmation, person: Person) -> None:
    """Have it wait for a second person again. Raises `ValidationError` where that cannot be undone any more:
    the record was withdrawn, or is shared otherwise by now."""
    if not may_confirm(one, person):
        raise PermissionDenied(_("Who asked for a second person cannot be that person."))
    one = Confirmation.objects.select_for_update(of=("self",)).select_related("circle_before").get(pk=one.pk)
    record = Record.objects.select_for_update().get(pk=one.record_id).detail
    if one.state == Confirmation.State.CONFIRMED.value:
        as_confirmed = (record.held, record.label, record.circle_id) == ("", one.label, _key(one.circle))
        if not as_confirmed and (one.act == Confirmation.Act.WIDEN.value or record.held):
            raise ValidationError(_("The record was changed since: change it on its form."))
        if one.act == Confirmation.Act.ENTER.value:
            record.held = Held.WAITING
        else:
            record.label, record.circle = one.label_before, one.circle_before
        sign(record, person, _("The confirmation was undone"))
        record.save()
    elif one.state != Confirmation.State.SENT_BACK.value:
        raise ValidationError(_("There is nothing to undo."))
    _decide(one, Confirmation.State.WAITING, None)


def _key(circle: Any) -> int | None:
    return circle.pk if circle else None


def _waiting(one: Confirmation, person: Person) -> Confirmation:
    """Lock the question; refuse the first person, and what waits no more."""
    if not may_confirm(one, person):
        raise PermissionDenied(_("Who asked for a second person cannot be that person."))
    return _locked_question(one)


def _locked_question(one: Confirmation) -> Confirmation:
    one = Confirmation.objects.select_for_update().get(pk=one.pk)
    if one.state != Confirmation.State.WAITING.value:
        raise ValidationError(_("This was decided meanwhile."))
    return one


def _locked(one: Confirmation, seen: datetime | None) -> Any:
    record = Record.objects.select_for_update().get(pk=one.record_id)
    if seen is not None and record.updated_at != seen:
        raise ValidationError(_("Somebody changed this record meanwhile. Look at it again, then confirm."))
    return record.detail


def _decide(one: Confirmation, state: str, person: Person | None, note: str = "") -> None:
    one.state, one.decided_by, one.note = state, person, note[:500]
    one.decided_at = timezone.now() if person else None
    one.save()
