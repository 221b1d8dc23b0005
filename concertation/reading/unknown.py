"""Names of bodies that the catalogue does not hold: reported, never guessed.

>>> from concertation.reading.language import load_language
>>> lang = load_language("fr")
>>> [u.text for u in unknown_names("le Comité panafricain des ports (CPP), avec le GRINX", [], lang)]
['Comité panafricain des ports (CPP)', 'GRINX']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concertation.reading.mention import Span, UnknownName
from concertation.reading.writing import Writing

if TYPE_CHECKING:
    from concertation.reading.language import Language


@dataclass(frozen=True, slots=True)
class UnknownForms:
    """How the names of bodies look in a language: one of the nouns `heads` first (or anywhere, where
    `heads_last`), then capitalized words joined by particles (`run`), or else any words up to an acronym
    in brackets (`bracketed`); or an acronym alone. `no_name` are capitalized words that begin no name."""

    word: re.Pattern[str]
    run: re.Pattern[str]
    bracketed: re.Pattern[str]
    acronym: re.Pattern[str]
    heads: frozenset[str]
    heads_last: bool
    no_name: frozenset[str]

    @classmethod
    def of(cls, data: dict[str, Any], writing: Writing) -> UnknownForms:
        """Compile the patterns for ``[unknown]`` of ``organizations.toml``."""
        particles, elided = (
            "|".join(map(re.escape, data[name])) or "(?!)" for name in ("particles", "elided")
        )
        word = rf"[{writing.capitals or 'A-Z'}][\w-]+"
        acronym = rf"[{writing.acronyms}]{{3,12}}(?:-[A-Z][A-Za-z]+)?"
        joint = rf"(?:[ ](?:(?:{particles})[ ]|(?:{elided})[’'])?|-)"
        return cls(
            re.compile(word),
            re.compile(rf"{word}(?:{joint}{word}){{0,8}}(?:[ ]\({acronym}\))?"),
            re.compile(rf"{word}(?:[ ’'-][\w-]+){{1,14}}?[ ]\({acronym}\)"),
            re.compile(rf"(?<![\w/.(-]){acronym}(?![\w/.-])"),
            frozenset(data["heads"]),
            data["heads_last"],
            frozenset(data["no_name"]),
        )


def unknown_names(text: str, known: Iterable[Span], lang: Language) -> list[UnknownName]:
    """Return the names of bodies in `text`, in order, that touch none of the spans `known`."""
    text, forms = lang.writing.plain(text), lang.unknown
    taken = sorted((span.start, span.end) for span in known)
    found: list[UnknownName] = []
    at = reached = 0
    for word in forms.word.finditer(text):
        start, first = word.start(), word.group()
        while at < len(taken) and taken[at][0] <= start:
            if taken[at][1] > reached:
                reached = taken[at][1]
            at += 1
        if start < reached or first in forms.no_name:
            continue
        if not (first in forms.heads or forms.heads_last or first.isupper()):
            continue  # a capital that begins no name of a body, as most often
        end = _end(start, first, text, forms)
        if end and (at == len(taken) or taken[at][0] >= end):
            found.append(UnknownName(start, end, text[start:end]))
            reached = end
    return found


def _end(start: int, first: str, text: str, forms: UnknownForms) -> int | None:
    """Where the name of a body that begins with the word `first` ends, None where none does."""
    if first in forms.heads or forms.heads_last:
        run = forms.run.match(text, start)
        if run and (first in forms.heads or not forms.heads.isdisjoint(re.split(r"\W", run.group()))):
            if " " in run.group():
                return run.end()
            bracketed = forms.bracketed.match(text, start)
            if bracketed:
                return bracketed.end()
    if first.isupper() and forms.acronym.match(text, start) and not set(first) <= set("IVXLCDM"):
        return start + len(first)
    return None
