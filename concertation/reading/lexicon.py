"""All that is found by its words, in one pass: names, titles, cues, ordinals, regions.

A `Lexicon` holds phrases, each with what it means (`Entry`). `scan` returns the longest phrases that stand in
a text at word boundaries and in their case; a phrase inside a longer one is not returned
("Union africaine" in "Commission de l'Union africaine").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal, NamedTuple

import ahocorasick

from concertation.reading.folding import MARK, fold
from concertation.reading.writing import Writing

Sense = Literal[
    "organization", "title", "head", "members", "seat", "secretariat", "government", "text", "self", "own",
    "own_head", "country", "gentilic", "region", "city", "ordinal", "amount", "block",
]  # fmt: skip
Case = Literal["any", "initial", "exact"]
_PLACE = itemgetter(0, 1)


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


class Hit(NamedTuple):
    """An entry as it stands in a text, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases compiled into one automaton. Of two entries for one phrase, the first given wins
    when both fit the case.

    Where blanks part the words, a phrase is looked up with a blank on both sides. Elsewhere it is looked up
    without, each entry with the letters that may stand before it in its word, and its edges are checked.
    """

    automaton: Any
    writing: Writing

    @classmethod
    def of(cls, entries: Iterable[Entry], writing: Writing) -> "Lexicon":
        """Compile `entries` for a language that is written so."""
        padded = writing.parted == "blanks"
        by_key: dict[str, list[Any]] = {}
        for entry in entries:
            # A name in letters that do not fold (Greek, Thai) cannot be looked up in a folded text.
            folded = fold(entry.phrase).replace(MARK, "").strip()
            if not folded:
                continue
            if padded:
                by_key.setdefault(f" {folded} ", []).append(entry)
            else:
                stem, before = writing.parts(folded)
                by_key.setdefault(stem, []).append((entry, before, stem != folded))
        automaton = ahocorasick.Automaton()
        for phrase, found in by_key.items():
            automaton.add_word(phrase, (len(phrase), tuple(found)))
        automaton.make_automaton()
        return cls(automaton, writing)

    def scan(self, text: str, folded: str) -> list[Hit]:
        """Return the longest hits in `text`, in order, none overlapping another.
        `folded` is ``fold(text)``."""
        found = self._parted(text, folded) if self.writing.parted == "blanks" else self._joined(text, folded)
        found.sort(key=_PLACE)
        hits: list[Hit] = []
        reached = 0
        for start, minus_end, entry in found:
            if start >= reached:
                reached = -minus_end
                hits.append(Hit(start, reached, entry))
        return hits

    def _parted(self, text: str, folded: str) -> list[tuple[int, int, Entry]]:
        """The entries that stand between blanks."""
        found: list[tuple[int, int, Entry]] = []
        for last, (length, entries) in self.automaton.iter(f" {folded} "):
            start, end = last - length + 1, last - 1
            for entry in entries:
                if entry.case == "any" or _fits(entry, text[start:end]):
                    found.append((start, -end, entry))
                    break
        return found

    def _joined(self, text: str, folded: str) -> list[tuple[int, int, Entry]]:
        """The entries that stand in a text where no blank, or only one after it, parts a word from others."""
        at = [index for index, char in enumerate(folded) if char != MARK] if MARK in folded else None
        if at is not None:
            folded = folded.replace(MARK, "")
        found: list[tuple[int, int, Entry]] = []
        phrases: Iterable[tuple[int, Any]] = self.automaton.iter(folded)
        for last, (length, entries) in phrases:
            start, end = last - length + 1, last + 1
            if self.writing.cuts(folded, end):
                continue
            for entry, before, article in entries:
                first = self.writing.begin(folded, start, before, article)
                if first is None:
                    continue
                begin, stop = (first, end) if at is None else (at[first], at[last] + 1)
                if entry.case == "any" or _fits(entry, text[begin:stop]):
                    found.append((begin, -stop, entry))
                    break
        return found


def _fits(entry: Entry, words: str) -> bool:
    phrase = entry.phrase
    if entry.case == "initial":
        return words[0] == phrase[0] or words.isupper() or _caseless(phrase[0])
    if words == phrase:
        return True
    if _caseless(phrase[0]):
        return MARK not in fold(phrase)
    if len(words) != len(phrase):
        return False
    # "Interpol", "Unesco": a long acronym may be written as a word.
    written_as_word = len(phrase) > 4 and phrase.isalpha() and words == phrase.capitalize()
    return written_as_word or all(
        a == b or not (a.isalnum() or b.isalnum()) for a, b in zip(words, phrase, strict=True)
    )


def _caseless(letter: str) -> bool:
    """Whether the letter is of a script that has no capitals."""
    return letter.lower() == letter.upper() and letter.isalpha()
