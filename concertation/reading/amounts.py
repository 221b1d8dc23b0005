"""Amounts: money and rates, and no other counts ("41 États membres" is none).

>>> from concertation.reading.language import load_language
>>> lang = load_language("fr")
>>> [(a.amount, a.currency) for a in amounts("plus d'un milliard de dollars et une taxe de 0,2 %", lang)]
[(Decimal('1000000000'), 'USD'), (Decimal('0.2'), '%')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pycountry
from babel.numbers import get_currency_name

from concertation.reading.folding import key, plain_blanks
from concertation.reading.mention import AmountMention

if TYPE_CHECKING:
    from concertation.reading.language import Language


@dataclass(frozen=True, slots=True)
class AmountForms:
    """How a language writes money and rates: see ``amounts.toml``. `currencies` has "" where a name
    stands for more than one code."""

    pattern: re.Pattern[str]
    triggers: tuple[str, ...]
    cardinals: dict[str, int]
    scales: dict[str, int]
    currencies: dict[str, str]
    decimal: str
    groups: str

    @classmethod
    def of(cls, code: str, data: dict[str, Any], cardinals: dict[str, int]) -> AmountForms:
        """Compile ``amounts.toml`` with the currencies of the CLDR."""
        currencies = _cldr_currencies(code, data["triggers"]) | data["currencies"]
        groups = "".join(data["groups"])
        words = "|".join(sorted((word.replace(" ", "[ -]") for word in cardinals), key=len, reverse=True))
        scale = _any(data["scales"])
        comma = re.escape(data["decimal"])
        number = rf"\d{{1,3}}(?:[{re.escape(groups)}]\d{{3}})+(?:{comma}\d+)?(?!\d)|\d+(?:{comma}\d+)?"
        sign, link = _any(data["signs"]), data["link"]
        money = rf"(?:{_any(data['money_links'])})\s?(?:{_any(data['money'])})"
        pattern = re.compile(
            rf"""
              (?P<sign>{sign}) \s? (?P<n1>{number}) (?: [ -]? (?P<s1>{scale})\b )?
            | (?<![\w.,/]) (?P<n2>{number}|\b(?:{words})(?=\s(?:{scale})))
              (?: [ -] (?P<s2>{scale})\b )?
              (?: \s? (?P<rate>{_any(data["rates"])}) (?!\w)
                | \s? (?P<after>{sign})
                | \s {link.replace(" ", "[ ]")} (?P<currency>{_any(currencies)}) (?!\w)
                | (?P<bare>) (?= \s {money} ) )
            """,
            re.VERBOSE,
        )
        return cls(
            pattern,
            tuple(data["triggers"]),
            cardinals,
            dict(data["scales"]),
            currencies | dict(data["signs"]),
            data["decimal"],
            groups,
        )


def amounts(text: str, lang: Language) -> list[AmountMention]:
    """Return the amounts of money and the rates of `text` in order."""
    forms = lang.amounts
    if not any(trigger in text for trigger in forms.triggers):
        return []
    found: list[AmountMention] = []
    for match in forms.pattern.finditer(plain_blanks(text)):
        scale = match["s1"] or match["s2"]
        if match["bare"] is not None and not scale:
            continue
        number = _number(match["n1"] or match["n2"], forms) * (forms.scales[scale] if scale else 1)
        if match["rate"]:
            currency: str | None = "%"
        else:
            currency = (
                forms.currencies.get(match["sign"] or match["after"] or match["currency"] or "") or None
            )
        found.append(AmountMention(match.start(), match.end(), number, currency))
    return found


def _number(written: str, forms: AmountForms) -> Decimal:
    if not written[0].isdigit():
        return Decimal(forms.cardinals[key(written)])
    for group in forms.groups:
        written = written.replace(group, "")
    return Decimal(written.replace(forms.decimal, "."))


def _cldr_currencies(code: str, triggers: Iterable[str]) -> dict[str, str]:
    """The names of currencies in the language, singular and plural, that hold one of `triggers`."""
    names: dict[str, str] = {}
    codes = [cast(str, currency.alpha_3) for currency in cast(Iterable[Any], pycountry.currencies)]
    for currency in codes:
        for count in (1, 2):
            name = get_currency_name(currency, count, locale=code)
            if any(trigger.strip() in name for trigger in triggers):
                names[name] = currency
    return names


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
