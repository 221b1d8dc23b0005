"""What lies between organizations: of one, of two, of any number together.

Only records that a person may see are looked at, and every count is of these. What a page tells of the
records besides, `complete` fetches for all of them at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)

from concertation.accounts.sharing import visible
from concertation.insight.cadence import Outlook, outlooks
from concertation.register.models import (
    Activity,
    Agreement,
    Commitment,
    Location,
    Mechanism,
    Meeting,
    Organization,
    Participation,
    Place,
    Presence,
    Record,
    Subject,
)
from concertation.register.standing import Term, dated, next_notice, running_term, standing

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

RUNNING = frozenset({"in-force", "signed", "draft"})
"""How an agreement stands that still counts."""

FEW = 8
"""Themes that are told."""

THIRDS = 8
"""Points of contact with third organizations that are told."""


POINTS = 8
"""Points of contact, each a theme and a place, that are looked at for who else works there."""

RARE = (Agreement, Mechanism, Commitment, Presence)
"""Kinds of which there are few: each is asked who takes part in it. Of the others there may be more than an
organization takes part in: its list is asked."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement with how it stands (`Agreement.Status`), the term that runs, and the next last day on
    which notice can be given."""

    agreement: Agreement
    status: str
    term: Term | None
    notice: date | None


@dataclass(frozen=True, slots=True)
class Standings:
    """Agreements that count, and those that do not any more (`lapsed`): the first of each, and how many there
    are."""

    current: list[Standing]
    lapsed: list[Standing]
    number: int
    number_lapsed: int

    def __iter__(self) -> Iterator[Standing]:
        return iter([*self.current, *self.lapsed])


@dataclass(frozen=True, slots=True)
class OfTheme:
    """Activities of a theme, "" for none: the latest of them, and how many there are."""

    theme: str
    activities: list[Activity]
    number: int


@dataclass(frozen=True, slots=True)
class Third:
    """Another organization that works on the same theme in the same place, with the number of its activities
    there and the labels that these have."""

    organization: Organization
    theme: str
    place: Place
    number: int
    labels: frozenset[str]


def together(rows: QuerySet[Any], ids: Sequence[str]) -> QuerySet[Any]:
    """Narrow records to those in which all of the organizations take part."""
    if rows.model in RARE:
        for id in ids:
            rows = rows.filter(Exists(Participation.objects.filter(organization=id, record=OuterRef("pk"))))
        return rows
    return rows.filter(pk__in=_in_common(ids)) if ids else rows


def _in_common(ids: Sequence[str]) -> Any:
    """A query for the keys of what all of the organizations take part in, from the index alone."""
    found = Participation.objects.filter(organization=ids[0]).order_by().values("record")
    return found.filter(record__in=_in_common(ids[1:])) if len(ids) > 1 else found


def complete(
    records: Iterable[Any],
    *,
    parties: Iterable[Any] = (),
    places: Iterable[Any] = (),
    organizations: Iterable[Organization] = (),
) -> None:
    """Fetch the texts of the records, who takes part in those of `parties`, the places of those of `places`,
    and the names of the organizations."""
    parties = list(parties)
    prefetch_related_objects(list(records), "texts")
    prefetch_related_objects(list(places), "places")
    prefetch_related_objects(
        parties, Prefetch("participations", Participation.objects.select_related("organization"))
    )
    named = [part.organization for row in parties for part in row.participations.all()]
    prefetch_related_objects([*named, *organizations], "names")


def agreements(person: Viewer, ids: Sequence[str], today: date, most: int | None = None) -> Standings:
    """Return their agreements: see `standings`."""
    return standings(
        together(Agreement.objects.visible_to(person), ids).prefetch_related("texts"), today, most
    )


def standings(rows: QuerySet[Any], today: date, most: int | None = None) -> Standings:
    """Return how these agreements stand, as the query orders them: the first `most` of those that count, and
    of those that do not, as the query fetches them."""
    current: list[int] = []
    lapsed: list[int] = []
    for row in dated(rows):
        (current if standing(row, today) in RUNNING else lapsed).append(row.pk)
    found = rows.in_bulk([*current[:most], *lapsed[:most]])

    def told(keys: list[int]) -> list[Standing]:
        first = (found[key] for key in keys[:most])
        return [
            Standing(row, standing(row, today), running_term(row, today), next_notice(row, today))
            for row in first
        ]

    return Standings(told(current), told(lapsed), len(current), len(lapsed))


def mechanisms(person: Viewer, ids: Sequence[str], today: date, most: int | None = None) -> list[Outlook]:
    """Return their mechanisms with the last and the next session, the overdue first; the first `most`."""
    return outlooks(together(Mechanism.objects.visible_to(person), ids), person, today, most)


def meetings(person: Viewer, ids: Sequence[str]) -> QuerySet[Any]:
    """Return the meetings in which they all took part, the last first."""
    rows: Any = together(Meeting.objects.visible_to(person), ids)
    return rows.order_by(F("latest").desc(nulls_last=True), "-pk")


def commitments(person: Viewer, ids: Sequence[str]) -> QuerySet[Any]:
    """Return their open commitments, the first due first."""
    return by_due(together(Commitment.objects.visible_to(person), ids))


def by_due(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the open ones of these commitments, the first due first."""
    return rows.filter(status=Commitment.Status.OPEN).order_by(F("due_by").asc(nulls_last=True), "pk")


