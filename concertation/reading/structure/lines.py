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
    r"(?:\*\*|¶|§)?\s*(?P<number>(?P<value>\d{1,4})(?:\s?(?P<suffix>bis|ter|quater|quinquies|[A-Z]))?)"
    r"\.(?:\*\*)?(?=\s)\s*"
)
_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*\d+\s*$|…+\s*\d+\s*$|\t\s*\d+\s*$")
_AFTER_ANNEX = r"(?:\s+(?P<number>[IVX]+|[A-Z]|\d+))?\s*(?:$|[.:\n*–—-])"
_STARS = re.compile(r"^[\s*]+|(?<=\*)\*$")

LONGEST_TITLE = 200
"""Characters beyond which a line without a number is no heading."""


class Lines:
    """The text of one flow, asked block by block."""

    def __init__(self, flow: Flow, words: Words):
        self._text = flow.text
        self._words = words

    def text(self, block: Block) -> str:
        """The block's words as they stand in the source, without emphasis marks at the start."""
        return _STARS.sub("", self._text[block.start : block.end])

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
        text = self.text(block)
        return bool(_ROMAN.match(text) or _LETTER.match(text)) and self._could_be_title(
            block, 2 * LONGEST_TITLE
        )

    def is_heading(self, block: Block) -> bool:
        """Tell whether the block, taken alone, looks like a heading."""
        if block.heading is not None:
            return True
        if block.role == "row" or self.is_item(block) or self.number(block):
            return False
        return self.is_numbered_heading(block) or self._could_be_title(block, LONGEST_TITLE)

    def is_contents_line(self, block: Block) -> bool:
        """Tell whether the block is a line of a table of contents: it ends with leaders and a page."""
        return _CONTENTS_LINE.search(self._text, block.start, block.end) is not None

    def annex(self, block: Block) -> str | None:
        """Return the label of the annex that the block opens ("annex I"), or None."""
        text = self.text(block)
        for word in self._words.annex:
            match = re.match(
                rf"{re.escape(word)}(?:\s+(?P<number>[IVX]+|[A-Z]|\d+))?\s*(?:$|[.:\n*–—-])", text
            )
            if match:
                return " ".join(filter(None, (word.lower(), match["number"])))
        return None

    def ends_open(self, block: Block) -> bool:
        """Tell whether the block ends with a word after which no line can end ("… de la")."""
        tail = self._text[max(block.start, block.end - 20) : block.end].lower().split()
        return bool(tail) and (tail[-1] in self._words.open_words or tail[-1].endswith(("'", "’", ",", "(")))

    def _could_be_title(self, block: Block, longest: int) -> bool:
        text = self.text(block)
        first = text[:1]
        return (
            0 < len(text) <= longest
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
