"""Mandates: who is asked for a report, or for inputs to one, by which paragraph of which resolution.

They are no part of the record contract: what a paragraph asks for is not yet anything that was done.
The words are in ``languages/<code>/mandates.toml``; a language without the file has none. A resolution asks
in its own paragraphs ("Requests the Secretary-General to submit …"); other texts recount what one asked, and
name it ("by its resolution 75/9, the Assembly requested …"). What names neither is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from concertation.reading.catalogue import Catalogue
from concertation.reading.citation import Citation
from concertation.reading.document import Document
from concertation.reading.language import Language, load_language
from concertation.reading.language_data import LanguageError, has_data, read_data
from concertation.reading.numbers import ordinals
from concertation.reading.symbols import citations

TYPES = ("report", "inputs")
"""What a mandate asks for."""
_ADOPTED = re.compile(r"(?P<organ>A|S|E)/(?:RES|DEC|PRST)/")
_ORGANS = {"A": "GA", "S": "SC", "E": "ECOSOC"}
_CLAUSE_ENDS = re.compile(r"[;:]|\.(?=\s|$)")
_TITLE_ENDS = re.compile(r"[,;:(]|\.(?=\s|$)")
_LONGEST_TITLE = 300
_SESSIONS = range(2, 200)


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a paragraph asks for. `quote` is ``text[start:end]``, verbatim; `symbol` and `paragraph` are those
    of the text that asks, `organ` the catalogue id of who adopted it; `addressee` is in the text's own words;
    `periodicity` an ISO 8601 duration; `next_session` the regular session of the General Assembly at which it
    is due; `title` the words that say what about. `confidence` is from 0 to 1."""

    asks: Literal["report", "inputs"]
    symbol: str
    paragraph: str
    organ: str
    addressee: str
    title: str
    quote: str
    start: int
    end: int
    periodicity: str = ""
    next_session: int | None = None
    confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language: `operative` begins a paragraph that asks, `recounted` tells that one asked;
    each names the `addressee`, and what is to be done: to `report`, or to send what ends in `inputs`."""

    operative: re.Pattern[str]
    recounted: re.Pattern[str]
    report: re.Pattern[str]
    inputs: re.Pattern[str]
    session: re.Pattern[str]
    others: re.Pattern[str]
    periods: tuple[tuple[re.Pattern[str], str], ...]
    plain: dict[str, str]
    """How an addressee begins behind the verb ("au"), and by itself ("le")."""


def mandates(document: Document, catalogue: Catalogue) -> Iterator[tuple[str, Mandate]]:
    """Yield the mandates that a document states, in order, each with the number of its paragraph.

    Raises `LanguageError` where a file of the language is wrong.
    """
    if not has_data(document.lang, "mandates"):
        return
    language = load_language(document.lang, catalogue)
    for paragraph in document.paragraphs:
        for found in in_paragraph(paragraph.text, paragraph.number, document.symbols, language):
            yield paragraph.number, found


def in_paragraph(text: str, number: str, symbols: Iterable[str], language: Language) -> Iterator[Mandate]:
    """Yield the mandates that a paragraph states. `number` is its own, `symbols` those of its document.

    >>> from concertation.reading.language import load_language
    >>> text = "Requests the Secretary-General to submit a report on water at its eighty-first session."
    >>> english = load_language("en")
    >>> [(one.paragraph, one.next_session) for one in in_paragraph(text, "7", ["A/RES/79/5"], english)]
    [('7', 81)]
    """
    if not has_data(language.code, "mandates"):
        return  # no words of that language are known yet
    words = load_words(language.code)
    text = language.writing.plain(text)
    own = next((symbol for symbol in symbols if _ADOPTED.match(symbol)), "")
    asked = words.operative.match(text) if own else None
    if asked:
        if found := _mandate(text, asked, own, number, words, language):
            yield found
        return
    for told in words.recounted.finditer(text):
        cited = [one for one in citations(text, language) if _ADOPTED.match(one.symbol)]
        source = _source(text, told.start("addressee"), cited)
        if source and (found := _mandate(text, told, source.symbol, source.paragraphs, words, language)):
            yield found


def _source(text: str, at: int, cited: list[Citation]) -> Citation | None:
    """The one text that the sentence names before it says what was asked; None where it names several."""
    start = max((match.end() for match in re.finditer(r"[.;](?=\s)", text[:at])), default=0)
    there = [one for one in cited if start <= one.start < at]
    return there[0] if len(there) == 1 else None


def _mandate(
    text: str, asked: re.Match[str], symbol: str, paragraph: str, words: Words, language: Language
) -> Mandate | None:
    """What is asked for from there to the end of the clause; None where it is neither a report nor inputs."""
    act = asked.end()
    over = _CLAUSE_ENDS.search(text, act)
    end = over.start() if over else len(text)
    inputs = words.inputs.match(text, act, end)
    report = None if inputs else words.report.match(text, act, end)
    matter = inputs or report
    if matter is None:
        return None
    adopted = _ADOPTED.match(symbol)
    start = asked.start("asks")
    session = _session(text, act, end, symbol, words, language)
    period = next((code for pattern, code in words.periods if pattern.search(text, act, end)), "")
    return Mandate(
        asks="inputs" if inputs else "report",
        symbol=symbol,
        paragraph=paragraph,
        organ=_ORGANS[adopted["organ"]] if adopted else "",
        addressee=_by_itself(asked["addressee"], words),
        title=_title(text, _begins(matter), end),
        quote=text[start:end],
        start=start,
        end=end,
        periodicity=period,
        next_session=session,
        confidence=0.85 if session or period else 0.7,
    )


def _by_itself(addressee: str, words: Words) -> str:
    said = " ".join(addressee.split()).rstrip(" ,")
    behind = next((begin for begin in words.plain if said.startswith(f"{begin} ")), None)
    return said if behind is None else words.plain[behind] + said[len(behind) :]


def _begins(matter: re.Match[str]) -> int:
    """Where the words begin that tell what about: those that the pattern names."""
    return matter.start(next(name for name, said in matter.groupdict().items() if said))


def _title(text: str, start: int, end: int) -> str:
    over = _TITLE_ENDS.search(text, start + 8, end)
    title = " ".join(text[start : over.start() if over else end].split())[:_LONGEST_TITLE]
    return title[:1].upper() + title[1:]


def _session(text: str, start: int, end: int, symbol: str, words: Words, language: Language) -> int | None:
    """The session of the General Assembly that is named there; None where it is that of another organ."""
    for ordinal in ordinals(text[start:end], language):
        at, after = start + ordinal.start, start + ordinal.end
        other = words.others.search(text, start, at) or not symbol.startswith("A/")
        if words.session.match(text, after) and ordinal.value in _SESSIONS and not other:
            return ordinal.value
    return None


@cache
def load_words(code: str) -> Words:
    """Return the words of the language. Raises `LanguageError` naming the field that is absent or wrong."""
    data: dict[str, Any] = read_data(code, "mandates")
    try:
        who = rf"(?P<addressee>{data['addressee']})"
        patterns = {
            name: re.compile(data[name].replace("{addressee}", who))
            for name in ("operative", "recounted", "report", "inputs", "session", "others")
        }
        periods = tuple((re.compile(rf"\b(?:{said})\b"), code) for code, said in data["periods"].items())
        return Words(**patterns, periods=periods, plain=dict(data.get("plain", {})))
    except (KeyError, re.error) as error:
        raise LanguageError(f"{code}/mandates.toml: {error}") from error
