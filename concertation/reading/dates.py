"""Dates as EDTF (ISO 8601-2), from the forms that a language has for them.

>>> from concertation.reading.language import load_language
>>> lang = load_language("fr")
>>> [(m.edtf, m.role) for m in dates("tenue du 30 novembre au 2 décembre 2017, puis depuis mai 2018", lang)]
[('2017-11-30/2017-12-02', 'when'), ('2018-05/..', 'since')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from babel import Locale

from concertation.reading.folding import fold
from concertation.reading.language_data import LanguageError
from concertation.reading.mention import DateMention, Span
from concertation.reading.writing import Writing

if TYPE_CHECKING:
    from concertation.reading.language import Language

_YEAR = r"(?:1[89]|20|21)\d\d"
# The look behind stands after the first digits so that the engine can skip to a digit at once.
_A_YEAR = re.compile(r"(?:18|19|20|21)(?<!\d\d\d)\d\d(?!\d)")
_REACH = 50
"""Characters before a year within which the form that ends in it begins."""
_BEFORE = 45
"""Characters before a date that tell its role."""
_LONGEST_TERM = 100
"""Years that a term may last."""


@dataclass(frozen=True, slots=True)
class DateForm:
    """One way to write a date. `means` tells how to read it (see ``dates.toml``); `after` and `not_after`
    are patterns of what must or must not stand before."""

    pattern: re.Pattern[str]
    means: str
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class DateForms:
    """How a language writes dates: its forms in order, its months by name, what a form begins
    with (`token`), a month that follows a day, and the words before a date that make it a start or a term.
    `day_words` are the days that it writes in words, `digits` its own digits of a year, in `year`;
    `same_year` are words that stand for the year of the date before, `of_year` what is written for them."""

    forms: tuple[DateForm, ...]
    months: dict[str, int]
    token: re.Pattern[str]
    month_ahead: re.Pattern[str]
    since: re.Pattern[str]
    term: re.Pattern[str]
    month: re.Pattern[str]
    day: re.Pattern[str]
    day_words: dict[str, int]
    year: re.Pattern[str] | None
    digits: dict[int, str]
    same_year: tuple[str, ...]
    of_year: str

    @classmethod
    def of(cls, code: str, data: dict[str, Any], writing: Writing, cardinals: dict[str, int]) -> DateForms:
        """Compile the forms of ``dates.toml`` with the months of the CLDR.

        Raises `LanguageError` where a form means nothing known.
        """
        months = _months(code, data.get("months", {}), writing)
        # The longest name first: "juin" must not stop at "jui".
        names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
        month = rf"(?i:{names})"
        if data.get("months_in_pairs"):
            month = rf"{month}(?:[ ]?/[ ]?{month})?"
        day_words = {word: n for word, n in cardinals.items() if n <= 31} if data.get("days_in_words") else {}
        day = "|".join([r"[0-3]?\d", *sorted(day_words, key=len, reverse=True)])
        forms = tuple(_form(code, form, _parts(data, month, day, writing)) for form in data["forms"])
        token = re.compile(rf"{writing.left}(?:\d{{1,2}}(?!\d)|{_YEAR}(?!\d)|{month}{writing.right})")
        month_ahead = re.compile(rf"[ ]?(?:of[ ]|de[ ])?{month}{writing.right}")
        words = data["words"]
        digits = data.get("year_digits", "")
        return cls(
            forms,
            months,
            token,
            month_ahead,
            _any_case(words["since"]),
            _any_case(words["term"]),
            re.compile(month),
            re.compile(day),
            day_words,
            re.compile(rf"[{digits}]{{4}}(?={data['year_after']})") if digits else None,
            {ord(digit): str(index % 10) for index, digit in enumerate(digits)},
            tuple(words.get("same_year", ())),
            words.get("of_year", "{year}"),
        )


def dates(text: str, lang: Language, taken: Iterable[Span] = ()) -> list[DateMention]:
    """Return the dates of `text` in order, none that touches a span of `taken`
    ("résolution 1540 (2004)" states no date)."""
    forms = lang.dates
    text = lang.writing.plain(text)
    if forms.year:
        text = forms.year.sub(lambda year: year.group().translate(forms.digits), text)
    found: list[DateMention] = []
    reached = 0
    closed = [(span.start, span.end) for span in taken]
    for year in _A_YEAR.finditer(text):
        first, last = year.span()
        if first < reached or any(start < last and first < end for start, end in closed):
            continue
        # A year that no form holds is passed over, so that "Agenda 2063 ... 2017" loses nothing.
        for token in forms.token.finditer(text, max(reached, first - _REACH), last):
            if token.start() < reached:
                continue
            read = _at(token.start(), text, forms)
            if read is not None:
                mentions, reached = read
                found += [
                    m for m in mentions if not any(start < m.end and m.start < end for start, end in closed)
                ]
        reached = max(reached, last)
    if found:
        for phrase in forms.same_year:
            if phrase in text:
                return _with_same_years(found, text, lang, closed)
    return found


def _with_same_years(
    found: list[DateMention], text: str, lang: Language, closed: list[tuple[int, int]]
) -> list[DateMention]:
    """Return the dates of `text` with those whose year is that of the date before: "en mai 2017 et en
    octobre |de la même année|". Where none stands before, the words state no date."""
    first, phrase = min((text.find(phrase), phrase) for phrase in lang.dates.same_year if phrase in text)
    end = first + len(phrase)
    before = [date for date in found if date.end <= first]
    years = _A_YEAR.findall(before[-1].edtf) if before else []
    written = lang.dates.of_year.format(year=years[-1]) if years else ""
    # As many characters as before, so that each stays at its place.
    spelled = f"{text[:first]}{written[: len(phrase)].ljust(len(phrase))}{text[end:]}"
    taken = [DateMention(low, high, "") for low, high in closed]
    return [
        replace(date, end=end) if first < date.end <= end else date for date in dates(spelled, lang, taken)
    ]


