"""A report as it goes on paper: in a language, with its first page, on a template.

Every form of file is made from an edition: see `concertation.reporting.files`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from concertation.reporting.notes import Cited, rests_on
from concertation.reporting.report import Chapter, Form, Numbered, Report, Section
from concertation.reporting.telling.facts import Body, Fact
from concertation.reporting.template.numbers import number
from concertation.reporting.template.template import Template, load


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their language (ISO 639-1)."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered paragraph in its place: `number` counts through the report, `note` through its footnotes
    (0 where it rests on nothing)."""

    number: int
    numbered: Numbered
    cited: tuple[Cited, ...]
    note: int


@dataclass(frozen=True, slots=True)
class Part:
    """A section in its place, with its printed number ("A."; "" for a section without heading)."""

    number: str
    title: Words
    entries: tuple[Entry, ...]
    section: Section


@dataclass(frozen=True, slots=True)
class Division:
    """A chapter in its place, with its printed number ("IV.")."""

    number: str
    title: Words
    parts: tuple[Part, ...]
    chapter: Chapter


@dataclass(frozen=True)
class Edition:
    """`report` is told in the language `told`, and printed in `lang`: where they differ, the paragraphs are
    left to be translated, with the text and its sources beneath. `bodies` name the organizations."""

    report: Report
    form: Form
    lang: str
    told: str
    bodies: Mapping[str, Body] = field(default_factory=dict)
    template: Template = field(default_factory=load)

    @property
    def words(self) -> Mapping[str, Any]:
        """The fixed words. Raises `TemplateError` where the template has none in this language."""
        return self.template.words(self.lang)

    @property
    def measures(self) -> Mapping[str, Any]:
        """Page, fonts, styles: points."""
        self.template.words(self.lang)
        return self.template.measures[self.lang]

    @property
    def to_translate(self) -> bool:
        return self.told != self.lang

    @property
    def right_to_left(self) -> bool:
        return self.words["direction"] == "rtl"

    @property
    def told_right_to_left(self) -> bool:
        return self.template.words(self.told)["direction"] == "rtl"

    @property
    def title(self) -> str:
        return self.form.title or self.words["title"]

    @property
    def distribution(self) -> str:
        """To whom it goes: "Distr.: General", or the label of what it tells."""
        words, label = self.words["masthead"], self.report.label
        return words["distribution"] if label == "CLEAR" else words["restricted"].format(label=f"TLP:{label}")

    @property
    def dated(self) -> str:
        """The date of issue as it is printed; "" where there is none."""
        day, words = self.form.date, self.words["masthead"]
        if day is None:
            return ""
        shown = words["first_day"] if day.day == 1 else str(day.day)
        return words["date"].format(d=shown, month=words["months"][day.month - 1], y=day.year)

    @property
    def languages(self) -> tuple[str, ...]:
        """Its language, where it was first written in another, and the one it was first written in."""
        original = self.form.original or self.told
        said = self.words["masthead"]["original"].format(
            language=self.words["languages"].get(original, original)
        )
        return (said,) if original == self.lang else (self.words["language"], said)

    @property
    def organs(self) -> tuple[str, ...]:
        """The names of the organs that the symbols belong to, in their order."""
        known = self.words["organs"]
        letters = (symbol.partition("/")[0] for symbol in self.form.symbols)
        return tuple(known[letter] for letter in letters if letter in known)

    @property
    def first_foot(self) -> str:
        """What stands at the foot of the first page: job number and letter of the language."""
        return f"{self.form.job} ({self.words['letter']})" if self.form.job else ""

    def divisions(self) -> Iterator[Division]:
        """The chapters in order, everything in them numbered."""
        counted, noted = 0, 0
        words = self.words["numbering"]
        for at, chapter in enumerate(self.report.chapters, start=1):
            parts: list[Part] = []
            titled = 0
            for section in chapter.sections:
                entries: list[Entry] = []
                for numbered in section.paragraphs:
                    counted += 1
                    cited = rests_on(numbered)
                    noted += bool(cited)
                    entries.append(Entry(counted, numbered, cited, noted if cited else 0))
                titled += bool(section.title)
                shown = (
                    words["section"].format(n=number(words["section_form"], titled)) if section.title else ""
                )
                parts.append(Part(shown, self._section(section), tuple(entries), section))
            shown = words["chapter"].format(n=number(words["chapter_form"], at))
            yield Division(shown, self._chapter(chapter), tuple(parts), chapter)

    def entries(self) -> Iterator[Entry]:
        """All numbered paragraphs in order."""
        for division in self.divisions():
            for part in division.parts:
                yield from part.entries

    def name(self, id: str) -> Words:
        """The full name of an organization: in this language, else in that of the text, else in English."""
        body = self.bodies.get(id)
        for lang in (self.lang, self.told, "en"):
            if body and (name := body.name(lang, "official", "short", "acronym")):
                return Words(name, lang)
        return Words(id, "")

    def title_of(self, fact: Fact) -> Words:
        """The title to list a record by, with its language."""
        text = fact.title(self.lang)
        lang = next((lang for lang in (self.lang, fact.original) if fact.titles.get(lang) == text), "")
        return Words(text, lang or next((code for code, title in fact.titles.items() if title == text), ""))

    def _chapter(self, chapter: Chapter) -> Words:
        if self.to_translate and chapter.key in self.words["chapters"]:
            return Words(self.words["chapters"][chapter.key], self.lang)
        return Words(chapter.title, self.told)

    def _section(self, section: Section) -> Words:
        if self.to_translate and section.body and (name := self.name(section.body)).lang == self.lang:
            return name
        return Words(section.title, self.told)
