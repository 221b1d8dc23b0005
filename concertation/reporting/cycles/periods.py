"""The period of a cycle: from the day after the previous report's closing date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from concertation.register.dates import bounds
from concertation.register.models import Document
from concertation.reporting.models import Cycle
from concertation.reporting.select import period_bounds


def closing_date(document: Document) -> date | None:
    """Return the last day that a report tells of: where it came of a cycle, the end of that one's period;
    else its own date, the last day that this can mean. None where it has no date."""
    cycle = Cycle.objects.filter(document=document.pk).first()
    if cycle:
        return period_bounds(cycle.period)[1]
    return bounds(document.date)[1] if document.date else None


def starts_after(previous: Document | None, follows: Cycle | None) -> date | None:
    """Return the first day of a period that follows on this cycle, else on this report; None where neither
    says when it ended."""
    end = period_bounds(follows.period)[1] if follows else closing_date(previous) if previous else None
    return end + timedelta(days=1) if end else None


def last_submitted() -> Cycle | None:
    """Return the cycle whose report was submitted last; None where there is none."""
    over = [cycle for cycle in Cycle.objects.filter(state=Cycle.State.SUBMITTED) if cycle.period]
    return max(over, key=lambda cycle: period_bounds(cycle.period)[1], default=None)


def reports_to_follow(person: Any) -> list[Document]:
    """Return the documents that `person` may see and that can be a previous report: those that have a symbol,
    one language version of each, the latest first."""
    rows = Document.objects.visible_to(person).exclude(symbols=[]).defer("summary", "agenda")
    found: dict[tuple[str, ...], Document] = {}
    for row in rows.order_by("-date", "version_of", "pk"):
        found.setdefault(tuple(row.symbols), row)
    return list(found.values())
