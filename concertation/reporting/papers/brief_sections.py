"""What a brief says, section by section, line by line, in one language: the same for the page and each file.

Two pages hold it: where there is too much, each section tells fewer lines and how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from concertation.register.dates import in_words
from concertation.register.models import Agreement, Commitment, Participation, Presence, Record
from concertation.register.places import country_name, place_name
from concertation.register.themes import label as theme_label
from concertation.reporting.papers.brief import MOST, Brief, First

LINE, PAGE = 88, 54
"""Characters of a line, and lines of a page, where the whole is set in 10 points on A4."""

PAGES = 2
LONGEST = 700
"""Characters that are told of the outcomes of a meeting."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told: the words, facts about it, where it is stated; the `record` that says so, and
    the language of its words where that is another. `level` 1 stands beneath the line before it; a `head` has
    such lines beneath it."""

    words: str
    facts: tuple[str, ...] = ()
    source: str = ""
    record: Record | None = None
    lang: str = ""
    level: int = 0
    head: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with lines; `note` says what is not there, or how much more there is."""

    heading: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A brief in words."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    ending: str


def told(brief: Brief, lang: str) -> Told:
    """Return what the brief says in `lang` (ISO 639-1, of the interface), on two pages at most."""
    with override(lang):
        most = MOST
        found = _Teller(brief, lang, most).tell()
        while most > 1 and _height(found) > PAGES * PAGE:
            most -= 1
            found = _Teller(brief, lang, most).tell()
    return found


def _height(found: Told) -> float:
    """How many lines of a page it takes, headings with the space around them."""
    height = 5.0 + _lines(found.ending)
    for section in found.sections:
        height += 2.2
        for line in section.lines:
            text = f"{line.words} ({', '.join(line.facts)}) [{line.source}]"
            height += _lines(text, indent=4 + 4 * line.level) + 0.15
        height += _lines(section.note) if section.note else 0
    return height


