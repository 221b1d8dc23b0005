"""Noun phrases: what a sentence is made of besides its verbs.

A phrase keeps what a language must know to put an article before it and a participle behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with what follows it ("réunion de coordination"), without article.

    `gender` is "m" or "f"; `definite` tells that it takes the definite article where the sentence leaves
    the choice ("la treizième réunion", but "un atelier"); `bare` that it takes none ("INTERPOL")."""

    core: str
    gender: str = "m"
    plural: bool = False
    definite: bool = True
    bare: bool = False

    def named(self, core: str) -> Noun:
        """The same noun in other words."""
        return replace(self, core=core)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun, or several that are listed ("l’ONU et la Ligue des États arabes")."""

    nouns: tuple[Noun, ...]

    @property
    def plural(self) -> bool:
        return len(self.nouns) > 1 or any(noun.plural for noun in self.nouns)

    @property
    def gender(self) -> str:
        """Feminine where all are."""
        return "f" if all(noun.gender == "f" for noun in self.nouns) else "m"
