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

from concertation.reading.folding import key
from concertation.reading.mention import AmountMention
from concertation.reading.writing import Writing

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
    def of(cls, code: str, data: dict[str, Any], cardinals: dict[str, int], writing: Writing) -> AmountForms:
        """Compile ``amounts.toml`` with the currencies of the CLDR."""
        currencies = _cldr_currencies(code, data["triggers"]) | data["currencies"]
        groups = "".join(data["groups"])
        words = "|".join(sorted((word.replace(" ", "[ -]") for word in cardinals), key=len, reverse=True))
        scale = _any(data["scales"])
        comma = re.escape(data["decimal"])
        number = rf"\d{{1,3}}(?:[{re.escape(groups)}]\d{{3}})+(?:{comma}\d+)?(?!\d)|\d+(?:{comma}\d+)?"
        sign, link = _any(data["signs"]), data["link"]
        money = rf"(?:{_any(data['money_links'])})\s?(?:{_any(data['money'])})"
        left, right = writing.left.replace("/", ".,/"), writing.right
        # Where no blank parts words, none parts a number from what it counts.
        gap = r"\s?" if writing.parted == "none" else r"\s"
        before_scale = "[ -]?" if writing.parted == "none" else "[ -]"
        rate_before = _any(data.get("rates_before", ())) or "(?!)"
        after_scale = writing.right if writing.parted != "none" else ""
        pattern = re.compile(
            rf"""
              (?P<sign>{sign}) \s? (?P<n1>{number}) (?: [ -]? (?P<s1>{scale}){after_scale} )?
            | {left} (?:{rate_before}) \s? (?P<percent>{number}|{words})
            | {left} (?P<n2>{number}|(?:{words})(?={gap}(?:{scale})))
              (?: {before_scale} (?P<s2>{scale}){after_scale} )?
              (?: \s? (?P<rate>{_any(data["rates"])}) {right}
                | \s? (?P<after>{sign})
                | {gap} {link.replace(" ", "[ ]")} (?P<currency>{_any(currencies)}) {right}
                | (?P<bare>) (?= {gap} {money} ) )
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
    if not any(map(text.__contains__, forms.triggers)):
        return []
    found: list[AmountMention] = []
    for match in forms.pattern.finditer(lang.writing.plain(text)):
        scale = match["s1"] or match["s2"]
        if match["bare"] is not None and not scale:
            continue
        written = match["n1"] or match["n2"] or match["percent"]
        number = _number(written, forms) * (forms.scales[scale] if scale else 1)
        if match["rate"] or match["percent"]:
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
