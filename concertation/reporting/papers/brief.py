"""A brief for a consultation: what lies between organizations, or what is done in a country, on two pages.

What it says is counted and listed, never composed: each line is a record with its date and its source.
`brief` and `country_brief` gather it for a person and a day; `brief_sections` says it in a language; the
page, .docx and .pdf are made from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q, QuerySet, Subquery, Window
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from concertation.accounts.sharing import Label, narrowest, visible
from concertation.insight import in_place, joint
from concertation.insight.cadence import Outlook, expected, with_records
from concertation.insight.in_place import Shared
from concertation.insight.joint import OfTheme, Standing, Third
from concertation.register.minuting import minutes_of
from concertation.register.models import (
    Activity,
    Agreement,
    Commitment,
    Evidence,
    Mechanism,
    Meeting,
    Minutes,
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


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class First(Generic[Row]):
    """The first of some rows, and how many there are."""

    rows: tuple[Row, ...]
    number: int

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> First[Row]:
        """Return the first `MOST` of what the query finds."""
        found: tuple[Any, ...] = tuple(rows.annotate(of=Window(Count("pk")))[:MOST])
        return cls(found, found[0].of if found else 0)


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
    agreements: First[Standing]
    lapsed: int
    mechanisms: First[Outlook]
    last: Meeting | None
    decisions: First[Commitment]
    commitments: First[Commitment]
    themes: tuple[OfTheme, ...]
    presences: First[Presence]
    outcomes: str = ""
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
        bodies=tuple(in_place.bodies(person, country)),
        shared=tuple(in_place.shared_themes(person, country)),
    )


def _gathered(of: Any, person: Viewer, on: date, lang: str, **more: Any) -> Brief:
    """The brief of the records that `of` gives for each model, with `more` of its fields."""
    counts = dict[str, int]()
    labels = set[str]()
    for kind, label, number in of(Record).order_by().values_list("kind", "label").annotate(Count("pk")):
        counts[kind] = counts.get(kind, 0) + number
        labels.add(label)
    texts = joint.standings(of(Agreement), on, MOST)
    first, last = _first_and_last(of(Meeting).filter(latest__lte=on, status=Meeting.Status.HELD))
    minutes = list(minutes_of(last, person)) if last else []
    open_ones = joint.by_due(of(Commitment))
    decided = Q(source=last.pk) if last else Q(pk__in=[])
    expectations = expected(of(Mechanism), person, on)
    third_labels = {label for third in more.get("thirds", ()) for label in third.labels}
    made = Brief(
        on=on,
        label=narrowest({*labels, *_beside(of, person), *(one.label for one in minutes), *third_labels})
        or Label.CLEAR.value,
        counts=counts,
        first=first if first != last else None,
        agreements=First(tuple(texts.current), texts.number),
        lapsed=texts.number_lapsed,
        mechanisms=First(tuple(with_records(expectations[:MOST], of(Mechanism))), len(expectations)),
        last=last,
        decisions=First.of(open_ones.filter(decided)),
        commitments=First.of(open_ones.exclude(decided)),
        themes=tuple(joint.by_theme(of(Activity), on - RECENT, most=MOST, themes=MOST)[:MOST]),
        presences=First.of(joint.by_status(of(Presence)).exclude(status=Presence.Status.ENDED)),
        **more,
    )
    joint.complete(
        _told(made),
        parties=[*made.decisions.rows, *made.commitments.rows],
        places=[*made.presences.rows, *([last] if last else [])],
        organizations=[one.organization for one in made.thirds],
    )
    outcomes = _outcomes(last, minutes, lang) if last else ""
    return replace(made, outcomes=outcomes, sources=_sources(_told(made), person))


def _first_and_last(meetings: Any) -> tuple[Meeting | None, Meeting | None]:
    """The oldest and the newest of the meetings."""
    newest = meetings.order_by("-latest", "-pk").values("pk")[:1]
    oldest = meetings.order_by("latest", "pk").values("pk")[:1]
    rows = Meeting.objects.filter(Q(pk=Subquery(oldest)) | Q(pk=Subquery(newest)))
    found = list(rows.order_by("latest", "pk"))
    return (found[0], found[-1]) if found else (None, None)


def _outcomes(meeting: Meeting, minutes: list[Minutes], lang: str) -> str:
    """What minutes say of the meeting in general, in `lang` if there are any; else its description."""
    written = sorted(minutes, key=lambda one: one.lang != lang)
    said = next((one.text for one in written if one.text), "")
    return said or meeting.text_in("description", lang)


def _beside(of: Any, person: Viewer) -> Iterator[str]:
    """The labels of what is told besides the records: documents that state them, sessions of their
    mechanisms, texts that followed their agreements."""
    seen = Record.objects.visible_to(person).order_by()
    sessions = Q(meeting__mechanism__in=of(Mechanism).order_by().values("pk"))
    followed = Q(pk__in=of(Agreement).order_by().values("successor"))
    yield from seen.filter(sessions | followed).values_list("label", flat=True).distinct()
    evidence = Evidence.objects.filter(
        visible(person, "paragraph__document__"), record__in=of(Record).order_by().values("pk")
    )
    yield from evidence.order_by().values_list("paragraph__document__label", flat=True).distinct()


def _told(made: Brief) -> Iterable[Record]:
    """The records that the brief may tell of."""
    yield from (one.agreement for one in made.agreements.rows)
    yield from (one.mechanism for one in made.mechanisms.rows)
    yield from (one for one in (made.first, made.last) if one)
    yield from made.decisions.rows
    yield from made.commitments.rows
    yield from made.presences.rows
    for one in made.themes:
        yield from one.activities


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
