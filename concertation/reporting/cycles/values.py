"""The values of a contribution, checked: the same for a form and for a row of a spreadsheet.

They are fields of the record contract, as plain values that JSON holds: "kind", "type", "title", "lang"
(ISO 639-1), "date" (EDTF), "place" (English names), "actors" (identifiers, and names of bodies that the
register does not know), "themes" (slugs), "ordinal", "amount" (a decimal number as text), "currency"
(ISO 4217, or "%"), "status" and "note". What is not stated is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import is_currency
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concertation.reading.dates import dates
from concertation.reading.language import load_language
from concertation.reading.proposal import THEMES, TYPES
from concertation.register.called import Called, several
from concertation.register.dates import check_edtf, known_bounds
from concertation.register.folding import fold
from concertation.register.models.means import RATE
from concertation.register.places import locate, places_by_name
from concertation.reporting.select import period_bounds
from concertation.review.matching import KINDS

FIELDS = (
    "kind", "type", "title", "lang", "date", "place", "actors", "themes", "ordinal", "amount", "currency",
    "status", "note",
)  # fmt: skip
"""What a contribution can state, in the order of forms and spreadsheets."""

STATES = ("planned", "under-way", "done")
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
"""Languages (ISO 639-1) in which dates and places are understood, in words."""
LONGEST = {"title": 1000, "note": 4000}
LARGEST = Decimal("1e18")
_EDTF = re.compile(r"(?:\.\.|-?[\dX]{4})[^/]*(?:/(?:\.\.|-?[\dX]{4})[^/]*)?$")
"""What can be EDTF at all: a year first, in either end of a period."""
_FIGURES = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\.?")
_BEFORE = re.compile(r"(?:[^\W\d_]{1,4}\s)?")
"""What may stand before a date in words: an article, or "from"."""
KIND_OF = {str(record): contract for contract, record in KINDS.items()}
"""The kind of the record contract by the kind of a record: "meeting" is an "event"."""


def checked(given: Mapping[str, Any], called: Called, *, lang: str = "en", kind: str = "") -> dict[str, Any]:
    """Return what is `given` (text, or a value of its type; by the names of `FIELDS`) as the values of a
    contribution.

    `called` are the organizations of the register (`Called.load()`, once for many rows), `lang` (ISO 639-1)
    the language in which it is written. With the `kind` of a record (of the contract) it is a correction: the
    kind stays, and only what is given needs to be right. Without it, it is a new fact, and says what it is.
    Raises `ValidationError` with sentences by field.
    """
    found: dict[str, Any] = {}
    wrong: dict[str, Any] = {}
    for name in FIELDS:
        value = given.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            found[name] = _CHECKS[name](value, lang, called)
        except ValidationError as error:
            wrong[name] = error
    if kind:
        found["kind"] = kind
    elif "kind" not in wrong:
        _say_what_it_is(found, wrong)
    _belong_together(found, wrong)
    if wrong:
        raise ValidationError(wrong)
    return {name: found[name] for name in FIELDS if name in found and found[name] not in ("", [])}


def edtf_of(value: Any, lang: str = "en") -> str:
    """Return a date as EDTF: one that is EDTF already, a date of a spreadsheet, or one in words of `lang` or
    another of `LANGUAGES`.

    >>> edtf_of("12–13 May 2018"), edtf_of("octobre 2017", "fr"), edtf_of("2018-05")
    ('2018-05-12/2018-05-13', '2017-10', '2018-05')

    Raises `ValidationError` where it is none; nothing is guessed ("03/04/2018").
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value).split())
    if _EDTF.match(text):
        try:
            check_edtf(text)
        except ValidationError as error:
            if error.code == "order":
                raise
        else:
            return text
    # "03/04/2018" is one day here and another there.
    known = () if _FIGURES.fullmatch(text) else LANGUAGES
    for code in dict.fromkeys((lang, *known)):
        for written in dict.fromkeys((text, text.rstrip("."))):
            if code in known and (found := _the_date(written, code)):
                check_edtf(found)
                return found
    raise ValidationError(
        _(
            "“%(value)s” is not understood as a date. Write it like 12 May 2018, May 2018 or 2018; a period "
            "like 12–14 May 2018; or 2018-05-12."
        )
        % {"value": text}
    )


def _the_date(text: str, lang: str) -> str:
    """The one date that the text is, in words of the language, with an article before it at most; "" where it
    is none, or says more."""
    mentions = dates(text, load_language(lang))
    alone = len(mentions) == 1 and mentions[0].end == len(text)
    return mentions[0].edtf if alone and _BEFORE.fullmatch(text[: mentions[0].start]) else ""


def outside(values: Mapping[str, Any], period: str) -> bool:
    """Tell whether what the values state certainly lies outside the period (EDTF interval)."""
    first, last = known_bounds(str(values.get("date", "")))
    start, end = period_bounds(period)
    return bool((last and last < start) or (first and first > end))


