"""What the data annex says of each record, whatever the form of the file."""

from __future__ import annotations

from dataclasses import dataclass

from concertation.register.themes import label
from concertation.reporting.edition import Edition
from concertation.reporting.telling.facts import Fact


@dataclass(frozen=True, slots=True)
class Row:
    """A record, and the numbers of the paragraphs of the report that tell it. `organizations` are id, name
    and part of each; `themes` are id and label."""

    fact: Fact
    paragraphs: tuple[int, ...]
    title: str
    title_lang: str
    organizations: tuple[tuple[str, str, str], ...]
    themes: tuple[tuple[str, str], ...]


def rows(edition: Edition) -> list[Row]:
    """The records in the order in which the report tells them, each once."""
    facts: dict[str, Fact] = {}
    told: dict[str, dict[int, None]] = {}
    for entry in edition.entries():
        for fact in entry.numbered.facts:
            facts.setdefault(fact.uid, fact)
            told.setdefault(fact.uid, {})[entry.number] = None
    return [_row(fact, tuple(told[uid]), edition) for uid, fact in facts.items()]


def _row(fact: Fact, paragraphs: tuple[int, ...], edition: Edition) -> Row:
    title = edition.title_of(fact)
    return Row(
        fact,
        paragraphs,
        title.text,
        title.lang,
        tuple((id, edition.name(id).text, part) for id, part in fact.actors),
        tuple((theme, label(theme, edition.lang)) for theme in fact.themes),
    )
