"""Citations: every UN document that a text cites, by its symbol in full canonical form.

A form of citation is one class: its docstring lists the forms as documents have them, its pattern finds them.

>>> from concertation.reading.language import load_language
>>> lang = load_language("fr")
>>> [c.symbol for c in citations("ses résolutions 70/1 et 72/273, et la résolution 1809 (2008)", lang)]
['A/RES/70/1', 'A/RES/72/273', 'S/RES/1809(2008)']
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concertation.reading.folding import plain_blanks
from concertation.reading.mention import SymbolMention

if TYPE_CHECKING:
    from concertation.reading.language import Language

DATA = Path(__file__).parent / "data"
_FIRST_NUMBERED_SESSION = 31
"""From its thirty-first session on, the General Assembly numbers resolutions session/number."""
_FIRST_YEAR = 1946
_LOOK_BACK = 120
"""Characters before "sa résolution" within which the organ that adopted it may be named."""


def citations(text: str, lang: Language) -> list[SymbolMention]:
    """Return the documents that `text` cites, in order. A resolution whose organ is not stated and
    does not follow from its number is not returned."""
    text = plain_blanks(text)
    forms = lang.symbols
    found: list[SymbolMention] = []
    if "/" in text:
        found += forms.written.find(text)
    if any(word in text for word in forms.adopted.words):
        found += forms.adopted.find(text)
    found.sort(key=lambda mention: mention.start)
    return found


@dataclass(frozen=True, slots=True)
class WrittenSymbol:
    """A symbol as such.

    A/71/160 · S/PRST/2013/12 · A/C.5/78/34 · ST/SGB/2019/2 · A/HRC/28/6 · A/67/280/Add.1 ·
    S/RES/1809 (2008) · A/RES/3066(XXVIII) · A/ES-10/22 · two of one text: A/71/160-S/2016/621 ·
    with its additions: A/71/160 et Add.1 et Corr.1
    """

    pattern: re.Pattern[str]
    addition: re.Pattern[str]

    @classmethod
    def of(cls, data: dict[str, Any]) -> WrittenSymbol:
        """Compile the pattern for the words of ``symbols.toml``."""
        prefixes = "|".join(sorted(_series(), key=len, reverse=True))
        pattern = rf"""
            (?<![\w/.]) (?P<prefix>{prefixes})
            (?P<parts> (?: / (?: [A-Za-z]{{1,8}}[.-]?\d+(?:\.\d+)* | \d+(?:\.\d+)* | [A-Z]{{1,8}} ) )+ )
            (?: [ ]? (?P<year> \( (?: \d{{4}} | [A-Z-]*[IVXLC]+ ) \) ) )?
            (?![\w/])
        """
        return cls(
            re.compile(pattern, re.VERBOSE),
            re.compile(rf"(?:,| (?:{'|'.join(data['and'])})) (?P<part>(?:Add|Corr|Rev)\.\d+)\b"),
        )

    def find(self, text: str) -> Iterator[SymbolMention]:
        """Yield the symbols written in `text`."""
        for match in self.pattern.finditer(text):
            parts = match["parts"]
            if not any(char.isdigit() for char in parts):
                continue
            symbol, end = match["prefix"] + parts, match.end("parts")
            if match["year"] and "/RES/" in symbol:
                symbol, end = symbol + match["year"], match.end()
            yield SymbolMention(match.start(), end, symbol)
            while added := self.addition.match(text, end):
                yield SymbolMention(added.start("part"), added.end(), f"{symbol}/{added['part']}")
                end = added.end()


@dataclass(frozen=True, slots=True)
class Adopted:
    """A resolution or decision by its number, alone or in a list, its organ before, after or not named.

    résolution 58/316 de l'Assemblée générale · sa résolution 72/273 · résolutions 70/1, 70/296 et 72/273 ·
    résolution 1809 (2008) · Security Council resolution 1540 (2004) · résolution 3066 (XXVIII) ·
    Human Rights Council resolution 28/6 · Economic and Social Council resolution 2018/5 ·
    resolution ES-10/15 · décision 71/546
    """

    pattern: re.Pattern[str]
    number: re.Pattern[str]
    words: tuple[str, ...]
    decisions: frozenset[str]
    organs: dict[str, str]
    named: re.Pattern[str]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Adopted:
        """Compile the pattern for the words of ``symbols.toml``."""
        number = r"""
            (?: \d{1,4} [ ]? \( (?:\d{4}|[A-Z-]*[IVXLC]+) \)
              | (?:(?:S|ES)-)? \d{1,4} / \d{1,4} (?: [ ][A-F] (?= [,.;)] | [ ](?:et|and|de|du|of|on)\b ) )? )
        """
        # "résolutions 43/12 du 25 octobre 1988 et 44/17 du 1er novembre 1989"
        dated = rf"(?: [ ](?:{'|'.join(data['of'])})[ ]\d{{1,2}}(?:er)?[ ]\w+[ ]\d{{4}} )?"
        words = (*data["resolution"], *data["decision"])
        joined = "|".join(re.escape(word) for word in data["and"])
        organs = {
            name: organ
            for table in ("organs_before", "organs_after", "organs")
            for organ, names in data[table].items()
            for name in names
        }
        pattern = rf"""
            (?: (?<!\w)(?P<before>{_any(data["organs_before"])})['’]?s? [ ] )?
            (?: (?<!\w)(?P<own>{"|".join(data["own"])}) [ ] )?
            (?<!\w)(?P<word>{"|".join(words)}) [ ]
            (?P<numbers> {number} {dated} (?: ,?[ ] (?:(?:{joined})[ ])? {number} {dated} )* )
            (?: [ ] (?P<after>{_any(data["organs_after"])}) (?!\w) )?
        """
        return cls(
            re.compile(pattern, re.VERBOSE),
            re.compile(number, re.VERBOSE),
            words,
            frozenset(data["decision"]),
            organs,
            re.compile(_any(data["organs"]).replace("[ ]", " ")),
        )

    def find(self, text: str) -> Iterator[SymbolMention]:
        """Yield the resolutions and decisions that `text` cites by number."""
        for match in self.pattern.finditer(text):
            organ = self._organ(match, text)
            act = "DEC" if match["word"] in self.decisions else "RES"
            first = match.start("numbers")
            for number in self.number.finditer(text, first, match.end("numbers")):
                symbol = _symbol(number.group().replace(" ", ""), organ, act)
                start = match.start("word") if number.start() == first else number.start()
                if symbol:
                    yield SymbolMention(start, number.end(), symbol)

    def _organ(self, match: re.Match[str], text: str) -> str | None:
        stated = match["before"] or match["after"]
        if stated:
            return self.organs[stated]
        if not match["own"]:
            return None
        named = list(self.named.finditer(text, max(0, match.start() - _LOOK_BACK), match.start()))
        return self.organs[named[-1].group()] if named else None


@dataclass(frozen=True, slots=True)
class SymbolForms:
    """The forms of citation of a language."""

    written: WrittenSymbol
    adopted: Adopted

    @classmethod
    def of(cls, data: dict[str, Any]) -> SymbolForms:
        """Compile the forms for the words of ``symbols.toml``."""
        return cls(WrittenSymbol.of(data), Adopted.of(data))


def _symbol(number: str, organ: str | None, act: str) -> str | None:
    """The full symbol of "1809(2008)" or "58/316", None where its organ stays open.

    >>> _symbol("58/316", None, "RES"), _symbol("28/6", "A/HRC", "RES"), _symbol("28/6", None, "RES")
    ('A/RES/58/316', 'A/HRC/RES/28/6', None)
    """
    if number.endswith(")"):
        bracket = number[number.index("(") + 1 : -1]
        usual = "S" if bracket.isdigit() else "A"
        return f"{usual if organ in (None, 'A/HRC') else organ}/{act}/{number}"
    if not number[0].isdigit():
        return f"{organ or 'A'}/{act}/{number}"
    session = int(number.split("/")[0])
    if session >= _FIRST_YEAR:
        return f"E/{act}/{number}"
    if organ in ("A", "A/HRC"):
        return f"{organ}/{act}/{number}"
    return f"A/{act}/{number}" if session >= _FIRST_NUMBERED_SESSION and organ in (None, "S") else None


def _any(table: dict[str, list[str]]) -> str:
    """A pattern of every name in the table; of none, one that never fits."""
    names = sorted((name for names in table.values() for name in names), key=len, reverse=True)
    return "|".join(re.escape(name).replace("\\ ", "[ ]") for name in names) or r"(?!)"


@cache
def _series() -> tuple[str, ...]:
    with (DATA / "symbol_series.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["prefix"] for row in csv.DictReader(file))
