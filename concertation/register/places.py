"""Places of the register, only such as a gazetteer knows, and what they are called."""

from __future__ import annotations

from functools import cache
from typing import cast

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concertation.reading import catalogue
from concertation.reading.cities import City, gazetteer
from concertation.reading.countries import alpha3_codes, english_names, regions
from concertation.reading.folding import fold
from concertation.register.folding import fold as folded
from concertation.register.models import Place


@cache
def _countries() -> dict[str, str]:
    return {name: alpha3 for alpha3, name in english_names().items()}


@cache
def _regions() -> frozenset[str]:
    return frozenset(region.name for region in regions())


def _city(name: str) -> City | None:
    """Return the city meant: a well-known one, else the only one of that name."""
    known = gazetteer().city(name)
    if known:
        return known
    homonyms = gazetteer().cities.get(fold(name).strip(), ())
    return homonyms[0] if len(homonyms) == 1 else None


def locate(name: str) -> tuple[str, str, str] | None:
    """Return the name of a place in English, its `Place.Kind` and its country (ISO 3166-1 alpha-3, empty
    for a region); None where no gazetteer knows it."""
    if name in _countries():
        return name, Place.Kind.COUNTRY, _countries()[name]
    if name in _regions():
        return name, Place.Kind.REGION, ""
    city = _city(name)
    return (city.name, Place.Kind.CITY, city.country) if city else None


def place(name: str) -> Place:
    """Return the place of that English name.

    Raises `ValidationError` where no gazetteer knows it: a place is never made up.
    """
    found = locate(name)
    if found is None:
        raise ValidationError(_("No gazetteer here knows a place “%(name)s”.") % {"name": name})
    name, kind, country = found
    return Place.objects.get_or_create(name=name, kind=kind, country=country)[0]


def country_name(alpha3: str, lang: str) -> str:
    """Return what a country (ISO 3166-1 alpha-3) is called in `lang`, the name that the United Nations uses
    first; the code where nobody knows."""
    known = catalogue.load()
    if alpha3 in known and (name := known[alpha3].name(lang, "short")):
        return name
    alpha2 = _alpha2().get(alpha3, "")
    territories = cast(dict[str, str], Locale.parse(lang).territories)
    return territories.get(alpha2, alpha3)


@cache
def _alpha2() -> dict[str, str]:
    return {alpha3: alpha2 for alpha2, alpha3 in alpha3_codes().items()}


def place_name(place: Place, lang: str) -> str:
    """Return what a place is called in `lang`: countries and regions have names in each language,
    cities keep the one that the register knows."""
    if place.kind == Place.Kind.COUNTRY.value:
        return country_name(place.country, lang)
    if place.kind == Place.Kind.REGION.value:
        return _regions_in(lang).get(place.name, place.name)
    return place.name


@cache
def _regions_in(lang: str) -> dict[str, str]:
    return {region.name: region.names[lang][0] for region in regions() if region.names.get(lang)}


@cache
def places_by_name(lang: str) -> dict[str, tuple[str, str]]:
    """Return countries and regions by their folded name in `lang`: the name, and the one in English."""
    found = {folded(english): (english, english) for english in (*english_names().values(), *_regions())}
    named = [(country_name(alpha3, lang), english) for alpha3, english in english_names().items()]
    named += [(name, english) for english, name in _regions_in(lang).items()]
    return (found if lang == "en" else {}) | {folded(name): (name, english) for name, english in named}
