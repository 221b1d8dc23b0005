"""PDF files: the text as printed, without running headers, footers and page numbers; notes stand apart."""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

from concertation.reading.document import Unreadable
from concertation.reading.formats.pdf_page import Line, leading, page_lines
from concertation.reading.structure.flow import Block, Flow, Note, Role

_MARGIN = 0.12
"""Share of the page's height, above and below, in which running headers and footers stand."""

_REPEATED = 0.3
"""Share of the pages on which a line of the margin returns to count as a running one: a header on every
second page, less the first page, is enough."""

_SMALL = 0.93
"""Footnotes are set in type at most this share of the size of running text."""

_ONE_AT_A_TIME = threading.Lock()
"""The PDF library bears no two threads at once, and a server has many."""

_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*")
_JOB_NUMBER = re.compile(r"[\d\s()*/A-Z-]*\d{5}[\d\s()*/A-Z-]*")
_NOTE = re.compile(r"(?P<mark>\d{1,3}|\*{1,3}|†)\s+(?=\S)")
_DIGITS = re.compile(r"\d+")
_CLOSED = re.compile(r"[.:;!?»”]$")


def flow(data: bytes, name: str) -> Flow:
    """Return the text of a PDF.

    Raises `Unreadable` where the file is protected, damaged, or holds only pictures of pages.
    """
    lines, heights, remarks = _read(data, name)
    running, headers = _without_margins(lines, heights)
    body_size = _body_size(running)
    text, notes = _split_notes(running, body_size)
    return _Writing(text, headers, notes, remarks).flow()


def _read(data: bytes, name: str) -> tuple[list[Line], list[float], list[str]]:
    """Read all pages: their lines, their heights, and what is to be said about those without text."""
    with _ONE_AT_A_TIME:
        return _read_pages(data, name)