def _at(start: int, text: str, forms: DateForms) -> tuple[list[DateMention], int] | None:
    """The dates of the first form that fits at `start`, and where it ends; None where none fits."""
    before = text[max(0, start - _BEFORE) : start]
    for form in forms.forms:
        match = form.pattern.match(text, start)
        if not match:
            continue
        if form.after and not form.after.search(before):
            continue
        if form.not_after and form.not_after.search(before):
            continue
        role = "when"
        got = match.groupdict()
        if form.means == "term" or (not got.get("d2") and forms.term.search(before)):
            role = "term"
        elif form.means == "point" and forms.since.search(before):
            role = "since"
        return _read(match, got, form.means, role, forms), match.end()
    return None


def _read(
    match: re.Match[str],
    got: dict[str, str | None],
    means: str,
    role: Literal["when", "term", "since"],
    forms: DateForms,
) -> list[DateMention]:
    """The dates that the match states; none where a day or an order is impossible."""
    year = _year(got)
    month = _month(m2, forms) if (m2 := got.get("m2")) else int(n2) if (n2 := got.get("n2")) else None
    first_year = int(y1) if (y1 := got.get("y1")) else year
    first_month = _month(m1, forms) if (m1 := got.get("m1")) else month
    day, first_day = _number(got.get("d2"), forms), _number(got.get("d1"), forms)
    start, end = match.span()
    last = _edtf(year, month, day)
    if means == "point":
        written = f"{last}/.." if role == "since" and last else last
        return [DateMention(start, end, written, role)] if written else []
    if means == "days":
        return _days(match, year, month, forms)
    if means == "months":
        return _months_of(match, year, forms)
    first = _edtf(first_year, first_month, first_day)
    if not first or not last:
        return []
    if means == "both":
        cut = match.end("m1") if got.get("m1") else match.end("d1")
        return [
            DateMention(start, cut, first, role),
            DateMention(match.start("d2") if day else match.start("m2"), end, last, role),
        ]
    if first >= last or year - first_year > _LONGEST_TERM:
        return []
    return [DateMention(start, end, f"{first}/{last}", role)]


