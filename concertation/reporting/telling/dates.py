"""Dates in running text, no more exact than they are known.

>>> from concertation.reporting.telling.language import load
>>> [load("fr").dates.when(d) for d in ("2017-11-30/2017-12-02", "2018-05-12/2018-05-13", "2017-10")]
['du 30 novembre au 2 décembre 2017', 'les 12 et 13 mai 2018', 'en octobre 2017']
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concertation.reporting.telling.grammar import Grammar

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SLOT = re.compile(r"\{(?:([^\W\d]+) )?(\w+)\}")
_LEVELS = {4: "year", 7: "month", 10: "day"}
_OPEN = ("..", "")


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of ``dates.toml``."""

    words: Mapping[str, Any]
    grammar: Grammar

    @classmethod
    def of(cls, words: Mapping[str, Any], grammar: Grammar) -> DateWords:
        return cls(words, grammar)

    def when(self, edtf: str) -> str:
        """The date as a sentence says it, with its preposition; what has no words of ours stands in
        brackets as it is."""
        first, slash, last = edtf.partition("/")
        if slash and first in _OPEN and self._known(last):
            return self._put("until", point=self.point(last))
        if slash and last in _OPEN and self._known(first):
            return self._put("since", point=self.point(first))
        if slash and self._known(first) and self._known(last):
            return self._span(first, last)
        if not slash:
            return self._single(edtf)
        return self._put("other", edtf=edtf)

    def point(self, edtf: str) -> str:
        """The date as a noun, after a preposition."""
        return self._fill(self.words["point"][_LEVELS[len(edtf)]], self._parts(edtf, "1"))

    def span(self, edtf: str) -> str:
        """An interval with both ends named: "du 16 juillet 2016 au 17 août 2018"."""
        first, _slash, last = edtf.partition("/")
        points = {"point1": self.point(first), "point2": self.point(last)}
        return self._fill(self.words["span"]["mixed"], points)

    def period(self, edtf: str) -> str:
        """The time that a text covers: "2016-2020"."""
        first, slash, last = edtf.partition("/")
        if slash and len(first) == len(last) == 4 and self._known(first) and self._known(last):
            return self._fill(self.words["period"]["years"], {"y1": first, "y2": last})
        if slash and self._known(first) and self._known(last):
            return self._fill(self.words["period"]["other"], {"span": self.span(edtf)})
        return self.point(edtf) if self._known(edtf) else edtf

    def _single(self, edtf: str) -> str:
        if self._known(edtf):
            return self._fill(self.words[_LEVELS[len(edtf)]], self._parts(edtf, "1"))
        if edtf.endswith("~") and self._known(edtf[:-1]):
            return self._put("about", point=self.point(edtf[:-1]))
        if edtf.endswith("?") and self._known(edtf[:-1]):
            return self._put("uncertain", when=self._single(edtf[:-1]))
        year, _dash, season = edtf.partition("-")
        if season in self.words["seasons"] and len(year) == 4 and year.isdigit():
            return self._fill(self.words["seasons"][season], {"y": year})
        return self._put("other", edtf=edtf)

    def _span(self, first: str, last: str) -> str:
        if first == last:
            return self._single(first)
        parts = self._parts(first, "1") | self._parts(last, "2")
        span = self.words["span"]
        if len(first) != len(last):
            parts = {"point1": self.point(first), "point2": self.point(last)}
            return self._fill(span["mixed"], parts)
        same_year, same_month = first[:4] == last[:4], first[:7] == last[:7]
        match len(first):
            case 10 if same_month:
                form = "days_two" if int(last[8:]) - int(first[8:]) == 1 else "days"
            case 10:
                form = "days_months" if same_year else "days_years"
            case 7 if same_year:
                form = "months_two" if int(last[5:]) - int(first[5:]) == 1 else "months"
            case 7:
                form = "months_years"
            case _:
                form = "years_two" if int(last) - int(first) == 1 else "years"
        return self._fill(span[form], parts)

    def _parts(self, edtf: str, end: str) -> dict[str, str]:
        match = _POINT.fullmatch(edtf)
        assert match
        year, month, day = match.groups()
        parts = {"y" + end: year}
        if month:
            parts["m" + end] = self.words["months"][int(month) - 1]
        if day:
            parts["d" + end] = self.words["first_day"] if day == "01" else str(int(day))
        return parts

    def _put(self, form: str, **parts: str) -> str:
        return self._fill(self.words[form], parts)

    def _fill(self, form: str, parts: Mapping[str, str]) -> str:
        def put(match: re.Match[str]) -> str:
            value = parts[match[2]]
            return self.grammar.joined(match[1], value) if match[1] else value

        return _SLOT.sub(put, form)

    @staticmethod
    def _known(edtf: str) -> bool:
        """Tell whether it is a plain year, month or day that there is."""
        match = _POINT.fullmatch(edtf)
        if not match:
            return False
        try:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            return False
        return True
