"""Themes: which of the register's themes a stretch of text states, by the words of its language.

>>> from concertation.reading.language import load_language
>>> themes("un atelier sur la lutte contre le terrorisme et les droits de l'homme", load_language("fr"))
('counter-terrorism', 'human-rights')
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import ahocorasick

from concertation.reading.catalogue import Catalogue
from concertation.reading.folding import fold, key
from concertation.reading.language_data import LanguageError
from concertation.reading.mention import Mention, OrganizationMention, PlaceMention
from concertation.reading.proposal import THEMES

if TYPE_CHECKING:
    from concertation.reading.language import Language

_STATED = 2
"""Weight from which a theme counts as stated."""
_PLACE = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class ThemeIndex:
    """The words of all themes in one automaton: see ``themes.toml``; and the themes that the names of
    UN bodies state, by id: a department's field is in its name."""

    automaton: Any
    bodies: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, code: str, data: dict[str, Any], catalogue: Catalogue) -> ThemeIndex:
        """Compile ``themes.toml``.

        Raises `LanguageError` where it names a theme that the register does not have.
        """
        automaton = ahocorasick.Automaton()
        by_word: dict[str, list[tuple[str, int]]] = {}
        for theme, words in data.items():
            if theme not in (*THEMES, "none"):
                known = ", ".join(THEMES)
                raise LanguageError(f"{code}/themes.toml: there is no theme {theme!r}: take one of {known}.")
            for strength, weight in (("stated", _STATED), ("hinted", 1), ("none", 0)):
                for word in words.get(strength, ()):
                    stem = word.endswith("*")
                    folded = f" {key(word.rstrip('*'))}" + ("" if stem else " ")
                    by_word.setdefault(folded, []).append((theme, weight))
        for word, found in by_word.items():
            automaton.add_word(word, (len(word), tuple(found)))
        automaton.make_automaton()
        bodies = {
            org.id: _stated(automaton, name)
            for org in catalogue
            if org.kind == "un" and (name := org.name(code, "official", "short"))
        }
        return cls(automaton, {id: found for id, found in bodies.items() if found})


def themes(
    text: str, lang: Language, mentions: Iterable[Mention] = (), start: int = 0, end: int | None = None
) -> tuple[str, ...]:
    """Return the themes that ``text[start:end]`` states, in the order of `proposal.THEMES`.

    `mentions` are those found in `text`: the names of bodies and cities then state no theme by their words.
    Only where nothing else does, the fields of the UN bodies among them count.
    """
    end = len(text) if end is None else end
    inside = [m for m in mentions if start <= m.start < end]
    named = [m for m in inside if isinstance(m, OrganizationMention)]
    cities = [m for m in inside if isinstance(m, PlaceMention) and m.kind == "city"]
    kept: list[str] = []
    reached = start
    for mention in sorted([*named, *cities], key=lambda mention: mention.start):
        kept.append(text[reached : mention.start])
        reached = max(reached, mention.end)
    kept.append(text[reached:end])
    # A bar folds to blanks: no phrase reaches across a name that was taken out.
    found = _stated(lang.themes.automaton, " | ".join(kept))
    if found:
        return found
    fields = {theme for mention in named for theme in lang.themes.bodies.get(mention.id, ())}
    return tuple(theme for theme in THEMES if theme in fields)


def _stated(automaton: Any, text: str) -> tuple[str, ...]:
    """The themes that the words of `text` state. A longer phrase hides the shorter ones inside it."""
    folded = fold(text)
    found = [(last - length + 1, -last, values) for last, (length, values) in automaton.iter(f" {folded} ")]
    found.sort(key=_PLACE)
    weights: dict[str, int] = {}
    reached = -1
    for start, minus_last, values in found:
        if start < reached:
            continue
        # A whole phrase ends with the blank that the next one begins with.
        reached = -minus_last
        for theme, weight in values:
            weights[theme] = weights.get(theme, 0) + weight
    stated = [theme for theme, weight in weights.items() if weight >= _STATED]
    return tuple(sorted(stated, key=THEMES.index))
