"""Places of the register, only such as a gazetteer knows."""

from __future__ import annotations

from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concertation.reading.cities import City, gazetteer
from concertation.reading.countries import english_names, regions
from concertation.reading.folding import fold
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
