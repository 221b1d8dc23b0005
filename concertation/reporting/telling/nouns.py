"""What a language knows of nouns: those that name a type of record, and those that titles begin with.

A title is never translated or reworded; it is only put into a sentence, where its first noun is known.

>>> from concertation.reporting.telling.language import load
>>> fr = load("fr")
>>> fr.grammar.told(Phrase((fr.lexicon.titled("consultations avec le secrétariat", "meeting"),)))
'des consultations avec le secrétariat'
>>> fr.grammar.told(Phrase((fr.lexicon.titled("réunion de coordination", "meeting", 10),)))
'la dixième réunion de coordination'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from concertation.reporting.telling.phrase import Noun, Phrase

__all__ = ["Lexicon", "Phrase", "Word"]

_TOKEN = re.compile(r"“[^“”]*”|[^\s,;:()«»“”]+|[,;:()«»“”]")


@dataclass(frozen=True, slots=True)
class Word:
    """A noun of ``nouns.toml``: `proper` keeps its capital and is definite with it; `the` is always
    definite; `mass` has no indefinite article; `many` is told in the plural where it names a type."""

    one: str
    more: str
    gender: str
    proper: bool = False
    mass: bool = False
    many: bool = False
    the: bool = False

    @classmethod
    def of(cls, text: str) -> Word:
        one, more, gender, *marks = text.split("|")
        return cls(one, more, gender, "proper" in marks, "mass" in marks, "p" in marks, "the" in marks)


@dataclass(frozen=True)
class Lexicon:
    """The nouns and ordinals of a language; `heads` are those that the titles of a kind of record
    begin with, `names` those of bodies; both by their small-letter form, singular and plural."""

    types: Mapping[str, Mapping[str, Word]]
    heads: Mapping[str, Mapping[str, tuple[Word, bool]]]
    names: Mapping[str, tuple[Word, bool]]
    titles: Mapping[str, Any]
    ordinals: Mapping[str, Any]

    @classmethod
    def of(cls, nouns: Mapping[str, Any], titles: Mapping[str, Any], ordinals: Mapping[str, Any]) -> Lexicon:
        """Read ``nouns.toml`` and what ``grammar.toml`` and ``ordinals.toml`` say of titles."""
        types = {
            kind: {name: Word.of(text) for name, text in words.items()}
            for kind, words in nouns["types"].items()
        }
        heads: dict[str, dict[str, tuple[Word, bool]]] = {kind: {} for kind in types}
        names: dict[str, tuple[Word, bool]] = {}
        for kind, texts in nouns["heads"].items():
            for word in map(Word.of, texts):
                _enter(names, word, first=kind == "bodies")
                if kind in heads:
                    _enter(heads[kind], word)
        for kind, named in types.items():
            for word in named.values():
                _enter(heads[kind], replace(word, proper=kind == "agreement"))
        for kind in types:
            for text, known in heads[kind].items():
                heads["activity"].setdefault(text, known)
        return cls(types, heads, names, titles, ordinals)

    def typed(self, kind: str, type: str, *, number: int | None = None, plural: bool | None = None) -> Noun:
        """The noun of a type of record: "réunion"; an unknown type is told as "other"."""
        words = self.types[kind]
        word = words.get(type) or words["other"]
        many = word.many if plural is None else plural
        noun = Noun(
            word.more if many else word.one, word.gender, many, definite=number is not None, bare=word.mass
        )
        return self.numbered(noun, [number]) if number is not None else noun

    def titled(
        self, title: str, kind: str, number: int | None = None, names: Collection[str] = ()
    ) -> Noun | None:
        """The title as a noun with its `number` in its series, or None where its head is not known; one of
        `names` at its beginning keeps its capital."""
        title = self._without_article(title)
        if number is not None:
            title = self.without_ordinal(title, number)
        if (rest := self.without_ordinal(title, None)) != title:
            noun = self.titled(rest, kind, names=names)
            ordinal = title[: len(title) - len(rest)].lower()
            return noun and replace(noun, core=ordinal + noun.core, definite=True, bare=False)
        found = self._head(title, self.heads[kind])
        if found is None:
            return None
        word, plural, start, end = found
        head = title[start:end]
        capital = head[:1].isupper()
        proper = capital and (word.proper or start > 0)
        if capital and not proper and not title[end:].strip().istitle():
            title = title[:start] + head[:1].lower() + head[1:] + title[end:]
        elif start > 0 and _sentence_case(title, start) and title.split(" ", 1)[0] not in names:
            title = title[:1].lower() + title[1:]
        unique = title[:start].strip().lower() in self.titles["unique"]
        definite = proper or word.the or unique
        noun = Noun(title, word.gender, plural, definite=definite, bare=word.mass and not definite)
        if number is None:
            return self._by_number(noun, title[end:])
        return self.numbered(replace(noun, definite=True, bare=False), [number])

    def head(self, title: str, kind: str) -> str | None:
        """The singular of the noun that the title begins with, or None where it is not known."""
        found = self._head(self._without_article(title), self.heads[kind])
        return found[0].one if found else None

    def _by_number(self, noun: Noun, rest: str) -> Noun:
        """A noun that a figure directly follows is one of a kind: "la résolution 2457 (2019)"."""
        if rest[:1] != " " or not rest[1:2].isdigit():
            return noun
        return replace(noun, definite=True, bare=self.titles["numbered"] == "bare")

    def in_plural(self, title: str) -> Noun | None:
        """The title of a meeting in the plural, or None where that is not certain."""
        title = self.without_ordinal(self._without_article(title), None)
        found = self._head(title, self.heads["meeting"])
        if found is None:
            return None
        word, plural, start, end = found
        proper = word.the or (word.proper and title[start : start + 1].isupper())
        if plural:
            return Noun(title, word.gender, plural=True, definite=proper)
        before, head, rest = title[:start], title[start:end], title[end:]
        if before and self.titles["head"] == "first":
            return None
        more = word.more if head[:1].islower() or not word.proper else word.more[:1].upper() + word.more[1:]
        tokens = rest.split(" ")
        for index, token in enumerate(tokens):
            if not token:
                continue
            if (adjective := self.titles["adjectives"].get(token)) is not None:
                tokens[index] = adjective
            elif token[:1].isupper() or any(token.startswith(c) for c in self.titles["complements"]):
                break
            else:
                return None
        return Noun(before + more + " ".join(tokens), word.gender, plural=True, definite=proper)

    def is_list(self, title: str) -> bool:
        """Tell whether the title lists things side by side ("conseils et assistance"), so that one article
        at its head would not do for all."""
        words, heads = title.lower().split(), self.heads["activity"]
        if "," in title:
            return True
        inside = False
        for i, word in enumerate(words[:-1]):
            inside = inside or word in self.titles["complements"]
            known = heads.get(words[i + 1])
            if word == self.titles["and"] and known and not (inside and known[1]):
                return True  # in a complement two plurals are listed: "à des initiatives et activités"
        return False

    def lists_indefinite(self, title: str) -> bool:
        """Tell whether a later noun of the title has the indefinite article, so that the first takes it too:
        "conseils et une assistance technique"."""
        return any(f" {self.titles['and']} {article}" in title for article in self.titles["indefinite"])

    def numbered(self, noun: Noun, numbers: Sequence[int]) -> Noun:
        """Put ordinals before the noun, which is then definite; the caller lists several."""
        words = " ".join(self.ordinal(number, noun.gender, plural=noun.plural) for number in numbers)
        return replace(noun, core=f"{words} {noun.core}", definite=True, bare=False)

    def ordinal(self, number: int, gender: str = "m", *, plural: bool = False) -> str:
        """The ordinal in words, in figures above the list: "quatorzième", "101e"."""
        words = self.ordinals["words"]
        if not 0 < number <= len(words):
            ending = next(suffix for end, suffix in self.ordinals["suffixes"] if str(number).endswith(end))
            return f"{number}{ending}"
        word = words[number - 1]
        if number == 1:
            form = ("p" if plural else "") + ("f" if gender == "f" else "")
            return self.ordinals["first"].get(form, word)
        return word + self.ordinals["plural"] if plural else word

    def without_ordinal(self, title: str, number: int | None) -> str:
        """Take an ordinal, and an article before it, off the head of a title: that of `number`, or any
        where it is None."""
        whole, title = title, self._without_article(title)
        for spoken in self._spoken(number):
            if title.lower().startswith(f"{spoken} "):
                return title[len(spoken) + 1 :]
        return whole

    def _spoken(self, number: int | None) -> list[str]:
        return self._all_spoken if number is None else self._spoken_forms(number)

    def _spoken_forms(self, number: int) -> list[str]:
        """The ordinal as a title may begin with it: in words of both genders and numbers, in Roman
        figures."""
        words = [self.ordinal(number, gender, plural=plural) for plural in (False, True) for gender in "mf"]
        roman = self.ordinals["roman"].format(roman=_roman(number)).lower()
        return list(dict.fromkeys([*words, roman]))

    @cached_property
    def _all_spoken(self) -> list[str]:
        numbers = range(1, len(self.ordinals["words"]) + 1)
        return list(dict.fromkeys(form for n in numbers for form in self._spoken_forms(n)))

    def _without_article(self, title: str) -> str:
        for article in self.titles["articles"]:
            for form in (article, article[:1].upper() + article[1:]):
                if title.startswith(form):
                    return title[len(form) :]
        return title

    def _head(self, title: str, heads: Mapping[str, tuple[Word, bool]]) -> tuple[Word, bool, int, int] | None:
        """Return the head, whether it is plural, and its place in the title."""
        tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(title)]
        if self.titles["head"] == "first":
            first = 0
            while first < len(tokens) - 1 and tokens[first][0].lower() in self.titles["before"]:
                first += 1
            spans = [(first, first + length) for length in (3, 2, 1)]
        else:
            stop = next((i for i, token in enumerate(tokens) if i and self._is_stop(token[0])), len(tokens))
            spans = [(stop - length, stop) for length in (2, 1)]
        for i, j in spans:
            if 0 <= i < j <= len(tokens):
                start, end = tokens[i][1], tokens[j - 1][2]
                known = heads.get(title[start:end].lower())
                if known:
                    return (*known, start, end)
        return None

    def _is_stop(self, token: str) -> bool:
        """Tell whether a complement begins here."""
        return token.lower() in self.titles["complements"] or not token[0].isalpha()


def _enter(table: dict[str, tuple[Word, bool]], word: Word, *, first: bool = False) -> None:
    """Enter a noun in both numbers; what is there stays, unless this one comes `first`."""
    for text, plural in ((word.more.lower(), True), (word.one.lower(), False)):
        if first or text not in table:
            table[text] = (word, plural and word.more != word.one)


def _sentence_case(title: str, head: int) -> bool:
    """Tell whether the first letter of the title is a capital only because it is the first: "Annual meeting",
    but not "Security Council debate"."""
    first, *others = title[:head].split()
    return first[1:].islower() and first[:1].isupper() and (" ".join(others) + title[head]).islower()


def _roman(number: int) -> str:
    """
    >>> _roman(49)
    'XLIX'
    """
    figures = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    written = ""
    for value, figure in figures:
        written += figure * (number // value)
        number %= value
    return written
