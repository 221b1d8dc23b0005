"""Uncertain dates: EDTF (ISO 8601-2), with bounds to sort and compare by.

A report says "in October 2017" and the register must not invent the day: the value stays "2017-10",
and its bounds are the first and last day that it can mean.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from babel.dates import format_date, format_interval, format_skeleton
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from edtf.parser.parser_classes import Season


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and last day that `edtf` can mean; None where it is open ("2016-05/..").

    Raises `ValueError` where `edtf` is no EDTF date.

    >>> bounds("2017-10")
    (datetime.date(2017, 10, 1), datetime.date(2017, 10, 31))
    """
    first, _sep, last = edtf.partition("/")
    return _day(first, "lower_strict"), _day(last or first, "upper_strict")


def known_bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return `bounds`, or (None, None) where there is no date or none that can be read: for rules that
    compare dates, while the form of each is checked elsewhere."""
    try:
        return bounds(edtf) if edtf else (None, None)
    except ValueError:
        return None, None


def _day(edtf: str, bound: str) -> date | None:
    if edtf in ("..", ""):
        return None
    try:
        parsed = cast("Any", parse_edtf(edtf))
        year, month, day = cast("tuple[int, ...]", getattr(parsed, bound)())[:3]
        # EDTF reads "2018-31" as a season of the southern half of the globe; here it is a slip of the pen.
        if not isinstance(parsed, Season):
            return date(year, month, day)
    except (EDTFParseException, AttributeError):
        pass
    raise ValueError(f"{edtf!r} is no date in EDTF form, such as 2017, 2017-10 or 2017-10-05.")


def check_edtf(value: str) -> None:
    """Validate a date for a form or a model: EDTF, and an end that is not before its start."""
    try:
        first, last = bounds(value)
    except ValueError as error:
        raise ValidationError(
            _(
                "“%(value)s” is not a date this register can keep. "
                "Write 2017, 2017-10, 2017-10-05, or two of them with a slash between."
            ),
            code="edtf",
            params={"value": value},
        ) from error
    if first and last and last < first:
        raise ValidationError(_("The end is before the start."), code="order")


class EDTFField(models.CharField):  # type: ignore[type-arg]
    """An EDTF date as text; empty where the sources state none."""

    default_validators = [check_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


LOCALES = {"en": "en_GB"}
"""The United Nations writes "22 September 2024"."""


def in_words(edtf: str, lang: str) -> str:
    """Return the date as people of `lang` write it in a table, no more exact than it is known.

    >>> in_words("2017-10", "en")
    'October 2017'
    >>> in_words("2018-05-12/2018-05-13", "en")
    '12–13 May 2018'
    """
    lang = LOCALES.get(lang, lang)
    first, _sep, last = edtf.partition("/")
    if not last or first == last:
        return _point(first, lang)
    if ".." in (first, last):
        return f"{_point(first, lang)} –" if last == ".." else f"– {_point(last, lang)}"
    if len(first) == len(last) and len(first) > 4:
        start, end = bounds(first)[0], bounds(last)[0]
        assert start is not None
        assert end is not None
        skeleton = "yMMMMd" if len(first) == 10 else "yMMMM"
        return _with_months(format_interval(start, end, skeleton=skeleton, locale=lang), lang)
    return f"{_point(first, lang)} – {_point(last, lang)}"


def _point(edtf: str, lang: str) -> str:
    day = bounds(edtf)[0]
    if day is None or len(edtf) == 4 or not edtf.replace("-", "").isdigit():
        return edtf
    if len(edtf) == 10:
        return day_in_words(day, lang)
    return _with_months(format_skeleton("yMMMM", day, locale=lang), lang)


def day_in_words(day: date, lang: str) -> str:
    """Return a day as people of `lang` write it.

    >>> day_in_words(date(2024, 9, 22), "ar")
    '22 أيلول/سبتمبر 2024'
    """
    lang = LOCALES.get(lang, lang)
    return _with_months(format_date(day, "long", locale=lang), lang)


def _with_months(text: str, lang: str) -> str:
    """The text with its months as the United Nations calls them."""
    months = _months().get(lang)
    return re.sub("|".join(months), lambda found: months[found[0]], text) if months else text


@cache
def _months() -> dict[str, dict[str, str]]:
    """By language, the name of a month in the CLDR and what is written for it."""
    return tomllib.loads((Path(__file__).parent / "data" / "months.toml").read_text(encoding="utf-8"))