def _read_pages(data: bytes, name: str) -> tuple[list[Line], list[float], list[str]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(f"{name}: the PDF is protected by a password. Save it without one.") from None
        raise Unreadable(
            f"{name}: this is no PDF, or the file is damaged. Open it in a PDF reader and save it again."
        ) from None
    lines: list[Line] = []
    heights: list[float] = []
    empty: list[int] = []
    with document:
        for index in range(len(document)):
            try:
                page = document[index]
                found = page_lines(page.get_textpage(), index + 1)
                heights.append(page.get_height())
            except pypdfium2.PdfiumError:
                raise Unreadable(
                    f"{name}: page {index + 1} is damaged. Open the file in a PDF reader and save it again."
                ) from None
            lines.extend(line for line in found if line.text)
            if not found:
                empty.append(index + 1)
    if not lines:
        raise Unreadable(
            f"{name}: the PDF holds only pictures of {len(heights)} pages and no text. "
            "Run text recognition (OCR) on it first, then load the result."
        )
    if not empty:
        return lines, heights, []
    pages = ", ".join(map(str, empty))
    return (
        lines,
        heights,
        [f"No text was found on page {pages}: blank, or a picture that needs text recognition."],
    )


def _without_margins(lines: Sequence[Line], heights: Sequence[float]) -> tuple[list[Line], list[str]]:
    """Take out running headers, footers and page numbers; return also the texts of the headers, once each."""
    outermost = _outermost(lines)
    counts = Counter(
        key for page in _pages(lines) for key in {_key(line) for line in page if _zone(line, heights)}
    )
    pages = len(heights)
    running: list[Line] = []
    headers: dict[str, None] = {}
    for line in lines:
        zone = _zone(line, heights)
        repeated = counts[_key(line)] >= max(2, _REPEATED * pages)
        numbered = line in outermost and _PAGE_NUMBER.fullmatch(line.text) is not None
        job = zone == "foot" and _JOB_NUMBER.fullmatch(line.text) is not None
        if zone and (repeated or numbered or job):
            if zone == "head" and not _PAGE_NUMBER.fullmatch(line.text):
                headers.setdefault(line.text)
        else:
            running.append(line)
    return running, list(headers)


def _pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    page: list[Line] = []
    for line in lines:
        if page and page[-1].page != line.page:
            yield page
            page = []
        page.append(line)
    if page:
        yield page


def _outermost(lines: Sequence[Line]) -> set[Line]:
    """The highest and the lowest line of every page."""
    edges: set[Line] = set()
    for page in _pages(lines):
        edges |= {max(page, key=lambda line: line.top), min(page, key=lambda line: line.top)}
    return edges


def _zone(line: Line, heights: Sequence[float]) -> str:
    height = heights[line.page - 1]
    if line.middle > height * (1 - _MARGIN):
        return "head"
    return "foot" if line.middle < height * _MARGIN else ""


def _key(line: Line) -> str:
    """A line of the margin without its numbers, so that those of two pages are equal."""
    return _DIGITS.sub("#", line.text)


def _body_size(lines: Sequence[Line]) -> float:
    """The size of the type in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


@dataclass(frozen=True, slots=True)
class _PageNote:
    mark: str
    text: str
    page: int


def _split_notes(lines: Sequence[Line], body_size: float) -> tuple[list[Line], list[_PageNote]]:
    """Part the footnotes at the foot of each page, which are set in smaller type, from the text."""
    text: list[Line] = []
    notes: list[_PageNote] = []
    for page in _pages(lines):
        first = len(page)
        while first > 0 and page[first - 1].size < _SMALL * body_size:
            first -= 1
        while first < len(page) and not _NOTE.match(page[first].text):
            first += 1
        text.extend(page[:first])
        notes.extend(_notes(page[first:]))
    return text, notes


def _notes(lines: Sequence[Line]) -> Iterator[_PageNote]:
    mark, parts = "", list[str]()
    for line in lines:
        match = _NOTE.match(line.text)
        if match and (not mark or _follows(mark, match["mark"])):
            if mark:
                yield _PageNote(mark, " ".join(parts), line.page)
            mark, parts = match["mark"], [line.text[match.end() :]]
        else:
            parts.append(line.text)
    if mark:
        yield _PageNote(mark, " ".join(parts), lines[-1].page)


def _follows(mark: str, after: str) -> bool:
    if mark.isdecimal() and after.isdecimal():
        return int(after) == int(mark) + 1
    return not after.isdecimal() or not mark.isdecimal()


class _Writing:
    """Writes the lines as a flow: each a block, those that only wrap marked so."""

    def __init__(
        self,
        lines: Sequence[Line],
        headers: Sequence[str],
        notes: Sequence[_PageNote],
        remarks: Sequence[str],
    ):
        self._lines = lines
        self._headers = headers
        self._page_notes = notes
        self._remarks = remarks
        self._leading = leading(lines)
        self._edges = _right_edges(lines)
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._places: dict[tuple[int, str], int] = {}

    def flow(self) -> Flow:
        for header in self._headers:
            self._write(header, None, False, "masthead")
        last: Line | None = None
        for line in self._lines:
            wraps = last is not None and self._wraps(last, line)
            at = self._write(line.text, line.page, wraps, "body")
            for mark, offset in line.marks:
                self._places.setdefault((line.page, mark), at + offset)
            last = line
        notes = tuple(
            Note(note.mark, note.text, self._places.get((note.page, note.mark))) for note in self._page_notes
        )
        return Flow("".join(self._parts), tuple(self._blocks), notes, remarks=tuple(self._remarks))

    def _write(self, text: str, page: int | None, wraps: bool, role: Role) -> int:
        at = self._length
        self._blocks.append(Block(at, at + len(text), not wraps, page, None, role, wraps))
        self._parts.append(f"{text}\n")
        self._length += len(text) + 1
        return at

    def _wraps(self, last: Line, line: Line) -> bool:
        """Tell whether `line` goes on the sentence of `last`: the next word had no room on it."""
        if abs(last.size - line.size) > 0.12 * last.size or last.bold != line.bold:
            return False
        if (last.page, last.column) == (line.page, line.column):
            step = last.middle - line.middle
            if step > 1.35 * max(self._leading, last.size) or step < 0:
                return False
        if line.text[0].islower() and not _CLOSED.search(last.text):
            return True
        edge = self._edges[last.page, last.column]
        return last.right + line.first_word_width + 0.2 * last.size > edge


def _right_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """Where the lines of each column end that are full."""
    rights: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        rights.setdefault((line.page, line.column), []).append(line.right)
    return {column: sorted(ends)[len(ends) * 4 // 5] for column, ends in rights.items()}
