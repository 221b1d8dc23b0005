"""Which records a report tells: those that a person may see and that the period concerns.

A dated record concerns the period when its date can lie in it. An undated record, and continuing work that
began earlier, concern it when a document of the period, or of the half year after it, states them: see
``docs/decisions/0006-what-a-report-tells.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from django.db.models import Prefetch, Q

from concertation.accounts.sharing import Label, narrowest, visible
from concertation.register.dates import bounds
from concertation.register.models import (
    Document,
    Evidence,
    Mechanism,
    Organization,
    OrganizationName,
    Record,
    Text,
)
from concertation.reporting.telling.facts import Body, Fact, Source, Where

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

TOLD = ("meeting", "agreement", "activity", "presence", "pledge")
MONTHS_AFTER = 6
"""Documents that appear this long after the period still tell of it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the report is made of. `undated` counts visible records without a date that no document of the
    period states: they are left out, and the officer is told."""

    period: str
    facts: tuple[Fact, ...]
    mandates: tuple[Fact, ...]
    bodies: dict[str, Body]
    undated: int

    @property
    def label(self) -> str:
        """The narrowest sharing label among what is told."""
        return narrowest(fact.label for fact in (*self.facts, *self.mandates)) or Label.CLEAR.value


def select(period: str, person: Viewer) -> Selection:
    """Return what a report on `period` (EDTF interval) for `person` tells.

    Raises `ValueError` where `period` is no interval with both ends.
    """
    _start, end = period_bounds(period)
    seen = Record.objects.visible_to(person)
    chosen = told_in(period, person).values("pk")
    titles = _series_titles(person)
    facts = [
        _fact(record, titles)
        for record in _with_parts(seen.filter(pk__in=chosen), person).order_by("earliest", "pk")
    ]
    mandates = seen.filter(kind=Record.Kind.MANDATE).filter(Q(date="") | Q(earliest__lte=end))
    left = _can_be_told(person).filter(date="").exclude(pk__in=chosen).count()
    return Selection(
        period,
        tuple(facts),
        tuple(_fact(record, titles) for record in _with_parts(mandates, person).order_by("earliest", "pk")),
        bodies(),
        left,
    )


def told_in(period: str, person: Viewer) -> Any:
    """Return the records that a report on `period` for `person` tells.

    Raises `ValueError` where `period` is no interval with both ends.
    """
    start, end = period_bounds(period)
    in_period = ~Q(date="") & Q(earliest__lte=end) & (Q(latest__gte=start) | Q(latest=None))
    stated = Q(evidence__paragraph__document__in=_documents_near(start, end, person))
    going_on = (
        Q(latest__lt=start) & (Q(activity__status="under-way") | Q(presence__status="current")) & stated
    )
    found = _can_be_told(person).filter(in_period | (Q(date="") & stated) | going_on)
    return found.order_by().distinct()  # a record that several paragraphs state is one


def _can_be_told(person: Viewer) -> Any:
    return Record.objects.visible_to(person).filter(kind__in=TOLD).exclude(meeting__status="cancelled")


def period_bounds(period: str) -> tuple[date, date]:
    """Return the first and last day. Raises `ValueError` with a sentence for the person who gave it."""
    start, end = bounds(period) if "/" in period else (None, None)
    if start is None or end is None or end < start:
        raise ValueError(f"{period!r} is no period. Write two dates with a slash: 2016-07-16/2018-08-17.")
    return start, end


def _documents_near(start: date, end: date, person: Viewer) -> list[int]:
    after = end + relativedelta(months=MONTHS_AFTER)
    near: list[int] = []
    for pk, edtf in Document.objects.visible_to(person).exclude(date="").values_list("pk", "date"):
        first, last = bounds(edtf)
        if (first is None or first <= after) and (last is None or last >= start):
            near.append(pk)
    return near


def _with_parts(records: Any, person: Viewer) -> Any:
    evidence = (
        Evidence.objects.filter(visible(person, "paragraph__document__"))
        .select_related("paragraph__document")
        .defer("paragraph__text", "paragraph__source_runs")
    )
    return records.select_related(
        "agreement", "meeting", "activity", "presence", "pledge", "mandate"
    ).prefetch_related(
        "participations",
        "locations__place",
        "subjects",
        Prefetch("texts", Text.objects.filter(field="title")),
        Prefetch("evidence", evidence),
    )


def _series_titles(person: Viewer) -> dict[int, dict[str, str]]:
    titles: dict[int, dict[str, str]] = {}
    seen = Mechanism.objects.visible_to(person).values("pk")
    for record, lang, value in Text.objects.filter(field="title", record__in=seen).values_list(
        "record", "lang", "value"
    ):
        titles.setdefault(record, {})[lang] = value
    return titles


def bodies() -> dict[str, Body]:
    """Return the organizations by their identifiers, with their names."""
    organizations: Any = Organization.objects.prefetch_related("names")
    return {
        organization.id: Body(
            organization.id,
            organization.kind,
            organization.parent_id,
            {
                (name.lang, name.kind): name.text
                for name in reversed(organization.names.all())
                if not name.until
            },
            _known_as(organization.names.all()),
            _known_as(name for name in organization.names.all() if name.until or name.kind == "former"),
        )
        for organization in organizations
    }


def _known_as(names: Iterable[OrganizationName]) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for name in names:
        known[name.lang] = (*known.get(name.lang, ()), name.text)
    return known


def _fact(record: Any, series_titles: dict[int, dict[str, str]]) -> Fact:
    """Return the record, whose parts are loaded, as plain values."""
    detail = getattr(record, record.kind)
    series = getattr(detail, "mechanism_id", None)
    return Fact(
        uid=str(record.uid),
        kind=record.kind,
        type=record.type,
        status=getattr(detail, "status", ""),
        date=record.date,
        earliest=record.earliest,
        number=getattr(detail, "number", None),
        titles={text.lang: text.value for text in record.texts.all() if text.value.strip()},
        original=record.original_lang,
        actors=tuple((part.organization_id, part.role) for part in record.participations.all()),
        places=tuple(Where(at.place.name, at.place.kind, at.place.country) for at in record.locations.all()),
        themes=tuple(subject.theme_id for subject in record.subjects.all()),
        term=getattr(detail, "term", ""),
        within=getattr(detail, "basis", "") == "within",
        amount=getattr(detail, "amount", None),
        currency=getattr(detail, "currency", ""),
        series=str(series) if series else None,
        series_titles=series_titles.get(series, {}) if series else {},
        symbol=getattr(detail, "symbol", ""),
        paragraph=getattr(detail, "paragraph", ""),
        label=record.label,
        sources=tuple(
            Source(str(e.paragraph.document), e.paragraph.number, e.quote) for e in record.evidence.all()
        ),
    )
