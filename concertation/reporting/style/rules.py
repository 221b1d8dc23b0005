"""The rules of a language: ``rules/all.toml`` and ``rules/<lang>.toml``, read and checked once.

A new language is a new file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from concertation.reporting.style.finding import Rule, Severity, Source

FOLDER = Path(__file__).parent / "rules"
_SHARED = "all"
_REQUIRED = {"id", "severity", "point", "source", "says"}
_FINDERS = ("pattern", "words", "list", "check")
_FIELDS = {
    *_REQUIRED,
    *_FINDERS,
    *("becomes", "table", "settings", "at_sentence", "unless", "not_after", "any_case", "quoted"),
    *("in_names", "blanks", "first_person", "wrong", "right"),
}
_VALUES = frozenset({"found", "suggestion", "name", "number", "limit"})
"""What the sentence of a rule may say in braces."""
SAID_IN = ("en", "fr")
"""Languages of the pages in which every rule says its sentence."""


class RuleError(Exception):
    """A file of rules is absent, or a rule in it is wrong; the message names the file and the rule."""


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The rules of one language, in order, and what its sentences are cut by: `quotes` are pairs of marks;
    `abbreviations` end in a stop that ends no sentence; `han` tells whether words are counted by the sign."""

    lang: str
    rules: tuple[Rule, ...]
    quotes: tuple[tuple[str, str], ...]
    abbreviations: frozenset[str]
    han: bool


def languages() -> list[str]:
    """The codes of the languages that have rules."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != _SHARED)


@cache
def load(lang: str) -> Rules:
    """Read the rules of `lang`.

    Raises `RuleError` where there are none, or where a rule is wrong.
    """
    if lang not in languages():
        raise RuleError(f"There are no rules of style for {lang!r} yet; there are: {', '.join(languages())}.")
    shared, own = _read(_SHARED), _read(lang)
    writing = own["writing"]
    off = set(writing.get("off", ()))
    found = {rule.id: rule for data, name in ((shared, _SHARED), (own, lang)) for rule in _rules(data, name)}
    if unknown := off - set(found):
        raise RuleError(f"rules/{lang}.toml: it switches off {', '.join(sorted(unknown))}, which is no rule.")
    return Rules(
        lang,
        tuple(rule for id, rule in found.items() if id not in off),
        tuple((opening, closing) for opening, closing in writing["quotes"]),
        frozenset(writing.get("abbreviations", ())),
        bool(writing.get("han", False)),
    )


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"rules/{name}.toml is no valid TOML: {error}.") from error


def _rules(data: Mapping[str, Any], file: str) -> Iterator[Rule]:
    sources = {key: Source(**fields) for key, fields in data["sources"].items()}
    seen: set[str] = set()
    for fields in data["rule"]:
        place = f"rules/{file}.toml, rule {fields.get('id')!r}"
        if fields.get("id") in seen:
            raise RuleError(f"{place}: it stands there twice.")
        seen.add(fields["id"])
        yield parse(fields, sources, place)


def parse(fields: Mapping[str, Any], sources: Mapping[str, Source], place: str) -> Rule:
    """Return the rule that `fields` describe; `place` is named in errors.

    Raises `RuleError` where a field is unknown, absent or wrong, where two ways to find are given, or where
    a rule of the house is an error.
    """
    if unknown := set(fields) - _FIELDS:
        raise RuleError(f"{place}: {', '.join(sorted(unknown))} is no field of a rule.")
    if missing := _REQUIRED - set(fields):
        raise RuleError(f"{place}: it needs {', '.join(sorted(missing))}.")
    if fields["source"] not in sources:
        raise RuleError(f"{place}: {fields['source']!r} is none of the sources at the head of the file.")
    if fields["severity"] not in list(Severity):
        raise RuleError(f"{place}: its severity is none of {', '.join(Severity)}.")
    source, severity = sources[fields["source"]], Severity(fields["severity"])
    if source.house and severity is Severity.ERROR:
        raise RuleError(f"{place}: a rule of the house is at most a suggestion.")
    if sum(key in fields for key in _FINDERS) != 1:
        raise RuleError(f"{place}: it needs one of pattern, words, list or check.")
    _check_sentences(fields["says"], f"{place}: says")
    _check_sentences(fields["point"], f"{place}: point")
    words: Mapping[str, str] = fields.get("words", {})
    try:
        pattern = fields.get("pattern")
        if words or "list" in fields:
            pattern = _alternatives(list(words or fields["list"]))
        compiled = None if pattern is None else re.compile(pattern)
        unless = re.compile(fields["unless"]) if "unless" in fields else None
        not_after = re.compile(f"(?:{fields['not_after']})$") if "not_after" in fields else None
    except re.error as error:
        raise RuleError(f"{place}: its pattern is wrong: {error}.") from error
    return Rule(
        id=fields["id"],
        severity=severity,
        point=fields["point"],
        source=source,
        says=fields["says"],
        pattern=compiled,
        becomes=fields.get("becomes"),
        words={key.casefold(): value for key, value in words.items()},
        table=fields.get("table", {}),
        check=fields.get("check", ""),
        settings=fields.get("settings", {}),
        at_sentence=fields.get("at_sentence", ""),
        unless=unless,
        not_after=not_after,
        any_case=fields.get("any_case", not (words or "list" in fields)),
        quoted=fields.get("quoted", False),
        in_names=fields.get("in_names", False),
        blanks=fields.get("blanks", False),
        first_person=fields.get("first_person", False),
        wrong=tuple((case,) if isinstance(case, str) else tuple(case) for case in fields.get("wrong", ())),
        right=tuple(fields.get("right", ())),
    )


def _check_sentences(says: Mapping[str, str], place: str) -> None:
    for lang in SAID_IN:
        if not says.get(lang):
            raise RuleError(f"{place}.{lang} is missing.")
        for _text, name, _format, _conversion in Formatter().parse(says[lang]):
            if name is not None and name not in _VALUES:
                raise RuleError(f"{place}.{lang} has {{{name}}}, which is none of {sorted(_VALUES)}.")


def _alternatives(words: list[str]) -> str:
    """The pattern of these words, lower-case or with a capital; an apostrophe is either sign."""
    forms = [re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True)]
    either = [f"[{form[0]}{form[0].upper()}]{form[1:]}" if form[0].isalpha() else form for form in forms]
    return rf"(?<![\w’'-])(?:{'|'.join(either)})(?![\w-])"
