"""The agenda of a meeting: set, ordered, copied from the last session, and items put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.amending import check_unchanged
from concertation.register.models import AgendaItem, Meeting, Organization, Record
from concertation.register.recording import sign
from concertation.register.search.in_step import together

MOST = 100
"""Items that an agenda may have."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an agenda: the `item` that it is already, None for a new one, and what it says."""

    title: str
    presenter: Organization | None = None
    item: AgendaItem | None = None


def agenda_of(meeting: Record) -> list[AgendaItem]:
    """Return the items of the agenda, in order."""
    rows: Any = AgendaItem.objects.filter(meeting=meeting.pk, position__isnull=False)
    return list(rows.select_related("presenter").prefetch_related("presenter__names"))


def taken_off(meeting: Record) -> list[AgendaItem]:
    """Return the items that were taken off the agenda."""
    return list(AgendaItem.objects.filter(meeting=meeting.pk, position=None).order_by("pk"))


@transaction.atomic
@together()
def set_agenda(
    meeting: Meeting, lines: Sequence[Line], person: Person, *, seen: datetime | None = None, why: str = ""
) -> None:
    """Have these lines be the agenda, in this order; an item that is in none of them is taken off.

    `seen` is the meeting's `updated_at` when the person looked at it. Raises `ValidationError` where somebody
    changed it since, or a line breaks a rule; nothing is changed then.
    """
    check_unchanged(meeting, seen)
    if len(lines) > MOST:
        raise ValidationError(_("An agenda has at most %(number)s items.") % {"number": MOST})
    rows = list(AgendaItem.objects.filter(meeting=meeting.pk).order_by("pk"))
    there = {row.pk: row for row in rows}
    before = {row.pk: (row.position, row.title, row.presenter_id) for row in rows}
    # Two items may not stand in one place, not even for a moment: all leave theirs first.
    AgendaItem.objects.filter(meeting=meeting.pk).update(position=None)
    for row in rows:
        row.position = None
    for position, line in enumerate(lines, start=1):
        row = there[line.item.pk] if line.item else AgendaItem(meeting=meeting)
        row.position, row.title, row.presenter = position, line.title.strip(), line.presenter
        if line.item is None:
            rows.append(row)
    for row in rows:
        now = (row.position, row.title, row.presenter_id)
        if before.get(row.pk) == now:
            AgendaItem.objects.filter(pk=row.pk).update(position=row.position)
            continue
        sign(row, person, why)
        row.full_clean()
        row.save()
    # What belongs to the meeting was changed: a form that was opened before is refused.
    meeting.updated_at = timezone.now()
    Record.objects.filter(pk=meeting.pk).update(updated_at=meeting.updated_at)


def put_back(item: AgendaItem, person: Person) -> None:
    """Put an item that was taken off at the end of the agenda."""
    meeting = item.meeting
    lines = [Line(row.title, row.presenter, row) for row in agenda_of(meeting)]
    set_agenda(
        meeting, [*lines, Line(item.title, item.presenter, item)], person, why=_("An item was put back")
    )


def copy_agenda(meeting: Meeting, source: Meeting, person: Person) -> int:
    """Add the items of another session's agenda that this one has not; return how many were added."""
    lines = [Line(row.title, row.presenter, row) for row in agenda_of(meeting)]
    titles = {line.title for line in lines}
    new = [Line(row.title, row.presenter) for row in agenda_of(source) if row.title not in titles]
    if new:
        set_agenda(meeting, [*lines, *new], person, why=_("Copied from the last session"))
    return len(new)
