"""What every loader hands on: the text of a file in reading order, cut into blocks.

A loader knows its format and nothing of reports; `structure` knows reports and nothing of formats.
This is all that passes between them.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal["body", "masthead", "title", "row"]
"""What the format itself says a block is: running text, part of the block at the head of the first
page, the document's title, or a row of a table."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch ``start:end`` of `Flow.text`: a line of a plain text or of a page, a paragraph of a
    word processor or a web page.

    `gap` is true where white space stands before the block. `page` counts from 1. `heading` is the level
    that the format gives the block (1 for the highest), or None. Numbers that the format generates
    (Word's lists, ``<ol>``) are already written into the text. `wraps` is true where the format shows that
    the block only goes on the line before it.
    """

    start: int
    end: int
    gap: bool = True
    page: int | None = None
    heading: int | None = None
    role: Role = "body"
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as the format keeps it: `mark` as printed, `at` the offset in `Flow.text` of the place
    that refers to it, or None."""

    mark: str
    text: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of a file in reading order. `blocks` rise and do not overlap.

    `markup` is true where the text holds Markdown remnants (links, stars) to be reduced to their text.
    `remarks` are plain statements of the loader for the person who loaded the file.
    """

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    markup: bool = False
    remarks: tuple[str, ...] = ()
