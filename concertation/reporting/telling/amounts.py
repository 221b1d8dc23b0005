"""Amounts of money and rates in running text, exact to the last digit that is known.

>>> from concertation.reporting.telling.language import load
>>> amount(Decimal(1300000000), "USD", load("fr")).replace(chr(160), " ")
'1,3 milliard de dollars des États-Unis'
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import format_compact_decimal, format_decimal, get_currency_name

if TYPE_CHECKING:
    from concertation.reporting.telling.language import Language

LEAST_IN_WORDS = 1_000_000
MOST_DIGITS = 3
"""Digits after the decimal mark before "million"; an amount with more is written in full."""


def amount(value: Decimal, currency: str, language: Language) -> str:
    """The amount with its currency in words, or with its sign where the language writes it so; without
    currency, the number alone."""
    number = _number(value, language.code)
    figure, _blank, word = number.replace("\u00a0", " ").rpartition(" ")
    if value >= LEAST_IN_WORDS and figure[:1] == "1" and figure[1:2] in ("", ",", "."):
        number = number.removesuffix(word) + language.amounts["singular"].get(word, word)
    if not currency:
        return number
    if sign := language.amounts.get("signs", {}).get(currency):
        return sign.format(amount=number)
    unit = get_currency_name(currency, count=value, locale=language.code)
    with_word = number.split()[-1] in language.amounts["words"]
    template: str = language.amounts["with_word" if with_word else "with_unit"]
    words = re.sub(r"\{(\w+) unit\}", lambda m: language.grammar.joined(m[1], unit), template)
    return words.format(amount=number, unit=unit)


def rate(value: Decimal, language: Language) -> str:
    """The value as a rate in hundredths."""
    return language.amounts["rate"].format(amount=_number(value, language.code))


def _number(value: Decimal, lang: str) -> str:
    if value >= LEAST_IN_WORDS:
        power = min((len(str(int(value))) - 1) // 3 * 3, 12)
        if (value.scaleb(MOST_DIGITS - power)) % 1 == 0:
            return format_compact_decimal(
                value, format_type="long", locale=lang, fraction_digits=MOST_DIGITS
            ).replace("\u202f", "\u00a0")
    return format_decimal(value, locale=lang).replace("\u202f", "\u00a0")
