"""All that is found by its words, in one pass: names, titles, cues, ordinals, regions.

A `Lexicon` holds phrases, each with what it means (`Entry`). `scan` returns the longest phrases that stand in
a text at word boundaries and in their case; a phrase inside a longer one is not returned
("Union africaine" in "Commission de l'Union africaine").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import ahocorasick

from concertation.reading.folding import fold

Sense = Literal[
    "organization", "title", "head", "members", "seat", "secretariat", "government", "text", "self", "own",
    "own_head", "country", "gentilic", "region", "ordinal", "amount", "block",
]  # fmt: skip
Case = Literal["any", "initial", "exact"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase and what it stands for.

    `value` is an id, an ISO code, an English name or a number as text, by `sense`; for cues it is "far"
    where words may stand between cue and name, or the id that the title means alone. `case` tells which
    spelling counts: "any"; "initial": as given in the first letter (or all capitals); "exact": as given,
    hyphens and apostrophes aside. `how` tells names from acronyms.
    """

    phrase: str
    sense: Sense
    value: str
    case: Case = "any"
    how: Literal["name", "acronym"] = "name"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry as it stands in a text, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases compiled into one automaton. Of two entries for one phrase, the first given wins
    when both fit the case."""

    automaton: Any

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Lexicon":
        """Compile `entries`."""
        by_key: dict[str, list[Entry]] = {}
        for entry in entries:
            # A name in letters that do not fold (Arabic, Chinese) cannot be looked up in a folded text.
            if folded := fold(entry.phrase).strip():
                by_key.setdefault(f" {folded} ", []).append(entry)
        automaton = ahocorasick.Automaton()
        for phrase, found in by_key.items():
            automaton.add_word(phrase, (len(phrase), tuple(found)))
        automaton.make_automaton()
        return cls(automaton)

    def scan(self, text: str, folded: str) -> list[Hit]:
        """Return the longest hits in `text`, in order, none overlapping another.
        `folded` is ``fold(text)``."""
        found: list[tuple[int, int, Entry]] = []
        for last, (length, entries) in self.automaton.iter(f" {folded} "):
            start, end = last - length + 1, last - 1
            for entry in entries:
                if entry.case == "any" or _fits(entry, text[start:end]):
                    found.append((start, -end, entry))
                    break
        found.sort(key=_place)
        hits: list[Hit] = []
        reached = 0
        for start, minus_end, entry in found:
            if start >= reached:
                reached = -minus_end
                hits.append(Hit(start, reached, entry))
        return hits


def _place(found: tuple[int, int, Entry]) -> tuple[int, int]:
    return found[0], found[1]


def _fits(entry: Entry, words: str) -> bool:
    phrase = entry.phrase
    if entry.case == "initial":
        return words[0] == phrase[0] or words.isupper()
    if words == phrase:
        return True
    if len(words) != len(phrase):
        return False
    # "Interpol", "Unesco": a long acronym may be written as a word.
    written_as_word = len(phrase) > 4 and phrase.isalpha() and words == phrase.capitalize()
    return written_as_word or all(
        a == b or not (a.isalnum() or b.isalnum()) for a, b in zip(words, phrase, strict=True)
    )
