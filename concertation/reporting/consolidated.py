"""The consolidated report: select, arrange, group, tell, lay out.

>>> write("2016-07-16/2018-08-17", "fr", person, Path("report.docx"))  # doctest: +SKIP
Summary(records=113, paragraphs=81, …)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from concertation.reporting.arrange import arrange
from concertation.reporting.edition import Edition
from concertation.reporting.files import save
from concertation.reporting.report import Chapter, Form, Numbered, Report, Section
from concertation.reporting.select import Selection, period_bounds, select
from concertation.reporting.telling.facts import Fact
from concertation.reporting.telling.group import group
from concertation.reporting.telling.introduce import introduce, summarize
from concertation.reporting.telling.language import load
from concertation.reporting.telling.naming import Naming
from concertation.reporting.telling.observe import observe
from concertation.reporting.telling.tell import tell_section
from concertation.reporting.template.template import Template
from concertation.reporting.template.template import load as load_template

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written. `unsourced` counts records that no visible document states; `undated` those left
    out because neither a date nor a document ties them to the period; `without_name` are organizations that
    have no name in the report's language; `label` is the narrowest sharing label of what is told."""

    records: int
    sections: int
    paragraphs: int
    unsourced: int
    undated: int
    without_name: tuple[str, ...]
    label: str


def write(period: str, lang: str, person: Viewer, out: Path, form: Form | None = None) -> Summary:
    """Write the report on `period` (EDTF interval) in `lang`, of what `person` may see, in the form of file
    that the ending of `out` names.

    The same register, period and form give the same bytes. The file appears whole or not at all.
    Raises `ValueError` where the period is none, `LanguageError` where `lang` cannot be written.
    """
    made, summary = edition(period, lang, person, form)
    save(made, out)
    return summary


def edition(
    period: str,
    lang: str,
    person: Viewer,
    form: Form | None = None,
    told: str = "",
    template: Template | None = None,
) -> tuple[Edition, Summary]:
    """Return the report on `period` in `lang`, of what `person` may see, ready to be put on paper.

    `told` is the language of its sentences where `lang` is one that they are to be translated into.
    Raises `ValueError` where the period is none, `LanguageError` where sentences cannot be written in the
    language, `TemplateError` where the template has no words in `lang`.
    """
    selection = select(period, person)
    form = form or Form()
    report, naming = compose(selection, told or lang, form.mandates)
    made = Edition(report, form, lang, told or lang, selection.bodies, template or load_template())
    made.template.words(lang)
    return made, Summary(
        records=len(selection.facts),
        sections=sum(bool(section.title) for chapter in report.chapters for section in chapter.sections),
        paragraphs=sum(1 for _ in report.paragraphs()),
        unsourced=sum(not fact.sources for fact in selection.facts),
        undated=selection.undated,
        without_name=tuple(sorted(naming.without_name)),
        label=selection.label,
    )


def compose(selection: Selection, lang: str, asked_by: Sequence[str] = ()) -> tuple[Report, Naming]:
    """Return the report in words, and the naming that it used. `asked_by` are symbols of mandates besides
    those of the register."""
    language = load(lang)
    headings = language.report["headings"]
    naming = Naming(language, selection.bodies)
    arrangement = arrange(selection.facts, selection.bodies)
    partners = tuple(
        Section(_told(facts, naming, id), naming.heading(id), id) for id, facts in arrangement.partners
    )
    others = Section(_told(arrangement.others, naming))
    known = {fact.symbol for fact in selection.mandates}
    stated = (Fact("", "mandate", "other", symbol=symbol) for symbol in asked_by if symbol not in known)
    mandates = (*selection.mandates, *stated)
    opening = introduce(selection.period, mandates, language)
    first = Numbered(opening[0], cites=tuple(fact for fact in mandates if fact.symbol))
    introduction = Section((first, *_plain(opening[1:]).paragraphs))
    observations = _plain(observe(selection.facts, arrangement, naming))
    chapters = (
        Chapter(headings["introduction"], (introduction,), "introduction"),
        Chapter(headings["partners"], partners, "partners"),
        Chapter(headings["others"], (others,) if others.paragraphs else (), "others"),
        Chapter(headings["observations"], (observations,), "observations"),
    )
    report = Report(
        summarize(selection.period, selection.facts, len(partners), language),
        tuple(chapter for chapter in chapters if chapter.sections),
        selection.label,
        period_bounds(selection.period)[1],
        selection.period,
    )
    return report, naming


def _told(facts: Iterable[Fact], naming: Naming, partner: str = "") -> tuple[Numbered, ...]:
    """The paragraphs of a section; `partner` is the body that its heading names."""
    told = tell_section(list(group(facts)), naming, partner)
    return tuple(Numbered(paragraph.text, paragraph.facts) for paragraph in told)


def _plain(texts: Iterable[str]) -> Section:
    return Section(tuple(Numbered(text) for text in texts))
