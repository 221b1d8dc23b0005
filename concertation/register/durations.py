"""Durations of one unit, as ISO 8601 writes them: "P2Y", "P6M", "P3W", "P10D"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_DURATION = re.compile(r"P(\d{1,3})([YMWD])")
_UNITS = {"D": (1, 0), "W": (7, 0), "M": (0, 1), "Y": (0, 12)}
"""Days and months of a unit."""


def check_duration(value: str) -> None:
    """Validate a field. Raises `ValidationError` where `value` is no duration of one unit, or is nothing."""
    match = _DURATION.fullmatch(value)
    if match is None or int(match[1]) == 0:
        raise ValidationError(
            _("Write a duration such as P1Y (a year) or P6M (six months)."), code="duration"
        )


def after(day: date, duration: str, times: int = 1) -> date:
    """Return the day that lies `times` the duration after `day`: the last of the month where that has no such
    day. Raises `ValueError` where it is no duration of one unit.

    >>> from datetime import date
    >>> after(date(2018, 8, 31), "P6M")
    datetime.date(2019, 2, 28)
    >>> after(date(2018, 8, 31), "P6M", 2)
    datetime.date(2019, 8, 31)
    """
    days, months = _length(duration)
    if days:
        return day + timedelta(days=days * times)
    year, month = divmod(12 * day.year + day.month - 1 + months * times, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def before(day: date, duration: str) -> date:
    """Return the day that lies `duration` before `day`."""
    return after(day, duration, -1)


def longest(duration: str) -> int:
    """Return how many days the duration has at most. Raises `ValueError` where it is none."""
    days, months = _length(duration)
    return days + 31 * months


@lru_cache(maxsize=1024)
def _length(duration: str) -> tuple[int, int]:
    """The days and the months that the duration has; one of them is 0."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ValueError(f"{duration!r} is no duration of one unit, such as P1Y.")
    days, months = _UNITS[match[2]]
    return int(match[1]) * days, int(match[1]) * months
