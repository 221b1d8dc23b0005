"""A report as it is laid out: chapters, sections, numbered paragraphs, each with the records it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concertation.reporting.telling.facts import Fact


@dataclass(frozen=True, slots=True)
class Form:
    """What stands on the first page besides the title. What is not given is left out, never made up.

    `symbol` is in full ("A/73/328", or "A/73/328–S/2018/592" for two organs); `session`, `item` and
    `agenda` are printed as they are; `original` is the language it is first written in; `job` the number
    at the foot of the page."""

    symbol: str = ""
    session: str = ""
    item: str = ""
    agenda: tuple[str, ...] = ()
    date: date | None = None
    original: str = ""
    job: str = ""
    mandates: tuple[str, ...] = ()
    """Symbols of the documents that ask for the report, besides the mandates in the register."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered paragraph and the records that it tells."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under a heading of the second level, or directly under the chapter where there is none."""

    paragraphs: tuple[Numbered, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`label` is the narrowest sharing label of what is told; `last_day` the end of the period."""

    summary: str
    chapters: tuple[Chapter, ...]
    label: str
    last_day: date

    def paragraphs(self) -> Iterator[Numbered]:
        """All numbered paragraphs in order: the first is number 1."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield from section.paragraphs
