"""The forms that a name takes by its case: "Африканский союз", "Африканского союза", "Африканским союзом".

Only what stands first changes: adjectives, then the noun they belong to. What follows the noun keeps its form
("Лига |арабских государств|"). The endings are in ``writing.toml``.

>>> from concertation.reading.writing import load_writing
>>> sorted(load_writing("ru").inflection.forms("Лига арабских государств"))[:2]
['Лига арабских государств', 'Лиге арабских государств']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_WORDS = re.compile(r"([^\s\-–—«»\"]+)")


@dataclass(frozen=True)
class Inflection:
    """The endings of a language.

    `nouns` and `adjectives` give for the ending of the first case those of the others, in one order; "" is
    the ending of a word on a consonant. `agreement` gives all endings of an adjective by its masculine first
    one. `irregular` has the stems of nouns that lose a vowel; `fixed` are words that never change; `joiner`
    is the word between two words that both change; `linking` the vowels that link the parts of a compound.
    """

    nouns: dict[str, list[str]]
    adjectives: dict[str, list[str]]
    agreement: dict[str, list[str]]
    irregular: dict[str, str]
    fixed: frozenset[str]
    joiner: str
    linking: str

    @classmethod
    def of(cls, data: dict[str, Any]) -> Inflection:
        """Return the inflection that ``[inflection]`` of ``writing.toml`` describes; without it, no word
        changes."""
        return cls(
            dict(data.get("nouns", {})),
            dict(data.get("adjectives", {})),
            dict(data.get("agreement", {})),
            dict(data.get("irregular", {})),
            frozenset(data.get("fixed", ())),
            data.get("joiner", ""),
            data.get("linking", ""),
        )

    def forms(self, phrase: str) -> set[str]:
        """Return `phrase` in all its cases, itself among them."""
        if not self.nouns:
            return {phrase}
        words = _WORDS.split(phrase)
        cases = [list(words) for _ in range(self._cases)]
        at, last = 1, len(words)
        while at < last:
            if words[at] == self.joiner or (words[at][-1:] in self.linking and words[at + 1][:1] == "-"):
                at += 2  # "экономическ|ая и социальная|", "научн|о-исследовательский|"
                continue
            noun = not self._ending(words[at], self.adjectives)
            for case, spelled in enumerate(cases):
                spelled[at] = self._noun(words[at], case) if noun else self._adjective(words[at], case)
            if noun:
                joined = at + 4 < last and words[at + 2] == self.joiner
                if not joined:
                    break
                at += 2  # "Босния и Герцеговина": both names change
            at += 2
        return {phrase, *("".join(spelled) for spelled in cases)}

    def adjective_forms(self, word: str) -> set[str]:
        """Return the adjective `word` in all cases, genders and numbers."""
        ending = self._ending(word, self.agreement)
        if ending is None:
            return {word}
        stem = word.removesuffix(ending)
        return {word, *(stem + other for other in self.agreement[ending])}

    def lemmas(self, word: str) -> Iterator[str]:
        """Yield what `word` may be a form of: "Женеве" of "Женева" or "Женев". Whether there is such a word,
        a gazetteer has to tell."""
        for first, endings in self._by_form:
            for ending in endings:
                if ending and word.endswith(ending) and len(word) > len(ending) + 1:
                    yield word.removesuffix(ending) + first

    @cached_property
    def _by_form(self) -> list[tuple[str, list[str]]]:
        return list(self.nouns.items()) + list(self.adjectives.items())

    @cached_property
    def _cases(self) -> int:
        return max((len(endings) for endings in self.nouns.values()), default=0)

    def _noun(self, word: str, case: int) -> str:
        if word in self.fixed:
            return word
        ending = self._ending(word, self.nouns)
        if ending is None:
            return word
        endings = self.nouns[ending]
        stem = self.irregular.get(word.lower())
        stem = word[0] + stem[1:] if stem else word.removesuffix(ending)
        return stem + endings[min(case, len(endings) - 1)]

    def _adjective(self, word: str, case: int) -> str:
        ending = self._ending(word, self.adjectives) or ""
        endings = self.adjectives[ending]
        return word.removesuffix(ending) + endings[min(case, len(endings) - 1)]

    def _ending(self, word: str, table: dict[str, list[str]]) -> str | None:
        return next(
            (
                ending
                for ending in sorted(table, key=len, reverse=True)
                if word.endswith(ending) and len(word) > len(ending) + 1
            ),
            None,
        )
