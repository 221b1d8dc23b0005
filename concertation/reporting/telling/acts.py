"""Titles of activities told by a verb: "étroite collaboration avec l’OIF" as "étroitement collaboré avec
l’OIF".

A title is never reworded beyond that: where its first noun has no verb in ``acts.toml``, or what follows does
not fit the verb, it stays a noun.

>>> from concertation.reporting.telling.language import load
>>> [load("fr").acts.told(title) for title in ("étude des possibilités", "coopération croissante")]
[Act(verb='étudié', rest='les possibilités'), None]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concertation.reporting.telling.grammar import Grammar
from concertation.reporting.telling.nouns import Lexicon
from concertation.reporting.telling.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Act:
    """A participle with its noun, and what follows it and the place."""

    verb: str
    rest: str


@dataclass(frozen=True)
class Acts:
    """The tables of ``acts.toml``; see there what each means."""

    done: Mapping[str, str]
    adverbs: Mapping[str, str]
    going_with: Mapping[str, str]
    by_one: Mapping[str, str]
    direct: Mapping[str, str]
    following: Sequence[str]
    participles: Sequence[str]
    lexicon: Lexicon
    grammar: Grammar

    @classmethod
    def of(cls, data: Mapping[str, Any], lexicon: Lexicon, grammar: Grammar) -> Acts:
        return cls(
            data["done"],
            data["adverbs"],
            data["going_with"],
            data["by_one"],
            data["direct"],
            data["following"]["words"],
            data["participles"]["words"],
            lexicon,
            grammar,
        )

    def told(self, title: str, *, alone: bool = False) -> Act | None:
        """The title as a verb, or None where that is not certain; `alone` tells that one body acted, so that
        it is clear who helped."""
        return self._by_its_verb(title) or self._by_a_verb_beside(title, alone=alone)

    def tells(self, title: str) -> bool:
        """Tell whether the title says more than the type of the record: it is no noun alone, and does not
        begin with a participle, which would lack its noun."""
        first, _blank, rest = title.strip().partition(" ")
        return bool(rest) and first.lower() not in self.participles

    def _by_its_verb(self, title: str) -> Act | None:
        first, _blank, rest = title.partition(" ")
        adverb = self.adverbs.get(first.lower())
        if adverb:
            first, _blank, rest = rest.partition(" ")
        verb, _bar, link = self.done.get(first.lower(), "").partition("|")
        if not verb:
            return None
        if link:
            form = next((form for form in self.direct if rest.startswith(form)), None)
            if form is None:
                return None
            rest = self.direct[form] + rest.removeprefix(form)
        elif rest and rest.split(" ", 1)[0].lower() not in self.following:
            return None
        return Act(f"{adverb} {verb}" if adverb else verb, rest)

    def _by_a_verb_beside(self, title: str, *, alone: bool) -> Act | None:
        noun = self.lexicon.titled(title, "activity")
        head = self.lexicon.head(title, "activity") or ""
        verb, _bar, link = (self.going_with.get(head) or (alone and self.by_one.get(head)) or "").partition(
            "|"
        )
        if noun is None or not verb or (link == "=" and not self.tells(title)):
            return None
        words = noun.core if link == "=" else self.grammar.indefinite(Phrase((noun,)))
        return Act(f"{verb} {words}", "")
