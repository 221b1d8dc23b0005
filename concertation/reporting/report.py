"""A report as it is laid out: chapters, sections, numbered paragraphs, each with the records it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concertation.reporting.telling.facts import Fact


@dataclass(frozen=True, slots=True)
class Form:
    """What stands on the first page besides the title. What is not given is left out, never made up.

    `symbol` is in full ("A/73/328", or "A/73/328–S/2018/592" for two organs); `session`, `item` and
    `agenda` are printed as they are; `original` is the language it is first written in; `job` the number
    at the foot of the page. A title in `agenda` may begin with its letter: "(b) …".

    `listed` is the symbol of the document that has the agenda ("A/73/150"), which a note at `item` names;
    `year` is the line beneath a second organ ("Seventy-third year"); `title` takes the place of the
    template's."""

    symbol: str = ""
    session: str = ""
    item: str = ""
    agenda: tuple[str, ...] = ()
    date: date | None = None
    original: str = ""
    job: str = ""
    mandates: tuple[str, ...] = ()
    """Symbols of the documents that ask for the report, besides the mandates in the register."""
    listed: str = ""
    year: str = ""
    title: str = ""

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols one by one: of two organs, two.

        >>> Form(symbol="A/73/328–S/2018/592").symbols
        ('A/73/328', 'S/2018/592')
        """
        return tuple(part for part in re.split(r"[–—]|-(?=[A-Z]+/)", self.symbol) if part)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered paragraph, the records that it tells, and the mandates that it cites."""

    text: str
    facts: tuple[Fact, ...] = ()
    cites: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under a heading of the second level, or directly under the chapter where there is none.
    `body` is the id of the organization that the section is on."""

    paragraphs: tuple[Numbered, ...]
    title: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """`key` tells what the chapter is ("introduction"), for a template that names it in another language."""

    title: str
    sections: tuple[Section, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """`label` is the narrowest sharing label of what is told; `last_day` the end of the period; `period` is
    an EDTF interval."""

    summary: str
    chapters: tuple[Chapter, ...]
    label: str
    last_day: date
    period: str = ""

    def paragraphs(self) -> Iterator[Numbered]:
        """All numbered paragraphs in order: the first is number 1."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield from section.paragraphs
