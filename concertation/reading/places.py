"""Places: cities after a locative word, countries, regions, and seats that stand for their city.

>>> from concertation.reading.language import load_language
>>> lang = load_language("fr")
>>> [(p.name, p.kind) for p in places("tenue au Caire, sur l'Asie centrale et le Gabon", lang)]
[('Cairo', 'city'), ('Central Asia', 'region'), ('Gabon', 'country')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from concertation.reading import catalogue
from concertation.reading.cities import City, gazetteer
from concertation.reading.countries import english_names
from concertation.reading.folding import fold, key, plain_blanks
from concertation.reading.lexicon import Hit
from concertation.reading.mention import OrganizationMention, PlaceMention
from concertation.reading.organizations import organizations_among

if TYPE_CHECKING:
    from concertation.reading.language import Language

_WORD = r"[A-ZÀ-Þ][\w’'‘ʻ-]*"
_NAME = re.compile(rf"{_WORD}(?: (?:(?:of|de|del|do|da|dos|la|el|am|sur) )?(?:el-|al-|es-)?{_WORD}){{0,3}}")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words around places: see ``places.toml``. `cued` finds a capital letter after a cue."""

    cued: re.Pattern[str]
    articles: dict[str, str]
    next: re.Pattern[str]
    to_city: tuple[str, ...]
    own_seat: str
    not_cities: frozenset[str]

    @classmethod
    def of(cls, data: dict[str, Any]) -> PlaceWords:
        """Compile ``places.toml``."""
        # The capital stands before the look behind: the engine then skips all small letters at once.
        behind = "|".join(
            rf"(?<=\({'.'})" if cue == "(" else rf"(?<=(?<!\w){re.escape(cue)}\s.)" for cue in data["cues"]
        )
        following = "|".join(re.escape(word) for word in sorted(data["next"], key=len, reverse=True))
        return cls(
            re.compile(rf"[A-ZÀ-Þ](?:{behind})"),
            dict(data["articles"]),
            re.compile(rf"(?:{following})(?=[A-ZÀ-Þ])"),
            tuple(data["to_city"]),
            data["own_seat"],
            frozenset(key(word) for word in data["not_cities"]),
        )


def places(text: str, lang: Language) -> list[PlaceMention]:
    """Return the places of `text` in order."""
    text, folded = plain_blanks(text), fold(text)
    hits = lang.lexicon.scan(text, folded)
    return places_among(hits, organizations_among(hits, text, folded, lang), text, lang)


def places_among(
    hits: list[Hit], bodies: list[OrganizationMention], text: str, lang: Language
) -> list[PlaceMention]:
    """Return the places of `text`: those among `hits` that are no part of `bodies`, and the cities."""
    inside = [(body.start, body.end) for body in bodies]
    free = [hit for hit in hits if not any(start <= hit.start < end for start, end in inside)]
    cities = list(_cities(text, hits, lang))
    found = list(_seats(bodies, free, cities, text, lang))
    taken = [(place.start, place.end) for place in found]
    for place in [*cities, *_named(free)]:
        if not any(start < place.end and place.start < end for start, end in taken):
            found.append(place)
            taken.append((place.start, place.end))
    found.sort(key=lambda place: place.start)
    return found


def _named(hits: list[Hit]) -> Iterator[PlaceMention]:
    """Countries and regions by name."""
    for hit in hits:
        if hit.entry.sense == "country":
            name = english_names().get(hit.entry.value, hit.entry.value)
            yield PlaceMention(hit.start, hit.end, name, "country", hit.entry.value)
        elif hit.entry.sense == "region":
            yield PlaceMention(hit.start, hit.end, hit.entry.value, "region")


def _seats(
    bodies: list[OrganizationMention], free: list[Hit], cities: list[PlaceMention], text: str, lang: Language
) -> Iterator[PlaceMention]:
    """Seats: "au siège de l'OCI à Djedda" is one place, "au Siège" alone that of the United Nations."""
    words = lang.places
    seats = [(body.start, body.end, body.id) for body in bodies if body.via == "seat"]
    seats += [
        (hit.start, hit.end, words.own_seat)
        for hit in free
        if hit.entry.sense == "seat" and text[hit.start].isupper()
    ]
    known = catalogue.load()
    for start, end, id in seats:
        city = next((c for c in cities if c.start > end and text[end : c.start] in words.to_city), None)
        if city:
            yield replace(city, start=start, seat_of=id)
        elif id in known and (seat := known[id].seat):
            yield PlaceMention(start, end, seat, "city", known[id].country, id)


def _cities(text: str, hits: list[Hit], lang: Language) -> Iterator[PlaceMention]:
    """Cities after a cue, and those that follow them in a list."""
    words = lang.places
    closed = [hit for hit in hits if hit.entry.sense not in ("ordinal", "gentilic")]
    countries = {hit.start: hit for hit in hits if hit.entry.sense == "country"}
    reached = 0
    for capital in words.cued.finditer(text):
        start: int | None = capital.start()
        while start is not None and start >= reached:
            place = _city_at(start, text, closed, countries, words)
            if not place:
                break
            yield place
            reached = place.end
            onward = words.next.match(text, place.end)
            start = onward.end() if onward else None


def _city_at(
    start: int, text: str, closed: list[Hit], countries: dict[int, Hit], words: PlaceWords
) -> PlaceMention | None:
    name = _NAME.match(text, start)
    if not name:
        return None
    article = words.articles.get(text[max(0, start - 4) : start].split()[-1] if start else "", "")
    end = name.end()
    while end > start:
        if not any(_blocks(hit, start, end) for hit in closed):
            city, reach = _lookup(text[start:end], article, end, text, countries, words)
            if city:
                return PlaceMention(start, reach, city.name, "city", city.country)
        cut = text.rfind(" ", start, end)
        if cut < 0:
            return None
        end = cut
    return None


def _blocks(hit: Hit, start: int, end: int) -> bool:
    """Whether `hit` forbids a city at ``start:end``; a country inside it does not ("Port of |Spain|")."""
    if hit.start >= end or start >= hit.end:
        return False
    inside = start <= hit.start and hit.end <= end and (hit.start, hit.end) != (start, end)
    return not (inside and hit.entry.sense == "country")


def _lookup(
    name: str, article: str, end: int, text: str, countries: dict[int, Hit], words: PlaceWords
) -> tuple[City | None, int]:
    """The city of that name and where its mention ends, with a country in brackets or after a comma."""
    known = gazetteer()
    if fold(name) in words.not_cities:
        return None, end
    hit = countries.get(end + 2)
    between = text[end : hit.start] if hit else ""
    bracketed = hit and between == " (" and text[hit.end : hit.end + 1] == ")"
    for spelling in (f"{article} {name}", name) if article else (name,):
        if hit and (bracketed or between == ", ") and (city := known.city(spelling, hit.entry.value)):
            return city, hit.end + bool(bracketed)
        # Where the text names the country, no namesake elsewhere is meant.
        if not bracketed and (city := known.city(spelling)):
            return city, end
    return None, end
