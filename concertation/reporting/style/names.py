"""The names of bodies in a text, as they are written there: right, nearly right, or of former days.

>>> from concertation.reporting.telling.facts import Body
>>> names = {("en", "official"): "League of Arab States", ("en", "acronym"): "LAS"}
>>> las = Body("LAS", "regional", None, names)
>>> [(name.id, name.kind) for name in NameIndex.of([las], "en").find("the League of arab States (LAS)")]
[('LAS', 'capitals'), ('LAS', 'acronym')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick
from rapidfuzz import fuzz

from concertation.reporting.telling.facts import Body

_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-"})
_CURRENT = ("official", "short", "acronym")
_NEARLY = 93
"""From this likeness on (of 100) an alias is the official name written wrong, not another name."""
_WORD = re.compile(r"[\w/]")
_ENDS = (".", "!", "?", ":", "。")


@dataclass(frozen=True, slots=True)
class Called:
    """A name at ``text[start:end]``. `kind` is "official", "short" or "acronym" (right), "alias" (in use,
    and another), "nearly" (the official name written wrong), "former", or "capitals" (right but for its
    capitals); `right` is the official name, or the right spelling of what is written."""

    start: int
    end: int
    id: str
    kind: str
    right: str

    @property
    def is_right(self) -> bool:
        return self.kind in _CURRENT


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    id: str
    kind: str
    right: str


class NameIndex:
    """Finds all names of many bodies in one pass. `full_names` has what acronyms stand for, by id."""

    def __init__(self, automaton: Any, full_names: dict[str, str]):
        self._automaton = automaton
        self.full_names = full_names

    @classmethod
    def of(cls, bodies: Iterable[Body], lang: str) -> NameIndex:
        """Index the names in `lang` of all bodies but States."""
        entries: dict[str, list[_Entry]] = {}
        full: dict[str, str] = {}
        for body in bodies:
            if body.kind == "state":
                continue
            official, acronym = body.name(lang, "official", "short"), body.name(lang, "acronym")
            # "… Economic Development-GUAM" explains GUAM.
            if official and acronym and acronym not in official:
                full[body.id] = official
            for entry in _entries(body, lang, official):
                entries.setdefault(_plain(entry.text), []).append(entry)
        automaton = ahocorasick.Automaton()
        for key, same in entries.items():
            automaton.add_word(key, (len(key), same))
        if entries:
            automaton.make_automaton()
        return cls(automaton if entries else None, full)

    def find(self, text: str) -> Iterator[Called]:
        """Yield the names in `text` in order, the longest where they overlap."""
        if self._automaton is None:
            return
        plain = _plain(text)
        matches = [
            (last + 1 - length, last + 1, same)
            for last, (length, same) in self._automaton.iter(plain)
            if _is_word(plain, last + 1 - length, last + 1)
        ]
        matches.sort(key=lambda match: (match[0], -match[1]))
        done = 0
        for start, end, same in matches:
            if start >= done and (called := _called(text, start, end, same)):
                yield called
                done = end


def _entries(body: Body, lang: str, official: str | None) -> Iterator[_Entry]:
    known: set[str] = set()
    for kind in _CURRENT:
        if name := body.name(lang, kind):
            known.add(name)
            yield _Entry(_straight(name), body.id, kind, name)
    for name in body.former.get(lang, ()):
        if name not in known and not name.isupper():
            known.add(name)
            yield _Entry(_straight(name), body.id, "former", official or name)
    for name in body.known_as.get(lang, ()):
        if name in known:
            continue
        if name.isupper():
            yield _Entry(_straight(name), body.id, "acronym", name)
        elif official and _is_nearly(name, official):
            yield _Entry(_straight(name), body.id, "nearly", official)
        else:
            yield _Entry(_straight(name), body.id, "alias", name)


def _is_nearly(name: str, official: str) -> bool:
    """Whether `name` is `official` written wrong: "Shanghai Cooperation Organisation"."""
    if name in official or official in name or name.casefold() == official.casefold():
        return False
    near = abs(len(name.split()) - len(official.split())) <= 1
    return near and fuzz.ratio(name, official) >= _NEARLY


def _called(text: str, start: int, end: int, same: list[_Entry]) -> Called | None:
    written = text[start:end].translate(_SIGNS)
    exact = next((entry for entry in same if entry.text == written), None)
    if exact:
        return Called(start, end, exact.id, exact.kind, exact.right)
    long = next((entry for entry in same if entry.kind in ("official", "short") and " " in entry.text), None)
    if long is None or written.isupper():
        return None
    before = text[:start].rstrip(' \u00a0«“"(')
    begins = not before or before.endswith(_ENDS)
    if begins and written[1:] == long.text[1:]:
        return Called(start, end, long.id, "official", long.right)
    # Written wholly in small letters it may be no name; so may a capital that begins a sentence.
    if any(letter.isupper() for letter in written[begins:]):
        return Called(start, end, long.id, "capitals", long.right)
    return None


def _is_word(plain: str, start: int, end: int) -> bool:
    before = start == 0 or not _WORD.match(plain[start - 1])
    return before and (end == len(plain) or not _WORD.match(plain[end]))


def _straight(text: str) -> str:
    return text.translate(_SIGNS)


def _plain(text: str) -> str:
    """Small letters and plain signs, of the same length as `text`."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return small.translate(_SIGNS)
