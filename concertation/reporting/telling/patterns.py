"""Sentence patterns: parsed once, filled many times.

The signs of a pattern are explained at the head of ``languages/fr/patterns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from concertation.reporting.telling.grammar import Grammar
from concertation.reporting.telling.phrase import Phrase

Verbs: TypeAlias = Mapping[str, Mapping[str, str]]
Slots: TypeAlias = Mapping[str, Phrase | str]

_BLOCK = re.compile(r"\[([^\]]*)\]|([^\[\]]+)")
_SLOT = re.compile(r"\{(?:(\w+) )?(\w+)\}")
MAY_GO_UNTOLD = frozenset({"work", "done"})
"""Slots that only name the type of the record, which its title tells better."""

_ACTORS = ("actors", "members", "parties")


@dataclass(frozen=True, slots=True)
class Pattern:
    """`blocks` are pairs of words and whether they may be left out; `many` is True where the actors must be
    several, False where there must be one, None where it does not matter."""

    blocks: tuple[tuple[str, bool], ...]
    slots: frozenset[str]
    needed: frozenset[str]
    many: bool | None

    def fits(self, slots: Slots) -> bool:
        """Tell whether it can tell all of `slots`, and has all that it needs."""
        if not self.needed <= slots.keys() or not slots.keys() - MAY_GO_UNTOLD <= self.slots:
            return False
        if self.many is None:
            return True
        actors = next((slots[name] for name in _ACTORS if name in slots), None)
        return isinstance(actors, Phrase) and (len(actors.nouns) > 1) is self.many

    def fill(self, slots: Slots, verbs: Verbs, grammar: Grammar) -> str:
        """Return the words, with no capital and no full stop yet."""

        def put(match: re.Match[str]) -> str:
            how, value = match[1], slots[match[2]]
            if isinstance(value, str):
                return value
            if how is None:
                return grammar.told(value)
            if how == "a":
                return grammar.indefinite(value)
            if how in verbs:
                return grammar.form(verbs[how], value)
            return grammar.after(how, value)

        told = [
            _SLOT.sub(put, words)
            for words, optional in self.blocks
            if not optional or all(name in slots for name in _names(words))
        ]
        return "".join(told)

    def begins_with(self, slot: str) -> bool:
        """Tell whether the sentence would begin with that slot."""
        return bool(self.blocks) and self.blocks[0][0].startswith(f"{{{slot}}}")


def parse(text: str, verbs: Verbs, grammar: Grammar) -> Pattern:
    """Parse a pattern. Raises `ValueError` where it uses a word that is neither verb nor preposition."""
    many = {"+": True, "=": False}.get(text[:1])
    body = text if many is None else text[1:]
    blocks = tuple(
        (match[1] if match[1] is not None else match[2], match[1] is not None)
        for match in _BLOCK.finditer(body)
    )
    for how, _name in _SLOT.findall(body):
        if how and how != "a" and how not in verbs and how not in grammar.repeated:
            raise ValueError(f"{how!r} is no verb and no repeated preposition, in “{text}”")
    return Pattern(
        blocks,
        frozenset(name for words, _optional in blocks for name in _names(words)),
        frozenset(name for words, optional in blocks if not optional for name in _names(words)),
        many,
    )


def _names(words: str) -> list[str]:
    return [name for _how, name in _SLOT.findall(words)]
