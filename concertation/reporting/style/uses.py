"""Where a text uses acronyms, and where it explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concertation.reporting.style.passage import Passage

_BRACKETED = re.compile(r"(?<=[^\W\d] )\((?P<acronym>[A-ZÀ-Þ][\w&’'-]*[A-ZÀ-Þ][\w&’'-]*)\)")


@dataclass(frozen=True, slots=True)
class Use:
    """An acronym where it stands; `explains` where a name stands before it and brackets around it."""

    passage: Passage
    start: int
    end: int
    explains: bool
    id: str = ""

    @property
    def acronym(self) -> str:
        return self.passage.text[self.start : self.end]


def uses(passages: Sequence[Passage]) -> tuple[Use, ...]:
    """The acronyms of the passages, in order: those of known bodies, and those that the text itself explains."""
    explained = [
        Use(passage, *match.span("acronym"), True)
        for passage in passages
        for match in _BRACKETED.finditer(passage.text)
    ]
    spans = {(use.passage.index, use.start) for use in explained}
    known = [
        Use(passage, name.start, name.end, False, name.id)
        for passage in passages
        for name in passage.names
        if name.kind == "acronym"
    ]
    ids = {(use.passage.index, use.start): use.id for use in known}
    own = {use.acronym for use in explained} - {use.acronym for use in known}
    more = [use for passage in passages for use in _plain_uses(passage, own)]
    everything = [
        *(Use(use.passage, use.start, use.end, True, ids.get((use.passage.index, use.start), "")) for use in explained),
        *(use for use in (*known, *more) if (use.passage.index, use.start) not in spans),
    ]
    return tuple(sorted(everything, key=lambda use: (use.passage.index, use.start)))


def _plain_uses(passage: Passage, acronyms: set[str]) -> Iterator[Use]:
    if not acronyms:
        return
    forms = "|".join(map(re.escape, sorted(acronyms, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w/-])(?:{forms})(?![\w/-])", passage.text):
        yield Use(passage, *match.span(), False)
