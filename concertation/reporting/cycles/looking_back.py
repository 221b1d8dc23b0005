"""A cycle that follows another one: what it takes over, and what became of the commitments of that time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q

from concertation.accounts.models import Person
from concertation.accounts.sharing import visible
from concertation.register.models import Commitment, Evidence, Mandate, taking_part
from concertation.register.recording import sign
from concertation.reporting.models import Cycle, CycleMandate, CycleSection, Question
from concertation.reporting.select import period_bounds


def copy_plan(earlier: Cycle, cycle: Cycle, person: Person) -> None:
    """Have a new cycle begin with the sections, questions and mandates of an earlier one, as far as `person`
    sees the mandates."""
    for section in earlier.sections.all():
        _save(
            CycleSection(
                cycle=cycle,
                position=section.position,
                role=section.role,
                organization_id=section.organization_id,
                theme_id=section.theme_id,
                titles=section.titles,
                words=section.words,
            ),
            person,
        )
    for asked in earlier.questions.all():
        copy = {name: getattr(asked, name) for name in ("key", "kind", "position", "texts", "helps")}
        _save(Question(cycle=cycle, **copy), person)
    seen = Mandate.objects.visible_to(person).filter(pk__in=earlier.answered.values("mandate"))
    for mandate in seen.order_by("pk"):
        _save(CycleMandate(cycle=cycle, mandate=mandate), person)


def _save(row: Any, person: Person) -> None:
    sign(row, person, "")
    row.save()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Commitments of the time of the previous report: those `open`, and those `closed` since, each of these
    with the day on which it was, as `closed_on`."""

    open: tuple[Any, ...]
    closed: tuple[Any, ...]


def follow_up(cycle: Cycle, person: Any) -> FollowUp:
    """Return what became of the commitments, as far as `person` sees them, that were agreed or due in the
    period of the cycle before, or that the previous report states."""
    of_then = _of_then(cycle, person)
    if of_then is None:
        return FollowUp((), ())
    rows = Commitment.objects.visible_to(person).filter(of_then).distinct()
    rows = rows.prefetch_related("texts", taking_part()).order_by("due_by", "pk")
    since = period_bounds(cycle.period)[0]
    closed = rows.exclude(status=Commitment.Status.OPEN).annotate(closed_on=Max("progress__date"))
    return FollowUp(
        tuple(rows.filter(status=Commitment.Status.OPEN)),
        tuple(closed.filter(closed_on__gte=since)),
    )


def _of_then(cycle: Cycle, person: Any) -> Q | None:
    """The condition under which a commitment is of the time before; None where nothing says when that was."""
    found: Q | None = None
    if cycle.previous_id:
        there = Evidence.objects.filter(
            visible(person, "paragraph__document__"), paragraph__document=cycle.previous_id
        )
        found = Q(pk__in=there.order_by().values("record"))
    if cycle.follows:
        start, end = period_bounds(cycle.follows.period)
        agreed = Q(earliest__lte=end, latest__gte=start)
        due = Q(due_by__gte=start, due_by__lte=end)
        found = agreed | due if found is None else found | agreed | due
    return found
