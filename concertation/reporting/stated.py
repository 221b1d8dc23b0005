"""Where a record is stated, as the annex says it."""

from __future__ import annotations

from collections.abc import Mapping

from concertation.reporting.telling.facts import Fact

WORDS_OF_QUOTE = 12


def stated(fact: Fact, words: Mapping[str, str]) -> list[str]:
    """A line for each source: the document, the paragraph, the first words of the quote; else the line that
    says that there is none. `words` are those of the annex."""
    return [
        words["at"].format(document=source.document, paragraph=source.paragraph)
        + words["colon"]
        + first_words(source.quote)
        for source in fact.sources
    ] or [words["no_source"]]


def first_words(quote: str) -> str:
    """The first words of a quote, in any language."""
    words = quote.split()
    return " ".join(words[:WORDS_OF_QUOTE]) + (" …" if len(words) > WORDS_OF_QUOTE else "")
