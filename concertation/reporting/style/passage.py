"""A paragraph as the rules see it: its sentences, what is quoted in it, the names of bodies in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concertation.reporting.style.names import Called, NameIndex
from concertation.reporting.style.rules import Rules

_STOP = re.compile(
    r"[.!?؟](?P<close>[\u00a0\u202f ]?[»”\")\]’]+)?\s+"
    r"(?=[«“\"(\[¿¡]*[\u00a0\u202f ]?[A-ZÀ-ÖØ-ÞА-ЯЁ0-9\u0621-\u06d3])"
    r"|[。！？][”》」』]?(?=.)",
    re.DOTALL,
)
_LAST_WORD = re.compile(r"[\w.’'-]+$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its index in the section. `kept` are the stretches whose words are not the author's:
    quotations and addresses. `sentences` are the starts of the sentences."""

    index: int
    text: str
    sentences: tuple[int, ...]
    kept: tuple[tuple[int, int], ...]
    names: tuple[Called, ...]

    @classmethod
    def of(cls, index: int, text: str, rules: Rules, names: NameIndex) -> Passage:
        """Cut and mark the paragraph by the rules of its language."""
        quoted = [*_quotations(text, rules.quotes), *(match.span() for match in _ADDRESS.finditer(text))]
        return cls(
            index,
            text,
            (0, *_starts(text, rules.abbreviations)),
            tuple(sorted(quoted)),
            tuple(names.find(text)),
        )

    def is_kept(self, start: int, end: int) -> bool:
        """Whether the stretch lies in a quotation or an address."""
        return any(first <= start and end <= last for first, last in self.kept)

    def in_name(self, start: int, end: int) -> bool:
        """Whether the stretch is part of a body's official name, and not the whole of it."""
        return any(
            name.start <= start and end <= name.end and (start, end) != (name.start, name.end)
            for name in self.names
            if name.is_right
        )

    def begins(self, at: int) -> bool:
        """Whether a sentence begins at `at`, marks before its first word left aside."""
        first = self.sentences[bisect_right(self.sentences, at) - 1]
        return not self.text[first:at].strip('«“"([¿¡ \u00a0\u202f')

    def sentence(self, at: int) -> tuple[int, int]:
        """The bounds of the sentence around `at`."""
        index = bisect_right(self.sentences, at)
        end = self.sentences[index] if index < len(self.sentences) else len(self.text)
        return self.sentences[index - 1], end

    def bounds(self) -> Iterator[tuple[int, int]]:
        """The bounds of all sentences, in order."""
        yield from zip(self.sentences, (*self.sentences[1:], len(self.text)), strict=True)


def _starts(text: str, abbreviations: frozenset[str]) -> Iterator[int]:
    for stop in _STOP.finditer(text):
        word = _LAST_WORD.search(text, max(0, stop.start() - 30), stop.start())
        if text[stop.start()] == "." and not stop["close"] and word and _abbreviates(word[0], abbreviations):
            continue
        yield stop.end()


def _abbreviates(word: str, abbreviations: frozenset[str]) -> bool:
    return word.casefold() in abbreviations or (len(word) == 1 and word.isalpha())


def _quotations(text: str, marks: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """What stands between marks of one kind, the outermost where they are nested."""
    for opening, closing in marks:
        at = text.find(opening)
        while at >= 0:
            end = text.find(closing, at + 1)
            if end < 0:
                break
            yield at, end + 1
            at = text.find(opening, end + 1)
