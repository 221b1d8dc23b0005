"""Places in running text, with the prepositions that cities, countries and regions take.

Countries are named by the CLDR (Babel); cities by ``places.toml``, else by the CLDR where it knows them, else
as the register has them.

>>> from concertation.reporting.telling.language import load
>>> places = load("fr").places
>>> [places.at(*p) for p in (("Cairo", "city", "EGY"), ("Gabon", "country", "GAB"), ("Sahel", "region", ""))]
['au Caire', 'au Gabon', 'dans le Sahel']
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pycountry
from babel import Locale

from concertation.reporting.telling.grammar import Grammar
from concertation.reporting.telling.phrase import Noun, Phrase


@dataclass(frozen=True)
class PlaceWords:
    """The words of ``places.toml``."""

    words: Mapping[str, Any]
    grammar: Grammar
    lang: str
    classes: Mapping[str, str]
    """The article class ("f", "m", "pl", "none") of each country, by ISO 3166-1 alpha-3."""

    @classmethod
    def of(cls, words: Mapping[str, Any], grammar: Grammar, lang: str) -> PlaceWords:
        countries = words["countries"]
        classes = {code: name for name in ("f", "m", "pl", "none") for code in countries[name]}
        return cls(words, grammar, lang, classes)

    def at(self, name: str, kind: str, country: str) -> str:
        """The place with its preposition. `name` is the register's, English; `country` is ISO alpha-3."""
        if kind == "city":
            return self._at_city(self.city(name))
        if kind == "country" and (fixed := self.words["countries"]["in"].get(country)):
            return fixed
        if kind == "country" and country:
            return self._after("country", self.classes.get(country, "none"), self.country(country))
        region = self.words["regions"].get(name)
        if region is None:
            return self.words["prepositions"]["unknown_region"].format(name=name)
        form, _bar, words = region.partition("|")
        if form not in ("f", "m", "pl", "none"):
            return f"{form} {words}"
        return self._after("region", form, words)

    def stated(self, name: str, kind: str, country: str, title: str) -> bool:
        """Tell whether a title says that something is there or goes there: "visite à Genève"."""
        forms = [self.at(name, kind, country)]
        if kind == "city":
            names = [self.city(name), *self.words["other_names"].get(name, [])]
            forms = [self._at_city(known) for known in names]
            forms += [f"{word} {known}" for word in self.words["prepositions"]["towards"] for known in names]
        return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", title) for form in forms)

    def all_at(self, places: Sequence[tuple[str, str, str]]) -> str:
        """Several places as a list: "in Libya and the Sudan", "en Libye et au Soudan"."""
        told = [self.at(*place) for place in places]
        first = told[0].split(" ", 1)[0] + " "
        if self.words["prepositions"]["once"] and all(place.startswith(first) for place in told):
            told = [told[0], *(place.removeprefix(first) for place in told[1:])]
        return self.grammar.listed(told)

    def country(self, code: str) -> str:
        """The country's name without article."""
        names = self.words["countries"]["names"]
        return names.get(code) or _countries(self.lang).get(code) or code

    def state(self, code: str) -> Noun:
        """The State as a noun, to be an actor of a sentence."""
        form = self.classes.get(code, "none")
        return Noun(
            self.country(code),
            gender="f" if form == "f" else "m",
            plural=form == "pl",
            bare=form == "none",
        )

    def city(self, name: str) -> str:
        known: str | None = self.words["cities"].get(name.replace("'", "’"))
        return known or _cities(self.lang).get(name) or name

    def _at_city(self, name: str) -> str:
        preposition = self.words["prepositions"]["city"]
        for article, head in self.words["articles"].items():
            if name.startswith(head):
                return self.grammar.joined(preposition, f"{article} {name.removeprefix(head)}")
        return f"{preposition} {name}"

    def _after(self, kind: str, form: str, name: str) -> str:
        prepositions = self.words["prepositions"][kind]
        noun = Noun(name, gender="f" if form == "f" else "m", plural=form == "pl", bare=form == "none")
        told = self.grammar.told(Phrase((noun,)))
        # Masculine names with a vowel take the preposition of the feminine ("en Iraq").
        if form == "f" or (form == "m" and prepositions["f"] != prepositions["m"] and "’" in told[:2]):
            return f"{prepositions['f']} {name}"
        return self.grammar.joined(prepositions[form], told)


@cache
def _countries(lang: str) -> dict[str, str]:
    territories = Locale(lang).territories
    return {c.alpha_3: territories[c.alpha_2] for c in pycountry.countries if c.alpha_2 in territories}


@cache
def _cities(lang: str) -> dict[str, str]:
    """Names of cities in `lang` by their English name, from the example cities of the CLDR's time zones."""
    here, english = Locale(lang).time_zones, Locale("en").time_zones
    return {
        english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " "): words["city"]
        for zone, words in here.items()
        if "(" not in words.get("city", "(") and "[" not in words["city"]
    }
