"""Acronyms: explained where they first occur, once, and used afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from concertation.reporting.style.finding import Finding, Rule
from concertation.reporting.style.section import Section, found
from concertation.reporting.style.uses import Use


def explained_in(section: Section) -> frozenset[str]:
    """The acronyms that the section explains."""
    return frozenset(use.acronym for use in section.acronyms if use.explains)


def used_in(section: Section) -> frozenset[str]:
    """The acronyms that the section uses."""
    return frozenset(use.acronym for use in section.acronyms)


def before_explained(section: Section, rule: Rule) -> Iterator[Finding]:
    """ "ECLAC met SELA. The Economic Commission … (ECLAC) …": explained too late."""
    late = {use.acronym for use in section.acronyms if use.explains} - section.introduced
    told: set[str] = set()
    for use in section.acronyms:
        if use.explains:
            told.add(use.acronym)
        elif use.acronym in late - told and _is_own(section, use):
            told.add(use.acronym)
            yield found(rule, use.passage, use.start, use.end)


def unexplained(section: Section, rule: Rule) -> Iterator[Finding]:
    """An acronym of a body that nothing explains, here or in an earlier section, at its first use."""
    told = set(section.introduced | explained_in(section))
    for use in section.acronyms:
        if use.acronym in told or not use.id or use.id in section.style.unexplained:
            continue
        if use.acronym in rule.settings.get("known", ()) or not _is_own(section, use):
            continue
        told.add(use.acronym)
        body = section.style.names.full_names.get(use.id, "")
        yield found(rule, use.passage, use.start, use.end, name=body)


def explained_twice(section: Section, rule: Rule) -> Iterator[Finding]:
    """The acronym in brackets behind the name again, in the same section."""
    told: set[str] = set()
    for use in section.acronyms:
        if use.explains and use.acronym in told and _is_own(section, use):
            yield found(rule, use.passage, use.start, use.end)
        if use.explains:
            told.add(use.acronym)


def never_used(section: Section, rule: Rule) -> Iterator[Finding]:
    """An acronym that is explained, and not used again here or in a later section."""
    used = [use.acronym for use in section.acronyms]
    for use in section.acronyms:
        if not use.explains or use.acronym in section.later or used.count(use.acronym) > 1:
            continue
        if use.acronym not in rule.settings.get("known", ()) and _is_own(section, use):
            yield found(rule, use.passage, use.start, use.end)


def _is_own(section: Section, use: Use) -> bool:
    """Whether the words are the author's, and not part of a quotation."""
    return not use.passage.is_kept(use.start, use.end)
