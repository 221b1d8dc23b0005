"""What the register holds at a glance, as far as one person may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Max, OuterRef
from django.utils import timezone

from concertation.accounts.sharing import visible
from concertation.register import standing
from concertation.register.models import Agreement, Meeting, Organization, Participation, Record

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

SOON = timedelta(days=365)
"""How long before its end an agreement counts as ending soon."""

QUARTERS = 16
"""Quarters that the activity over time covers."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many meetings were held, and agreements signed, in the `number`th quarter of `year`."""

    year: int
    number: int
    meetings: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Ending:
    """An agreement in force and the day on which its term ends."""

    agreement: Agreement
    day: date


def counts(person: Viewer) -> tuple[dict[str, int], date | None]:
    """Return how many records of each kind the person may see, all kinds with 0 too, and the first day of the
    newest of them."""
    rows = Record.objects.visible_to(person).order_by().values_list("kind")
    found = {kind: (number, newest) for kind, number, newest in rows.annotate(Count("pk"), Max("earliest"))}
    numbers: dict[str, int] = {
        str(kind): found[kind][0] if kind in found else 0 for kind in Record.Kind.values
    }
    return numbers, max((newest for _number, newest in found.values() if newest), default=None)


def taking_part(person: Viewer) -> int:
    """Return how many organizations take part in a record that the person may see."""
    parts = Participation.objects.filter(visible(person, "record__"), organization=OuterRef("pk"))
    return Organization.objects.filter(Exists(parts)).count()


def coming(person: Viewer) -> Any:
    """Return the meetings to come or under way, the next one first."""
    return (
        Record.objects.visible_to(person)
        .filter(kind=Record.Kind.MEETING, latest__gte=timezone.localdate())
        .exclude(meeting__status=Meeting.Status.CANCELLED)
        .order_by("earliest", "pk")
    )


def held(person: Viewer) -> Any:
    """Return the meetings that are over, the last one first."""
    over = Record.objects.visible_to(person).filter(
        kind=Record.Kind.MEETING, latest__lt=timezone.localdate(), meeting__status=Meeting.Status.HELD
    )
    return over.order_by("-latest", "-pk")


def ending(person: Viewer, most: int) -> list[Ending]:
    """Return the agreements whose term ends within a year from today, the first to end first; `most` of
    them."""
    today = timezone.localdate()
    rows: Any = Agreement.objects.visible_to(person).filter(succeeded=False)
    first = standing.ending(rows, today, today + SOON)[:most]
    found = rows.in_bulk([pk for _day, pk in first])
    return [Ending(found[pk], day) for day, pk in first]


def per_quarter(person: Viewer, newest: date) -> list[Quarter]:
    """Return the last quarters up to the one of the day `newest`, the oldest first, quarters with none
    included. What is dated less exactly than by a quarter is not counted: its quarter is not known."""
    end = _quarter(newest)
    found: Counter[tuple[str, int]] = Counter()
    since = date((end - QUARTERS + 1) // 4, (end - QUARTERS + 1) % 4 * 3 + 1, 1)
    rows = Record.objects.visible_to(person).filter(
        kind__in=[Record.Kind.MEETING, Record.Kind.AGREEMENT], earliest__gte=since
    )
    dated = rows.order_by().values_list("kind", "earliest", "latest")
    for kind, first, last, number in dated.annotate(Count("pk")):
        if last and _quarter(first) == _quarter(last):
            found[kind, _quarter(first)] += number
    return list(_quarters(end, found))


def _quarter(day: date) -> int:
    """Number the quarters one after another, whatever the year."""
    return day.year * 4 + (day.month - 1) // 3


def _quarters(end: int, found: Counter[tuple[str, int]]) -> Iterator[Quarter]:
    for quarter in range(end - QUARTERS + 1, end + 1):
        yield Quarter(
            year=quarter // 4,
            number=quarter % 4 + 1,
            meetings=found[Record.Kind.MEETING, quarter],
            agreements=found[Record.Kind.AGREEMENT, quarter],
        )
