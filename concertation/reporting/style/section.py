"""What is checked together: the paragraphs of a section, with the style that they are checked by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from concertation.reporting.style.countries import CountryIndex
from concertation.reporting.style.finding import Finding, Rule
from concertation.reporting.style.names import NameIndex
from concertation.reporting.style.passage import Passage
from concertation.reporting.style.rules import Rules, load
from concertation.reporting.style.uses import Use, uses
from concertation.reporting.telling import language as telling
from concertation.reporting.telling.facts import Body


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """The rules of a language with the names that bodies and States have in it. Made once, used for many
    sections. `unexplained` are ids of bodies whose acronym needs no explanation in this language."""

    rules: Rules
    names: NameIndex
    countries: CountryIndex
    unexplained: frozenset[str]

    @classmethod
    def of(cls, lang: str, bodies: Iterable[Body]) -> Style:
        """Return the style of `lang`, a language with rules, for these bodies.

        Raises `RuleError` where `lang` has no rules.
        """
        known = list(bodies)
        rules = load(lang)
        usage: Mapping[str, Any] = {}
        articles: Mapping[str, str] = {}
        if lang in telling.languages():
            told = telling.load(lang)
            usage, articles = told.organizations, told.places.classes
        names = NameIndex.of(known, lang)
        settings = next((rule.settings for rule in rules.rules if rule.check == "countries"), {})
        return cls(
            rules,
            names,
            CountryIndex.of(known, lang, settings, articles),
            frozenset(usage.get("by_acronym", ()))
            | frozenset(body.id for body in known) - names.full_names.keys(),
        )


@dataclass(frozen=True, eq=False)
class Section:
    """The passages of a section. `introduced` are acronyms that earlier sections explain, `later` those that
    later sections use; `limit` is the number of words given to it, None where there is none."""

    passages: tuple[Passage, ...]
    style: Style
    introduced: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    limit: int | None = None

    @cached_property
    def acronyms(self) -> tuple[Use, ...]:
        """The acronyms of the section, in order."""
        return uses(self.passages)


def found(
    rule: Rule, passage: Passage, start: int, end: int, suggestion: str | None = None, **values: str
) -> Finding:
    """A finding of `rule` in the passage."""
    return Finding(
        passage.index, start, end, rule, passage.text[start:end], suggestion, tuple(sorted(values.items()))
    )
