"""What a paragraph rests on, as a footnote says it: documents by symbol, each with its paragraphs.

>>> from concertation.reporting.telling.facts import Fact, Source
>>> from concertation.reporting.template.template import load
>>> sources = tuple(Source("A/73/328", str(number), "…") for number in (14, 12, 13, 20))
>>> cited = rests_on(Numbered("…", (Fact("1", "meeting", "summit", sources=sources),)))
>>> in_words(cited, load().words("en")["notes"])
'A/73/328, paras. 12–14 and 20.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concertation.reading.citation import symbol_link
from concertation.reporting.report import Numbered


@dataclass(frozen=True, slots=True)
class Cited:
    """A document, by its symbol or else its name, and the numbers of the paragraphs that are meant."""

    document: str
    paragraphs: tuple[str, ...] = ()


def rests_on(numbered: Numbered) -> tuple[Cited, ...]:
    """The documents that a paragraph cites or that state the records it tells, in the order of its text."""
    found: dict[str, dict[str, None]] = {}
    for fact in numbered.cites:
        found.setdefault(fact.symbol, {})[fact.paragraph] = None
    for fact in numbered.facts:
        for source in fact.sources:
            found.setdefault(source.document, {})[source.paragraph] = None
    return tuple(
        Cited(document, tuple(sorted(filter(None, numbers), key=_order)))
        for document, numbers in found.items()
        if document
    )


def in_words(cited: Iterable[Cited], words: Mapping[str, str]) -> str:
    """The text of the note, in the words of a template; "" where nothing is cited."""
    said = [one_in_words(one, words) for one in cited]
    return words["between"].join(said) + words["end"] if said else ""


def one_in_words(cited: Cited, words: Mapping[str, str]) -> str:
    """One document with its paragraphs: "A/73/328, paras. 12 and 14"."""
    if not cited.paragraphs:
        return cited.document
    *first, last = _ranges(cited.paragraphs, words["range"])
    numbers = words["comma"].join(first) + words["last"] + last if first else last
    form = words["one" if len(cited.paragraphs) == 1 else "many"]
    return form.format(document=cited.document, paragraphs=numbers)


def _ranges(numbers: Iterable[str], between: str) -> list[str]:
    """Three numbers or more that follow each other become a range."""
    runs: list[list[str]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else ""
        if number.isdecimal() and last.isdecimal() and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told: list[str] = []
    for run in runs:
        told += [f"{run[0]}{between}{run[-1]}"] if len(run) > 2 else run
    return told


def _order(number: str) -> tuple[tuple[int, int, str], ...]:
    """Numbers before letters, and by value: 2, 4 (a), 10."""
    parts = re.findall(r"\d+|[^\d\s]+", number)
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts)


def link(document: str) -> str:
    """Where the United Nations shows a document of that symbol; "" for what is no symbol.

    >>> link("A/73/328"), link("Minutes of the meeting")
    ('https://undocs.org/A/73/328', '')
    """
    first = re.split("[–—]", document, maxsplit=1)[0]
    return symbol_link(first) if re.fullmatch(r"[A-Z]+/[^\s,]+", first) else ""
