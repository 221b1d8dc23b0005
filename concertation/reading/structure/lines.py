"""Join the lines that wrap into the blocks that were meant, and tell what a block looks like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from concertation.reading.structure.flow import Block, Flow
from concertation.reading.structure.words import Words

_CLOSED = re.compile(r"[.:;!?…»”\"۔。؟][)\]*\s]*(?:\(#\)[.)\]*\s]*)?$")
_LIST_ITEM = re.compile(r"(?:\(?(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)|[-–—•▪●]|\*{1,3})\s")
_ROMAN = re.compile(r"(?P<number>[IVX]{1,6})(?:\.|\s?[-–—])\s")
_LETTER = re.compile(r"(?P<number>[A-Z])\.\s")
_NUMBER = re.compile(
    r"(?:\*\*|¶|§)?\s*(?P<number>(?P<value>\d{1,6})(?:\s?(?P<suffix>bis|ter|quater|quinquies|[A-Z]))?)"
    # Arabic writes "1 - " where others write "1. ".
    r"(?:\.(?:\*\*)?|\s?[-–](?=\s[\u0600-\u06ff]))(?=\s)\s*"
)
_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*\d+\s*$|…+\s*\d+\s*$|\t\s*\d+\s*$")
_BROKEN_WORD = re.compile(r"\w[-\u2010\u2013]")
_AFTER_ANNEX = r"(?:\s+(?P<number>[IVX]+|[A-Z]|\d+))?\s*(?:$|[.:\n*–—-])"

LONGEST_TITLE = 200
"""Characters beyond which a line without a number is no heading."""


class Lines:
    """The text of one flow, asked block by block."""

    def __init__(self, flow: Flow, words: Words):
        self._text = flow.text
        self._words = words
        names = "|".join(map(re.escape, words.annex))
        self._annex = re.compile(rf"[*\s]*(?P<word>{names}){_AFTER_ANNEX}")

    def text(self, block: Block) -> str:
        """The block's words as they stand in the source, without emphasis marks at the start."""
        return self._text[block.start : block.end].lstrip("* ")

    def number(self, block: Block) -> re.Match[str] | None:
        """The paragraph number at the head of the block ("12." or "12 bis."), if there is one."""
        if block.heading is not None or block.role == "row":
            return None
        return _NUMBER.match(self._text, block.start, block.end)

    def closed(self, block: Block) -> bool:
        """Tell whether the block ends as a sentence or a clause does."""
        return _CLOSED.search(self._text, max(block.start, block.end - 40), block.end) is not None

    def is_item(self, block: Block) -> bool:
        """Tell whether the block is an item of a list inside a paragraph: "a) …", "(iv) …", "– …"."""
        return _LIST_ITEM.match(self._text, block.start, block.end) is not None

    def is_numbered_heading(self, block: Block) -> bool:
        """Tell whether the block is a heading with a roman numeral or a letter ("II. Title", "B. Title")."""
        if block.end - block.start > 2 * LONGEST_TITLE:
            return False
        text = self.text(block)
        numbered = _ROMAN.match(text) or _LETTER.match(text)
        return numbered is not None and self._could_be_title(block, 2 * LONGEST_TITLE)

    def is_heading(self, block: Block) -> bool:
        """Tell whether the block, taken alone, looks like a heading."""
        if block.heading is not None:
            return True
        if block.role == "row" or self.is_item(block) or self.number(block):
            return False
        return self.is_numbered_heading(block) or self._could_be_title(block, LONGEST_TITLE)

    def is_contents_line(self, block: Block) -> bool:
        """Tell whether the block is a line of a table of contents: it ends with leaders and a page."""
        return _CONTENTS_LINE.search(self._text, max(block.start, block.end - 80), block.end) is not None

    def annex(self, block: Block) -> str | None:
        """Return the label of the annex that the block opens ("annex I"), or None."""
        match = self._annex.match(self._text, block.start, block.end)
        if match is None:
            return None
        return " ".join(filter(None, (match["word"].lower(), match["number"])))

    def is_head_line(self, block: Block) -> bool:
        """Tell whether the block is a line of the head of a document ("Eightieth session") and no heading."""
        line = " ".join(self.text(block).replace("’", "'").split())
        words = self._words
        patterns = (words.distribution, words.original, words.date, words.session, words.year, words.agenda)
        return (
            any(pattern.fullmatch(line) for pattern in (*patterns, words.author))
            or line.casefold() in words.organs
            or line.casefold() in words.house
        )

    def ends_open(self, block: Block) -> bool:
        """Tell whether the block ends with a word after which no line can end ("… de la")."""
        tail = self._text[max(block.start, block.end - 20) : block.end].lower().split()
        return bool(tail) and (tail[-1] in self._words.open_words or tail[-1].endswith(("'", "’", ",", "(")))

    def _could_be_title(self, block: Block, longest: int) -> bool:
        if block.end - block.start > longest:
            return False
        text = self.text(block)
        first = text[:1]
        return (
            text != ""
            and not self.closed(block)
            and not text.endswith(",")
            and not (first.islower() or not (first.isalnum() or first in "«“\"'(["))
        )


def join_lines(flow: Flow, words: Words) -> list[Block]:
    """Return the blocks of `flow` with lines that only wrap joined to the line before."""
    lines = Lines(flow, words)
    width = _width(flow.blocks)
    joined: list[Block] = []
    last: Block | None = None
    for block in flow.blocks:
        if block.heading is not None and block.end - block.start > 2 * LONGEST_TITLE:
            block = replace(block, heading=None)
        if last is not None and _continues(lines, flow.text, last, block, width):
            joined[-1] = replace(joined[-1], end=block.end)
        else:
            joined.append(block)
        last = block
    return joined


def _continues(lines: Lines, text: str, last: Block, block: Block, width: int | None) -> bool:
    """Tell whether `block` only goes on the line `last`."""
    if block.gap or (block.role, block.heading) != (last.role, last.heading) or block.role == "row":
        return False
    if lines.number(block) or lines.is_item(block) or lines.is_numbered_heading(block):
        return False
    if block.wraps:
        return True
    first = text[block.start : block.start + 1]
    end = text[last.end - 2 : last.end]
    if _BROKEN_WORD.fullmatch(end):
        return True
    if end.endswith("*"):
        return False
    if not lines.closed(last):
        if first.islower() or first in "([" or lines.ends_open(last):
            return True
        return width is not None and last.end - last.start >= 0.75 * width
    return width is not None and last.end - last.start >= 0.75 * width


def _width(blocks: Sequence[Block]) -> int | None:
    """The width in characters at which the text wraps its lines, or None where it does not."""
    lengths = sorted(_lengths_of_wrapped(blocks))
    if len(lengths) < 0.3 * len(blocks) or not lengths:
        return None
    width = lengths[len(lengths) * 9 // 10]
    return width if width <= 160 else None


def _lengths_of_wrapped(blocks: Sequence[Block]) -> Iterator[int]:
    for before, block in pairwise(blocks):
        if not block.gap:
            yield before.end - before.start
