"""The words by which the parts of a document are seen in a language (``languages/<code>/document.toml``)."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from babel import Locale

from concertation.reading.language_data import LanguageError, available, read_data

_TEXTS = ("distribution", "original", "date", "session", "year", "agenda", "author")
_LISTS = ("function_words", "open_words", "charsets", "range_words", "house", "summary", "contents", "annex")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. The patterns match a whole line in which every apostrophe is ``'``
    and every blank one space; word lists are in small letters."""

    lang: str
    function_words: frozenset[str]
    open_words: frozenset[str]
    charsets: tuple[str, ...]
    distribution: re.Pattern[str]
    original: re.Pattern[str]
    date: re.Pattern[str]
    session: re.Pattern[str]
    year: re.Pattern[str]
    agenda: re.Pattern[str]
    author: re.Pattern[str]
    range_words: frozenset[str]
    house: frozenset[str]
    summary: frozenset[str]
    contents: frozenset[str]
    annex: tuple[str, ...]
    months: dict[str, int]
    organs: dict[str, str]
    languages: dict[str, str]
    """Names of languages in this language, and the ISO 639-1 code of each."""


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages in which documents can be read, in order."""
    return tuple(code for code in available() if _has_document(code))


def language_name(code: str) -> str:
    """Return the English name of the language `code`."""
    return _language_names("en").get(code, code)


@cache
def words(lang: str) -> Words:
    """Return the words of `lang`.

    Raises `LanguageError` where ``document.toml`` is absent or breaks a rule; the message names file and key.
    """
    data = read_data(lang, "document")
    texts = {key: _text(lang, data, key) for key in _TEXTS}
    lists = {key: _list(lang, data, key) for key in _LISTS}
    locale = Locale.parse(lang)
    months = {name.casefold(): number for number, name in _months(locale, "format").items()}
    months |= {name.casefold(): number for number, name in _months(locale, "stand-alone").items()}
    texts["date"] = texts["date"].replace("{month}", "|".join(re.escape(name) for name in months))
    return Words(
        lang=lang,
        **{key: _pattern(lang, key, text) for key, text in texts.items()},
        function_words=frozenset(lists["function_words"]),
        open_words=frozenset(lists["open_words"]),
        charsets=tuple(lists["charsets"]),
        range_words=frozenset(lists["range_words"]),
        house=frozenset(word.casefold() for word in lists["house"]),
        summary=frozenset(word.casefold() for word in lists["summary"]),
        contents=frozenset(word.casefold() for word in lists["contents"]),
        annex=tuple(lists["annex"]),
        months=months,
        organs=_organs(lang, data),
        languages={name.casefold(): code for code, name in _language_names(lang).items() if len(code) == 2},
    )


def _has_document(code: str) -> bool:
    try:
        read_data(code, "document")
    except LanguageError:
        return False
    return True


def _text(lang: str, data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise LanguageError(f"{lang}/document.toml: {key} must be one pattern in quotes.")
    return value


def _pattern(lang: str, key: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE if key in {"distribution", "original", "date"} else 0)
    except re.error as error:
        raise LanguageError(f"{lang}/document.toml: {key} is no regular expression: {error}.") from error


def _list(lang: str, data: dict[str, Any], key: str) -> list[str]:
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in cast(list[Any], value)):
        raise LanguageError(f"{lang}/document.toml: {key} must be a list of words in quotes.")
    return cast(list[str], value)


def _organs(lang: str, data: dict[str, Any]) -> dict[str, str]:
    value = data.get("organs")
    if not isinstance(value, dict):
        raise LanguageError(f"{lang}/document.toml: [organs] must map names of organs to catalogue ids.")
    return {name.casefold(): str(id) for name, id in cast(dict[str, Any], value).items()}


def _language_names(lang: str) -> dict[str, str]:
    return cast(dict[str, str], dict(Locale.parse(lang).languages))


def _months(locale: Locale, context: Literal["format", "stand-alone"]) -> dict[int, str]:
    return cast(dict[int, str], locale.months[context]["wide"])
