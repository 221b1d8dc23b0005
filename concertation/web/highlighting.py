"""Marking words in a text, where they were found whatever their case, accents and endings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from concertation.register.search.queries import Sought
from concertation.register.search.tokens import folded

REACH = 90
"""Characters shown before the first word that was found, and twice as many after."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marks` are the names of what holds there, none where nothing does."""

    text: str
    marks: tuple[str, ...] = ()


def excerpt(text: str, sought: Sought) -> list[Piece]:
    """Return the surroundings of the first place where one of the words occurs, in pieces, each occurrence of
    a word a piece with a mark."""
    spans = [(start, end, "found") for start, end in occurrences(text, sought)]
    first = min((start for start, _end, _mark in spans), default=0)
    start, end = max(0, first - REACH), min(len(text), first + 2 * REACH)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = text.rfind(" ", first, end) if " " in text[first:end] else end
    inside = [(max(a, start) - start, min(b, end) - start, m) for a, b, m in spans if a < end and b > start]
    found = pieces(text[start:end], inside)
    return [Piece("… ")] * (start > 0) + found + [Piece(" …")] * (end < len(text))


def marked(text: str, sought: Sought) -> list[Piece]:
    """Return the whole text in pieces, each occurrence of one of the words a piece with a mark."""
    return pieces(text, [(start, end, "found") for start, end in occurrences(text, sought)])


def occurrences(text: str, sought: Sought) -> Iterator[tuple[int, int]]:
    """Yield where the words occur in the text, as it is written."""
    whole, origins = "", list[int]()
    for position, character in enumerate(text):
        form = _folded(character)
        whole += form
        origins += [position] * len(form)
    for start, end in sought.spans(whole):
        yield origins[start], origins[end - 1] + 1


_folded = lru_cache(maxsize=10_000)(folded)


def pieces(text: str, spans: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """Cut the text where a span begins or ends; each piece carries the marks of the spans over it.

    >>> [(p.text, p.marks) for p in pieces("abcd", [(0, 2, "x"), (1, 3, "y")])]
    [('a', ('x',)), ('b', ('x', 'y')), ('c', ('y',)), ('d', ())]
    """
    spans = [span for span in spans if 0 <= span[0] < span[1] <= len(text)]
    cuts = sorted({0, len(text), *(edge for start, end, _mark in spans for edge in (start, end))})
    return [
        Piece(text[a:b], tuple(dict.fromkeys(m for start, end, m in spans if start <= a and b <= end)))
        for a, b in pairwise(cuts)
    ]
