"""What concerns a person today.

Warnings are for people of the organizations that take part: an agreement twelve, six and three months before
it ends and before the last day to give notice, a review, a session that nobody planned, a meeting, a
commitment. A commitment that stays late goes to the report officers too. Notices are for whoever sees them,
until read. Everything is computed from how things stand: what was done is news no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from concertation.accounts.models import Person
from concertation.insight.due import NOTICE, Due, due
from concertation.register.confirming import confirmations, may_confirm, sent_back_to
from concertation.register.models import Notice, Record
from concertation.review.deciding import waiting_for_second
from concertation.review.models import Proposal

AHEAD = {
    "notice": NOTICE,
    "review": timedelta(days=90),
    "session": timedelta(days=30),
    "meeting": timedelta(days=7),
    "commitment": timedelta(days=14),
}
"""How long before its day a thing is news; the steps before an expiry are those of `insight.due`."""

ESCALATED = timedelta(days=30)
"""How late a commitment is when the report officers are told."""


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news about a record: what is due and when; "read", a notice to be read; "confirm", what
    waits for this person as the second one, a proposal too; "sent-back", what a second person sent back."""

    what: str
    record: Record | Proposal
    day: date
    late: bool
    key: str


def news(person: Person, today: date) -> list[News]:
    """Return what concerns the person today, what is late first, then by day."""
    found = [*_dues(person, today), *_notices(person), *_for_a_second(person)]
    return sorted(found, key=lambda one: (not one.late, one.day, one.key))


def _dues(person: Person, today: date) -> Iterator[News]:
    own = frozenset(id for row in person.lineage for id in row if id)
    for one in due(person, today):
        mine = not own.isdisjoint(one.organizations)
        escalated = one.what == "commitment" and today - one.day >= ESCALATED and person.may("report")
        if (mine and _time_has_come(one, today)) or escalated:
            yield News(one.what, one.record, one.day, one.late, one.key)


def _time_has_come(one: Due, today: date) -> bool:
    if one.what == "expiry":
        return bool(one.step)
    return one.late or one.day - today <= AHEAD[one.what]


def _notices(person: Person) -> Iterator[News]:
    rows: Any = Notice.objects.visible_to(person).exclude(acknowledgements__person=person)
    for row in rows.exclude(creator=person).prefetch_related("texts"):
        yield News("read", row, row.created_at.date(), False, to_read(row))


def to_read(notice: Notice) -> str:
    """Return the key of the news that the notice is to be read."""
    return f"read:{notice.uid}"


def _for_a_second(person: Person) -> Iterator[News]:
    """What waits for a second person, where this one may be it, and what was sent back to this one."""
    for one in confirmations(person):
        if may_confirm(one, person):
            yield News("confirm", one.record, one.asked_at.date(), False, f"confirm:{one.pk}")
    for one in sent_back_to(person):
        yield News("sent-back", one.record, one.decided_at.date(), False, f"sent-back:{one.pk}")
    if person.may("review"):
        for one in waiting_for_second(person):
            yield News("confirm", one, one.decided_at.date(), False, f"second:{one.pk}")
