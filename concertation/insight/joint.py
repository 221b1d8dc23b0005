"""What lies between organizations: of one, of two, of any number together.

Only records that a person may see are looked at, and every count is of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet, prefetch_related_objects

from concertation.accounts.sharing import visible
from concertation.insight.cadence import Outlook, outlooks
from concertation.register.models import (
    Activity,
    Agreement,
    Commitment,
    Location,
    Mechanism,
    Meeting,
    Participation,
    Record,
    Subject,
    taking_part,
)
from concertation.register.standing import Term, running_term, standing

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
    """An agreement with how it stands (`Agreement.Status`) and the term that runs."""

    agreement: Agreement
    status: str
    term: Term | None


@dataclass(frozen=True, slots=True)
class Third:
    """Another organization that works on the same theme in the same place, with the number of its activities
    there."""

    organization: str
    theme: str
    place: str
    number: int


def together(rows: QuerySet[Any], ids: Sequence[str]) -> QuerySet[Any]:
    """Narrow records to those in which all of the organizations take part."""
    for id in ids:
        parts = Participation.objects.filter(organization=id).order_by().values("record")
        rows = rows.filter(pk__in=parts)
    return rows


def agreements(person: Viewer, ids: Sequence[str], today: date, most: int | None = None) -> list[Standing]:
    """Return their agreements, the first `most` of them, those that count first, the latest first among
    equals."""
    rows: Any = together(Agreement.objects.visible_to(person), ids)
    found = [Standing(row, standing(row, today), running_term(row, today)) for row in rows]
    found = sorted(found, key=lambda one: one.status not in RUNNING)[:most]
    prefetch_related_objects([one.agreement for one in found], "texts")
    return found


def mechanisms(person: Viewer, ids: Sequence[str], today: date) -> list[Outlook]:
    """Return their mechanisms with the last and the next session, the overdue first."""
    return outlooks(together(Mechanism.objects.visible_to(person), ids), person, today)


def meetings(person: Viewer, ids: Sequence[str]) -> QuerySet[Any]:
    """Return the meetings in which they all took part, the last first."""
    rows: Any = together(Meeting.objects.visible_to(person), ids).prefetch_related("texts", "places")
    return rows.order_by(F("latest").desc(nulls_last=True), "-pk")


def commitments(person: Viewer, ids: Sequence[str]) -> list[Commitment]:
    """Return their open commitments, the first due first."""
    rows: Any = Commitment.objects.filter(visible(person), status=Commitment.Status.OPEN)
    rows = together(rows, ids).prefetch_related("texts", taking_part())
    return list(rows.order_by(F("due_by").asc(nulls_last=True), "pk"))


def activities_by_theme(
    person: Viewer, ids: Sequence[str], since: date | None = None
) -> list[tuple[str, list[Activity]]]:
    """Return their joint activities by theme, the theme with the most first; an activity of two themes stands
    under both, one of none under "". With `since`, only those that went on after that day, or whose date is
    not known."""
    rows: Any = together(Activity.objects.visible_to(person), ids)
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
        .values_list("theme", "record__locations__place", "record__participations__organization", "record")
        .distinct()
    )
    counted: Counter[tuple[str, str, int]] = Counter(
        (organization, theme, place)
        for theme, place, organization, _record in others
        if (theme, place) in points and organization and organization not in ids
    )
    names = dict(
        Location.objects.filter(place__in={place for _, _, place in counted})
        .order_by()
        .values_list("place", "place__name")
        .distinct()
    )
    found = [Third(body, theme, names[place], number) for (body, theme, place), number in counted.items()]
    return sorted(found, key=lambda one: (-one.number, one.organization, one.theme, one.place))[:THIRDS]


def by_kind(person: Viewer, ids: Sequence[str]) -> Counter[str]:
    """Return how many records of each kind they have together."""
    rows = together(Record.objects.visible_to(person), ids).order_by()
    return Counter(dict(rows.values_list("kind").annotate(Count("pk"))))
