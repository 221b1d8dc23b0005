"""The page of an organization, and the suggestions while one types a name."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Prefetch, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers

from concertation.accounts.sharing import visible
from concertation.insight import joint
from concertation.register.models import FocalPoint, Organization, OrganizationName, Participation, Record
from concertation.register.organization_changes import organization_changes
from concertation.register.search.names import organizations as called
from concertation.register.search.tokens import words
from concertation.web.kinds import KINDS
from concertation.web.language import page_language

PARTNERS = 12
TIMELINE = 30
FEW = 8
SUGGESTIONS = 8


def organization(request: HttpRequest, id: str) -> HttpResponse:
    person: Any = request.user
    rows = Organization.objects.select_related("parent", "successor").prefetch_related(
        Prefetch("names", OrganizationName.objects.order_by("lang", "kind", "pk")),
        "parent__names",
        "successor__names",
        "bodies__names",
        "predecessors__names",
    )
    one = get_object_or_404(rows, pk=id)
    records = Record.objects.visible_to(person).filter(participations__organization=one)
    counted = records.order_by().values_list("kind").annotate(Count("pk"), Max("latest"))
    by_kind = {kind: (number, latest) for kind, number, latest in counted}
    dated = records.filter(latest__isnull=False).order_by("-latest", "-pk").prefetch_related("texts")
    timeline = list(dated[:TIMELINE])
    today = timezone.localdate()
    context = {
        "organization": one,
        "names": _by_language(one),
        "kinds": [(kind, *by_kind[kind]) for kind in KINDS if kind in by_kind],
        "number": sum(number for number, _latest in by_kind.values()),
        "partners": _partners(one, person),
        "agreements": joint.agreements(person, [one.pk], today)[:FEW],
        "mechanisms": joint.mechanisms(person, [one.pk], today)[:FEW],
        "commitments": joint.commitments(person, [one.pk])[:FEW],
        "themes": joint.theme_counts(person, [one.pk]),
        "focal_points": _focal_points(one, person),
        "may_edit": person.is_authenticated and person.may("edit"),
        "timeline": [
            (year, list(group)) for year, group in groupby(timeline, key=lambda record: record.latest.year)
        ],
        "more": sum(number for number, latest in by_kind.values() if latest) > len(timeline),
    }
    return render(request, "organizations/organization.html", context)


def history(request: HttpRequest, id: str) -> HttpResponse:
    """Who changed what of the organization and its names, when and why."""
    person: Any = request.user
    one = get_object_or_404(Organization.objects.prefetch_related("names"), pk=id)
    context = {"organization": one, "changes": organization_changes(one, person)}
    return render(request, "organizations/history.html", context)


def _by_language(organization: Organization) -> list[tuple[str, list[OrganizationName]]]:
    """The current names by language, the language of the page first."""
    own = page_language()
    current = [name for name in organization.names.all() if name.kind != "former" and not name.until]
    order = ["official", "short", "acronym", "alias"]
    current.sort(key=lambda name: (name.lang != own, name.lang, order.index(name.kind)))
    return [(lang, list(names)) for lang, names in groupby(current, key=lambda name: name.lang)]


def _focal_points(one: Organization, person: Any) -> list[tuple[FocalPoint, bool]]:
    """The people through whom it is reached that the person may see, and whether with their contact data."""
    rows = FocalPoint.objects.filter(organization=one, until="")
    whole = set(rows.visible_to(person).values_list("pk", flat=True))
    return [(row, row.pk in whole) for row in rows.filter(Q(pk__in=whole) | Q(listed=True))]


def _partners(one: Organization, person: Any) -> list[tuple[Organization, int]]:
    """The organizations with the most joint records, the most first."""
    joint = (
        Participation.objects.filter(visible(person, "record__"), record__participations__organization=one)
        .exclude(organization=one)
        .order_by()
        .values_list("organization")
        .annotate(number=Count("record", distinct=True))
        .order_by("-number", "organization")[:PARTNERS]
    )
    numbers = dict(joint)
    rows = Organization.objects.prefetch_related("names").in_bulk(list(numbers))
    return [(rows[id], number) for id, number in numbers.items()]


@cache_control(max_age=300)
@vary_on_headers("Accept-Language", "Cookie")
def suggest(request: HttpRequest) -> HttpResponse:
    """Known organizations whose name begins so, as JSON: identifier and name."""
    lang = page_language()
    found = called(list(words(request.GET.get("q", ""))))[:SUGGESTIONS]
    rows = [{"id": row.pk, "acronym": row.acronym_in(lang), "name": row.name_in(lang)} for row in found]
    return JsonResponse({"organizations": rows})
