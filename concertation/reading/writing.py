"""How a language is written: its letters, what parts its words, what is written together with a word,
and how its names change with their case. All of it is in ``languages/<code>/writing.toml``.

>>> from concertation.reading.writing import load_writing
>>> load_writing("zh").plain("（２０１８年，日内瓦）")
'(2018年,日内瓦)'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from concertation.reading.folding import key, plain_blanks
from concertation.reading.inflection import Inflection
from concertation.reading.language_data import read_data

_LEFT = {
    "blanks": r"(?<![\w/])",
    "prefixes": r"(?<![0-9A-Za-z/])",
    "none": r"(?<![0-9A-Za-z/-])(?<![0-9A-Za-z]\.)",
}
_JOINED = re.compile("(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_RIGHT = {"blanks": r"(?!\w)", "prefixes": r"(?!\w)", "none": r"(?![0-9A-Za-z])"}


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language is written.

    `capitals` are the letters that begin a name, "" where the script has none; `letters` all letters,
    `acronyms` those of acronyms, each as the inside of a character class. `parted` tells what parts words:
    "blanks"; "prefixes", blanks, but some small words are written together with the word after them; or
    "none". `prefixes` are those before a word without the article, `article_prefixes` before what follows the
    article of a word that has it, both in folded letters. `signs` are the digits and signs of the script with
    the ASCII characters that they stand for. `left` and `right` are patterns of the edges of a word.
    `word_length` is how many letters a word has where nothing parts the words, 0 elsewhere.
    """

    capitals: str
    letters: str
    acronyms: str
    parted: str
    article: str
    prefixes: frozenset[str]
    article_prefixes: frozenset[str]
    signs: dict[int, str]
    left: str
    right: str
    inflection: Inflection
    word_length: int

    @classmethod
    def of(cls, data: dict[str, Any]) -> Writing:
        """Return the writing that ``writing.toml`` describes."""
        signs = {ord(digit): str(value) for digits in data["digits"] for value, digit in enumerate(digits)}
        signs |= {ord(sign): plain for sign, plain in data["signs"].items()}
        return cls(
            data["capitals"],
            data["letters"],
            data["acronyms"],
            data["parted"],
            key(data["article"]),
            frozenset(map(key, data["prefixes"])),
            frozenset(map(key, data["article_prefixes"])),
            signs,
            _LEFT[data["parted"]],
            _RIGHT[data["parted"]],
            Inflection.of(data.get("inflection", {})),
            data.get("word_length", 0),
        )

    def plain(self, text: str) -> str:
        """Return `text`, of the same length, with plain blanks, ASCII digits and ASCII signs."""
        text = plain_blanks(text)
        return text.translate(self.signs) if self.signs else text

    def count(self, stretch: str) -> int:
        """How many words a stretch of plain words has: where nothing parts them, as many as its letters make.

        >>> load_writing("fr").count("réunion annuelle"), load_writing("zh").count("年度会议")
        (2, 2)
        """
        parts = stretch.split()
        if not self.word_length:
            return len(parts)
        return sum(1 if part.isascii() else -(-len(part) // self.word_length) for part in parts)

    def joined(self, phrase: str) -> str:
        """Return `phrase` without the blanks beside letters that no blank parts: "第三次会议"."""
        return _JOINED.sub("", phrase) if self.word_length else phrase

    def begins_name(self, char: str) -> bool:
        """Whether `char` may begin a name: in scripts without capitals every letter may."""
        return char.isupper() or not self.capitals

    def bare(self, word: str) -> str:
        """Return a word without the article that is written together with it.

        >>> load_writing("ar").bare("الاتحاد"), load_writing("fr").bare("union")
        ('اتحاد', 'union')
        """
        return word.removeprefix(self.article) if self.article else word

    def parts(self, phrase: str) -> tuple[str, frozenset[str]]:
        """Return what of a folded phrase is looked up, and the letters that may stand before it in its word.

        >>> load_writing("ar").parts(key("الاتحاد"))[0]
        'اتحاد'
        """
        if self.article and phrase.startswith(self.article) and len(phrase) > len(self.article) + 1:
            stem = phrase.removeprefix(self.article)
            # With "li-" before it, the article leaves one of two l's: "l-l-jna".
            last = self.article[-1]
            if not stem.startswith(last):
                return stem, self.article_prefixes
            merged = frozenset(p.removesuffix(last) for p in self.article_prefixes if p.endswith(last * 2))
            return stem, self.article_prefixes | merged
        return phrase, self.prefixes

    def cuts(self, plain: str, at: int) -> bool:
        """Whether a word goes on across `at`, in a script whose words blanks alone do not part."""
        left, right = plain[at - 1 : at], plain[at : at + 1]
        if self.parted == "prefixes":
            return left.isalnum() and right.isalnum()
        # Between Han letters no edge is seen; a Latin letter or digit ends where another script begins.
        return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()

    def begin(self, plain: str, start: int, before: frozenset[str], article: bool) -> int | None:
        """Where a phrase begins whose stem is found at `start`, None where it cuts a word; `before` may stand
        before it in its word, `article` tells whether the phrase has one."""
        if self.parted == "none":
            return None if start and self.cuts(plain, start) else start
        attached = plain[plain.rfind(" ", 0, start) + 1 : start]
        if attached not in before:
            return None
        if not article:
            return start
        # The article belongs to the name, what stands before it does not; after "li-" its l alone is left.
        if attached.endswith(self.article):
            return start - len(self.article)
        return start - 1 if len(attached) > 1 else start


@cache
def load_writing(code: str) -> Writing:
    """Return how the language is written. Raises `LanguageError` where ``writing.toml`` is absent."""
    return Writing.of(read_data(code, "writing"))
