"""Articles, elision, contraction, agreement and lists, by the tables of one language.

>>> from concertation.reporting.telling.language import load
>>> fr = load("fr").grammar
>>> fr.after("de", Phrase((Noun("ONU", "f"), Noun("Conseil de l’Europe"))))
'de l’ONU et du Conseil de l’Europe'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concertation.reporting.telling.phrase import Noun, Phrase

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables of ``grammar.toml``: see there what each means."""

    articles: Mapping[str, Mapping[str, str]]
    elided: Mapping[str, str]
    vowels: str
    full: frozenset[str]
    mute: frozenset[str]
    spelled: frozenset[str]
    contractions: Mapping[str, str]
    repeated: frozenset[str]
    separator: str
    last: str
    respectively: str
    marks: Mapping[str, Any]
    numbers: Mapping[str, Sequence[str]]
    plural_from: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Grammar:
        """Read ``grammar.toml``."""
        elision, lists = data["elision"], data["lists"]
        return cls(
            data["articles"],
            elision["words"],
            elision["vowels"],
            frozenset(elision["full"]),
            frozenset(elision["mute"]),
            frozenset(elision["spelled"]),
            data["contractions"],
            frozenset(lists["repeated"]),
            lists["separator"],
            lists["last"],
            lists["respectively"],
            data["marks"],
            data["numbers"],
            data["agreement"]["plural_from"],
        )

    def listed(self, words: Sequence[str]) -> str:
        """Join words as in running text: "a, b et c"."""
        if len(words) < 2:
            return "".join(words)
        return self.separator.join(words[:-1]) + self.last + words[-1]

    def told(self, phrase: Phrase) -> str:
        """The phrase with the articles that its nouns take."""
        return self.listed([self._with_article(noun, noun.definite) for noun in phrase.nouns])

    def indefinite(self, phrase: Phrase) -> str:
        return self.listed([self._with_article(noun, definite=False) for noun in phrase.nouns])

    def after(self, preposition: str, phrase: Phrase, *, indefinite: bool = False) -> str:
        """The phrase after a preposition, which some languages repeat and contract."""
        nouns = [self._with_article(noun, noun.definite and not indefinite) for noun in phrase.nouns]
        if preposition in self.repeated:
            return self.listed([self.joined(preposition, noun) for noun in nouns])
        return self.joined(preposition, self.listed(nouns))

    def joined(self, first: str, rest: str) -> str:
        """Put `first` (a preposition or an article) before `rest`, contracted or elided.

        >>> from concertation.reporting.telling.language import load
        >>> [load("fr").grammar.joined("de", word) for word in ("les Comores", "août", "le huitième forum")]
        ['des Comores', 'd’août', 'du huitième forum']
        """
        head, _blank, tail = rest.partition(" ")
        contracted = self.contractions.get(f"{first} {head}")
        if contracted and tail:
            return self.joined(contracted, tail)
        if first in self.elided and self._starts_with_vowel(rest):
            return self.elided[first] + rest
        return f"{first} {rest}" if first else rest

    def form(self, forms: Mapping[str, str], phrase: Phrase) -> str:
        """Return the form of a verb that agrees with the phrase."""
        number = "p" if phrase.plural else "s"
        return forms.get(number + phrase.gender) or forms.get(number) or forms[number + "m"]

    def number(self, count: int, gender: str = "m") -> str:
        """Write a count: in words where it is small, else in figures."""
        words = self.numbers.get(gender) or self.numbers["m"]
        return words[count - 1] if 0 < count <= len(words) else str(count)

    def quoted(self, text: str) -> str:
        before, after = self.marks["quote"]
        return f"{before}{text}{after}"

    def with_its_quotes(self, text: str) -> str:
        """Put the language's quotation marks in the place of straight ones."""
        return re.sub(r'"([^"]+)"', lambda match: self.quoted(match[1]), text)

    def bracketed(self, text: str) -> str:
        before, after = self.marks["bracket"]
        return f"{before}{text}{after}"

    def typeset(self, text: str) -> str:
        """Put no-break spaces where the language has them, one form of apostrophe, and its own quotation
        marks.

        A blank before a mark stays a blank's width; words are never changed."""
        text = re.sub(r"(?<=\w)['ʼ](?=\w)", self.marks["apostrophe"], text)
        text = re.sub(r"\"([^\"]*)\"", lambda quoted: self.quoted(quoted[1]), text)
        for mark in self.marks["spaced"]:
            text = text.replace(f" {mark}", f"\u00a0{mark}")
        if "« " in self.marks["quote"]:
            text = text.replace("« ", "«\u00a0")
        return text

    def _with_article(self, noun: Noun, definite: bool) -> str:
        if noun.bare:
            return noun.core
        table = self.articles["definite" if definite else "indefinite"]
        number = "p" if noun.plural else "s"
        return self.joined(table.get(number + noun.gender, table[number + "m"]), noun.core)

    def _starts_with_vowel(self, text: str) -> bool:
        found = _WORD.match(text.lstrip('«“"'))
        if not found:
            return False
        if found[0] in self.spelled:
            return True
        word = found[0].lower()
        if word in self.full or f"{word.partition('-')[0]}-" in self.full:
            return False
        # An acronym is spelled or read with its first letter, so the letter decides.
        return word[0] in self.vowels or word in self.mute or word.removesuffix("s") in self.mute
