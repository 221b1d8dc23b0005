"""How often a mechanism meets, when it is due next, and whether it is overdue.

A cadence is *stated* by the mechanism, or *estimated* from the sessions that were held: the median of the
intervals between three sessions or more, brought to the nearest usual length. Which of the two it is, is
always said with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Literal, Protocol

from django.db.models import QuerySet

from concertation.register.durations import after
from concertation.register.models import Mechanism, Meeting

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

USUAL = {"P1M": 30.4, "P2M": 60.9, "P3M": 91.3, "P4M": 121.8, "P6M": 182.6, "P1Y": 365.2, "P2Y": 730.5,
         "P3Y": 1095.7, "P4Y": 1461.0, "P5Y": 1826.2}  # fmt: skip
"""Lengths that an estimate is brought to, in days."""

FEWEST = 3
"""Sessions from which a cadence can be estimated."""

SLACK = 0.35
"""By how much, as a share, intervals may stray from an estimate before there is none."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """An ISO 8601 duration and where it comes from; `sessions` are those that an estimate rests on."""

    duration: str
    basis: Literal["stated", "estimated"]
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected of a mechanism: the window in which its next session is due, whether today is
    past it, and the session that is planned, if one is. Of `expected` the mechanism and the sessions are rows
    of what is asked here."""

    mechanism: Mechanism
    cadence: Cadence | None
    last: Meeting | None
    planned: Meeting | None
    opens: date | None
    closes: date | None
    overdue: bool


class Session(Protocol):
    """What of a meeting tells when a mechanism meets."""

    @property
    def earliest(self) -> date | None: ...
    @property
    def latest(self) -> date | None: ...
    @property
    def number(self) -> int | None: ...
    @property
    def status(self) -> str: ...


def estimate(days: Sequence[date]) -> Cadence | None:
    """Return the cadence of sessions held on `days`, None where they are too few or too irregular.

    >>> from datetime import date
    >>> estimate([date(2015, 7, 1), date(2016, 7, 4), date(2017, 6, 20), date(2018, 7, 11)])
    Cadence(duration='P1Y', basis='estimated', sessions=4)
    """
    held = sorted(set(days))
    if len(held) < FEWEST:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(held)]
    typical = median(gaps)
    code = min(USUAL, key=lambda code: abs(USUAL[code] - typical))
    strays = [abs(gap - USUAL[code]) / USUAL[code] for gap in gaps]
    return Cadence(code, "estimated", len(held)) if median(strays) <= SLACK else None


def outlook(mechanism: Any, meetings: Iterable[Any], today: date) -> Outlook:
    """Return what is to be expected of a mechanism whose sessions are `meetings`, as of `today`.

    The window opens one cadence after the last session began and stays open for a quarter of the cadence; a
    date known only to the year or month opens and closes it as late as it can mean.
    """
    sessions = sorted(
        (m for m in meetings if m.latest and m.status != Meeting.Status.CANCELLED.value),
        key=lambda m: (m.latest or date.min, m.number or 0),
    )
    held = [m for m in sessions if m.latest and m.latest <= today]
    planned = next((m for m in sessions if m.latest and m.latest > today), None)
    last = held[-1] if held else None
    if mechanism.cadence:
        cadence: Cadence | None = Cadence(mechanism.cadence, "stated")
    else:
        cadence = estimate([m.earliest for m in held if m.earliest and _exact(m)])
    if cadence is None or last is None or last.earliest is None or last.latest is None:
        return Outlook(mechanism, cadence, last, planned, None, None, False)
    opens = after(last.earliest, cadence.duration)
    latest = after(last.latest, cadence.duration)
    closes = latest + timedelta(days=(latest - last.latest).days // 4)
    return Outlook(mechanism, cadence, last, planned, opens, closes, closes < today and planned is None)


def _exact(meeting: Session) -> bool:
    """Whether the date is known to about a month: a year alone tells no interval."""
    return bool(meeting.earliest and meeting.latest and (meeting.latest - meeting.earliest).days <= 31)


def expected(mechanisms: QuerySet[Any], person: Viewer, today: date) -> list[Outlook]:
    """Return what is to be expected of each of the mechanisms, the overdue first, then by the day on which
    the window closes. Sessions that the person may not see are not counted. Mechanisms have `pk`, `uid` and
    `cadence`, sessions `pk` and their dates: most are looked at to show a few."""
    of = mechanisms.order_by().values("pk")
    rows: Any = Meeting.objects.visible_to(person).filter(mechanism__in=of, latest__isnull=False).order_by()
    sessions: dict[int, list[Any]] = {}
    for row in rows.values_list("mechanism", "pk", "earliest", "latest", "number", "status", named=True):
        sessions.setdefault(row.mechanism, []).append(row)
    several = mechanisms.order_by().values_list("pk", "uid", "cadence", named=True)
    found = [outlook(row, sessions.get(row.pk, []), today) for row in several]
    return sorted(found, key=lambda o: (not o.overdue, o.closes or date.max, o.mechanism.pk))


def outlooks(
    mechanisms: QuerySet[Any], person: Viewer, today: date, most: int | None = None
) -> list[Outlook]:
    """Return the same, the first `most`, each with its records: see `with_records`."""
    return with_records(expected(mechanisms, person, today)[:most], mechanisms)


def with_records(expected: list[Outlook], mechanisms: QuerySet[Any]) -> list[Outlook]:
    """Return the same with the mechanisms as the query fetches them, and with meetings as sessions. Texts are
    for the caller to fetch."""
    told = {one.pk for outlook in expected for one in (outlook.last, outlook.planned) if one}
    meetings: dict[int, Meeting] = Meeting.objects.in_bulk(told) if told else {}
    rows: dict[int, Mechanism] = mechanisms.in_bulk([one.mechanism.pk for one in expected])
    return [
        replace(
            one,
            mechanism=rows[one.mechanism.pk],
            last=meetings[one.last.pk] if one.last else None,
            planned=meetings[one.planned.pk] if one.planned else None,
        )
        for one in expected
    ]
