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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concertation.reading.citation import Citation, PartForms
from concertation.reading.mention import SymbolMention
from concertation.reading.numbers import to_roman
from concertation.reading.writing import Writing

if TYPE_CHECKING:
    from concertation.reading.language import Language

DATA = Path(__file__).parent / "data"
_FIRST_NUMBERED_SESSION = 31
"""From its thirty-first session on, the General Assembly numbers resolutions session/number."""
_FIRST_YEAR = 1946
_YEAR_DIGITS = 4
_LOOK_BACK = 120
"""Characters before "sa résolution" within which the organ that adopted it may be named."""
_LETTER = "[A-ZАВСЕ]"
_CYRILLIC = str.maketrans("АВСЕ", "ABCE")
"""Cyrillic letters that a writer may have typed for the Latin ones of a resolution."""


def citations(text: str, lang: Language) -> list[Citation]:
    """Return the documents that `text` cites, in order. A resolution whose organ is not stated and
    does not follow from its number is not returned."""
    text = lang.writing.plain(text)
    forms = lang.symbols
    found: list[SymbolMention] = []
    if "/" in text:
        found += forms.written.find(text)
    if any(word in text for word in forms.adopted.words):
        found += forms.adopted.find(text)
    found.sort(key=lambda mention: mention.start)
    return [forms.parts.of_mention(mention, text) for mention in found]


