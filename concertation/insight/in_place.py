"""What is done in a country: by whom, on what, under which agreements, with whom stationed there.

Only records that a person may see are looked at, and every count is of these. A country is told by its
ISO 3166-1 alpha-3 code, which is also the identifier of the State among the organizations.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from concertation.accounts.sharing import visible
from concertation.insight.joint import FEW
from concertation.register.models import Location, Organization, Participation, Place, Record, Subject

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

MOST_BODIES = 12
"""Organizations that are told of a country."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A theme on which several organizations work in one country, each with the number of its activities
    there; `number` is that of all of them."""

    theme: str
    bodies: tuple[tuple[Organization, int], ...]
    number: int


def located(rows: QuerySet[Any], country: str) -> QuerySet[Any]:
    """Narrow records to those that lie in the country or in a city of it."""
    there = Location.objects.filter(place__country=country).order_by()
    return rows.filter(pk__in=there.values("record"))


def concerning(rows: QuerySet[Any], country: str) -> QuerySet[Any]:
    """Narrow records to those that lie in the country, and those in which the State takes part."""
    there = Location.objects.filter(place__country=country).order_by()
    own = Participation.objects.filter(organization=country).order_by()
    return rows.filter(Q(pk__in=there.values("record")) | Q(pk__in=own.values("record")))


def bodies(person: Viewer, country: str) -> list[tuple[Organization, int]]:
    """Return who has records in the country, the State itself aside, the most first."""
    there = located(Record.objects.visible_to(person), country).order_by()
    counted = (
        Participation.objects.filter(record__in=there.values("pk"))
        .exclude(organization=country)
        .order_by()
        .values_list("organization")
        .annotate(number=Count("pk"))
        .order_by("-number", "organization")[:MOST_BODIES]
    )
    numbers = dict(counted)
    found = Organization.objects.prefetch_related("names").in_bulk(list(numbers))
    return [(found[id], number) for id, number in numbers.items()]


def themes(person: Viewer, country: str) -> list[tuple[str, int]]:
    """Return the themes of the activities there with the number of each, the most first."""
    own = located(Record.objects.visible_to(person).filter(kind=Record.Kind.ACTIVITY), country).order_by()
    counted = Subject.objects.filter(record__in=own.values("pk")).order_by().values_list("theme")
    return list(counted.annotate(number=Count("pk")).order_by("-number", "theme")[:FEW])


def shared_themes(person: Viewer, country: str) -> list[Shared]:
    """Return the themes on which two organizations or more, the State aside, have activities there of which
    one has no part in those of the other, the most first."""
    own = located(Record.objects.visible_to(person).filter(kind=Record.Kind.ACTIVITY), country).order_by()
    rows = (
        Subject.objects.filter(record__in=own.values("pk"))
        .order_by()
        .values_list("theme", "record", "record__participations__organization")
        .distinct()
    )
    activities: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for theme, record, organization in rows:
        if organization and organization != country:
            activities[theme][record].add(organization)
    counted = {theme: _count(parts) for theme, parts in activities.items() if _apart(parts)}
    ranked = sorted(counted, key=lambda theme: (-len(activities[theme]), theme))[:FEW]
    names = Organization.objects.prefetch_related("names")
    known = names.in_bulk({id for theme in ranked for id in counted[theme]})
    return [
        Shared(
            theme,
            tuple(
                (known[id], n) for id, n in sorted(counted[theme].items(), key=lambda row: (-row[1], row[0]))
            ),
            len(activities[theme]),
        )
        for theme in ranked
    ]


def _apart(parts: dict[int, set[str]]) -> bool:
    """Whether several organizations work there, and no one activity brings them all together."""
    every = set[str]().union(*parts.values())
    return len(every) > 1 and every not in parts.values()


def _count(parts: dict[int, set[str]]) -> dict[str, int]:
    """In how many of the activities each organization takes part."""
    numbers: dict[str, int] = defaultdict(int)
    for organizations in parts.values():
        for organization in organizations:
            numbers[organization] += 1
    return numbers


def by_kind(person: Viewer, country: str) -> dict[str, int]:
    """Return how many records of each kind concern the country."""
    rows = concerning(Record.objects.visible_to(person), country).order_by()
    return dict(rows.values_list("kind").annotate(number=Count("pk")).order_by("kind"))


def places(person: Viewer, country: str) -> list[tuple[Place, int]]:
    """Return the places of the country in which records lie, with the number of each, the most first."""
    counted = (
        Location.objects.filter(visible(person, "record__"), place__country=country)
        .order_by()
        .values_list("place")
        .annotate(number=Count("pk"))
        .order_by("-number", "place")
    )
    numbers = dict(counted)
    found = Place.objects.in_bulk(list(numbers))
    return [(found[key], number) for key, number in numbers.items()]


def countries(person: Viewer) -> list[tuple[str, int]]:
    """Return the countries in which records lie, by code, with the number of records of each."""
    rows = Location.objects.filter(visible(person, "record__")).exclude(place__country="").order_by()
    counted = rows.values_list("place__country").annotate(number=Count("record", distinct=True))
    return list(counted.order_by("place__country"))
