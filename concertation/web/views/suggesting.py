"""Suggestions while one types: records by words of their title, and places by the beginning of a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.vary import vary_on_headers

from concertation.reading.cities import gazetteer
from concertation.register.folding import fold
from concertation.register.models import Place, Record, taking_part
from concertation.register.places import locate
from concertation.register.search.finding import told
from concertation.register.search.queries import begun
from concertation.web.forms.details import record_called
from concertation.web.language import page_language
from concertation.web.templatetags.words import acronym
from concertation.web.wording import country_name, places_by_name

FEW = 8
FEWEST = 2
"""Letters from which on places are suggested."""


@never_cache
@login_required
def records(request: HttpRequest) -> JsonResponse:
    """The latest records in which words begin so, of the kinds that are asked for, as JSON: key, title, and
    the organizations to tell them by."""
    person: Any = request.user
    query = begun(request.GET.get("q", ""))
    rows: Any = Record.objects.visible_to(person)
    rows = rows.filter(pk__in=told(query)) if query else rows.none()
    if kinds := request.GET.getlist("kind"):
        rows = rows.filter(kind__in=kinds)
    rows = rows.order_by(F("latest").desc(nulls_last=True), "-pk").prefetch_related("texts", taking_part())
    return JsonResponse({"records": [_choice(row) for row in rows[:FEW]]})


def _choice(row: Record) -> dict[str, str]:
    bodies = [acronym(part.organization) for part in row.participations.all()]
    return {"key": str(row.pk), "title": record_called(row), "hint": " · ".join(bodies)}


@cache_control(max_age=3600)
@vary_on_headers("Accept-Language", "Cookie")
def places(request: HttpRequest) -> HttpResponse:
    """Countries, regions and cities whose name begins so, as JSON. They come from the gazetteers: which
    places the register has would tell of records."""
    typed = fold(request.GET.get("q", "")).strip()
    found = dict(_begun(typed)) if len(typed) >= FEWEST else {}
    nearest = sorted(found, key=lambda name: (fold(name) != typed, len(name), name))[:FEW]
    rows = [{"id": name, "acronym": name, "name": found[name]} for name in nearest]
    return JsonResponse({"organizations": rows})


def _begun(typed: str) -> Iterator[tuple[str, str]]:
    """The names that begin so, each with what it is."""
    lang = page_language()
    for folded, (name, english) in places_by_name(lang).items():
        if folded.startswith(typed):
            located = locate(english)
            yield name, str(Place.Kind(located[1]).label) if located else ""
    for folded, cities in gazetteer().cities.items():
        if folded.startswith(typed):
            for name in {city.name for city in cities}:
                located = locate(name)
                if located:
                    yield name, country_name(located[2], lang)
