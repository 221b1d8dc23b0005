"""Durations of one unit, as ISO 8601 writes them: "P2Y", "P6M", "P3W", "P10D"."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_DURATION = re.compile(r"P(\d{1,3})([YMWD])")


def check_duration(value: str) -> None:
    """Validate a field. Raises `ValidationError` where `value` is no duration of one unit, or is nothing."""
    match = _DURATION.fullmatch(value)
    if match is None or int(match[1]) == 0:
        raise ValidationError(
            _("Write a duration such as P1Y (a year) or P6M (six months)."), code="duration"
        )


def length(duration: str) -> relativedelta:
    """Return the duration as what can be added to a day. Raises `ValueError` where it is none.

    >>> from datetime import date
    >>> date(2018, 8, 31) + length("P6M")
    datetime.date(2019, 2, 28)
    """
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(f"{duration!r} is no duration of one unit, such as P1Y.")
    number = int(match[1])
    match match[2]:
        case "Y":
            return relativedelta(years=number)
        case "M":
            return relativedelta(months=number)
        case "W":
            return relativedelta(weeks=number)
        case _:
            return relativedelta(days=number)


def before(day: date, duration: str) -> date:
    """Return the day that lies `duration` before `day`."""
    return day - length(duration)
