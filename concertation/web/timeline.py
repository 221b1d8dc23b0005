"""Records along the years, as drawn: one lane a kind, a bar for what lasts, a mark for what has a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concertation.register.models import Record
from concertation.web.kinds import KINDS

WIDTH = 1000
"""Units of the drawing across all years."""
NARROWEST = 6
"""Units of the mark of a day, so that it can be seen and pointed at."""
YEARS_TOLD = 10
"""Years that are written on the axis, at most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A record as drawn: where it begins and how wide it is."""

    record: Record
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of the records of one kind."""

    kind: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lanes along years; `years` are those written, with where each begins; `today` is where today is."""

    lanes: tuple[Lane, ...]
    years: tuple[tuple[int, int], ...]
    today: int
    width: int = WIDTH


def drawing(records: Sequence[Any], today: date, ends: dict[int, date | None]) -> Drawing | None:
    """Draw dated records; None where there are none. `ends` tells by record where its bar ends, where that is
    another day than the last of its date: the end of the term of an agreement, None for one without end."""
    if not records:
        return None
    lasts = [ends.get(row.pk, row.latest) or today for row in records]
    first = min([row.earliest or row.latest for row in records] + [today]).year
    last = max([*lasts, today]).year
    step = max(1, -((first - last - 1) // YEARS_TOLD))
    # The axis ends with a whole step, so that the years told stand at equal distances.
    last = first + -((first - last - 1) // step) * step - 1
    opens, closes = date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal()

    def at(day: date) -> int:
        return round(WIDTH * min(max((day.toordinal() - opens) / (closes - opens), 0), 1))

    lanes: dict[str, list[Mark]] = {}
    for row in records:
        start = at(row.earliest or row.latest)
        end = ends.get(row.pk, row.latest)
        width = max((at(end) if end else WIDTH) - start, NARROWEST)
        lanes.setdefault(row.kind, []).append(Mark(row, min(start, WIDTH - NARROWEST), width))
    return Drawing(
        tuple(Lane(kind, tuple(lanes[kind])) for kind in KINDS if kind in lanes),
        tuple((year, at(date(year, 1, 1))) for year in range(first, last + 1, step)),
        at(today),
    )
