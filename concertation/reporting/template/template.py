"""A template: the measures and fixed words with which a report is put on paper, in each language.

A template of one's own is a folder that holds only what differs from the default one: ``styles.toml`` and
``languages/CODE.toml``. What it may say is what the default says; anything else is refused with a sentence.

>>> load().words("fr")["organs"]["S"]
'Conseil de sécurité'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from concertation.reporting.template.numbers import FORMS

DEFAULT = Path(__file__).parent / "default"
OPTIONAL = frozenset(
    {"name", "kind", "based", "next", "size", "line", "bold", "italic", "color", "raised", "align", "list"}
    | {
        "left",
        "right",
        "first",
        "before",
        "after",
        "tabs",
        "rule",
        "keep_next",
        "new_page",
        "outline",
        "source",
        "from_left",
    }
)
"""What a style may say, beyond what the default style of that name does."""
SET_UP = ("page", "fonts", "styles", "lists")
"""Tables of a language's file that set up its pages, over those of ``styles.toml``."""
CHOICES = {
    "direction": ("ltr", "rtl"),
    "chapter_form": FORMS,
    "section_form": FORMS,
}

_SLOT = re.compile(r"\{\w+\}")


class TemplateError(ValueError):
    """A template cannot be used; the message names file and entry, for the person who wrote it."""


@dataclass(frozen=True)
class Template:
    """The fixed words, and the measures in points, by language (ISO 639-1)."""

    languages: Mapping[str, Mapping[str, Any]]
    measures: Mapping[str, Mapping[str, Any]]

    def words(self, lang: str) -> Mapping[str, Any]:
        """The fixed words in a language. Raises `TemplateError` where the template has none."""
        if lang not in self.languages:
            known = ", ".join(sorted(self.languages))
            raise TemplateError(f"The template has no words in {lang!r}; there are: {known}.")
        return self.languages[lang]


@cache
def load(folder: Path | None = None) -> Template:
    """Read the template of a folder, or the default one.

    Raises `TemplateError` where the folder is none, or says what a template cannot say.
    """
    default = _read(DEFAULT)
    own = default if folder is None else _read(folder)
    if folder is not None and not own.styles and not own.languages:
        raise TemplateError(f"{folder}: a template has a styles.toml, or words in languages/en.toml.")
    languages: dict[str, Mapping[str, Any]] = {}
    measures: dict[str, Mapping[str, Any]] = {}
    for lang in sorted({*default.languages, *own.languages}):
        base, said = default.languages.get(lang), own.languages.get(lang, {})
        place = f"{folder}: languages/{lang}.toml"
        if base is None:
            _complete(said, default.languages["en"], place)
            base = default.languages["en"]
        languages[lang] = _over(_words(base), _words(said), place)
        styles = _over(default.styles, _set_up(base), "")
        styles = _over(styles, own.styles, f"{folder}: styles.toml")
        measures[lang] = _over(styles, _set_up(said), place)
    return Template(languages, measures)


@dataclass(frozen=True)
class _Files:
    """The files of a template's folder as they are."""

    styles: Mapping[str, Any]
    languages: Mapping[str, Mapping[str, Any]]


def _read(folder: Path) -> _Files:
    if not folder.is_dir():
        raise TemplateError(f"{folder}: there is no such folder for a template.")
    styles = folder / "styles.toml"
    return _Files(
        _toml(styles) if styles.exists() else {},
        {path.stem: _toml(path) for path in sorted((folder / "languages").glob("*.toml"))},
    )


def _words(file: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in file.items() if name not in SET_UP}


def _set_up(file: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in file.items() if name in SET_UP}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: {error}") from error


def _over(base: Mapping[str, Any], own: Mapping[str, Any], place: str) -> dict[str, Any]:
    """`base` with what `own` says otherwise; `place` names the file and the entry, for errors."""
    merged = dict(base)
    for name, value in own.items():
        where = f"{place}: {name}"
        if name not in base:
            merged[name] = _added(base, name, value, where)
        elif isinstance(base[name], dict):
            if not isinstance(value, dict):
                raise TemplateError(f"{where} is a table of entries, not {value!r}.")
            merged[name] = _over(base[name], cast(dict[str, Any], value), where)
        else:
            merged[name] = _checked(base[name], value, where)
    return merged


def _added(base: Mapping[str, Any], name: str, value: Any, where: str) -> Any:
    """An entry that the default does not have: a property of a style, or an organ by its letter."""
    if "name" in base and name in OPTIONAL:
        return value
    if re.fullmatch(r"[A-Z]+", name) and all(re.fullmatch(r"[A-Z]+", other) for other in base):
        return _checked("", value, where)
    raise TemplateError(f"{where} is nothing that a template says. Entries there are: {', '.join(base)}.")


def _checked(default: Any, value: Any, where: str) -> Any:
    numbers = isinstance(default, (int, float)) and not isinstance(default, bool)
    if numbers:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TemplateError(f"{where} is a number, not {value!r}.")
    elif type(value) is not type(default):
        kind = {str: "a text", bool: "true or false", list: "a list"}.get(type(default), "something else")
        raise TemplateError(f"{where} is {kind}, not {value!r}.")
    if isinstance(default, str) and (unknown := set(_SLOT.findall(str(value))) - set(_SLOT.findall(default))):
        raise TemplateError(f"{where}: nothing fills in {', '.join(sorted(unknown))}.")
    if isinstance(default, list):
        _alike(cast(list[Any], default), cast(list[Any], value), where)
    choices = CHOICES.get(where.rpartition(": ")[2])
    if choices and value not in choices:
        raise TemplateError(f"{where} is one of {', '.join(choices)}, not {value!r}.")
    return value


def _alike(default: list[Any], value: list[Any], where: str) -> None:
    """A list of widths or of months keeps its length, a list of lists (tab stops) need not."""
    if default and isinstance(default[0], list):
        return
    if len(value) != len(default):
        raise TemplateError(f"{where} has {len(default)} entries, not {len(value)}.")
    for one, other in zip(default, value, strict=True):
        _checked(one, other, where)


def _complete(words: Mapping[str, Any], model: Mapping[str, Any], place: str) -> None:
    """A language that the default has not must say everything itself."""
    missing = [name for name in _names(model) if name not in set(_names(words))]
    if missing:
        raise TemplateError(f"{place}: for a new language these are missing: {', '.join(missing)}.")


def _names(words: Mapping[str, Any], before: str = "") -> list[str]:
    found: list[str] = []
    for name, value in words.items():
        if isinstance(value, dict):
            found += _names(cast(dict[str, Any], value), f"{before}{name}.")
        else:
            found.append(f"{before}{name}")
    return found
