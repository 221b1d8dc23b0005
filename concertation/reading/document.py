"""What a loader makes of a file: a `Document` of numbered paragraphs under headings.

The text of a paragraph is clean: page breaks inside it are joined, link remnants such as
``[58/316](#)`` are reduced to their text, runs of blanks to one. Each paragraph keeps a `SourceMap`
so that any span of clean text can be shown at its place in the source.
"""

from bisect import bisect_right
from dataclasses import dataclass, field


class Unreadable(Exception):
    """A file cannot be read. The message is a sentence for the person who can act:
    what is wrong, where (file, page, paragraph), and what to do."""


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each stretch of clean text came from.

    `runs` are ``(clean_start, source_start)`` pairs in rising order; inside a run both texts advance
    together. Offsets count characters of the source's text (for .docx, .pdf and .html, of the plain
    text that the loader extracted).
    """

    runs: tuple[tuple[int, int], ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the clean span ``start:end`` (end exclusive, not empty)."""
        return self._at(start), self._at(end - 1) + 1

    def _at(self, offset: int) -> int:
        clean, source = self.runs[bisect_right(self.runs, (offset + 1,)) - 1]
        return source + offset - clean


@dataclass(frozen=True, slots=True)
class Section:
    """A heading. `number` is as printed ("II", "A") or None; `level` is 1 for the main headings,
    2 beneath them; `parent` is the index of the enclosing section in `Document.sections`."""

    title: str
    level: int = 1
    number: str | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph. `number` is as printed ("5", "12 bis"); `section` indexes
    `Document.sections`; `page` counts from 1 where the format has pages."""

    number: str
    text: str
    source: SourceMap
    section: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note outside the flow of the text. `mark` is as printed ("1", "*"); `paragraph` is the number
    of the paragraph that refers to it, where known."""

    mark: str
    text: str
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda that the document answers: number ("129"), letters ("a", "b" …)
    and the titles printed beneath, one for each letter where there are letters. `title` is the item's own,
    printed above those of its letters, or None."""

    number: str
    letters: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read. Nothing stated in the file is left out of these fields by guessing:
    what the loader did not find is None or empty.

    `lang` is ISO 639-1; `date` is EDTF; `symbols` are canonical ("A/73/328"), `organs` are catalogue ids
    ("GA", "SC"); `session` is the printed words ("Soixante-treizième session").
    `paragraphs` have unique numbers. `sha256` is of the file's bytes.
    """

    name: str
    sha256: str
    lang: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    symbols: tuple[str, ...] = ()
    title: str | None = None
    organs: tuple[str, ...] = ()
    session: str | None = None
    date: str | None = None
    original_lang: str | None = None
    agenda: tuple[AgendaItem, ...] = ()
    summary: str | None = None
    footnotes: tuple[Footnote, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """Plain statements about the reading itself, for the person who loaded the file
    ("paragraph 14 follows paragraph 12: is 13 missing?")."""