def _days(match: re.Match[str], year: int, month: int | None, forms: DateForms) -> list[DateMention]:
    """Days of one month: a range where they follow each other, else one date each."""
    days = list(forms.day.finditer(match.string, match.start("d1"), match.end("d2")))
    numbers = [_number(day.group(), forms) or 0 for day in days]
    written = [_edtf(year, month, day) for day in numbers]
    if not all(written):
        return []
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return [DateMention(match.start(), match.end(), f"{written[0]}/{written[-1]}")]
    ends = [day.end() for day in days[:-1]] + [match.end()]
    return [
        DateMention(day.start(), end, edtf)
        for day, end, edtf in zip(days, ends, written, strict=True)
        if edtf
    ]


def _months_of(match: re.Match[str], year: int, forms: DateForms) -> list[DateMention]:
    """Months of one year, a date each: "en |février|, |mars| et |avril 2018|"."""
    found = list(forms.month.finditer(match.string, match.start("m1"), match.end("m2")))
    return [
        DateMention(
            word.start(),
            match.end() if word is found[-1] else word.end(),
            f"{year:04}-{_month(word.group(), forms):02}",
        )
        for word in found
    ]


def _year(got: dict[str, str | None]) -> int:
    """The last year; "2018-19" ends in 2019."""
    written = got.get("y2") or got.get("y1") or ""
    return int(f"{(got.get('y1') or '')[:2]}{written}") if len(written) == 2 else int(written)


def _number(written: str | None, forms: DateForms) -> int | None:
    if not written:
        return None
    return int(written) if written[0].isdigit() else forms.day_words[written]


def _month(written: str, forms: DateForms) -> int:
    """The month of a name or of a pair of names ("تموز/يوليه")."""
    return forms.months[written.lower().split("/")[0].strip()]


def _edtf(year: int, month: int | None, day: int | None) -> str | None:
    """The date as EDTF, None where the calendar has no such day or month."""
    if month is None:
        return f"{year:04}"
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


def _months(code: str, more: dict[str, list[str]], writing: Writing) -> dict[str, int]:
    """The names of the months, full and abbreviated, in all cases, with and without accents, in small
    letters: those of the CLDR and `more`, by number."""
    contexts = Locale(code).months
    names = [
        (name, number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in contexts[context][width].items()
    ]
    names += [(name, int(number)) for number, written in more.items() for name in written]
    return {
        spelling: number
        for name, number in names
        for form in writing.inflection.forms(name)
        for spelling in (form.lower().rstrip("."), fold(form).strip())
    }


def _parts(data: dict[str, Any], month: str, day: str, writing: Writing) -> dict[str, str]:
    """What the names in braces of a form's pattern stand for."""
    ending = rf"(?:{'|'.join(data['day_endings'])})?" if data["day_endings"] else ""
    after = "" if writing.parted == "none" else r"(?!\d)"
    joined = {
        name: "(?:" + "|".join(re.escape(word) for word in sorted(data[name], key=len, reverse=True)) + ")"
        for name in ("to", "and")
    }
    return joined | {
        "d1": rf"(?P<d1>{day}){ending}{after}",
        "d2": rf"(?P<d2>{day}){ending}{after}",
        "dn": rf"(?:{day}){ending}{after}",
        "mn": rf"{month}\.?",
        "m1": rf"(?P<m1>{month})\.?",
        "m2": rf"(?P<m2>{month})\.?",
        "y1": rf"(?P<y1>{_YEAR})",
        "y2": rf"(?P<y2>{_YEAR})(?!\d)",
        "y2s": rf"(?P<y2>{_YEAR}|\d\d)(?![\d/-])",
    }


def _form(code: str, form: dict[str, str], parts: dict[str, str]) -> DateForm:
    if form["means"] not in ("point", "range", "both", "days", "months", "term"):
        raise LanguageError(
            f"{code}/dates.toml: the form {form['example']!r} means {form['means']!r}, which is unknown."
        )
    pattern = re.sub(r"\{(\w+)\}", lambda name: parts.get(name[1], name[0]), form["pattern"])
    after, not_after = (_any_case(form[name]) if name in form else None for name in ("after", "not_after"))
    return DateForm(re.compile(pattern), form["means"], after, not_after)


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
