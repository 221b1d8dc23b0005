"""How an agreement stands on a day: in force, expired, renewed … It is never stored, so it is never stale.

`Agreement.status` holds what the sources state. The rest follows from the dates and from the text that came
after, as far as the person sees that text: `standing` tells it of one agreement, `standing_on` is the same
rule as an expression of the database. Both ask agreements that `visible_to` has fetched for somebody; where
there are many, `dated` fetches only what the rules ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Protocol

from django.db.models import Case, Q, Value, When
from django.db.models.fields import CharField

from concertation.register.durations import after, before, longest
from concertation.register.models import Agreement

Status = Agreement.Status

STATED = (Status.DRAFT, Status.TERMINATED, Status.EXPIRED, Status.RENEWED, Status.SUPERSEDED)
"""What the sources say of a text that no date of it can change."""


class Dated(Protocol):
    """What of an agreement tells how it stands: see `Agreement` for the meaning of each."""

    @property
    def status(self) -> str: ...
    @property
    def succession(self) -> str: ...
    @property
    def succeeded(self) -> bool: ...
    @property
    def begins(self) -> date | None: ...
    @property
    def ends(self) -> date | None: ...
    @property
    def renewal(self) -> str: ...
    @property
    def notice_period(self) -> str: ...


def dated(rows: Any, *more: str) -> Any:
    """Return these agreements as rows of what is `Dated`, of their `pk` and of the fields `more`: a tenth of
    the work of fetching them whole."""
    fields = ("pk", "status", "succession", "succeeded", "begins", "ends", "renewal", "notice_period")
    return rows.values_list(*fields, *more, named=True)


def standing(agreement: Agreement | Dated, on: date) -> str:
    """Return the `Agreement.Status` of the agreement on the day `on`."""
    if agreement.status in STATED:
        return agreement.status
    if agreement.succeeded:
        renewed = agreement.succession == Agreement.Succession.RENEWAL.value
        return (Status.RENEWED if renewed else Status.SUPERSEDED).value
    if agreement.ends and agreement.ends < on and not agreement.renewal:
        return Status.EXPIRED.value
    if agreement.begins:
        return (Status.IN_FORCE if agreement.begins <= on else Status.SIGNED).value
    return agreement.status


def standing_on(on: date) -> Case:
    """Return the expression for a query over agreements: what `standing` returns of each."""

    def then(value: Any) -> Value:
        return Value(value.value)

    return Case(
        *(When(status=stated, then=then(stated)) for stated in STATED),
        When(succeeded=True, succession=Agreement.Succession.RENEWAL, then=then(Status.RENEWED)),
        When(succeeded=True, then=then(Status.SUPERSEDED)),
        When(Q(ends__lt=on) & Q(renewal=""), then=then(Status.EXPIRED)),
        When(begins__lte=on, then=then(Status.IN_FORCE)),
        When(begins__gt=on, then=then(Status.SIGNED)),
        When(status=Status.IN_FORCE, then=then(Status.IN_FORCE)),
        default=then(Status.SIGNED),
        output_field=CharField(),
    )


@dataclass(frozen=True, slots=True)
class Term:
    """The running term of an agreement: its last day, and the last day on which a party can still give notice
    that it is not renewed (None where the text has no notice period)."""

    end: date
    notice: date | None


def running_term(agreement: Agreement | Dated, on: date) -> Term | None:
    """Return the term that runs on `on`, tacit renewals counted; None where it has no end or is over."""
    return next(_terms(agreement, on), None)


def next_notice(agreement: Agreement | Dated, on: date) -> date | None:
    """Return the next last day, from `on`, on which a party can give notice. Where that of the running term
    is past and the text is renewed tacitly, it is that of the term after; None where there is none."""
    for term in _terms(agreement, on):
        if term.notice is None or term.notice >= on:
            return term.notice
    return None


def _terms(agreement: Agreement | Dated, on: date) -> Iterator[Term]:
    """Yield the term that runs on `on` and, where the text is renewed tacitly, those after it without end."""
    first = agreement.ends
    if first is None or agreement.status in STATED or agreement.succeeded:
        return
    for times in count(_renewals(first, agreement.renewal, on)) if agreement.renewal else (0,):
        # Counted from the first end, so that the 31st of a month does not wander to the 28th.
        end = after(first, agreement.renewal, times) if times else first
        if end >= on:
            yield Term(end, before(end, agreement.notice_period) if agreement.notice_period else None)


def ending(rows: Any, on: date, until: date) -> list[tuple[date, int]]:
    """Return when the running term of each of the agreements ends, with its key, of those that end from `on`
    to `until`, the first to end first."""
    # A text renewed tacitly ends again and again: the day of the running term decides below.
    near = Q(ends__range=(on, until)) | Q(ends__lt=on) & ~Q(renewal="")
    terms = ((row.pk, running_term(row, on)) for row in dated(rows.filter(near)))
    found = [(term.end, pk) for pk, term in terms if term and term.end <= until]
    return sorted(found, key=lambda one: one[0])


def _renewals(first: date, renewal: str, on: date) -> int:
    """Return a number of renewals after which a term that ended first on `first` surely still ends before
    `on`."""
    return max(0, (on - first).days // longest(renewal) - 1)
