"""Check the paragraphs of a section, or of a whole report, against the rules of a language.

>>> from concertation.reporting.style.section import Style
>>> [finding.suggestion for finding in check(["Some 5 percent of the fund was spent."], Style.of("en", ()))]
['per cent']
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from concertation.reporting.style import acronyms, bodies, marks
from concertation.reporting.style.finding import Finding, Rule, Severity
from concertation.reporting.style.passage import Passage
from concertation.reporting.style.patterns import patterns
from concertation.reporting.style.places import countries
from concertation.reporting.style.section import Section, Style

Check = Callable[[Section, Rule], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "repeated-words": marks.repeated_words,
    "unbalanced": marks.unbalanced,
    "turned-years": marks.turned_years,
    "long-sentences": marks.long_sentences,
    "over-budget": marks.over_budget,
    "acronym-before": acronyms.before_explained,
    "acronym-unexplained": acronyms.unexplained,
    "acronym-twice": acronyms.explained_twice,
    "acronym-unused": acronyms.never_used,
    "name-nearly": bodies.nearly_official,
    "name-capitals": bodies.capitals,
    "name-former": bodies.former,
    "countries": countries,
}
"""What a rule can be besides a pattern, by the name that its `check` gives."""

_ORDER = {Severity.ERROR: 0, Severity.SUGGESTION: 1, Severity.NOTE: 2}


def check(
    paragraphs: Sequence[str],
    style: Style,
    *,
    introduced: Collection[str] = (),
    later: Collection[str] = (),
    limit: int | None = None,
    blanks: bool = True,
    first_person: bool = False,
) -> list[Finding]:
    """Return what the rules find in the paragraphs of one section, in the order of the text.

    `introduced` are acronyms that earlier sections explain, `later` those that later ones use; `limit` is
    the number of words given to the section. Without `blanks`, rules about blanks are left out: for texts
    whose blanks were made one. With `first_person`, the report speaks as "I", as those of the
    Secretary-General may.
    """
    section = _section(
        paragraphs, style, introduced=frozenset(introduced), later=frozenset(later), limit=limit
    )
    return _findings(section, blanks=blanks, first_person=first_person)


def check_report(
    sections: Sequence[Sequence[str]], style: Style, *, blanks: bool = True, first_person: bool = False
) -> list[list[Finding]]:
    """Return what the rules find in each section of a report: an acronym that one section explains is known
    in those after it."""
    prepared = [_section(paragraphs, style) for paragraphs in sections]
    explained = [acronyms.explained_in(section) for section in prepared]
    used = [acronyms.used_in(section) for section in prepared]
    results: list[list[Finding]] = []
    for index, section in enumerate(prepared):
        section = replace(
            section,
            introduced=frozenset().union(*explained[:index]),
            later=frozenset().union(*used[index + 1 :]),
        )
        results.append(_findings(section, blanks=blanks, first_person=first_person))
    return results


def _section(paragraphs: Sequence[str], style: Style, **about: object) -> Section:
    passages = tuple(
        Passage.of(index, text, style.rules, style.names) for index, text in enumerate(paragraphs)
    )
    return Section(passages, style, **about)  # type: ignore[arg-type]


def _findings(section: Section, *, blanks: bool, first_person: bool) -> list[Finding]:
    findings: list[Finding] = []
    for rule in section.style.rules.rules:
        if (rule.blanks and not blanks) or (rule.first_person and first_person):
            continue
        findings += CHECKS[rule.check](section, rule) if rule.check else patterns(section, rule)
    return sorted(_once(findings), key=lambda finding: (finding.paragraph, finding.start, finding.end))


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """What is found, without what lies across a graver or earlier finding that says what to write: two
    suggestions for the same words cannot both be followed."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for finding in sorted(findings, key=lambda finding: _ORDER[finding.severity]):
        spans = taken.setdefault(finding.paragraph, [])
        if finding.suggestion is not None:
            if any(finding.start < end and start < finding.end for start, end in spans):
                continue
            spans.append((finding.start, finding.end))
        yield finding
