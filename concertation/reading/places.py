"""Places: cities after a locative word, countries, regions, and seats that stand for their city.

>>> from concertation.reading.language import load_language
>>> lang = load_language("fr")
>>> [(p.name, p.kind) for p in places("tenue au Caire, sur l'Asie centrale et le Gabon", lang)]
[('Cairo', 'city'), ('Central Asia', 'region'), ('Gabon', 'country')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from concertation.reading import catalogue
from concertation.reading.cities import City, Gazetteer
from concertation.reading.countries import english_names
from concertation.reading.folding import fold, key
from concertation.reading.lexicon import Hit
from concertation.reading.mention import OrganizationMention, PlaceMention, Span
from concertation.reading.organizations import organizations_among
from concertation.reading.writing import Writing

if TYPE_CHECKING:
    from concertation.reading.language import Language

_CUE_REACH = 25
"""Characters before a doubtful name within which its cue stands."""
_HAN_NAME = 10
"""Characters of the longest name of a city where no blank ends it."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words around places: see ``places.toml``. `cued` ends with the first letter of a name after a cue,
    `name` is what may be the name of a city; `doubtful` are countries whose name is a word too, which count
    only after a `cue`. `named` is a noun of an event called by its city: after it the city follows ("sommet
    d'|Astana|"), or it follows the city ("the |Samarkand| summit"), as `named_first` tells."""

    cued: re.Pattern[str]
    name: re.Pattern[str]
    articles: dict[str, str]
    next: re.Pattern[str]
    to_city: tuple[str, ...]
    own_seat: str
    not_cities: frozenset[str]
    doubtful: frozenset[str]
    cue: re.Pattern[str]
    named: re.Pattern[str] | None
    named_first: bool
    cities: Gazetteer

    @classmethod
    def of(cls, data: dict[str, Any], cities: Gazetteer, writing: Writing) -> PlaceWords:
        """Compile ``places.toml``."""
        first = writing.capitals or writing.letters
        following = "|".join(re.escape(word) for word in sorted(data["next"], key=len, reverse=True))
        return cls(
            _cued(data, writing),
            _name(writing),
            dict(data["articles"]),
            re.compile(rf"(?:{following})(?=[{first}])"),
            tuple(data["to_city"]),
            data["own_seat"],
            frozenset(key(word) for word in data["not_cities"]),
            frozenset(key(word) for word in data.get("doubtful", ())),
            re.compile(rf"(?:{'|'.join(map(re.escape, data['cues']))})\s?(?:\w{{4,12}}\s)?$"),
            re.compile(data["named"]) if "named" in data else None,
            data.get("named_first", False),
            cities,
        )


def _cued(data: dict[str, Any], writing: Writing) -> re.Pattern[str]:
    """The first letter of a name after a cue."""
    if writing.capitals:
        # The capital stands before the look behind: the engine then skips all small letters at once.
        behind = "|".join(
            rf"(?<=\({'.'})" if cue == "(" else rf"(?<=(?<!\w){re.escape(cue)}\s.)" for cue in data["cues"]
        )
        return re.compile(rf"[{writing.capitals}](?:{behind})")
    blank = r"\s?" if writing.parted == "none" else r"\s"
    words = "|".join(
        re.escape(cue) + ("" if cue == "(" else blank) for cue in sorted(data["cues"], key=len, reverse=True)
    )
    attached = "|".join(rf"(?<!\w){re.escape(cue)}" for cue in data.get("attached", ()))
    return re.compile(rf"(?:{words}{'|' + attached if attached else ''})[{writing.letters}]")


def _name(writing: Writing) -> re.Pattern[str]:
    """What may be the name of a city."""
    if writing.parted == "none":
        return re.compile(rf"[{writing.letters}]{{2,{_HAN_NAME}}}")
    if not writing.capitals:
        return re.compile(rf"[{writing.letters}]+(?:[ -][{writing.letters}]+){{0,3}}")
    word = rf"[{writing.capitals}][\w’'‘ʻ-]*"
    return re.compile(
        rf"{word}(?: (?:(?:of|de|del|do|da|dos|la|el|es|am|sur) )?(?:el-|al-|es-)?{word}){{0,3}}"
    )


def places(text: str, lang: Language) -> list[PlaceMention]:
    """Return the places of `text` in order."""
    text, folded = lang.writing.plain(text), fold(text)
    hits = lang.lexicon.scan(text, folded)
    return places_among(hits, organizations_among(hits, text, folded, lang), text, lang)


def places_among(
    hits: list[Hit],
    bodies: list[OrganizationMention],
    text: str,
    lang: Language,
    sums: Iterable[Span] = (),
) -> list[PlaceMention]:
    """Return the places of `text`: those among `hits` that are no part of `bodies` nor of `sums`
    ("dólares de los Estados Unidos"), and the cities."""
    free = list(_outside(hits, sorted((span.start, span.end) for span in (*bodies, *sums))))
    cities = list(_cities(text, hits, lang))
    found = list(_seats(bodies, free, cities, text, lang))
    taken = [(place.start, place.end) for place in found]
    for place in [*cities, *_named(free, text, lang.places)]:
        if not any(start < place.end and place.start < end for start, end in taken):
            found.append(place)
            taken.append((place.start, place.end))
    found.sort(key=lambda place: place.start)
    return found


def _outside(hits: list[Hit], spans: list[tuple[int, int]]) -> Iterator[Hit]:
    """The hits that start in none of the spans; both are in order, and spans may overlap."""
    at = reached = 0
    for hit in hits:
        while at < len(spans) and spans[at][0] <= hit.start:
            if spans[at][1] > reached:
                reached = spans[at][1]
            at += 1
        if hit.start >= reached:
            yield hit


def _named(hits: list[Hit], text: str, words: PlaceWords) -> Iterator[PlaceMention]:
    """Countries and regions by name."""
    for hit in hits:
        if words.doubtful and not _is_meant(hit, text, words):
            continue
        if hit.entry.sense == "country":
            name = english_names().get(hit.entry.value, hit.entry.value)
            yield PlaceMention(hit.start, hit.end, name, "country", hit.entry.value)
        elif hit.entry.sense == "region":
            yield PlaceMention(hit.start, hit.end, hit.entry.value, "region")
        elif hit.entry.sense == "city":
            name, _, country = hit.entry.value.partition("|")
            yield PlaceMention(hit.start, hit.end, name, "city", country)


def _is_meant(hit: Hit, text: str, words: PlaceWords) -> bool:
    """Whether a name that is a word too is one here: "دعم مالي" is financial aid, "في مالي" is in Mali."""
    if key(hit.entry.phrase) not in words.doubtful:
        return True
    return bool(words.cue.search(text, max(0, hit.start - _CUE_REACH), hit.start))


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
    closed = [hit for hit in hits if hit.entry.sense not in ("ordinal", "gentilic", "city")]
    countries = {hit.start: hit for hit in hits if hit.entry.sense == "country"}
    reached = 0
    starts = [capital.end() - 1 for capital in words.cued.finditer(text)]
    if words.named is not None:
        starts = sorted([*starts, *_by_event(text, lang)])
    for first in starts:
        start: int | None = first
        while start is not None and start >= reached:
            place = _city_at(start, text, closed, countries, lang)
            if not place:
                break
            yield place
            reached = place.end
            onward = words.next.match(text, place.end)
            start = onward.end() if onward else None


def _by_event(text: str, lang: Language) -> Iterator[int]:
    """Where the name of a city may start of which an event is called: "le Forum de |Paris|", not that of
    somebody ("le Forum de Paris Durand")."""
    words = lang.places
    for noun in words.named.finditer(text) if words.named is not None else ():
        if words.named_first:
            name = words.name.match(text, noun.end())
            if name and words.cities.city(name.group()):
                yield noun.end()
        else:
            before = text.rfind(" ", 0, noun.start())
            if text[before + 1].isupper():
                yield before + 1


def _city_at(
    start: int, text: str, closed: list[Hit], countries: dict[int, Hit], lang: Language
) -> PlaceMention | None:
    words, parted = lang.places, lang.writing.parted != "none"
    name = words.name.match(text, start)
    if not name:
        return None
    article = words.articles.get(text[max(0, start - 4) : start].split()[-1] if start else "", "")
    end = name.end()
    while end > start:
        if not any(_blocks(hit, start, end) for hit in closed):
            city, reach = _lookup(text[start:end], article, end, text, countries, lang)
            if city:
                return PlaceMention(start, reach, city.name, "city", city.country)
        end = text.rfind(" ", start, end) if parted else end - 1
    return None


def _blocks(hit: Hit, start: int, end: int) -> bool:
    """Whether `hit` forbids a city at ``start:end``; a country inside it does not ("Port of |Spain|")."""
    if hit.start >= end or start >= hit.end:
        return False
    inside = start <= hit.start and hit.end <= end and (hit.start, hit.end) != (start, end)
    return not (inside and hit.entry.sense == "country")


def _lookup(
    name: str, article: str, end: int, text: str, countries: dict[int, Hit], lang: Language
) -> tuple[City | None, int]:
    """The city of that name and where its mention ends, with a country in brackets or after a comma."""
    known = lang.places.cities
    if fold(name) in lang.places.not_cities:
        return None, end
    hit = countries.get(end + 2)
    between = text[end : hit.start] if hit else ""
    bracketed = hit and between == " (" and text[hit.end : hit.end + 1] == ")"
    spellings = [f"{article} {name}", name] if article else [name, *lang.writing.inflection.lemmas(name)]
    for spelling in spellings:
        if hit and (bracketed or between == ", ") and (city := known.city(spelling, hit.entry.value)):
            return city, hit.end + bool(bracketed)
        # Where the text names the country, no namesake elsewhere is meant.
        if not bracketed and (city := known.city(spelling)):
            return city, end
    return None, end
