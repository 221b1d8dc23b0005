"""Themes: which of the register's themes a stretch of text states, by the words of its language.

>>> from concertation.reading.language import load_language
>>> themes("un atelier sur la lutte contre le terrorisme et les droits de l'homme", load_language("fr"))
('counter-terrorism', 'human-rights')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ahocorasick

from concertation.reading.folding import fold, key
from concertation.reading.language_data import LanguageError
from concertation.reading.proposal import THEMES

if TYPE_CHECKING:
    from concertation.reading.language import Language

_STATED = 2
"""Weight from which a theme counts as stated."""


@dataclass(frozen=True, slots=True)
class ThemeIndex:
    """The words of all themes in one automaton: see ``themes.toml``."""

    automaton: Any

    @classmethod
    def of(cls, code: str, data: dict[str, Any]) -> ThemeIndex:
        """Compile ``themes.toml``.

        Raises `LanguageError` where it names a theme that the register does not have.
        """
        automaton = ahocorasick.Automaton()
        by_word: dict[str, list[tuple[str, int]]] = {}
        for theme, words in data.items():
            if theme not in (*THEMES, "none"):
                raise LanguageError(
                    f"{code}/themes.toml: there is no theme {theme!r}: take one of {', '.join(THEMES)}."
                )
            for strength, weight in (("stated", _STATED), ("hinted", 1), ("none", 0)):
                for word in words.get(strength, ()):
                    stem = word.endswith("*")
                    folded = f" {key(word.rstrip('*'))}" + ("" if stem else " ")
                    by_word.setdefault(folded, []).append((theme, weight))
        for word, found in by_word.items():
            automaton.add_word(word, (len(word), tuple(found)))
        automaton.make_automaton()
        return cls(automaton)


def themes(text: str, lang: Language) -> tuple[str, ...]:
    """Return the themes that `text` states, in the order of `proposal.THEMES`.

    A longer phrase hides the shorter ones inside it: "Bureau de lutte contre le terrorisme" may stand
    in the data as no theme at all.
    """
    folded = " ".join(fold(text).split())
    found = [
        (last - length + 1, -last, values)
        for last, (length, values) in lang.themes.automaton.iter(f" {folded} ")
    ]
    found.sort(key=lambda hit: hit[:2])
    weights: dict[str, int] = {}
    reached = -1
    for start, minus_last, values in found:
        if start < reached:
            continue
        # A whole phrase ends with the blank that the next one begins with.
        reached = -minus_last
        for theme, weight in values:
            weights[theme] = weights.get(theme, 0) + weight
    return tuple(theme for theme in THEMES if weights.get(theme, 0) >= _STATED)