def differing(values: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the checked `values` differs from what the register holds; "" or [] stands for what is
    to be there no more."""
    different: dict[str, Any] = {}
    for name in FIELDS:
        new, old = values.get(name), held.get(name)
        if name in ("kind", "lang") or _same(name, new, old):
            continue
        different[name] = ([] if isinstance(old, list) else "") if new is None else new
    if "title" in different and "lang" in values:
        different["lang"] = values["lang"]
    return different


def _same(name: str, new: Any, old: Any) -> bool:
    if name == "amount":
        return (Decimal(new) if new else None) == (Decimal(old) if old else None)
    if isinstance(new, list) or isinstance(old, list):
        return sorted(new or []) == sorted(old or [])
    return (new or None) == (old or None)


def _kind(value: Any, _lang: str, _called: Called) -> str:
    return _one_of(value, TYPES, _("Say what it is: %(choices)s."))


def _type(value: Any, _lang: str, _called: Called) -> str:
    every = dict.fromkeys(code for codes in TYPES.values() for code in codes)
    return _one_of(value, every, _("This type is unknown. Known ones: %(choices)s."))


def _status(value: Any, _lang: str, _called: Called) -> str:
    return _one_of(value, STATES, _("This status is unknown. Known ones: %(choices)s."))


def _one_of(value: Any, choices: Iterable[str], sentence: str) -> str:
    text = str(value).strip().lower()
    if text not in choices:
        raise ValidationError(sentence % {"choices": ", ".join(choices)})
    return text


def _text(name: str) -> Any:
    def check(value: Any, _lang: str, _called: Called) -> str:
        text = str(value).strip()
        if len(text) > LONGEST[name]:
            raise ValidationError(
                _("Write at most %(number)s characters; these are %(there)s.")
                % {"number": LONGEST[name], "there": len(text)}
            )
        return text

    return check


def _language(value: Any, _lang: str, _called: Called) -> str:
    text = str(value).strip().lower().split("-")[0]
    if not (2 <= len(text) <= 3 and text.isascii() and text.isalpha()):
        raise ValidationError(_("Write the code of a language: en, fr, es, ru, ar or zh."))
    return text


def _date(value: Any, lang: str, _called: Called) -> str:
    text = edtf_of(value, lang)
    if len(text) > 40:
        raise ValidationError(_("This date is too long."))
    return text


def _listed(value: Any) -> list[str]:
    texts = value if isinstance(value, list | tuple) else several(str(value))
    return [text for text in dict.fromkeys(str(one).strip() for one in texts) if text]


def _places(value: Any, lang: str, _called: Called) -> list[str]:
    return list(dict.fromkeys(_place(text, lang) for text in _listed(value)))


def _place(text: str, lang: str) -> str:
    for code in dict.fromkeys((lang, *LANGUAGES)):
        if found := places_by_name(code).get(fold(text)):
            return found[1]
    if found := locate(text):
        return found[0]
    raise ValidationError(
        _(
            "No gazetteer here knows a place “%(name)s”. Write the city, the country or the region, and what "
            "is more exact into the remark."
        )
        % {"name": text}
    )


def _actors(value: Any, _lang: str, called: Called) -> list[str]:
    known, named = called.known_and_named(_listed(value))
    if too_long := [name for name in named if len(name) > 300]:
        raise ValidationError(
            _("“%(name)s…” is too long for a name. Put semicolons between organizations.")
            % {"name": too_long[0][:60]}
        )
    return [*known, *named]


def _themes(value: Any, _lang: str, _called: Called) -> list[str]:
    slugs = _listed(value)
    if unknown := [slug for slug in slugs if slug not in THEMES]:
        raise ValidationError(_("The theme “%(name)s” is unknown.") % {"name": unknown[0]})
    return slugs


def _ordinal(value: Any, _lang: str, _called: Called) -> int:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or number != number.to_integral_value() or not 1 <= number <= 32767:
        raise ValidationError(_("Write the number in its series in digits: 14 for the fourteenth."))
    return int(number)


def _amount(value: Any, _lang: str, _called: Called) -> str:
    text = str(value).strip()
    for blank in (" ", "\u00a0", "\u202f"):
        text = text.replace(blank, "")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or not 0 < amount < LARGEST or amount != round(amount, 2):
        raise ValidationError(_("Write the amount in digits, without separators: 1500000 or 1500000.50."))
    return f"{amount.normalize():f}"


def _currency(value: Any, _lang: str, _called: Called) -> str:
    code = str(value).strip().upper()
    if code != RATE and not is_currency(code):
        raise ValidationError(_("Write the code of a currency, such as USD or EUR."))
    return code


_CHECKS: dict[str, Any] = {
    "kind": _kind,
    "type": _type,
    "title": _text("title"),
    "lang": _language,
    "date": _date,
    "place": _places,
    "actors": _actors,
    "themes": _themes,
    "ordinal": _ordinal,
    "amount": _amount,
    "currency": _currency,
    "status": _status,
    "note": _text("note"),
}


def _say_what_it_is(found: dict[str, Any], wrong: dict[str, Any]) -> None:
    for name, sentence in (
        ("kind", _("Say what it is: a meeting, an agreement, an activity, a presence or a contribution.")),
        ("title", _("Say in a line what it is.")),
    ):
        if name not in found and name not in wrong:
            wrong[name] = sentence
    if "kind" in found and "type" not in found and "type" not in wrong:
        types = TYPES[found["kind"]]
        found["type"] = "other" if "other" in types else types[0]


def _belong_together(found: dict[str, Any], wrong: dict[str, Any]) -> None:
    if "type" in found and "kind" in found and found["type"] not in TYPES[found["kind"]]:
        wrong["type"] = _("This type does not belong to the kind chosen above.")
    if found.get("currency") and not found.get("amount") and "amount" not in wrong:
        wrong["amount"] = _("A currency needs an amount.")
