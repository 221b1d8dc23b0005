"""Resolutions and decisions that a text cites by their number: the words of a language around it.

>>> from concertation.reading.language import load_language
>>> text = "les résolutions 62/208 A et B, 1809 (2008) et 2011 (XX)"
>>> [found.symbol for found in load_language("fr").symbols.adopted.find(text)]
['A/RES/62/208A', 'A/RES/62/208B', 'S/RES/1809(2008)', 'A/RES/2011(XX)']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from concertation.reading.mention import SymbolMention
from concertation.reading.numbers import to_roman
from concertation.reading.writing import Writing

_FIRST_NUMBERED_SESSION = 31
"""From its thirty-first session on, the General Assembly numbers resolutions session/number."""
_FIRST_YEAR = 1946
_YEAR_DIGITS = 4
_LOOK_BACK = 120
"""Characters before "sa résolution" within which the organ that adopted it may be named."""
_LETTER = "[A-ZАВСЕ]"
_CYRILLIC = str.maketrans("АВСЕ", "ABCE")
"""Cyrillic letters that a writer may have typed for the Latin ones of a resolution."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A resolution or decision by its number, alone or in a list, its organ before, after, between or open.

    résolution 58/316 de l'Assemblée générale · sa résolution 72/273 · résolutions 70/1, 70/296 et 72/273 ·
    résolution 1809 (2008) · Security Council resolution 1540 (2004) · résolution 3066 (XXVIII) ·
    résolution 217 A (III) · résolution 57/270 B · résolutions 62/208 A et B · resolution S-20/2 ·
    resolution ES-10/15 · Human Rights Council resolution 28/6 ·
    Economic and Social Council resolution 2018/5 ·
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
        number = _number(data, sessions)
        tables = ("organs_before", "organs_between", "organs_after", "organs")
        return cls(
            re.compile(_pattern(data, number, writing), re.VERBOSE),
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


def _number(data: dict[str, Any], sessions: dict[str, str]) -> str:
    """The pattern of a number, in its groups."""
    marks = _any(["S-", "ES-", *sessions])
    # "57/270 B", but not "57/270 A new …"
    joined, of = _any(data["and"]), _any(data["of"])
    counted = re.escape(data.get("number_after", "")) or "$"
    closed = rf"(?= [,.;:)] | $ | [ ]?(?:{joined})[ ] | [ ](?:{of})[ ] | [ ]?{counted} )"
    letter = rf"[ ]?(?: [B-HJ-ZВСЕ](?!\w) | {_LETTER}{closed} )"
    return rf"""
        (?: (?P<old>\d{{1,4}}) (?P<part>[ ]{_LETTER})? [ ]?
            \( (?P<session> \d{{4}} | (?:{marks})?[IVXLC]+ | (?:{marks})\d{{1,2}} ) \)
          | (?P<special>{marks})? (?P<new>\d{{1,4}}/\d{{1,4}}) (?P<letter>{letter})? )
    """


def _pattern(data: dict[str, Any], number: str, writing: Writing) -> str:
    """The pattern of a word with its numbers and its organ."""
    plain = re.sub(r"\?P<\w+>", "?:", number)
    joined, of = _any(data["and"]), _any(data["of"])
    # "résolutions 43/12 du 25 octobre 1988 et 44/17 du 1er novembre 1989"
    dated = rf"(?: ,?[ ](?:{of})[ ]\d{{1,2}}(?:er)?[ ](?:de[ ])?\w+[ ](?:de[ ])?\d{{4}} )?"
    letters = rf"(?: (?:,[ ]|[ ]?(?:{joined})[ ]){_LETTER}(?!\w) )*"
    one = rf"{plain} {letters} {dated}"
    if counted := data.get("number_after"):
        one = rf"(?:{data['number_before']})?[ ]? {plain} {letters} (?:{counted})?"
    between = rf"(?: ,[ ]? | ,?[ ](?:{joined})[ ]? | [ ]?(?:{joined})[ ]? | ,?[ ] )"
    numbers = rf"(?P<numbers> {one} (?: {between} {one} )* )"
    word = rf"(?P<word>{_any([*data['resolution'], *data['decision']])})"
    gap = "[ ]?" if writing.parted == "none" else "[ ]"
    left = writing.left
    organ = rf"(?: {left}(?P<before>{_any_of(data['organs_before'])})['’]?s? {gap} )?"
    own = rf"(?: {left}(?P<own>{_any(data['own'])}) {gap} )?"
    if data.get("number_first"):
        return rf"{organ} {own} {numbers} {word}"
    return rf"""
        {organ} {own} {left}{word} [ ]
        (?: (?P<between>{_any_of(data.get("organs_between", {}))}) [ ] )?
        {numbers} (?: [ ] (?P<after>{_any_of(data["organs_after"])}) {writing.right} )?
    """


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
