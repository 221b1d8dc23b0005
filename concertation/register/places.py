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


def place(name: str) -> Place:
    """Return the place of that English name.

    Raises `ValidationError` where no gazetteer knows it: a place is never made up.
    """
    if name in _countries():
        kind, country = Place.Kind.COUNTRY, _countries()[name]
    elif name in _regions():
        kind, country = Place.Kind.REGION, ""
    elif city := _city(name):
        kind, country, name = Place.Kind.CITY, city.country, city.name
    else:
        raise ValidationError(_("No gazetteer here knows a place “%(name)s”.") % {"name": name})
    return Place.objects.get_or_create(name=name, kind=kind, country=country)[0]
