"""What a language knows of nouns: those that name a type of record, and those that titles begin with.

A title is never translated or reworded; it is only put into a sentence, where its first noun is known.

>>> from concertation.reporting.language import load
>>> fr = load("fr")
>>> fr.grammar.told(Phrase((fr.lexicon.titled("consultations avec le secrétariat", None),)))
'des consultations avec le secrétariat'
>>> fr.grammar.told(Phrase((fr.lexicon.titled("réunion de coordination", 10),)))
'la dixième réunion de coordination'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from concertation.reporting.phrase import Noun, Phrase

__all__ = ["Lexicon", "Phrase", "Word"]

_TOKEN = re.compile(r"[^\s,;:()«»“”]+|[,;:()«»“”]")


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
    """The nouns and ordinals of a language; `heads` and `names` are by their small-letter form, singular
    and plural: of titles, and of the names of bodies."""

    types: Mapping[str, Mapping[str, Word]]
    heads: Mapping[str, tuple[Word, bool]]
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
        heads: dict[str, tuple[Word, bool]] = {}
        names: dict[str, tuple[Word, bool]] = {}
        for group, words in nouns["heads"].items():
            for word in map(Word.of, words):
                for table in (names, heads) if group != "bodies" else (names,):
                    table.setdefault(word.more.lower(), (word, True))
                    if word.one != word.more:
                        table.setdefault(word.one.lower(), (word, False))
        for words in nouns["heads"]["bodies"]:
            word = Word.of(words)
            names[word.one.lower()] = (word, False)
        for kind, named in types.items():
            for word in named.values():
                head = replace(word, proper=kind == "agreement")
                heads.setdefault(head.one.lower(), (head, False))
                heads.setdefault(head.more.lower(), (head, True))
        return cls(types, heads, names, titles, ordinals)

    def typed(self, kind: str, type: str, *, number: int | None = None, plural: bool | None = None) -> Noun:
        """The noun of a type of record: "réunion"; an unknown type is told as "other"."""
        words = self.types[kind]
        word = words.get(type) or words["other"]
        many = word.many if plural is None else plural
        noun = Noun(word.more if many else word.one, word.gender, many, definite=number is not None)
        return self.numbered(noun, [number]) if number is not None else noun

    def titled(self, title: str, number: int | None) -> Noun | None:
        """The title as a noun with its `number` in its series, or None where its head is not known."""
        title = self._without_article(title)
        if number is not None:
            title = self.without_ordinal(title, number)
        if (rest := self.without_ordinal(title, None)) != title:
            noun = self.titled(rest, None)
            ordinal = title[: len(title) - len(rest)].lower()
            return noun and replace(noun, core=ordinal + noun.core, definite=True, bare=False)
        found = self._head(title)
        if found is None:
            return None
        word, plural, start, end = found
        head = title[start:end]
        capital = head[:1].isupper()
        proper = capital and (word.proper or start > 0)
        if capital and not proper and not title[end:].strip().istitle():
            title = title[:start] + head[:1].lower() + head[1:] + title[end:]
        elif start > 0 and _sentence_case(title, start):
            title = title[:1].lower() + title[1:]
        noun = Noun(title, word.gender, plural, definite=proper or word.the, bare=word.mass and not proper)
        if number is None:
            return noun
        return self.numbered(replace(noun, definite=True, bare=False), [number])

    def in_plural(self, title: str) -> Noun | None:
        """The title in the plural, or None where that is not certain."""
        title = self.without_ordinal(self._without_article(title), None)
        found = self._head(title)
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
        words = title.lower().split()
        return "," in title or any(
            words[i + 1] in self.heads for i, word in enumerate(words[:-1]) if word == self.titles["and"]
        )

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
        return self._all_spoken if number is None else [self.ordinal(number, gender) for gender in "mf"]

    @cached_property
    def _all_spoken(self) -> list[str]:
        numbers = range(1, len(self.ordinals["words"]) + 1)
        return list(dict.fromkeys(self.ordinal(n, gender) for n in numbers for gender in "mf"))

    def _without_article(self, title: str) -> str:
        for article in self.titles["articles"]:
            for form in (article, article[:1].upper() + article[1:]):
                if title.startswith(form):
                    return title[len(form) :]
        return title

    def _head(self, title: str) -> tuple[Word, bool, int, int] | None:
        """Return the head, whether it is plural, and its place in the title."""
        tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(title)]
        if self.titles["head"] == "first":
            index = 0
            while index < len(tokens) - 1 and tokens[index][0].lower() in self.titles["before"]:
                index += 1
            return self._at(title, tokens, index)
        stop = next(
            (
                i
                for i, (token, _start, _end) in enumerate(tokens)
                if i and (token.lower() in self.titles["complements"] or not token[0].isalnum())
            ),
            len(tokens),
        )
        for length in (2, 1):
            if stop >= length:
                start, end = tokens[stop - length][1], tokens[stop - 1][2]
                known = self.heads.get(title[start:end].lower())
                if known:
                    return (*known, start, end)
        return None

    def _at(
        self, title: str, tokens: list[tuple[str, int, int]], index: int
    ) -> tuple[Word, bool, int, int] | None:
        for length in (3, 2, 1):
            if index + length <= len(tokens):
                start, end = tokens[index][1], tokens[index + length - 1][2]
                known = self.heads.get(title[start:end].lower())
                if known:
                    return (*known, start, end)
        return None


def _sentence_case(title: str, head: int) -> bool:
    """Tell whether only the first letter of the title is a capital because it is the first."""
    first = title.split(" ", 1)[0]
    return first[1:].islower() and first[:1].isupper() and title[head : head + 1].islower()
