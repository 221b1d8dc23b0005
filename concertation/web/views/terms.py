"""The terms of agreements as a chart: who is bound until when, and until when notice can be given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from concertation.register.action_lines import completions
from concertation.register.durations import after
from concertation.register.models import Agreement
from concertation.register.standing import Term, next_notice, running_term, standing
from concertation.web.lists.declared import LISTINGS
from concertation.web.lists.download import asked, of_list
from concertation.web.lists.listing import ask
from concertation.web.paging import paged

PER_PAGE = 40
YEARS_TOLD = 12
"""Years that are written on the axis, at most."""
WIDTH = 1000
"""Units of the drawing across all years."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An agreement's term as drawn: where it starts, how wide it is, where the last day to give notice stands
    (None where there is none); `tail` is how wide the term is to which it is renewed unless notice is given.
    `done` tells how many of its action lines are done, and how many there are; None where there are none."""

    agreement: Agreement
    status: str
    start: int
    width: int
    notice: int | None
    last_notice: date | None
    tail: int
    until: date | None
    done: tuple[int, int] | None


def terms(request: HttpRequest) -> HttpResponseBase:
    """The list of agreements, as it is narrowed, drawn along the years; those without a term are left out. As
    a file with ``?format=``."""
    person: Any = request.user
    listing = LISTINGS["agreements"]
    result = ask(listing, request.GET, person)
    rows: Any = result.rows.exclude(begins=None).order_by("ends", "pk")
    if form := asked(request):
        result.rows = rows
        return of_list(request, result, form)
    context: dict[str, Any] = paged(rows.prefetch_related("texts"), request.GET.get("page"), PER_PAGE)
    shown = list(context["page"])
    today = timezone.localdate()
    first = min([row.begins.year for row in shown] + [today.year])
    last = max([day.year for row in shown for day in _days(row, today)] + [today.year + 1])
    step = max(1, -((first - last - 1) // YEARS_TOLD))
    # The axis ends with a whole step, so that the years told stand at equal distances.
    last = first + -((first - last - 1) // step) * step - 1
    scale = _Scale(first, last)
    done = completions([row.pk for row in shown], person)
    context |= {
        "listing": listing,
        "result": result,
        "bars": [_bar(row, today, scale, done.get(row.pk)) for row in shown],
        "years": [(year, scale.at(date(year, 1, 1))) for year in range(first, last + 1, step)],
        "today": scale.at(today),
        "width": WIDTH,
    }
    return render(request, "agreements/terms.html", context)


def _days(row: Agreement, today: date) -> Iterator[date]:
    """The days that the axis has to reach: the end of the term, of the one that runs, of the one after it,
    and the next last day to give notice."""
    term = running_term(row, today)
    yield from filter(
        None, (row.ends, term.end if term else None, _renewed(row, term), next_notice(row, today))
    )


def _renewed(row: Agreement, term: Term | None) -> date | None:
    """The end of the term to which the running one is renewed tacitly."""
    return after(term.end, row.renewal) if term and row.renewal else None


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def at(self, day: date) -> int:
        start, end = date(self.first, 1, 1).toordinal(), date(self.last + 1, 1, 1).toordinal()
        share = (day.toordinal() - start) / (end - start)
        return round(WIDTH * min(max(share, 0), 1))


def _bar(row: Agreement, today: date, scale: _Scale, done: tuple[int, int] | None) -> Bar:
    term, notice = running_term(row, today), next_notice(row, today)
    end = term.end if term else row.ends
    start = scale.at(row.begins or today)
    stop = scale.at(end) if end else WIDTH
    renewed = _renewed(row, term)
    return Bar(
        row,
        standing(row, today),
        start,
        max(stop - start, 4),
        scale.at(notice) if notice else None,
        notice,
        scale.at(renewed) - stop if renewed else 0,
        end,
        done,
    )
