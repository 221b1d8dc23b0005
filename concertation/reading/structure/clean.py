"""Clean text out of stretches of the source, with the map that leads back.

Runs of blanks of any kind become one ordinary space, link remnants their text, a word broken by a hyphen at
the end of a line whole again.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from concertation.reading.document import SourceMap
from concertation.reading.structure.flow import Flow

Piece = tuple[int, int]
"""A stretch of the source, end exclusive."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0e-\x1b\x7f"
"""What a reader does not see: marks between letters, and control characters, which no database keeps."""

# A single ordinary space is no match: that keeps the map short and the pass fast.
_BLANK = rf"(?:  | ?[^\S ])[\s{_INVISIBLE}]*"
_PLAIN = re.compile(
    rf"(?P<hyphen>(?<=\w)[-\u2010\u2013\u00ad][^\S\n]*\n\s*(?=\w))|(?P<blank>{_BLANK})|(?P<drop>[{_INVISIBLE}]+)"
)
BOLD = r"(?:\*\*(?=\S)|(?<=\S)\*\*)"
"""A mark of bold in Markdown; a mark of a footnote ("** See …") is none."""

_MARKUP = re.compile(
    r"(?P<quote>[ \t]*\n[ \t]*(?:>[ \t]?)+\s*)|"
    + _PLAIN.pattern
    + r"|(?P<link>!?\[(?P<shown>(?:[^\[\]\\]|\\.)+)\]\((?:#[^()\s]*|\w+:[^()\s]*|[./][^()\s]*)?\))"
    r"|(?P<emphasis>(?<![\w*])\*(?P<stressed>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*]))"
    r"|(?P<reference>\[\^[^\]\s]+\])|(?P<stars>" + BOLD + r")|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
)
_BLANKS = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SUSPECT = re.compile(rf"[{_INVISIBLE}{_BLANKS}\[\\*]")
"""A character that running text seldom has: one set, so that the search is fast."""

_WORD = re.compile(r"\w+(?:-\w+)*")


class Cleaner:
    """Cleans stretches of one flow."""

    def __init__(self, flow: Flow):
        self._text = flow.text
        self._pattern = _MARKUP if flow.markup else _PLAIN

    def clean(self, pieces: Iterable[Piece]) -> tuple[str, SourceMap]:
        """Return the clean text of `pieces`, joined by one space, and the map to the source."""
        line = _Line(self._text)
        for start, end in pieces:
            self._walk(line, start, end)
            line.blank(end)
        return line.text(), SourceMap(tuple(line.runs) or ((0, 0),))

    def stretches(self, piece: Piece, break_: str) -> list[Piece]:
        """Cut `piece` wherever the pattern `break_` stands in the source."""
        breaks = [match.span() for match in re.finditer(break_, self._text[piece[0] : piece[1]])]
        starts = [piece[0], *(piece[0] + end for _, end in breaks)]
        ends = [*(piece[0] + start for start, _ in breaks), piece[1]]
        return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]

    def _walk(self, line: "_Line", start: int, end: int) -> None:
        if not self._needs_care(start, end):
            line.put(start, end)
            return
        at = start
        for match in self._pattern.finditer(self._text, start, end):
            line.put(at, match.start())
            at = match.end()
            if match.lastgroup in {"blank", "quote"}:
                line.blank(match.start())
            elif match.lastgroup == "hyphen" and self._keeps_hyphen(match):
                line.put(match.start(), match.start() + 1)
            elif match.lastgroup == "link":
                self._walk(line, *match.span("shown"))
            elif match.lastgroup == "emphasis":
                self._walk(line, *match.span("stressed"))
        line.put(at, end)

    def _needs_care(self, start: int, end: int) -> bool:
        """Tell, faster than the patterns can, whether anything in the stretch may have to change."""
        return _SUSPECT.search(self._text, start, end) is not None or self._text.find("  ", start, end) >= 0

    def _keeps_hyphen(self, match: re.Match[str]) -> bool:
        """Tell whether the hyphen at the end of a line belongs to the word ("Addis-/Abeba"):
        where the whole document shows only one of the two spellings, that one is right."""
        if match[0][0] in "\u00ad\u2013":
            return match[0][0] == "\u2013"
        before = re.search(r"[\w-]+$", self._text[max(0, match.start() - 60) : match.start()])
        after = re.match(r"\w+(?:-\w+)*", self._text[match.end() : match.end() + 60])
        if before is None or after is None or "-" in before[0]:
            return True
        if f"{before[0]}-{after[0]}".casefold() in self._words:
            return True
        if f"{before[0]}{after[0]}".casefold() in self._words:
            return False
        return not (before[0][-1].islower() and after[0][0].islower())

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in _WORD.findall(self._text))


class _Line:
    """A clean text while it grows: it neither begins nor ends with a space and never holds two in a row."""

    def __init__(self, source: str):
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._blank: int | None = None
        self.runs: list[tuple[int, int]] = []

    def blank(self, at: int) -> None:
        """Remember that the source has a blank at `at`."""
        if self._blank is None:
            self._blank = at

    def put(self, start: int, end: int) -> None:
        """Append the source stretch ``start:end``."""
        if start < end and self._source[start] == " ":
            self.blank(start)
            start += 1
        ends_blank = start < end and self._source[end - 1] == " "
        if ends_blank:
            end -= 1
        if start < end:
            if self._blank is not None and self._parts:
                self._append(" ", self._blank)
            self._blank = None
            self._append(self._source[start:end], start)
        if ends_blank:
            self.blank(end)

    def text(self) -> str:
        return "".join(self._parts)

    def _append(self, part: str, source: int) -> None:
        if not self.runs or self.runs[-1][1] + self._length - self.runs[-1][0] != source:
            self.runs.append((self._length, source))
        self._parts.append(part)
        self._length += len(part)
