"""The opening of a report: its mandates, its period, where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from concertation.reporting.telling.observe import counted
from concertation.reporting.telling.phrase import Noun, Phrase

if TYPE_CHECKING:
    from concertation.reporting.telling.facts import Fact
    from concertation.reporting.telling.language import Language


def introduce(period: str, mandates: Sequence[Fact], language: Language) -> list[str]:
    """Return the paragraphs of the introduction."""
    words = language.report["introduction"]
    span = language.dates.span(period)
    if not mandates:
        return [words["period_alone"].format(period=span) + " " + words["registered"]]
    phrase = Phrase(tuple(_mandate(fact, language) for fact in mandates))
    grammar = language.grammar
    filled = words["mandates"].replace("{de mandates}", grammar.after("de", phrase))
    filled = filled.replace("{mandates}", grammar.told(phrase))
    return [filled, words["period"].format(period=span) + " " + words["registered"]]


def summarize(period: str, facts: Sequence[Fact], partners: int, language: Language) -> str:
    """Return the summary: the period and how much is told."""
    words = language.report["summary"]
    sentences = [words["period"].format(period=language.dates.span(period))]
    if facts:
        contents = words["contents"].replace("{de counts}", counted(facts, language, "de"))
        sentences.append(contents.replace("{counts}", counted(facts, language, "")))
    if partners:
        number = language.grammar.number(partners, "f")
        form = "one" if partners < language.grammar.plural_from else "other"
        sentences.append(words["partners"][form].replace("{n}", number))
    return language.grammar.typeset(" ".join(sentences))


def _mandate(fact: Fact, language: Language) -> Noun:
    """The document that asks for the report, as a noun: "résolution 58/316 de l’Assemblée générale"."""
    for symbol in language.symbols:
        match = re.fullmatch(symbol["form"], fact.symbol)
        if match:
            words, _bar, shape = symbol["noun"].partition("|")
            core = words.format(*match.groups(), all=fact.symbol)
            if fact.paragraph:
                form = language.report["introduction"]["with_paragraph"]
                core = form.format(symbol=core, paragraph=fact.paragraph)
            return Noun(core, gender="f" if shape == "f" else "m", bare=shape == "bare")
    return Noun(fact.symbol or fact.title(language.code), bare=True)
