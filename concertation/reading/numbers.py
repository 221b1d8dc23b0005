"""Numbers in words: cardinals and ordinals, composed from the words of a language.

>>> from concertation.reading.language import load_language
>>> lang = load_language("fr")
>>> [ordinal.value for ordinal in ordinals("aux soixante et onzième et 73e sessions", lang)]
[71, 73]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concertation.reading.folding import fold, key
from concertation.reading.lexicon import Entry, Hit
from concertation.reading.mention import OrdinalMention
from concertation.reading.writing import Writing

if TYPE_CHECKING:
    from concertation.reading.language import Language

_ROMAN = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The numbers of a language: words of cardinals and ordinals by their `folding.key`,
    the patterns of figures and Roman numerals with an ordinal ending ("73e", "XIVe"), and the words
    beside which an ordinal counts no series."""

    cardinals: dict[str, int]
    ordinals: dict[str, int]
    figures: re.Pattern[str]
    numerals: re.Pattern[str]
    no_series_after: re.Pattern[str]
    no_series_before: re.Pattern[str]

    @classmethod
    def of(cls, data: dict[str, Any], writing: Writing) -> NumberWords:
        """Compose the numbers up to 199 from the words in ``numbers.toml``."""
        figures = data["figures"]
        rules = data["compose"]
        cardinals = {key(word): value for word, value in data["cardinals"].items()}
        endings = {
            key(form): value
            for word, value in data["ordinals"].items()
            for form in writing.inflection.adjective_forms(word)
        }
        alone = {key(word) for word in figures["only_alone"]}
        composed = {key(word) for word in figures["only_composed"]}
        tails = {word: value for word, value in endings.items() if word not in alone}
        ordinals = {word: value for word, value in endings.items() if word not in composed}
        ordinals |= dict(_composed(rules, tails, cardinals | endings))
        cardinals |= dict(_composed(data.get("compose_cardinals", rules), cardinals, cardinals))
        if figures["plural"]:
            ordinals |= {word + figures["plural"]: value for word, value in ordinals.items()}
        if series := data.get("series"):
            ordinals |= _counted(series, cardinals)
        before, after = _any(figures.get("before_figures", ())), _any(figures["after_figures"])
        ahead = rf"|(?=\s(?:{_any(nouns)}))" if (nouns := figures.get("nouns_after_roman")) else ""
        # The look behind stands after the first digit so that the engine can skip to a digit at once.
        number = rf"(?P<number>[0-9](?<!\w.)\d{{0,3}})\s?(?:{after})s?\b"
        if before:
            number = rf"(?:{before})\s?(?P<number>\d{{1,4}})(?!\d)\s?(?:{after})"
        return cls(
            cardinals,
            ordinals,
            re.compile(number),
            re.compile(
                rf"(?P<number>[IVXLC](?<!\w.)[IVXLC]*)(?:(?:{_any(figures['after_roman'])})s?\b{ahead})"
            ),
            _beside(figures["no_series_after"], rf"\s*(?:%s){writing.right}"),
            _beside(figures["no_series_before"], rf"{writing.left}(?:%s)\s*$"),
        )

    def entries(self) -> Iterator[Entry]:
        """Yield the ordinals for the lexicon."""
        for word, value in self.ordinals.items():
            yield Entry(word, "ordinal", str(value))


def ordinals(text: str, lang: Language) -> list[OrdinalMention]:
    """Return the ordinals of `text`, in words or figures, in order."""
    folded = fold(text)
    return ordinals_among(lang.lexicon.scan(text, folded), text, folded, lang)


def ordinals_among(hits: Iterable[Hit], text: str, folded: str, lang: Language) -> list[OrdinalMention]:
    """Return the ordinals among `hits` and those written in figures."""
    words = lang.numbers
    found = [
        OrdinalMention(hit.start, hit.end, int(hit.entry.value))
        for hit in hits
        if hit.entry.sense == "ordinal"
        and not words.no_series_after.match(folded, hit.end)
        and not words.no_series_before.search(folded, max(0, hit.start - 12), hit.start)
    ]
    for pattern, read in ((words.figures, int), (words.numerals, roman)):
        for match in pattern.finditer(text):
            value = read(match["number"])
            dated = lang.dates.month_ahead.match(text, match.end())  # "le 1er mars"
            if value and not dated and not words.no_series_after.match(folded, match.end()):
                found.append(OrdinalMention(match.start(), match.end(), value))
    found.sort(key=lambda mention: mention.start)
    return found


def roman(numeral: str) -> int | None:
    """Return the value of a Roman numeral in capitals, None where it is no well-formed one.

    >>> roman("XIV"), roman("IVX")
    (14, None)
    """
    if numeral in ("L", "C", "D", "M"):
        return None  # "Le", "Ce": a word far more often than 50 or 100
    value = 0
    for digit, following in zip(numeral, [*numeral[1:], None], strict=True):
        sign = -1 if following and _ROMAN[following] > _ROMAN[digit] else 1
        value += sign * _ROMAN[digit]
    return value if value > 0 and to_roman(value) == numeral else None


def to_roman(value: int) -> str:
    """Return `value` as a Roman numeral in capitals.

    >>> to_roman(28)
    'XXVIII'
    """
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    numeral = ""
    for step, digits in steps:
        numeral += digits * (value // step)
        value %= step
    return numeral


def _composed(
    rules: dict[str, Any], last: dict[str, int], cardinals: dict[str, int]
) -> Iterator[tuple[str, int]]:
    """Yield the words of several parts whose last part is one of `last`."""
    unit_first = rules.get("unit_first", False)
    below_hundred = {word: value for word, value in last.items() if value < 100}
    for ten in rules["tens"]:
        base = key(ten["base"])
        for word, value in last.items():
            if ten["from"] <= value <= ten["to"]:
                for joiner in rules["joiners"]:
                    compound = key(word + joiner + base if unit_first else base + joiner + word)
                    below_hundred[compound] = cardinals[base] + value
                    yield compound, cardinals[base] + value
    for hundred in rules["hundred"]:
        for word, value in below_hundred.items():
            for joiner in rules["hundred_joiners"]:
                yield key(word + joiner + hundred if unit_first else hundred + joiner + word), 100 + value


def _counted(series: dict[str, Any], cardinals: dict[str, int]) -> dict[str, int]:
    """Ordinals made of a number between a particle and the noun it counts: "第|十四|次"."""
    return {
        key(series["before"] + word + noun): value
        for word, value in cardinals.items()
        for noun in series["nouns"]
    }


def _beside(words: list[str], pattern: str) -> re.Pattern[str]:
    return re.compile(pattern % ("|".join(key(word) for word in words) or "(?!)"))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
