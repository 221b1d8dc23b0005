"""The suggestions while one types a place."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers

from concertation.reading.cities import gazetteer
from concertation.register.folding import fold
from concertation.register.models import Place
from concertation.register.places import locate
from concertation.web.language import page_language
from concertation.web.wording import country_name, places_by_name

SUGGESTIONS = 8
FEWEST = 2
"""Letters from which on places are suggested."""


@cache_control(max_age=3600)
@vary_on_headers("Accept-Language", "Cookie")
def suggest(request: HttpRequest) -> HttpResponse:
    """Countries, regions and cities whose name begins so, as JSON. They come from the gazetteers: which
    places the register has would tell of records."""
    typed = fold(request.GET.get("q", "")).strip()
    found = dict(_begun(typed)) if len(typed) >= FEWEST else {}
    nearest = sorted(found, key=lambda name: (fold(name) != typed, len(name), name))[:SUGGESTIONS]
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
