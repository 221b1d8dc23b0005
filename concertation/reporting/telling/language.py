"""A language of reports: its folder of data, read and checked once.

Adding a language is adding a folder under ``languages/``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from concertation.reporting.telling.acts import Acts
from concertation.reporting.telling.dates import DateWords
from concertation.reporting.telling.grammar import Grammar
from concertation.reporting.telling.nouns import Lexicon
from concertation.reporting.telling.patterns import Pattern, Verbs, parse
from concertation.reporting.telling.places import PlaceWords

FOLDER = Path(__file__).parent / "languages"


class LanguageError(Exception):
    """A language is not there, or its data break a rule; the message names the file."""


@dataclass(frozen=True)
class Language:
    """What is needed to write reports in one language. `report` holds the fixed words of the report."""

    code: str
    grammar: Grammar
    lexicon: Lexicon
    acts: Acts
    verbs: Verbs
    patterns: Mapping[str, tuple[Pattern, ...]]
    dates: DateWords
    places: PlaceWords
    organizations: Mapping[str, Any]
    themes: Mapping[str, list[str]]
    amounts: Mapping[str, Any]
    symbols: list[dict[str, str]]
    pledge_verbs: Mapping[str, str]
    occasions: frozenset[str]
    trips: frozenset[str]
    between: frozenset[str]
    report: Mapping[str, Any]


def languages() -> list[str]:
    """The codes of the languages that reports can be written in."""
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / "grammar.toml").is_file())


@cache
def load(code: str) -> Language:
    """Read the language.

    Raises `LanguageError` where there is none of that code, or where a file of it breaks a rule.
    """
    if code not in languages():
        raise LanguageError(
            f"Reports cannot be written in {code!r} yet; there are: {', '.join(languages())}."
        )
    data = {name: _read(code, name) for name in _FILES}
    verbs: Verbs = data["verbs"]
    grammar = Grammar.of(data["grammar"])
    try:
        patterns = {
            f"{kind}.{way}": tuple(parse(text, verbs, grammar) for text in texts)
            for kind, ways in data["patterns"].items()
            if kind not in ("ways", "pledge_verbs")
            for way, texts in ways.items()
        }
    except (KeyError, ValueError) as error:
        raise LanguageError(f"languages/{code}/patterns.toml: {error}") from error
    lexicon = Lexicon.of(data["nouns"], data["grammar"]["titles"], data["ordinals"])
    return Language(
        code,
        grammar,
        lexicon,
        Acts.of(data["acts"], lexicon, grammar),
        verbs,
        patterns,
        DateWords.of(data["dates"], grammar),
        PlaceWords.of(data["places"], grammar, code),
        data["organizations"],
        data["themes"],
        data["grammar"]["amounts"],
        data["report"]["symbols"],
        data["patterns"]["pledge_verbs"],
        frozenset(data["patterns"]["ways"]["occasion"]),
        frozenset(data["patterns"]["ways"]["trip"]),
        frozenset(data["patterns"]["ways"]["between"]),
        data["report"],
    )


_FILES = (
    "grammar",
    "verbs",
    "patterns",
    "nouns",
    "ordinals",
    "acts",
    "dates",
    "places",
    "organizations",
    "themes",
    "report",
)


def _read(code: str, name: str) -> dict[str, Any]:
    path = FOLDER / code / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LanguageError(f"languages/{code}: {name}.toml is missing.") from error
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(f"languages/{code}/{name}.toml: {error}") from error