@dataclass(frozen=True, slots=True)
class WrittenSymbol:
    """A symbol as such.

    A/71/160 · S/PRST/2013/12 · A/C.5/78/34 · ST/SGB/2019/2 · A/HRC/28/6 · A/67/280/Add.1 · A/S-20/4 ·
    ST/ESA/SER.A/424 · S/RES/1809 (2008) · A/RES/3066(XXVIII) · A/RES/57/270 B · A/ES-10/22 ·
    two of one text: A/71/160-S/2016/621 · with its additions: A/71/160 et Add.1 et Corr.1, Add.1 et 2, Add.1-3
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
            (?P<parts> (?: / (?: [A-Za-z]{{1,8}}[.-]?\d+(?:\.\d+)* | \d+(?:\.\d+)* | [A-Z]{{1,8}}(?:\.[A-Z]\b)? ) )+ )
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
class Adopted:
    """A resolution or decision by its number, alone or in a list, its organ before, after, between or not named.

    résolution 58/316 de l'Assemblée générale · sa résolution 72/273 · résolutions 70/1, 70/296 et 72/273 ·
    résolution 1809 (2008) · Security Council resolution 1540 (2004) · résolution 3066 (XXVIII) ·
    résolution 217 A (III) · résolution 57/270 B · résolutions 62/208 A et B · resolution S-20/2 ·
    resolution ES-10/15 · Human Rights Council resolution 28/6 · Economic and Social Council resolution 2018/5 ·
    décision 71/546 · قرار الجمعية العامة 58/316 · القرار 2193 (د-21) · 第1631(2005)号和第1809(2008)号决议
    """

    pattern: re.Pattern[str]
    number: re.Pattern[str]
    words: tuple[str, ...]
    decisions: frozenset[str]
    own: frozenset[str]
    organs: dict[str, str]
    named: re.Pattern[str]
    sessions: dict[str, str]

    @classmethod
    def of(cls, data: dict[str, Any], writing: Writing) -> Adopted:
        """Compile the pattern for the words of ``symbols.toml``."""
        sessions: dict[str, str] = data.get("sessions", {})
        special = "|".join(["S-", "ES-", *map(re.escape, sorted(sessions, key=len, reverse=True))])
        joined = "|".join(re.escape(word) for word in data["and"])
        # "57/270 B", but not "57/270 A new …"
        closed = rf"(?= [,.;:)] | $ | [ ]?(?:{joined})[ ] | [ ](?:{'|'.join(data['of'])})[ ] | [ ]?{data.get('number_after') or '$'} )"
        letter = rf"[ ]?(?: [B-HJ-ZВСЕ](?!\w) | {_LETTER}{closed} )"
        number = rf"""
            (?: (?P<old>\d{{1,4}}) (?P<part>[ ]{_LETTER})? [ ]? \( (?P<session>\d{{4}}|(?:{special})?(?:[IVXLC]+|\d{{1,2}})) \)
              | (?P<special>{special})? (?P<new>\d{{1,4}}/\d{{1,4}}) (?P<letter>{letter})? )
        """
        plain = re.sub(r"\?P<\w+>", "?:", number)
        # "résolutions 43/12 du 25 octobre 1988 et 44/17 du 1er novembre 1989"
        dated = (
            rf"(?: ,?[ ](?:{'|'.join(data['of'])})[ ]\d{{1,2}}(?:er)?[ ](?:de[ ])?\w+[ ](?:de[ ])?\d{{4}} )?"
        )
        letters = rf"(?: (?:,[ ]|[ ]?(?:{joined})[ ]){_LETTER}(?!\w) )*"
        before, after = data.get("number_before", ""), data.get("number_after", "")
        one = (
            rf"(?:{before})?[ ]? {plain} {letters} (?:{after})? {dated}"
            if after
            else rf"{plain} {letters} {dated}"
        )
        word = rf"(?P<word>{_any([*data['resolution'], *data['decision']])})"
        numbers = rf"(?P<numbers> {one} (?: (?: ,[ ]? | ,?[ ](?:{joined})[ ]? | [ ]?(?:{joined})[ ]? | ,?[ ] ) {one} )* )"
        gap = "[ ]?" if writing.parted == "none" else "[ ]"
        left = writing.left
        organ = rf"(?: {left}(?P<before>{_any_of(data['organs_before'])})['’]?s? {gap} )?"
        own = rf"(?: {left}(?P<own>{_any(data['own'])}) {gap} )?"
        if data.get("number_first"):
            pattern = rf"{organ} {own} {numbers} {word}"
        else:
            pattern = rf"""
                {organ} {own} {left}{word} [ ]
                (?: (?P<between>{_any_of(data.get("organs_between", {}))}) [ ] )?
                {numbers} (?: [ ] (?P<after>{_any_of(data["organs_after"])}) {writing.right} )?
            """
        tables = ("organs_before", "organs_between", "organs_after", "organs")
        return cls(
            re.compile(pattern, re.VERBOSE),
            re.compile(rf"{number} | (?P<alone>(?<=[ ]){_LETTER}(?!\w))", re.VERBOSE),
            (*data["resolution"], *data["decision"]),
            frozenset(data["decision"]),
            frozenset(data.get("own_words", ())),
            {
                name: organ
                for table in tables
                for organ, names in data.get(table, {}).items()
                for name in names
            },
            re.compile(_any_of(data["organs"]).replace("[ ]", " ")),
            sessions,
        )

    def find(self, text: str) -> Iterator[SymbolMention]:
        """Yield the resolutions and decisions that `text` cites by number."""
        for match in self.pattern.finditer(text):
            organ = self._organ(match, text)
            act = "DEC" if match["word"] in self.decisions else "RES"
            first = match.start("numbers")
            leads = match.start("word") < first
            base = ""
            for number in self.number.finditer(text, first, match.end("numbers")):
                if number["alone"]:
                    symbol = base and base + _latin(number["alone"])
                else:
                    symbol = _symbol(self._canonical(number), organ, act) or ""
                    base = symbol.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                start = (
                    match.start("word")
                    if leads and number.start() == self._first(text, first)
                    else number.start()
                )
                if symbol:
                    yield SymbolMention(start, number.end(), symbol)

    def _first(self, text: str, first: int) -> int:
        found = self.number.search(text, first)
        return found.start() if found else first

    def _canonical(self, number: re.Match[str]) -> str:
        """The number as symbols have it: "2193 (د-21)" is "2193(XXI)", "217 A (III)" is "217(III)A"."""
        if number["new"]:
            special = number["special"] or ""
            return self.sessions.get(special, special) + number["new"] + _latin(number["letter"] or "")
        session = number["session"]
        for own, written in self.sessions.items():
            session = session.replace(own, written, 1) if session.startswith(own) else session
        if not (session.isdigit() and len(session) == _YEAR_DIGITS):
            session = re.sub(r"\d+$", lambda digits: to_roman(int(digits.group())), session)
        return f"{number['old']}({session}){_latin(number['part'] or '')}"

    def _organ(self, match: re.Match[str], text: str) -> str | None:
        got = match.groupdict()
        stated = got["before"] or got.get("after") or got.get("between")
        if stated:
            return self.organs[stated]
        if not got["own"] and got["word"] not in self.own:
            return None
        named = list(self.named.finditer(text, max(0, match.start() - _LOOK_BACK), match.start()))
        return self.organs[named[-1].group()] if named else None


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


def _symbol(number: str, organ: str | None, act: str) -> str | None:
    """The full symbol of "1809(2008)" or "58/316", None where its organ stays open.

    >>> _symbol("58/316", None, "RES"), _symbol("28/6", "A/HRC", "RES"), _symbol("28/6", None, "RES")
    ('A/RES/58/316', 'A/HRC/RES/28/6', None)
    """
    if "(" in number:
        bracket = number[number.index("(") + 1 : number.index(")")]
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


def _latin(letter: str) -> str:
    return letter.strip().translate(_CYRILLIC)


def _any(words: Iterable[str]) -> str:
    """A pattern of every word; of none, one that never fits."""
    return (
        "|".join(re.escape(word).replace("\\ ", "[ ]") for word in sorted(words, key=len, reverse=True))
        or r"(?!)"
    )


def _any_of(table: dict[str, list[str]]) -> str:
    return _any(name for names in table.values() for name in names)


@cache
def _series() -> tuple[str, ...]:
    with (DATA / "symbol_series.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["prefix"] for row in csv.DictReader(file))
