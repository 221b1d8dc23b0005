"""What is due: terms that end, notice that must be given, sessions, commitments, reviews.

A `Due` is computed, never stored; its `key` is the same as long as it is the same thing that is due, so that
whoever was told of it once need not be told again, and is told anew when the date moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from concertation.insight.cadence import Cadence, expected
from concertation.register.dates import known_bounds
from concertation.register.durations import before
from concertation.register.formalities import withdrawn
from concertation.register.models import Agreement, Commitment, Mechanism, Meeting, Participation
from concertation.register.standing import dated, next_notice, running_term, standing

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

What = Literal["expiry", "notice", "review", "meeting", "session", "commitment"]

EXPIRY = ("P12M", "P6M", "P3M")
"""How long before its end the parties of an agreement are warned (ISO 8601 durations)."""

NOTICE = timedelta(days=60)
"""How long before the last day to give notice the parties are warned."""

RUNNING = frozenset({"in-force", "signed"})
"""How an agreement stands (`Agreement.Status`) of which something is due."""

AHEAD = timedelta(days=366)
"""How far what is due is looked for."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls on `day`: the record it is about, by `pk` and `uid`, its organizations by id,
    whether it is late.
    `step` tells which of several warnings it is ("P6M" before expiry), "" where there is one; `cadence` from
    what a session is expected."""

    what: What
    day: date
    pk: int
    uid: UUID
    organizations: tuple[str, ...]
    late: bool
    step: str = ""
    cadence: Cadence | None = None

    @property
    def key(self) -> str:
        return f"{self.what}:{self.uid}:{self.day}:{self.step}"


def due(person: Viewer, today: date, organizations: frozenset[str] | None = None) -> list[Due]:
    """Return what is due within a year, and what is late, of all that the person may see, by day; with
    `organizations`, only where one of them takes part. Most of what is due is not shown: `with_records`
    fetches the records of what is."""
    found = [
        *_agreements(_of(Agreement.objects.visible_to(person), organizations), today),
        *_meetings(_of(Meeting.objects.visible_to(person), organizations), today),
        *_sessions(_of(Mechanism.objects.visible_to(person), organizations), person, today),
        *_commitments(_of(Commitment.objects.visible_to(person), organizations), today, today + AHEAD),
    ]
    if organizations is not None:
        found = [one for one in found if organizations.intersection(one.organizations)]
    return sorted(found, key=lambda one: (one.day, one.what, one.pk))


def overdue(person: Viewer, today: date, until: date) -> list[Due]:
    """Return the commitments, of all that the person may see, that were due by `until`, by day."""
    found = _commitments(Commitment.objects.visible_to(person), today, until)
    return sorted(found, key=lambda one: (one.day, one.pk))


def next_sessions(mechanisms: Any, person: Viewer, today: date) -> list[Due]:
    """Return the sessions of these mechanisms that are due and that nobody has planned."""
    return list(_sessions(mechanisms, person, today))


def with_records(dues: Sequence[Due], person: Viewer) -> list[tuple[Due, Any]]:
    """Return each with its record, as the model of its kind. What the person does not see any more is left
    out."""
    wanted: dict[type[Any], set[int]] = {}
    for one in dues:
        wanted.setdefault(_MODELS[one.what], set()).add(one.pk)
    records: dict[int, Any] = {}
    for model, keys in wanted.items():
        records |= model.objects.visible_to(person).in_bulk(keys)
    return [(one, records[one.pk]) for one in dues if one.pk in records]


_MODELS: dict[str, type[Any]] = {
    "expiry": Agreement,
    "notice": Agreement,
    "review": Agreement,
    "meeting": Meeting,
    "session": Mechanism,
    "commitment": Commitment,
}


def _of(rows: Any, organizations: frozenset[str] | None) -> Any:
    """Those in which one of the organizations takes part."""
    if organizations is None:
        return rows
    # Asked of each record: those that something is due of are few, those of an organization may be many.
    return rows.filter(
        Exists(Participation.objects.filter(record=OuterRef("pk"), organization__in=organizations))
    )


def _bodies(keys: list[int], role: str = "") -> dict[int, tuple[str, ...]]:
    """The organizations of records, or those that take the part `role`, by the record's primary key."""
    found: dict[int, tuple[str, ...]] = {}
    # By their keys: a database that knows little of its tables would choose the records anew for each part.
    parts = Participation.objects.filter(record__in=keys).order_by("pk")
    parts = parts.filter(role=role) if role else parts
    for record, organization in parts.values_list("record_id", "organization_id"):
        found[record] = (*found.get(record, ()), organization)
    return found


