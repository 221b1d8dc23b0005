"""The page of a country, of another place, and the list of countries in which something is done."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from concertation.accounts.sharing import visible
from concertation.insight import in_place, joint
from concertation.insight.cadence import outlooks
from concertation.reading.countries import english_names
from concertation.register.folding import fold
from concertation.register.models import (
    Agreement,
    Commitment,
    Location,
    Mechanism,
    Organization,
    Place,
    Presence,
    Record,
    taking_part,
)
from concertation.register.places import country_name
from concertation.web.language import page_language
from concertation.web.paging import paged
from concertation.web.timeline import drawing
from concertation.web.views.together import ends

TIMELINE = 60
FEW = 8
PER_PAGE = 50


def countries(request: HttpRequest) -> HttpResponse:
    """The countries in which there are records that the person may see."""
    person: Any = request.user
    lang = page_language()
    rows = [(code, country_name(code, lang), number) for code, number in in_place.countries(person)]
    context = {
        "countries": sorted(rows, key=lambda row: fold(row[1])),
        "most": max((number for _code, _name, number in rows), default=0),
    }
    return render(request, "places/list.html", context)


def country(request: HttpRequest, country: str) -> HttpResponse:
    """What is done in a country, by whom, on what."""
    if country not in english_names():
        raise Http404
    person: Any = request.user
    today = timezone.localdate()

    def of(model: Any) -> Any:
        return in_place.concerning(model.objects.visible_to(person), country)

    dated: Any = of(Record).filter(latest__isnull=False).order_by("-latest", "-pk")
    timeline = list(dated[: TIMELINE + 1])
    agreements = list(joint.standings(of(Agreement), today, FEW))[:FEW]
    mechanisms = outlooks(of(Mechanism), person, today, FEW)
    commitments = list(joint.by_due(of(Commitment))[:FEW])
    there = in_place.located(Presence.objects.visible_to(person), country)
    presences = list(joint.by_status(there)[:FEW])
    joint.complete(
        [
            *timeline,
            *(one.agreement for one in agreements),
            *(one.mechanism for one in mechanisms),
            *commitments,
            *presences,
        ],
        parties=[*commitments, *presences],
        places=presences,
    )
    places = in_place.places(person, country)
    context = {
        "country": country,
        "state": Organization.objects.prefetch_related("names").filter(pk=country).first(),
        "counts": sorted(in_place.by_kind(person, country).items()),
        "bodies": in_place.bodies(person, country),
        "places": [row for row in places if row[0].kind != Place.Kind.COUNTRY.value],
        "themes": in_place.themes(person, country),
        "shared": in_place.shared_themes(person, country),
        "agreements": agreements,
        "mechanisms": mechanisms,
        "commitments": commitments,
        "presences": presences,
        "drawing": drawing(timeline[:TIMELINE], today, ends(timeline)),
        "timeline": [
            (year, list(group))
            for year, group in groupby(timeline[:TIMELINE], key=lambda record: record.latest.year)
        ],
        "more": len(timeline) > TIMELINE,
    }
    return render(request, "places/country.html", context)


def place(request: HttpRequest, pk: int) -> HttpResponse:
    """What lies in a city or region. A place in which the person may see nothing is as absent."""
    person: Any = request.user
    seen = Location.objects.filter(visible(person, "record__"))
    one = get_object_or_404(Place.objects.filter(pk__in=seen.values("place")), pk=pk)
    if one.kind == Place.Kind.COUNTRY.value:
        return redirect("country", one.country)
    rows = Record.objects.visible_to(person).filter(locations__place=one)
    rows = rows.prefetch_related("texts", taking_part()).order_by("-latest", "-pk")
    context: dict[str, Any] = paged(rows, request.GET.get("page"), PER_PAGE)
    return render(request, "places/place.html", context | {"place": one})
