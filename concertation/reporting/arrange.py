"""In which section a record is told: under each partner that takes part, else with the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concertation.reporting.telling.facts import Body, Fact

PARTNERS = ("regional", "other")
"""Kinds of organization that have a section of their own."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`partners` are pairs of organization id and its records, in the order of English official names;
    `others` are the records in which no partner takes part."""

    partners: tuple[tuple[str, tuple[Fact, ...]], ...]
    others: tuple[Fact, ...]


def arrange(facts: Iterable[Fact], bodies: Mapping[str, Body]) -> Arrangement:
    """Put each record where it belongs. A body of a partner (its commission, its secretariat) counts as
    the partner; a record of two partners is told under both, as each section is read by itself."""
    kinds = {id: (body.kind, body.parent) for id, body in bodies.items()}
    sections: dict[str, list[Fact]] = {}
    others: list[Fact] = []
    for fact in facts:
        partners = {partner for id, _part in fact.actors if (partner := partner_of(id, kinds)) is not None}
        for partner in partners:
            sections.setdefault(partner, []).append(fact)
        if not partners:
            others.append(fact)
    ordered = sorted(sections, key=lambda id: (_english(bodies[id]).casefold(), id))
    return Arrangement(tuple((id, tuple(sections[id])) for id in ordered), tuple(others))


def partner_of(id: str, kinds: Mapping[str, tuple[str, str | None]]) -> str | None:
    """Return the uppermost partner organization that `id` is or belongs to; `kinds` has the kind and the
    parent of each organization."""
    found = None
    seen: set[str] = set()
    while id in kinds and id not in seen:
        seen.add(id)
        kind, parent = kinds[id]
        if kind in PARTNERS:
            found = id
        id = parent or ""
    return found


def _english(body: Body) -> str:
    return body.name("en", "official", "short", "acronym") or body.id