def _agreements(visible: Any, today: date) -> Iterator[Due]:
    rows: Any = visible.filter(
        # A text renewed tacitly ends again and again, and notice may be due long before an end: the days of
        # the running term decide below.
        Q(ends__range=(today, today + AHEAD))
        | Q(ends__lt=today) & ~Q(renewal="")
        | Q(ends__gt=today) & ~Q(notice_period="")
        | ~Q(review=""),
        succeeded=False,
    )
    running = [row for row in dated(rows.order_by(), "uid", "review") if standing(row, today) in RUNNING]
    bound = _bound([row.pk for row in running])
    for row in running:
        parties = bound.get(row.pk, ())
        term, notice = running_term(row, today), next_notice(row, today)
        # A text that goes on by itself is no news at its end; the last day to stop that is.
        if term and term.end <= today + AHEAD and not row.renewal:
            yield Due("expiry", term.end, row.pk, row.uid, parties, False, _step(term.end, today))
        if notice and notice <= today + AHEAD:
            yield Due("notice", notice, row.pk, row.uid, parties, False)
        review = known_bounds(row.review)[1]
        if review and today <= review <= today + AHEAD:
            yield Due("review", review, row.pk, row.uid, parties, False)


def _bound(keys: list[int]) -> dict[int, tuple[str, ...]]:
    """The parties of agreements that have not withdrawn, by the agreement's primary key."""
    parties, left = _bodies(keys, Participation.Role.PARTY), withdrawn(keys)
    return {
        pk: tuple(body for body in bodies if body not in left.get(pk, ())) for pk, bodies in parties.items()
    }


def _step(end: date, today: date) -> str:
    """The last of the warnings before `end` whose time has come, "" before the first."""
    reached = [step for step in EXPIRY if before(end, step) <= today]
    return reached[-1] if reached else ""


def _meetings(visible: Any, today: date) -> Iterator[Due]:
    rows = visible.filter(earliest__range=(today, today + AHEAD), status=Meeting.Status.PLANNED)
    found = list(rows.order_by().values_list("pk", "uid", "earliest"))
    bodies = _bodies([pk for pk, _uid, _day in found])
    for pk, uid, day in found:
        yield Due("meeting", day, pk, uid, bodies.get(pk, ()), False)


def _sessions(visible: Any, person: Viewer, today: date) -> Iterator[Due]:
    """Sessions of mechanisms that nobody has planned."""
    found = [one for one in expected(visible, person, today) if one.closes and one.planned is None]
    bodies = _bodies([one.mechanism.pk for one in found])
    for one in found:
        if one.closes and one.closes <= today + AHEAD:
            pk, uid = one.mechanism.pk, one.mechanism.uid
            yield Due("session", one.closes, pk, uid, bodies.get(pk, ()), one.overdue, cadence=one.cadence)


def _commitments(visible: Any, today: date, until: date) -> Iterator[Due]:
    rows = visible.filter(status=Commitment.Status.OPEN, due_by__lte=until)
    found = list(rows.order_by().values_list("pk", "uid", "due_by"))
    bodies = _bodies([pk for pk, _uid, _day in found])
    for pk, uid, day in found:
        yield Due("commitment", day, pk, uid, bodies.get(pk, ()), day < today)
