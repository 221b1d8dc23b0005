"""The next session of a mechanism, as the sessions before it let expect: number, titles, parties, window.

Only what follows from the series is proposed: a title is carried on where its number can be counted on, and
no day is named, since nobody has agreed on one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from concertation.insight.cadence import Outlook, outlooks
from concertation.reading.language import load_language
from concertation.reading.language_data import LanguageError, read_data
from concertation.reading.numbers import ordinals
from concertation.register.models import Mechanism, Meeting, Participation

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class NextSession:
    """What is known of the session that comes next. `titles` are by language (ISO 639-1), the original first;
    `parts` are organizations' identifiers by the part they take (`Participation.Role`)."""

    outlook: Outlook
    number: int | None
    type: str
    titles: dict[str, str]
    parts: dict[str, list[str]]


def next_session(mechanism: Mechanism, person: Viewer, today: date) -> NextSession:
    """Return what the sessions that the person sees let expect of the next one."""
    outlook = outlooks(Mechanism.objects.filter(pk=mechanism.pk), person, today)[0]
    rows: Any = Meeting.objects.visible_to(person).filter(mechanism=mechanism).prefetch_related("texts")
    numbers = [row.number for row in rows if row.number]
    number = max(numbers) + 1 if numbers else None
    last = max(
        (row for row in rows if row.latest and (row.number or 0) + 1 == (number or 1)),
        key=lambda row: (row.latest, row.pk),
        default=outlook.last,
    )
    return NextSession(
        outlook=outlook,
        number=number,
        type=last.type if last else mechanism.type,
        titles=_titles(last, number) if last else {},
        parts=_parts(mechanism),
    )


def _parts(mechanism: Mechanism) -> dict[str, list[str]]:
    """Whoever is part of the mechanism takes part; who chairs is agreed anew each time."""
    ids = mechanism.participations.order_by("pk").values_list("organization_id", flat=True)
    return {Participation.Role.PARTICIPANT.value: list(ids)}


def _titles(last: Meeting, number: int | None) -> dict[str, str]:
    """The titles of the last session, one further in the series; those that name a year, or another number
    than the session's, are left for a person to write."""
    texts = {text.lang: text.value for text in last.texts.all() if text.field == "title"}
    langs = sorted(texts, key=lambda lang: (lang != last.original_lang, lang))
    found = {lang: carried_on(texts[lang], lang, last.number, number) for lang in langs}
    return {lang: title for lang, title in found.items() if title}


def carried_on(title: str, lang: str, number: int | None, following: int | None) -> str:
    """Return the title of session `number` as that of the `following` one, "" where that cannot be told.

    >>> carried_on("the second annual consultation", "en", 2, 3)
    'the third annual consultation'
    >>> carried_on("21e réunion générale", "fr", 21, 22)
    '22e réunion générale'
    """
    if YEAR.search(title):
        return ""
    try:
        mentions = ordinals(title, load_language(lang))
    except LanguageError:
        return ""
    counted = [one for one in mentions if one.value == number]
    if not mentions:
        return title
    if len(mentions) > 1 or not counted or following is None:
        return ""
    one = counted[0]
    words = _further(title[one.start : one.end], lang, following)
    return title[: one.start] + words + title[one.end :] if words else ""


def _further(words: str, lang: str, number: int) -> str:
    """The ordinal `number`, written as `words` are: in words where the language's data has one word for it
    that suits any gender, in figures otherwise; "" where only a person can tell."""
    in_figures = f"{number}{_english_ending(number) if lang == 'en' else 'e'}"
    if any(sign.isdigit() for sign in words):
        return in_figures if lang == "en" else re.sub(r"\d+", str(number), words)
    if lang not in ("en", "fr"):
        return ""
    if words[:1].isupper():
        return _in_words(lang).get(number, in_figures).capitalize()
    return _in_words(lang).get(number, in_figures)


def _english_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@cache
def _in_words(lang: str) -> dict[int, str]:
    """Ordinals from the second on in one word, by number; those of French that change with the gender are
    left out (premier, second)."""
    words: dict[str, int] = read_data(lang, "numbers")["ordinals"]
    return {
        value: word for word, value in words.items() if value > 1 and (lang != "fr" or word.endswith("ième"))
    }
