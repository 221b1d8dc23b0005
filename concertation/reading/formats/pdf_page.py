"""One page of a PDF as lines in reading order, with their places and sizes."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # pyright: ignore[reportMissingTypeStubs]

_NEW_LINE = (10, 13)
_HYPHENS = (0x02, 0xFFFE)
"""What the PDF library gives for a hyphen at the end of a line."""

_BOLD = 600
"""Font weight from which type counts as bold."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

WIDE_GAP = "\t\t"
"""What stands in a line for a gap that parts columns of a table or of the head of a document."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that stand together on one line. Lengths are points, `bottom` and `top` count from the
    foot of the page, `size` is the height of the type."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool

    @property
    def size(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read. `marks` are the raised marks of footnotes in it, each with its offset in `text`;
    `column` counts from 0."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool
    page: int
    column: int
    marks: tuple[tuple[str, int], ...] = ()

    @property
    def size(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def first_word_width(self) -> float:
        """About how much room the first word takes."""
        return (self.right - self.left) * len(self.text.split(maxsplit=1)[0]) / max(1, len(self.text))


def page_lines(textpage: Any, page: int) -> list[Line]:
    """Return the lines of a page in reading order: two columns one after the other."""
    segments = list(_segments(textpage.raw))
    gutter = _gutter(segments)
    if gutter is None:
        return [_line(row, page, 0) for row in _rows(segments)]
    lines: list[Line] = []
    band: list[Segment] = []
    for row in _rows(segments):
        if any(s.left < gutter - 1 and s.right > gutter + 1 for s in row):
            lines.extend(_columns(band, gutter, page))
            lines.append(_line(row, page, 0))
            band = []
        else:
            band.extend(row)
    lines.extend(_columns(band, gutter, page))
    return lines


def _columns(segments: Sequence[Segment], gutter: float, page: int) -> Iterator[Line]:
    for column in (0, 1):
        side = [s for s in segments if (s.left >= gutter - 1) == bool(column)]
        yield from (_line(row, page, column) for row in _rows(side))


def _segments(handle: Any) -> Iterator[Segment]:
    """Cut the characters of a page wherever the line, the size or the place jumps."""
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    open_: _Open | None = None
    for index in range(int(pdfium.FPDFText_CountChars(handle))):
        code = int(pdfium.FPDFText_GetUnicode(handle, index))
        if code in _NEW_LINE:
            if open_ is not None:
                yield open_.segment()
            open_ = None
            continue
        char = "-" if code in _HYPHENS else chr(code)
        if code == 0 or char.isspace():
            if open_ is not None and open_.chars[-1] != " ":
                open_.chars.append(" ")
            continue
        if not pdfium.FPDFText_GetLooseCharBox(handle, index, reference):
            continue
        left, right = float(box.left), float(box.right)
        bottom, top = float(box.bottom), float(box.top)
        if open_ is not None and not open_.takes(left, bottom, top):
            yield open_.segment()
            open_ = None
        if open_ is None:
            bold = pdfium.FPDFText_GetFontWeight(handle, index) >= _BOLD
            open_ = _Open([], left, right, bottom, top, bold)
        open_.chars.append(char)
        open_.right = right
    if open_ is not None:
        yield open_.segment()


@dataclass(slots=True)
class _Open:
    """A segment while it grows."""

    chars: list[str]
    left: float
    right: float
    bottom: float
    top: float
    bold: bool

    def takes(self, left: float, bottom: float, top: float) -> bool:
        """Tell whether a character there goes on this segment."""
        size, own = top - bottom, self.top - self.bottom
        shared = min(top, self.top) - max(bottom, self.bottom)
        near = -0.5 * size <= left - self.right <= 1.2 * size
        return near and abs(size - own) <= 0.15 * size and shared >= 0.5 * min(size, own)

    def segment(self) -> Segment:
        text = "".join(self.chars).translate(_LIGATURES)
        return Segment(text, self.left, self.right, self.bottom, self.top, self.bold)


def _rows(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Group the segments that stand on one line, from the top of the page down, each from left to right."""
    row: list[Segment] = []
    for segment in sorted(segments, key=lambda s: -s.middle):
        if row:
            tallest = max(row, key=lambda s: s.size)
            shared = min(segment.top, tallest.top) - max(segment.bottom, tallest.bottom)
            if shared < 0.5 * min(segment.size, tallest.size):
                yield sorted(row, key=lambda s: s.left)
                row = []
        row.append(segment)
    if row:
        yield sorted(row, key=lambda s: s.left)


def _line(row: Sequence[Segment], page: int, column: int) -> Line:
    """Write the segments of a row as one line; raised marks leave the text."""
    tallest = max(row, key=lambda s: (s.size, len(s.text)))
    text = ""
    marks: list[tuple[str, int]] = []
    right: float | None = None
    for segment in row:
        stated = segment.text.strip()
        gap = 0.0 if right is None else segment.left - right
        if text and _is_raised(segment, tallest):
            marks.append((stated, len(text.rstrip())))
        else:
            if text and gap > 3 * tallest.size:
                text = text.rstrip() + WIDE_GAP
            elif text and not text.endswith((" ", "\t")) and gap > 0.12 * tallest.size:
                text += " "
            text += segment.text
            if not text.strip() or _is_raised(segment, tallest):
                text = f"{text.strip()} "
        right = segment.right
    return Line(
        text=text.strip(),
        left=row[0].left,
        right=row[-1].right,
        bottom=tallest.bottom,
        top=tallest.top,
        bold=all(s.bold for s in row),
        page=page,
        column=column,
        marks=tuple(marks),
    )


def _is_raised(segment: Segment, tallest: Segment) -> bool:
    """Tell whether a segment is the raised mark of a footnote: small, high, and a number or stars."""
    text = segment.text.strip()
    if segment.size > 0.8 * tallest.size or segment.middle < tallest.middle:
        return False
    return text.isdecimal() or set(text) == {"*"}


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Where the white between two columns of running text lies, or None for a page of one column."""
    if len(segments) < 10:
        return None
    left, right = min(s.left for s in segments), max(s.right for s in segments)
    width = right - left
    if width <= 0:
        return None
    places = [left + width * share / 100 for share in range(35, 66)]
    crossing = [sum(s.left < place - 1 and s.right > place + 1 for s in segments) for place in places]
    best = min(range(len(places)), key=lambda at: (crossing[at], abs(at - len(places) // 2)))
    if crossing[best] > 0.2 * len(segments):
        return None
    gutter = places[best]
    for side, room in (
        ([s for s in segments if s.right <= gutter + 1], gutter - left),
        ([s for s in segments if s.left >= gutter - 1], right - gutter),
    ):
        full = [s for s in side if s.right - s.left >= 0.6 * room]
        if len(full) < 4 or 2 * len(full) < len(side):
            return None
    return gutter


def leading(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of running text, in points."""
    steps = sorted(
        before.middle - line.middle
        for before, line in pairwise(lines)
        if (before.page, before.column) == (line.page, line.column) and before.middle > line.middle
    )
    return steps[len(steps) // 3] if steps else 12.0
