"""What concerns a person today.

Warnings are for people of the organizations that take part: an agreement twelve, six and three months before
it ends and before the last day to give notice, a review, a session that nobody planned, a meeting, a
commitment. A commitment that stays late goes to the report officers too. Notices are for whoever sees them,
until read. New results of the searches that a person keeps are news until they are told. Everything is
computed from how things stand: what was done is news no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from concertation.accounts.models import Person
from concertation.insight.due import NOTICE, Due, due, overdue, with_records
from concertation.register.confirming import confirmations, may_confirm, sent_back_to
from concertation.register.models import Notice, Record, SavedSearch
from concertation.register.search.saved import NewResults, new_results
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
    waits for this person as the second one, a proposal too; "sent-back", what a second person sent back;
    or "search", new `results` of a search that the person keeps: these have no record. What a part above
    this one tells has none either, but a `title` and the `address` of its page."""

    what: str
    record: Record | Proposal | None
    day: date
    late: bool
    key: str
    results: NewResults | None = None
    title: str = ""
    address: str = ""

    def __str__(self) -> str:
        return self.title or str(self.record or (self.results and self.results.search))


SOURCES: list[Callable[[Person, date], Iterable[News]]] = []
"""What parts above this one tell a person by the day: each adds its source here, in `ready` of its app."""


def news(person: Person, today: date, searches: Iterable[SavedSearch] | None = None) -> list[News]:
    """Return what concerns the person today, what is late first, then by day. `searches` are those that the
    person keeps; they need not be given."""
    kept = person.saved_searches.exclude(fresh={}) if searches is None else searches  # type: ignore[attr-defined]
    found = [*_dues(person, today), *_notices(person), *_for_a_second(person), *_searches(kept, today)]
    for source in SOURCES:
        found += source(person, today)
    prefetch_related_objects([one.record for one in found if isinstance(one.record, Record)], "texts")
    return sorted(found, key=lambda one: (not one.late, one.day, one.key))


def _dues(person: Person, today: date) -> Iterator[News]:
    mine = [one for one in due(person, today, person.own_and_above) if _time_has_come(one, today)]
    escalated = overdue(person, today, today - ESCALATED) if person.may("report") else []
    for one, record in with_records(list({one.key: one for one in (*mine, *escalated)}.values()), person):
        yield News(one.what, record, one.day, one.late, one.key)


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


def _searches(kept: Iterable[SavedSearch], today: date) -> Iterator[News]:
    for saved in kept:
        results = new_results(saved)
        if results:
            key = f"search:{saved.pk}:{saved.told_on}:{len(results)}"
            yield News("search", None, today, False, key, results)
