"""The body of a document: headings that enclose one another, and paragraphs with unique numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from concertation.reading.document import Paragraph, Section
from concertation.reading.structure.clean import Cleaner, Piece
from concertation.reading.structure.flow import Block
from concertation.reading.structure.lines import Lines
from concertation.reading.structure.numbering import Candidate, Numbered, paragraph_numbers

_HEADING_NUMBER = re.compile(r"(?P<number>[IVX]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)(?:\.|\s?[-–—])\s+")
_ROMAN = re.compile(r"[IVX]+")

_RANK_ANNEX, _RANK_ROMAN, _RANK_LETTER, _RANK_UNNUMBERED = 0, 1, 2, 99


@dataclass
class Outline:
    """The body as read."""

    sections: list[Section] = field(default_factory=list[Section])
    paragraphs: list[Paragraph] = field(default_factory=list[Paragraph])
    notes: list[str] = field(default_factory=list[str])


@dataclass
class _Open:
    """The paragraph that is being put together. `number` is None where none is printed."""

    number: str | None
    part: int
    pieces: list[Piece]
    section: int | None
    page: int | None
    last: Block


def body_start(blocks: Sequence[Block], lines: Lines, numbers: dict[int, Numbered]) -> int:
    """Return the index of the block with which the body begins: the heading of the first paragraph."""
    if numbers:
        first = next(index for index, block in enumerate(blocks) if block.start in numbers)
    else:
        first = next((i for i, b in enumerate(blocks) if b.role == "row" or _is_text(b, lines)), len(blocks))
    start = first
    while start > 0 and _could_head(blocks[start - 1], lines):
        start -= 1
    chain = blocks[start:first]
    numbered = [at for at in range(start, first) if lines.is_numbered_heading(blocks[at])]
    if numbered:
        return next((at for at in reversed(numbered) if lines.text(blocks[at]).startswith("I.")), numbered[0])
    styled = [offset for offset, block in enumerate(chain) if block.heading is not None]
    if styled:
        at = start + styled[0]
        return at + 1 if _is_title(blocks, at) else at
    if not chain or (start == 0 and len(chain) == 1):
        return first
    return first - 1


def number_blocks(blocks: Sequence[Block], lines: Lines) -> tuple[dict[int, Numbered], list[str]]:
    """Return the accepted paragraph numbers by the offset of their block, and what to say of them."""
    candidates: list[Candidate] = []
    annex: str | None = None
    for index, block in enumerate(blocks):
        match = lines.number(block)
        if match is None:
            annex = lines.annex(block) or annex
        elif not lines.is_contents_line(block):
            opens = index > 0 and lines.is_heading(blocks[index - 1])
            candidates.append(Candidate(index, int(match["value"]), match["suffix"], opens, annex))
            annex = None
    if _are_headings(candidates, blocks, lines):
        return {}, []
    accepted, notes = paragraph_numbers(candidates)
    return {blocks[numbered.candidate.block].start: numbered for numbered in accepted}, notes


def outline(blocks: Sequence[Block], lines: Lines, cleaner: Cleaner, numbers: dict[int, Numbered]) -> Outline:
    """Read `blocks`, the body of a document, as headings and paragraphs."""
    return _Reading(blocks, lines, cleaner, numbers).read()


class _Reading:
    def __init__(
        self,
        blocks: Sequence[Block],
        lines: Lines,
        cleaner: Cleaner,
        numbers: dict[int, Numbered],
    ):
        self._blocks = blocks
        self._lines = lines
        self._cleaner = cleaner
        self._numbers = numbers
        self._found = Outline()
        self._open: _Open | None = None
        self._ranks: list[tuple[int, int]] = []
        """Rank and index of the sections that enclose what comes next."""
        self._annex: str | None = None
        self._taken: set[str] = set()
        self._unnumbered = 0
        self._leads_number, self._leads_text = self._leads()

    def read(self) -> Outline:
        for index, block in enumerate(self._blocks):
            numbered = self._numbers.get(block.start)
            if numbered is not None:
                self._begin(block, numbered)
            elif self._is_heading(index):
                self._close()
                self._head(block)
            elif self._open is None or self._starts_unnumbered(block):
                self._close()
                self._open = _Open(None, 0, [(block.start, block.end)], self._section(), block.page, block)
            else:
                self._open.pieces.append((block.start, block.end))
                self._open.last = block
        self._close()
        if self._unnumbered:
            self._found.notes.append(self._unnumbered_note())
        return self._found

    def _leads(self) -> tuple[list[bool], list[bool]]:
        """For each block: do only headings stand between it and the next number (the next text)?"""
        to_number = [False] * (len(self._blocks) + 1)
        to_text = [False] * (len(self._blocks) + 1)
        for index in range(len(self._blocks) - 2, -1, -1):
            block = self._blocks[index + 1]
            if block.start in self._numbers:
                to_number[index] = to_text[index] = True
            elif self._lines.is_heading(block):
                to_number[index] = to_number[index + 1]
                to_text[index] = to_text[index + 1]
            else:
                to_text[index] = block.role == "row" or _is_text(block, self._lines)
        return to_number, to_text

    def _is_heading(self, index: int) -> bool:
        block = self._blocks[index]
        if block.heading is not None:
            return True
        if not self._lines.is_heading(block):
            return False
        if self._lines.annex(block):
            return True
        if self._open is None or self._open.number is None:
            return self._leads_text[index]
        done = self._lines.closed(self._open.last) or self._lines.is_item(self._open.last)
        if self._lines.is_numbered_heading(block):
            return self._leads_text[index] and (done or self._leads_number[index])
        return done and self._leads_number[index]

    def _starts_unnumbered(self, block: Block) -> bool:
        """Tell whether a new paragraph without a number begins."""
        assert self._open is not None
        if self._open.number is not None:
            return False
        if block.role == "row" or self._open.last.role == "row":
            return True
        return block.gap and self._lines.closed(self._open.last) and not self._lines.is_item(block)

    def _begin(self, block: Block, numbered: Numbered) -> None:
        self._close()
        match = self._lines.number(block)
        assert match is not None
        printed = " ".join(match["number"].split())
        self._open = _Open(
            printed, numbered.part, [(match.end(), block.end)], self._section(), block.page, block
        )

    def _close(self) -> None:
        """Put the open paragraph among those found."""
        if self._open is None:
            return
        text, source = self._cleaner.clean(self._open.pieces)
        if text:
            number = self._number(self._open)
            self._found.paragraphs.append(
                Paragraph(number, text, source, self._open.section, self._open.page)
            )
        self._open = None

    def _number(self, paragraph: _Open) -> str:
        if paragraph.number is None:
            self._unnumbered += 1
            return f"¶{self._unnumbered}"
        number = paragraph.number
        if paragraph.part:
            label = self._annex or self._enclosing_number()
            number = f"{label}, {number}" if label else f"{number} ({paragraph.part + 1})"
        unique, count = number, 1
        while unique in self._taken:
            count = max(count, paragraph.part) + 1
            unique = f"{number} ({count})"
        self._taken.add(unique)
        return unique

    def _head(self, block: Block) -> None:
        """Open the section that `block` heads."""
        pieces = [(block.start, block.end)]
        text = self._cleaner.clean(pieces)[0]
        if not text:
            return
        annex = self._lines.annex(block)
        match = None if annex else _HEADING_NUMBER.match(text)
        number = match["number"] if match else None
        rank = _RANK_ANNEX if annex else self._rank(block, number)
        while self._ranks and self._ranks[-1][0] >= rank:
            self._ranks.pop()
        parent = self._ranks[-1][1] if self._ranks else None
        if rank <= _RANK_ROMAN:
            self._annex = annex
        title = text[match.end() :] if match else text
        self._ranks.append((rank, len(self._found.sections)))
        self._found.sections.append(Section(title, len(self._ranks), number, parent))

    def _rank(self, block: Block, number: str | None) -> int:
        """How far out a heading stands, 0 for the outermost: by its number, else by its style."""
        if number is not None and _ROMAN.fullmatch(number) and not self._follows_letter(number):
            return _RANK_ROMAN
        if number is not None and number.isalpha():
            return _RANK_LETTER
        if block.heading is not None:
            return _RANK_LETTER + block.heading
        return _RANK_UNNUMBERED

    def _follows_letter(self, number: str) -> bool:
        """Tell whether "I" is the letter after "H" and no roman numeral."""
        before = next(
            (self._found.sections[i].number for rank, i in self._ranks if rank == _RANK_LETTER), None
        )
        return before is not None and len(number) == 1 and ord(number) == ord(before) + 1

    def _section(self) -> int | None:
        return self._ranks[-1][1] if self._ranks else None

    def _enclosing_number(self) -> str | None:
        """The number of the outermost section that has one."""
        return next((n for _, i in self._ranks if (n := self._found.sections[i].number)), None)

    def _unnumbered_note(self) -> str:
        if not self._numbers:
            return "The paragraphs have no numbers: they are counted ¶1, ¶2 … in reading order."
        if self._unnumbered == 1:
            return "One paragraph has no number: it is called ¶1."
        return f"{self._unnumbered} paragraphs have no number: they are called ¶1, ¶2 … in reading order."


def _could_head(block: Block, lines: Lines) -> bool:
    return block.role == "body" and lines.is_heading(block) and not lines.is_head_line(block)


def _is_text(block: Block, lines: Lines) -> bool:
    return (
        block.role == "body" and not lines.is_heading(block) and (lines.closed(block) or lines.is_item(block))
    )


def _is_title(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the heading at `at` is the title: the only one of the highest level, with no other."""
    highest = sum(block.heading == 1 for block in blocks) == 1
    return highest and blocks[at].heading == 1 and all(block.role != "title" for block in blocks[:at])


def _are_headings(candidates: Sequence[Candidate], blocks: Sequence[Block], lines: Lines) -> bool:
    """Tell whether the numbers are those of headings ("1. Introduction"): most end without a full stop."""
    numbered = [blocks[candidate.block] for candidate in candidates]
    titles = sum(not lines.closed(block) and block.end - block.start < 100 for block in numbered)
    return 2 * titles > len(candidates)
