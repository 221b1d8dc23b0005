"""Taking a record out of the register, and putting it back. Nothing is deleted: it is held back, with all
that belongs to it, and the history says who did it, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import Held
from concertation.register.amending import check_unchanged
from concertation.register.asking import waiting_for
from concertation.register.models import Confirmation, Meeting, Record
from concertation.register.numbering import same_number
from concertation.register.recording import sign
from concertation.register.search.in_step import together


@transaction.atomic
@together()
def withdraw(record: Record, person: Person, why: str, *, seen: datetime | None = None) -> None:
    """Take the record out of the register: it is in no list, count, search, feed or report any more, for
    nobody. `record` is of the model of its kind; `seen` is its `updated_at` when the person looked at it.

    Raises `ValidationError` where no reason is given, where it is withdrawn already, or where somebody
    changed it since it was `seen`.
    """
    check_unchanged(record, seen)
    if not why.strip():
        raise ValidationError({"why": _("Say why it is withdrawn.")})
    if record.held == Held.WITHDRAWN.value:
        raise ValidationError(_("This record is withdrawn already."))
    waiting_for(record).update(state=Confirmation.State.TAKEN_BACK)
    record.held = Held.WITHDRAWN
    if isinstance(record, Meeting):
        record.number = None  # free for the session that really has it; the history keeps it
    sign(record, person, why.strip())
    record.save()


@transaction.atomic
@together()
def reinstate(record: Record, person: Person, why: str = "") -> None:
    """Put a withdrawn record back as it was. Raises `ValidationError` where a rule of the register forbids it
    by now."""
    check_unchanged(record, None)
    if record.held != Held.WITHDRAWN.value:
        raise ValidationError(_("This record is not withdrawn."))
    before = _rows(type(record), [record.uid])[record.uid][-2]
    record.held = before.held
    if isinstance(record, Meeting):
        record.number = _free(record, before.number, person)
    sign(record, person, why.strip() or _("Put back into the register"))
    record.save()
    type(record).objects.get(pk=record.pk).validate()


def withdrawal(record: Record) -> Any:
    """Return the row of the history with which the record was withdrawn: who, when, why."""
    return withdrawals(type(record), [record.uid])[record.uid]


def withdrawals(model: Any, uids: Iterable[UUID]) -> dict[UUID, Any]:
    """Return what `withdrawal` does of each of these records of one kind, by their `uid`."""
    return {uid: rows[-1] for uid, rows in _rows(model, uids).items()}


def withdrawn(person: Any) -> Any:
    """Return the records that were withdrawn and whose label lets the person see them, the last first."""
    rows = Record.objects.shared_with(person).filter(held=Held.WITHDRAWN)
    return rows.prefetch_related("texts").order_by("-updated_at", "-pk")


def _rows(model: Any, uids: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """The rows of the history of each record, up to the one with which it was withdrawn last."""
    found: dict[UUID, list[Any]] = {}
    entries = model.history.filter(uid__in=list(uids)).select_related("history_user")
    for row in entries.order_by("history_date", "history_id"):
        found.setdefault(row.uid, []).append(row)
    for rows in found.values():
        while rows and not (
            rows[-1].held == Held.WITHDRAWN and (len(rows) == 1 or rows[-2].held != Held.WITHDRAWN)
        ):
            rows.pop()
    return found


def _free(meeting: Meeting, number: int | None, person: Person) -> int | None:
    """The number, unless another session of the mechanism that the person sees has it by now."""
    meeting.number = number
    return None if same_number(meeting, person).exists() else number
