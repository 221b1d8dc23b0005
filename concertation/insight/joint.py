"""What lies between organizations: of one, of two, of any number together.

Only records that a person may see are looked at, and every count is of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, prefetch_related_objects

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
    taking_part,
)
from concertation.register.standing import Term, next_notice, running_term, standing

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

RUNNING = frozenset({"in-force", "signed", "draft"})
"""How an agreement stands that still counts."""

FEW = 8
"""Themes that are told."""

THIRDS = 8
"""Points of contact with third organizations that are told."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement with how it stands (`Agreement.Status`), the term that runs, and the next last day on
    which notice can be given."""

    agreement: Agreement
    status: str
    term: Term | None
    notice: date | None


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
    for id in ids:
        parts = Participation.objects.filter(organization=id).order_by().values("record")
        rows = rows.filter(pk__in=parts)
    return rows


def agreements(person: Viewer, ids: Sequence[str], today: date, most: int | None = None) -> list[Standing]:
    """Return their agreements, those that count first, the latest first among equals; the first `most` of
    those that count and of those that do not."""
    found = standings(together(Agreement.objects.visible_to(person), ids), today, most)
    prefetch_related_objects([one.agreement for one in found], "texts")
    return found


def standings(rows: QuerySet[Any], today: date, most: int | None = None) -> list[Standing]:
    """Return these agreements with how they stand, those that count first; the first `most` of each. Texts
    are for the caller to fetch."""
    found = [
        Standing(row, standing(row, today), running_term(row, today), next_notice(row, today)) for row in rows
    ]
    count = [one for one in found if one.status in RUNNING][:most]
    return [*count, *[one for one in found if one.status not in RUNNING][:most]]


def mechanisms(person: Viewer, ids: Sequence[str], today: date) -> list[Outlook]:
    """Return their mechanisms with the last and the next session, the overdue first."""
    rows: Any = together(Mechanism.objects.visible_to(person), ids)
    return outlooks(rows.prefetch_related("texts"), person, today)


def meetings(person: Viewer, ids: Sequence[str]) -> QuerySet[Any]:
    """Return the meetings in which they all took part, the last first."""
    rows: Any = together(Meeting.objects.visible_to(person), ids).prefetch_related("texts", "places")
    return rows.order_by(F("latest").desc(nulls_last=True), "-pk")


def commitments(person: Viewer, ids: Sequence[str]) -> QuerySet[Any]:
    """Return their open commitments, the first due first."""
    return by_due(together(Commitment.objects.visible_to(person), ids))


def by_due(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the open ones of these commitments, the first due first."""
    rows = rows.filter(status=Commitment.Status.OPEN).prefetch_related("texts", taking_part())
    return rows.order_by(F("due_by").asc(nulls_last=True), "pk")


def activities_by_theme(
    person: Viewer, ids: Sequence[str], since: date | None = None
) -> list[tuple[str, list[Activity]]]:
    """Return their joint activities by theme, the theme with the most first; an activity of two themes stands
    under both, one of none under "". With `since`, only those that went on after that day, or whose date is
    not known."""
    return by_theme(together(Activity.objects.visible_to(person), ids), since)


def by_theme(rows: QuerySet[Any], since: date | None = None) -> list[tuple[str, list[Activity]]]:
    """Return these activities by theme, as `activities_by_theme` does."""
    if since:
        rows = rows.filter(Q(latest__gte=since) | Q(latest=None))
    found: dict[str, list[Activity]] = {}
    for row in rows.prefetch_related("texts", "themes").order_by(F("latest").desc(nulls_last=True), "-pk"):
        for theme in [theme.pk for theme in row.themes.all()] or [""]:
            found.setdefault(theme, []).append(row)
    return sorted(found.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))


def theme_counts(person: Viewer, ids: Sequence[str]) -> list[tuple[str, int]]:
    """Return the themes of their activities with the number of each, the most first."""
    own = together(Record.objects.visible_to(person).filter(kind=Record.Kind.ACTIVITY), ids)
    counted = Subject.objects.filter(record__in=own.order_by().values("pk")).order_by().values_list("theme")
    return list(counted.annotate(number=Count("pk")).order_by("-number", "theme")[:FEW])


def place_counts(person: Viewer, ids: Sequence[str]) -> list[tuple[Place, int]]:
    """Return the places of their activities with the number of each, the most first."""
    own = together(Record.objects.visible_to(person).filter(kind=Record.Kind.ACTIVITY), ids)
    counted = Location.objects.filter(record__in=own.order_by().values("pk")).order_by().values_list("place")
    numbers = dict(counted.annotate(number=Count("pk")).order_by("-number", "place")[:FEW])
    places = Place.objects.in_bulk(list(numbers))
    return [(places[key], number) for key, number in numbers.items()]


def presences(person: Viewer, ids: Sequence[str]) -> QuerySet[Any]:
    """Return their liaison offices and other presences, those that are current first."""
    return by_status(together(Presence.objects.visible_to(person), ids))


def by_status(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return these presences, the current first, then the planned, then those that ended."""
    ranks = (When(status=status, then=Value(at)) for at, status in enumerate(("current", "planned", "ended")))
    return rows.prefetch_related("texts", "places", taking_part()).order_by(Case(*ranks), "pk")


def thirds(person: Viewer, ids: Sequence[str]) -> list[Third]:
    """Return who else works on the same theme in the same place as these together, the most first."""
    own = together(Record.objects.visible_to(person), ids).order_by().values("pk")
    points = set(
        Subject.objects.filter(record__in=own)
        .filter(record__kind=Record.Kind.ACTIVITY, record__locations__isnull=False)
        .order_by()
        .values_list("theme", "record__locations__place")
    )
    if not points:
        return []
    others = (
        Subject.objects.filter(visible(person, "record__"), record__kind=Record.Kind.ACTIVITY)
        .filter(theme__in={theme for theme, _ in points}, record__locations__place__in={p for _, p in points})
        .exclude(record__in=own)
        .order_by()
        .values_list(
            "theme",
            "record__locations__place",
            "record__participations__organization",
            "record__label",
            "record",
        )
        .distinct()
    )
    counted: Counter[tuple[str, str, int]] = Counter()
    labels: defaultdict[tuple[str, str, int], set[str]] = defaultdict(set)
    for theme, place, organization, label, _record in others:
        if (theme, place) in points and organization and organization not in ids:
            counted[organization, theme, place] += 1
            labels[organization, theme, place].add(label)
    places = Place.objects.in_bulk({place for _, _, place in counted})
    ranked = sorted(counted.items(), key=lambda row: (-row[1], row[0][0], row[0][1], places[row[0][2]].name))[
        :THIRDS
    ]
    bodies = Organization.objects.prefetch_related("names").in_bulk({body for (body, _, _), _ in ranked})
    return [
        Third(bodies[body], theme, places[place], n, frozenset(labels[body, theme, place]))
        for (body, theme, place), n in ranked
    ]


def by_kind(person: Viewer, ids: Sequence[str]) -> Counter[str]:
    """Return how many records of each kind they have together."""
    rows = together(Record.objects.visible_to(person), ids).order_by()
    return Counter(dict(rows.values_list("kind").annotate(Count("pk"))))
