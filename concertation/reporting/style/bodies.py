"""The checks of the names of bodies, and the bodies of the catalogue, for texts outside a register."""

from __future__ import annotations

from collections.abc import Iterator

from concertation.reading.catalogue import Catalogue
from concertation.reporting.style.finding import Finding, Rule
from concertation.reporting.style.section import Section, found
from concertation.reporting.telling.facts import Body


def of_catalogue(catalogue: Catalogue) -> list[Body]:
    """The organizations and States of the catalogue as bodies that reports tell of."""
    return [
        Body(
            organization.id,
            organization.kind,
            organization.parent,
            {(name.lang, name.kind): name.text for name in reversed(organization.names) if not name.until},
            _by_lang((name.lang, name.text) for name in organization.names),
            _by_lang(
                (name.lang, name.text) for name in organization.names if name.until or name.kind == "former"
            ),
        )
        for organization in catalogue
    ]


def _by_lang(names: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for lang, text in names:
        known[lang] = (*known.get(lang, ()), text)
    return known


def nearly_official(section: Section, rule: Rule) -> Iterator[Finding]:
    """ "Shanghai Cooperation Organisation": the official name, written otherwise."""
    yield from _names(section, rule, "nearly")


def capitals(section: Section, rule: Rule) -> Iterator[Finding]:
    """ "Security council": a name with other capitals than its own."""
    yield from _names(section, rule, "capitals")


def former(section: Section, rule: Rule) -> Iterator[Finding]:
    """A name that the body no longer has."""
    yield from _names(section, rule, "former", certain=False)


def _names(section: Section, rule: Rule, kind: str, *, certain: bool = True) -> Iterator[Finding]:
    not_for = rule.settings.get("not", ())
    for passage in section.passages:
        for name in passage.names:
            if name.kind != kind or passage.is_kept(name.start, name.end):
                continue
            if any(word in passage.text[name.start : name.end] for word in not_for):
                continue
            yield found(rule, passage, name.start, name.end, name.right if certain else None, name=name.right)