def activities_by_theme(
    person: Viewer, ids: Sequence[str], since: date | None = None, *, most: int, themes: int
) -> list[OfTheme]:
    """Return their joint activities by theme, the theme with the most first; an activity of two themes stands
    under both, one of none under "". With `since`, only those that went on after that day, or whose date is
    not known. All are counted; of the first `themes` themes the latest `most` are there. Texts are for the
    caller to fetch."""
    return by_theme(together(Activity.objects.visible_to(person), ids), since, most=most, themes=themes)


def by_theme(rows: QuerySet[Any], since: date | None = None, *, most: int, themes: int) -> list[OfTheme]:
    """Return these activities by theme, as `activities_by_theme` does."""
    if since:
        rows = rows.filter(Q(latest__gte=since) | Q(latest=None))
    found: dict[str, list[int]] = {}
    latest_first = rows.order_by(F("latest").desc(nulls_last=True), "-pk")
    for theme, pk in latest_first.values_list("subjects__theme", "pk"):
        found.setdefault(theme or "", []).append(pk)
    ranked = sorted(found.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    shown = {pk for _theme, keys in ranked[:themes] for pk in keys[:most]}
    activities = Activity.objects.in_bulk(shown)
    return [
        OfTheme(theme, [activities[pk] for pk in keys[:most]] if at < themes else [], len(keys))
        for at, (theme, keys) in enumerate(ranked)
    ]


def theme_counts(person: Viewer, ids: Sequence[str]) -> list[tuple[str, int]]:
    """Return the themes of their activities with the number of each, the most first."""
    own = Subject.objects.filter(visible(person, "record__"), record__kind=Record.Kind.ACTIVITY)
    counted = own.filter(record__in=_in_common(ids)).order_by().values_list("theme")
    return list(counted.annotate(number=Count("pk")).order_by("-number", "theme")[:FEW])


def place_counts(person: Viewer, ids: Sequence[str]) -> list[tuple[Place, int]]:
    """Return the places of their activities with the number of each, the most first."""
    own = Location.objects.filter(visible(person, "record__"), record__kind=Record.Kind.ACTIVITY)
    counted = own.filter(record__in=_in_common(ids)).order_by().values_list("place")
    numbers = dict(counted.annotate(number=Count("pk")).order_by("-number", "place")[:FEW])
    places = Place.objects.in_bulk(list(numbers))
    return [(places[key], number) for key, number in numbers.items()]


def presences(person: Viewer, ids: Sequence[str]) -> QuerySet[Any]:
    """Return their liaison offices and other presences, those that are current first."""
    return by_status(together(Presence.objects.visible_to(person), ids))


def by_status(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return these presences, the current first, then the planned, then those that ended."""
    ranks = (When(status=status, then=Value(at)) for at, status in enumerate(("current", "planned", "ended")))
    return rows.order_by(Case(*ranks), "pk")


def thirds(person: Viewer, ids: Sequence[str]) -> list[Third]:
    """Return who else works on the same theme in the same place as these together, the most first. Of the
    points where they meet, those are looked at where they do the most. Names are for the caller to fetch."""
    own = Subject.objects.filter(
        visible(person, "record__"),
        record__kind=Record.Kind.ACTIVITY,
        record__in=_in_common(ids),
        record__locations__isnull=False,
    )
    met = own.order_by().values_list("theme", "record__locations__place").annotate(number=Count("pk"))
    ordered = met.order_by("-number", "theme", "record__locations__place")
    points = [(theme, place) for theme, place, _number in ordered[:POINTS]]
    if not points:
        return []
    first, *more = (_at(person, ids, theme, place) for theme, place in points)
    counted: Counter[tuple[str, int, str]] = Counter()
    labels: defaultdict[tuple[str, int, str], set[str]] = defaultdict(set)
    for theme, place, body, label, number in first.union(*more, all=True) if more else first:
        counted[theme, place, body] += number
        labels[theme, place, body].add(label)
    places = Place.objects.in_bulk({place for _theme, place in points})
    ranked = nsmallest(
        THIRDS,
        counted.items(),
        key=lambda row: (-row[1], row[0][2], row[0][0], places[row[0][1]].name),
    )
    bodies = Organization.objects.in_bulk({body for (_theme, _place, body), _number in ranked})
    return [
        Third(bodies[body], theme, places[place], number, frozenset(labels[theme, place, body]))
        for (theme, place, body), number in ranked
    ]


def _at(person: Viewer, ids: Sequence[str], theme: str, place: int) -> Any:
    """A query for who else has activities on the theme in the place: rows of theme, place, organization,
    label and how many it has."""
    there = Location.objects.filter(place=place, record=OuterRef("record"))
    on = Subject.objects.filter(Exists(there), theme=theme).order_by()
    apart = Q(pk__in=[])
    for id in ids:
        apart |= ~Exists(Participation.objects.filter(organization=id, record=OuterRef("record")))
    return (
        Participation.objects.filter(visible(person, "record__"), record__kind=Record.Kind.ACTIVITY)
        .filter(record__in=on.values("record"))
        .filter(apart)
        .exclude(organization__in=ids)
        .order_by()
        .annotate(theme=Value(theme), place=Value(place))
        .values_list("theme", "place", "organization", "record__label")
        .annotate(number=Count("pk"))
    )


def by_kind(person: Viewer, ids: Sequence[str]) -> Counter[str]:
    """Return how many records of each kind they have together."""
    rows = together(Record.objects.visible_to(person), ids).order_by()
    return Counter(dict(rows.values_list("kind").annotate(Count("pk"))))
