"""Citations: every UN document that a text cites, by its symbol in full canonical form.

A form of citation is one class: its docstring lists the forms as documents have them, its pattern finds them.
What of the document is cited, its annex or a paragraph, is read by `citation.py`.

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

from concertation.reading.adopted import Adopted
from concertation.reading.citation import Citation, PartForms
from concertation.reading.mention import SymbolMention
from concertation.reading.writing import Writing

if TYPE_CHECKING:
    from concertation.reading.language import Language

DATA = Path(__file__).parent / "data"


def citations(text: str, lang: Language) -> list[Citation]:
    """Return the documents that `text` cites, in order. A resolution whose organ is not stated and
    does not follow from its number is not returned."""
    text = lang.writing.plain(text)
    forms = lang.symbols
    found: list[SymbolMention] = []
    if "/" in text:
        found += forms.written.find(text)
    if any(map(text.__contains__, forms.adopted.words)):
        found += forms.adopted.find(text)
    found.sort(key=lambda mention: mention.start)
    return [forms.parts.of_mention(mention, text) for mention in found]


@dataclass(frozen=True, slots=True)
class WrittenSymbol:
    """A symbol as such.

    A/71/160 · S/PRST/2013/12 · A/C.5/78/34 · ST/SGB/2019/2 · A/HRC/28/6 · A/67/280/Add.1 · A/S-20/4 ·
    ST/ESA/SER.A/424 · S/RES/1809 (2008) · A/RES/3066(XXVIII) · A/RES/57/270 B · A/ES-10/22 ·
    two of one text: A/71/160-S/2016/621 ·
    with its additions: A/71/160 et Add.1 et Corr.1, Add.1 et 2, Add.1-3
    """

    pattern: re.Pattern[str]
    addition: re.Pattern[str]

    @classmethod
    def of(cls, data: dict[str, Any], writing: Writing) -> WrittenSymbol:
        """Compile the pattern for the words of ``symbols.toml``."""
        prefixes = "|".join(sorted(_series(), key=len, reverse=True))
        letter = r"\w" if writing.parted == "blanks" else "0-9A-Za-z"
        pattern = rf"""
            (?<![{letter}/.]) (?P<prefix>{prefixes})
            (?P<parts> (?: / (?:
                [A-Za-z]{{1,8}}[.-]?\d+(?:\.\d+)* | \d+(?:\.\d+)* | [A-Z]{{1,8}}(?:\.[A-Z]\b)?
            ) )+ )
            (?: [ ]? (?P<year> \( (?: \d{{4}} | [A-Z-]*[IVXLC]+ ) \) ) )?
            (?: [ ]? (?P<letter> [A-Z] (?= [,.;:)] | $ ) ) )?
            (?! [{letter}/] )
        """
        joined = "|".join(re.escape(word) for word in data["and"])
        more = rf"(?P<more>(?:(?:[-–]|,? (?:{joined}) )\d{{1,2}}(?![\d/.]))*)"
        return cls(
            re.compile(pattern, re.VERBOSE),
            re.compile(rf"(?:,| ?(?:{joined})) ?(?P<part>(?:Add|Corr|Rev)\.)(?P<number>\d+){more}"),
        )

    def find(self, text: str) -> Iterator[SymbolMention]:
        """Yield the symbols written in `text`."""
        for match in self.pattern.finditer(text):
            parts = match["parts"]
            if not any(char.isdigit() for char in parts):
                continue
            symbol, end = match["prefix"] + parts, match.end("parts")
            if "/RES/" in symbol or "/DEC/" in symbol:
                symbol += (match["year"] or "") + (match["letter"] or "")
                end = max(end, match.end("year"), match.end("letter"))
            yield SymbolMention(match.start(), end, symbol)
            while added := self.addition.match(text, end):
                part, start = f"{symbol}/{added['part']}", added.start("part")
                yield SymbolMention(start, added.end("number"), part + added["number"])
                last = int(added["number"])
                for number in re.finditer(r"(?P<range>[-–])?(?P<number>\d+)", added["more"]):
                    at = added.start("more")
                    for between in range(
                        last + 1 if number["range"] else int(number["number"]), int(number["number"]) + 1
                    ):
                        yield SymbolMention(
                            at + number.start("number"), at + number.end(), f"{part}{between}"
                        )
                    last = int(number["number"])
                end = added.end()


@dataclass(frozen=True, slots=True)
class SymbolForms:
    """The forms of citation of a language."""

    written: WrittenSymbol
    adopted: Adopted
    parts: PartForms

    @classmethod
    def of(cls, data: dict[str, Any], writing: Writing) -> SymbolForms:
        """Compile the forms for the words of ``symbols.toml``."""
        return cls(
            WrittenSymbol.of(data, writing),
            Adopted.of(data, writing),
            PartForms.of(data["parts"], data["and"]),
        )


@cache
def _series() -> tuple[str, ...]:
    with (DATA / "symbol_series.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["prefix"] for row in csv.DictReader(file))