def _lines(text: str, indent: int = 0) -> int:
    return sum(-(-max(len(part), 1) // (LINE - indent)) for part in text.split("\n"))


class _Teller:
    """Tells a brief in a language, `most` lines a section."""

    def __init__(self, brief: Brief, lang: str, most: int) -> None:
        self.brief, self.lang, self.most = brief, lang, most

    def tell(self) -> Told:
        brief = self.brief
        title = (
            country_name(brief.country, self.lang)
            if brief.country
            else " – ".join(one.name_in(self.lang) for one in brief.organizations)
        )
        return Told(
            title,
            f"TLP:{brief.label} · "
            + _("Brief for consultations, as of %(day)s") % {"day": self.date(str(brief.on))},
            tuple(section for section in self.sections() if section.lines or section.note),
            _("Source: the register of international cooperation, as far as it is shared with the reader."),
        )

    def sections(self) -> Iterator[Section]:
        yield self.history()
        yield self.agreements()
        yield self.mechanisms()
        yield self.last()
        yield self.commitments()
        yield self.themes()
        yield self.presences()
        yield self.elsewhere()

    def history(self) -> Section:
        brief = self.brief
        kinds = (
            ("meeting", ngettext("%(n)s meeting", "%(n)s meetings", brief.counts.get("meeting", 0))),
            ("agreement", ngettext("%(n)s agreement", "%(n)s agreements", brief.counts.get("agreement", 0))),
            ("activity", ngettext("%(n)s activity", "%(n)s activities", brief.counts.get("activity", 0))),
            (
                "commitment",
                ngettext("%(n)s commitment", "%(n)s commitments", brief.counts.get("commitment", 0)),
            ),
        )
        said = [words % {"n": brief.counts[kind]} for kind, words in kinds if brief.counts.get(kind)]
        lines = [Line(_("In the register: %(kinds)s.") % {"kinds": ", ".join(said)})] if said else []
        if brief.first:
            lines.append(self.line(brief.first, _("the first meeting recorded")))
        if brief.bodies:
            bodies = ", ".join(
                f"{one.acronym_in(self.lang)} ({number})" for one, number in brief.bodies[: self.most + 2]
            )
            lines.append(Line(_("Organizations with records there: %(bodies)s.") % {"bodies": bodies}))
        return Section(_("History"), tuple(lines), "" if lines else _("Nothing is recorded yet."))

    def agreements(self) -> Section:
        brief = self.brief
        lines: list[Line] = []
        for one in brief.agreements.rows[: self.most]:
            facts = [str(Agreement.Status(one.status).label)]
            if one.term:
                facts.append(_("until %(day)s") % {"day": self.date(str(one.term.end))})
            if one.notice:
                facts.append(_("notice until %(date)s") % {"date": self.date(str(one.notice))})
            lines.append(self.line(one.agreement, *facts))
        notes = [self.more(brief.agreements)]
        if brief.lapsed:
            notes.append(
                ngettext("%(n)s more has lapsed.", "%(n)s more have lapsed.", brief.lapsed)
                % {"n": brief.lapsed}
            )
        if not lines:
            notes.insert(0, _("No agreement that counts is recorded."))
        return Section(_("Agreements and their terms"), tuple(lines), " ".join(filter(None, notes)))

    def mechanisms(self) -> Section:
        lines: list[Line] = []
        for one in self.brief.mechanisms.rows[: self.most]:
            facts: list[str] = []
            if one.last and one.last.date:
                facts.append(_("last: %(date)s") % {"date": self.date(one.last.date)})
            if one.planned:
                facts.append(_("next: %(date)s") % {"date": self.date(one.planned.date)})
            elif one.closes:
                words = _("overdue since %(date)s") if one.overdue else _("next due by %(date)s")
                facts.append(words % {"date": self.date(str(one.closes))})
            lines.append(self.line(one.mechanism, *facts))
        none = "" if lines else _("No mechanism is recorded.")
        return Section(_("Consultations"), tuple(lines), none or self.more(self.brief.mechanisms))

    def last(self) -> Section:
        brief = self.brief
        if brief.last is None:
            return Section(_("Last meeting"), ())
        places = (place_name(place, self.lang) for place in brief.last.places.all())
        lines = [self.line(brief.last, *places)]
        if brief.outcomes:
            lines.append(Line(Truncator(" ".join(brief.outcomes.split())).chars(LONGEST), level=1))
        for row in brief.decisions.rows[: self.most]:
            lines.append(self.owed(row, level=1, owners=True))
        return Section(_("Last meeting"), tuple(lines), self.more(brief.decisions))

    def commitments(self) -> Section:
        """Open commitments by who owes them, so that one sees both ways."""
        lines: list[Line] = []
        rows = sorted(self.brief.commitments.rows[: self.most], key=self.owners)
        for owners, owed in groupby(rows, key=self.owners):
            words = _("Due from %(who)s") % {"who": owners} if owners else _("Due from nobody named")
            lines += [Line(words, head=True), *(self.owed(row, level=1) for row in owed)]
        none = "" if lines or self.brief.decisions.number else _("No open commitment is recorded.")
        return Section(_("Open commitments"), tuple(lines), none or self.more(self.brief.commitments))

    def themes(self) -> Section:
        lines: list[Line] = []
        for one in self.brief.themes[: self.most]:
            lines.append(Line(theme_label(one.theme, self.lang) if one.theme else _("other"), head=True))
            lines += [self.line(row, level=1) for row in one.activities[: max(1, self.most // 2)]]
        heading = _("Activities by theme") if self.brief.country else _("Joint work by theme")
        none = "" if lines else _("No activity of the last three years is recorded.")
        return Section(heading, tuple(lines), none)

    def presences(self) -> Section:
        lines = [
            self.line(
                row,
                str(Presence.Status(row.status).label),
                *(place_name(place, self.lang) for place in row.places.all()),
            )
            for row in self.brief.presences.rows[: self.most]
        ]
        return Section(_("Presences"), tuple(lines), self.more(self.brief.presences))

    def elsewhere(self) -> Section:
        """Who else does the same: in the same place, or, in one country, on the same theme."""
        if self.brief.country:
            lines = [
                Line(
                    theme_label(one.theme, self.lang),
                    tuple(f"{body.acronym_in(self.lang)}: {number}" for body, number in one.bodies[:6]),
                )
                for one in self.brief.shared[: self.most]
            ]
            return Section(_("Several organizations work on the same there"), tuple(lines))
        lines = [
            Line(
                one.organization.name_in(self.lang),
                (theme_label(one.theme, self.lang), place_name(one.place, self.lang)),
            )
            for one in self.brief.thirds[: self.most]
        ]
        return Section(_("Who else works on the same in the same place"), tuple(lines))

    def line(self, record: Record, *facts: str, level: int = 0) -> Line:
        """A record: its title, its date, and `facts`."""
        title = record.title_in(self.lang)
        dated = self.date(record.date) if record.date else ""
        lang = "" if self._said_in(record, title) == self.lang else self._said_in(record, title)
        return Line(
            title[:1].upper() + title[1:],
            tuple(filter(None, (dated, *facts))),
            self.brief.sources.get(record.pk, ""),
            record,
            lang,
            level,
        )

    def owed(self, row: Commitment, *, level: int, owners: bool = False) -> Line:
        facts: list[str] = []
        if owners and (who := self.owners(row)):
            facts.append(_("due from %(who)s") % {"who": who})
        if to := self._named(row, Participation.Role.BENEFICIARY):
            facts.append(_("due to %(who)s") % {"who": to})
        if row.due:
            late = row.due_by and row.due_by < self.brief.on
            words = _("was due %(date)s") if late else _("due %(date)s")
            facts.append(words % {"date": self.date(row.due)})
        return self.line(row, *facts, level=level)

    def owners(self, row: Commitment) -> str:
        return self._named(row, Participation.Role.OWNER)

    def date(self, edtf: str) -> str:
        return in_words(edtf, self.lang)

    def more(self, first: First[Any]) -> str:
        left = first.number - self.most
        return _("… and %(number)s more in the register.") % {"number": left} if left > 0 else ""

    def _named(self, row: Commitment, role: str) -> str:
        return ", ".join(
            part.organization.acronym_in(self.lang) for part in row.participations.all() if part.role == role
        )

    def _said_in(self, record: Record, title: str) -> str:
        langs = [text.lang for text in record.texts.all() if text.field == "title" and text.value == title]
        return self.lang if self.lang in langs else (langs or [""])[0]
