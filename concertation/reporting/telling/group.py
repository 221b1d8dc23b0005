"""Which records make a paragraph, and which are told in one sentence.

Order of a section: meetings at the political level, agreements, then work by theme (the theme with most
records first), presences, resources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from concertation.reporting.telling.facts import Fact

POLITICAL_TYPES = frozenset({"summit"})
POLITICAL_ACTORS = frozenset({"SG", "DSG"})
"""A meeting of such a type, or with such an actor, is at the political level; so is a numbered session
of a series."""

LONGEST = 6
"""Sentences in a paragraph."""

Topic = Literal["political", "agreements", "theme", "presences", "resources"]
Item = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What one paragraph tells; each item is told in one sentence. `theme` is what work is about; `more`
    tells that the paragraph before is about it too."""

    topic: Topic
    items: tuple[Item, ...]
    theme: str | None = None
    more: bool = False


def group(facts: Iterable[Fact]) -> list[Group]:
    """Return the paragraphs of a section, in order."""
    facts = list(facts)
    high = [f for f in facts if f.kind == "meeting" and political(f)]
    by_theme: dict[str | None, list[Fact]] = {}
    for fact in facts:
        if fact.kind == "activity" or (fact.kind == "meeting" and not political(fact)):
            by_theme.setdefault(fact.themes[0] if fact.themes else None, []).append(fact)
    sizes = Counter({theme: len(told) for theme, told in by_theme.items()})
    themes = sorted(by_theme, key=lambda theme: (theme is None, -sizes[theme], theme or ""))
    groups = [
        *_paragraphs("political", high),
        *_paragraphs("agreements", [f for f in facts if f.kind == "agreement"]),
    ]
    for theme in themes:
        groups += _paragraphs("theme", by_theme[theme], theme)
    groups += _paragraphs("presences", [f for f in facts if f.kind == "presence"])
    groups += _paragraphs("resources", [f for f in facts if f.kind == "pledge"])
    return groups


def together(facts: Sequence[Fact]) -> list[Item]:
    """Put into one item the meetings that one sentence can tell: sessions of one series, or the same
    meeting at several dates. Everything else stays alone, in the order of dates."""
    runs: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        runs.setdefault(_likeness(fact), []).append(fact)
    items: list[Item] = []
    for run in runs.values():
        for start in range(0, len(run), 4):
            items.append(tuple(run[start : start + 4]))
    return sorted(items, key=lambda item: _when(item[0]))


def _likeness(fact: Fact) -> tuple[object, ...]:
    """Two meetings with the same value can be told in one sentence; anything else equals only itself."""
    alone = (fact.uid,)
    if fact.kind != "meeting" or fact.status != "held" or not fact.date or len(fact.places) > 1:
        return alone
    common = (fact.type, tuple(sorted(fact.actors)), len(fact.places))
    if fact.number is not None:
        return ("series", fact.series, *common) if fact.series else alone
    if not fact.titles:
        return alone
    return ("same", *sorted(fact.titles.items()), *common)


def _paragraphs(
    topic: Topic, facts: Sequence[Fact], theme: str | None = None, *, more: bool = False
) -> list[Group]:
    """Split into paragraphs of about the same length."""
    named = [fact for fact in facts if fact.actors]
    unnamed = [fact for fact in facts if not fact.actors]
    if named and unnamed:
        # Read behind others, what names nobody would seem to be theirs.
        return [*_paragraphs(topic, named, theme), *_paragraphs(topic, unnamed, theme, more=True)]
    items = together(sorted(facts, key=_when))
    count = -(-len(items) // LONGEST)
    size = -(-len(items) // count) if count else 0
    return [
        Group(topic, tuple(items[start : start + size]), theme, more=more or start > 0)
        for start in range(0, len(items), size or 1)
    ]


def political(fact: Fact) -> bool:
    """Tell whether a meeting is at the political level."""
    return (
        fact.type in POLITICAL_TYPES
        or any(id in POLITICAL_ACTORS for id, _part in fact.actors)
        or (fact.series is not None and fact.number is not None)
    )


def _when(fact: Fact) -> tuple[bool, date, str]:
    """Dated before undated, earlier before later; the identifier keeps the order the same every time."""
    return (fact.earliest is None, fact.earliest or date.max, fact.uid)
