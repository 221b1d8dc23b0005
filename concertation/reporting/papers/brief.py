"""A brief for a consultation: what lies between organizations, or what is done in a country, on two pages.

What it says is counted and listed, never composed: each line is a record with its date and its source.
`brief` and `country_brief` gather it for a person and a day; `brief_sections` says it in a language; the
page, .docx and .pdf are made from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from django.db.models import F, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from concertation.accounts.sharing import Label, narrowest, visible
from concertation.insight import in_place, joint
from concertation.insight.cadence import Outlook, outlooks
from concertation.insight.in_place import Shared
from concertation.insight.joint import Standing, Third
from concertation.register.minuting import minutes_of
from concertation.register.models import (
    Activity,
    Agreement,
    Commitment,
    Evidence,
    Mechanism,
    Meeting,
    Organization,
    Presence,
    Record,
)

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

RECENT = relativedelta(years=3)
"""How far back activities are listed."""

MOST = 8
"""Lines of a section, at most; `brief_sections` takes fewer where two pages do not hold them."""

NAME = 40
"""Characters of the title by which a document without a symbol is named."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief tells of `organizations`, or of a `country` (ISO 3166-1 alpha-3), as of the day `on`.

    `label` is the narrowest of what it draws on, `counts` are records by kind, `first` is the oldest meeting
    held, `bodies` and `shared` are of a country alone, `thirds` of organizations. `sources` tells by record
    where it is stated ("A/73/328, 12").
    """

    organizations: tuple[Organization, ...]
    country: str
    on: date
    label: str
    counts: Mapping[str, int]
    first: Meeting | None
    agreements: tuple[Standing, ...]
    lapsed: int
    mechanisms: tuple[Outlook, ...]
    last: Meeting | None
    outcomes: str
    decisions: tuple[Commitment, ...]
    commitments: tuple[Commitment, ...]
    themes: tuple[tuple[str, tuple[Activity, ...]], ...]
    presences: tuple[Presence, ...]
    thirds: tuple[Third, ...] = ()
    bodies: tuple[tuple[Organization, int], ...] = ()
    shared: tuple[Shared, ...] = ()
    sources: Mapping[int, str] = field(default_factory=dict[int, str])


def brief(organizations: tuple[Organization, ...], on: date, person: Viewer, lang: str) -> Brief:
    """Gather the brief of one organization, or of what two or more have together, as the person may see it.

    Texts of records are in `lang` (ISO 639-1) where there are any.
    """
    ids = [one.pk for one in organizations]

    def of(model: Any) -> QuerySet[Any]:
        return joint.together(model.objects.visible_to(person), ids)

    return _gathered(
        of,
        person,
        on,
        lang,
        organizations=organizations,
        country="",
        counts=dict(joint.by_kind(person, ids)),
        thirds=tuple(joint.thirds(person, ids)),
    )


def country_brief(country: str, on: date, person: Viewer, lang: str) -> Brief:
    """Gather the brief of a country (ISO 3166-1 alpha-3): what was done there and what the State takes part
    in, as the person may see it."""

    def of(model: Any) -> QuerySet[Any]:
        narrow = in_place.located if model in (Activity, Presence) else in_place.concerning
        return narrow(model.objects.visible_to(person), country)

    return _gathered(
        of,
        person,
        on,
        lang,
        organizations=(),
        country=country,
        counts=in_place.by_kind(person, country),
        bodies=tuple(in_place.bodies(person, country)),
        shared=tuple(in_place.shared_themes(person, country)),
    )


def _gathered(of: Any, person: Viewer, on: date, lang: str, **more: Any) -> Brief:
    """The brief of the records that `of` gives for each model, with `more` of its fields."""
    texts = joint.standings(of(Agreement).prefetch_related("texts"), on)
    current = tuple(one for one in texts if one.status in joint.RUNNING)
    held: Any = of(Meeting).filter(latest__lte=on, status=Meeting.Status.HELD)
    held = held.prefetch_related("texts", "places").order_by(F("latest").desc(nulls_last=True), "-pk")
    last, first = held.first(), held.last()
    open_ones = joint.by_due(of(Commitment))
    made = Brief(
        on=on,
        label=narrowest(_labels(of, last, more.get("thirds", ()), person)) or Label.CLEAR.value,
        first=first if first != last else None,
        agreements=current,
        lapsed=len(texts) - len(current),
        mechanisms=tuple(outlooks(of(Mechanism).prefetch_related("texts"), person, on)),
        last=last,
        outcomes=_outcomes(last, person, lang) if last else "",
        decisions=tuple(row for row in open_ones if last and row.source_id == last.pk),
        commitments=tuple(row for row in open_ones if not last or row.source_id != last.pk),
        themes=tuple(
            (theme, tuple(rows[:MOST])) for theme, rows in joint.by_theme(of(Activity), on - RECENT)[:MOST]
        ),
        presences=tuple(
            one for one in joint.by_status(of(Presence)) if one.status != Presence.Status.ENDED.value
        ),
        **more,
    )
    return replace(made, sources=_sources(_told(made), person))


def _outcomes(meeting: Meeting, person: Viewer, lang: str) -> str:
    """What minutes say of the meeting in general, in `lang` if there are any; else its description."""
    written = sorted(minutes_of(meeting, person), key=lambda one: one.lang != lang)
    said = next((one.text for one in written if one.text), "")
    return said or meeting.text_in("description", lang)


def _labels(of: Any, last: Meeting | None, thirds: Iterable[Third], person: Viewer) -> Iterable[str]:
    """The labels of the records, of the documents that state them, and of the minutes that are told; and of
    what is not between these bodies alone: sessions of their mechanisms, texts that followed their
    agreements, activities of third organizations."""
    records: QuerySet[Any] = of(Record)
    seen = Record.objects.visible_to(person).order_by()
    sessions = seen.filter(meeting__mechanism__in=of(Mechanism).order_by().values("pk"))
    followed = seen.filter(pk__in=of(Agreement).order_by().values("successor"))
    for rows in (sessions, followed):
        yield from rows.values_list("label", flat=True).distinct()
    yield from (label for one in thirds for label in one.labels)
    yield from records.order_by().values_list("label", flat=True).distinct()
    evidence = Evidence.objects.filter(
        visible(person, "paragraph__document__"), record__in=records.order_by().values("pk")
    )
    yield from evidence.order_by().values_list("paragraph__document__label", flat=True).distinct()
    if last:
        yield from (one.label for one in minutes_of(last, person))


def _told(made: Brief) -> Iterable[Record]:
    """The records that the brief may tell of."""
    yield from (one.agreement for one in made.agreements[:MOST])
    yield from (one.mechanism for one in made.mechanisms[:MOST])
    yield from (one for one in (made.first, made.last) if one)
    yield from made.decisions[:MOST]
    yield from made.commitments[:MOST]
    yield from made.presences[:MOST]
    for _theme, rows in made.themes:
        yield from rows


def _sources(records: Iterable[Record], person: Viewer) -> dict[int, str]:
    """Where each record is stated: the document and the number of the paragraph that the person may see."""
    rows = Evidence.objects.filter(
        visible(person, "paragraph__document__"), record__in={record.pk for record in records}
    )
    found: dict[int, str] = {}
    for row in rows.select_related("paragraph__document").order_by("pk"):
        document = Truncator(str(row.paragraph.document)).chars(NAME)
        named = _("%(document)s, para. %(number)s") if row.paragraph.number else "%(document)s"
        found.setdefault(row.record_id, named % {"document": document, "number": row.paragraph.number})  # pyright: ignore[reportAttributeAccessIssue]
    return found
