"""The words of a text as a search compares them, and the marks beside them.

A word is folded (case and accents forgiven) and cut to its stem by the rules of the language of its text;
"·en" behind it tells which, so that the stem of one language never meets a word of another. Words with
digits, and words of languages without a stemmer, stay as they are. Chinese, which parts no words, is cut into
pairs of characters. A mark ("§kind·meeting") is told from a word by its first character, which no word has.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from concertation.reading.language_data import available, has_data, read_data
from concertation.register.folding import fold

DATA = Path(__file__).parent.parent / "data" / "search.toml"
BREAK = "¶"
"""Stands between two texts, so that no phrase goes from one to the other."""
LONGEST = 64
"""Characters of a token; what is longer is cut, for it is no word."""
MOST = 12_000
"""Tokens that are kept of one text: PostgreSQL counts positions to 16,383."""

_SHORT_I = "\ue000"
"""Stands for й while a text is folded: to Russian it is a letter and no accent."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:'[^\W_{_HAN}]+)*")
_CYRILLIC, _ARABIC = re.compile("[\u0400-\u052f]+"), re.compile("[\u0620-\u06ff]+")
_LATIN = re.compile(r"[a-z\u00df-\u024f]+")


@cache
def data() -> dict[str, Any]:
    """Return what ``data/search.toml`` says."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def _stemmer(lang: str) -> Callable[[str], str]:
    stemmer: Any = snowballstemmer
    return stemmer.stemmer(data()["stemmers"][lang]).stemWord


LATIN_LANGUAGES = tuple(code for code in data()["stemmers"] if code not in ("ru", "ar"))


@cache
def small_words() -> frozenset[str]:
    """Return the folded words of all languages that say nothing alone ("of", "la")."""
    texts = [
        word
        for code in available()
        if has_data(code, "document")
        for word in read_data(code, "document").get("open_words", [])
    ]
    return frozenset(folded(word).rstrip("'") for word in texts)


def folded(text: str) -> str:
    """Return the text without case and accents; й stays.

    >>> folded("L’Évaluation, российский")
    "l'evaluation, российский"
    """
    text = text.replace("й", _SHORT_I).replace("Й", _SHORT_I)
    return fold(text).replace(_SHORT_I, "й")


def words(text: str) -> Iterator[str]:
    """Yield the folded words of a text: what apostrophes hang on them is dropped.

    >>> list(words("L’Union’s haut-niveau A/73/328"))
    ['union', 'haut', 'niveau', 'a', '73', '328']
    """
    for found in WORD.findall(folded(text)):
        yield from _parts(found) if "'" in found else (found,)


def folded_name(name: str) -> str:
    """Return the words of a name as they are compared, with one blank between.

    >>> folded_name("l’Organisation  des États américains (OEA)")
    'organisation des etats americains oea'
    """
    return " ".join(words(name))


def _parts(word: str) -> list[str]:
    apostrophes, parts = data()["apostrophes"], word.split("'")
    if parts[0] in apostrophes["before"]:
        parts = parts[1:]
    if len(parts) > 1 and parts[-1] in apostrophes["behind"]:
        parts = parts[:-1]
    return parts


def tokens(text: str, lang: str) -> Iterator[str]:
    """Yield the tokens of a text in the language (ISO 639-1), in order.

    >>> list(tokens("Les réunions de 2018", "fr")), list(tokens("合作会议", "zh"))
    (['le·fr', 'reunion·fr', 'de·fr', '2018'], ['合作', '作会', '会议', '议'])
    """
    for word in words(text):
        if is_han(word):
            yield from _pairs(word)
            yield word[-1]  # so that each character begins a token
        else:
            yield token(word, lang)


@lru_cache(maxsize=200_000)
def token(word: str, lang: str) -> str:
    """Return the token of a folded word in a text of the language."""
    word = word[:LONGEST]
    if _CYRILLIC.fullmatch(word):
        return folded(_stemmer("ru")(word)) or word
    if _ARABIC.fullmatch(word):
        return _stemmer("ar")(word) or word
    if lang in LATIN_LANGUAGES and _LATIN.fullmatch(word):
        return f"{_stem(word, lang)}·{lang}"
    return word


def _stem(word: str, lang: str) -> str:
    stem = _stemmer(lang)(word) or word
    for ending, instead in data()["endings"].get(lang, {}).items():
        if len(stem) > 4 and stem.endswith(ending):
            return stem.removesuffix(ending) + instead
    return stem


def is_han(word: str) -> bool:
    """Tell whether a word is of Chinese characters."""
    return re.match(f"[{_HAN}]", word) is not None


def _pairs(word: str) -> Iterable[str]:
    return (word[at : at + 2] for at in range(len(word) - 1))


def asked(word: str) -> list[list[str]]:
    """Return how a folded word of a query may stand in a text: each way is tokens in a row; where it is a
    single Chinese character, the last one is the beginning of a token (see `is_character`).

    >>> asked("reunions")
    [['reunion·en'], ['reunions·es'], ['reunion·fr'], ['reunions']]
    """
    if is_han(word):
        return [list(_pairs(word)) or [word]]
    langs = (*LATIN_LANGUAGES, "") if _LATIN.fullmatch(word) else ("",)
    return [[one] for one in dict.fromkeys(token(word, lang) for lang in langs)]


def is_character(word: str) -> bool:
    """Tell whether a word is one Chinese character: it is found wherever it begins a token."""
    return len(word) == 1 and is_han(word)


def joined(texts: Iterable[tuple[str, str]]) -> str:
    """Return the tokens of several texts (each with its language), separated by blanks."""
    found: list[str] = []
    for text, lang in texts:
        found += [BREAK] * bool(found)
        found += tokens(text, lang)
    return " ".join(found[:MOST])


def as_written(texts: Iterable[tuple[str, str]]) -> str:
    """Return the folded words of several texts, no ending cut off: so the beginning of one is found."""
    found: list[str] = []
    for text, _lang in texts:
        found += [BREAK, *(word[:LONGEST] for word in words(text) if not is_han(word))]
    return " ".join(found[:MOST])


_NO_ASCII = {ord(c): chr(0x2400 + ord(c)) for c in map(chr, range(33, 127)) if not c.isalnum()}


def mark(name: str, value: object) -> str:
    """Return the mark that says that `name` has this value. Signs that would part a word stand changed.

    >>> mark("kind", "meeting"), unmark(mark("organization", "AU-IBAR"))
    ('§kind·meeting', ('organization', 'au-ibar'))
    """
    text = "".join(str(value).lower().split())
    return f"§{name}·{text.translate(_NO_ASCII)[:LONGEST]}"


def unmark(text: str) -> tuple[str, str]:
    """Return the name and the value (in small letters) of a mark."""
    name, _sign, value = text.removeprefix("§").partition("·")
    return name, "".join(chr(ord(c) - 0x2400) if 0x2421 <= ord(c) <= 0x247E else c for c in value)
