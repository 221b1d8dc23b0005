"""Where a text uses acronyms, and where it explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from concertation.reporting.style.passage import Passage

_BRACKETED = re.compile(r"(?<=[^\W\d] )\((?P<acronym>[A-ZÀ-Þ][A-Za-zÀ-þ&]{0,5}[A-ZÀ-Þ][A-Za-zÀ-þ&]{0,3}(?:-\d+)?)\)")
"""A name, and an acronym in brackets: at least two capitals near each other, "AfDB" and "COVID-19"."""


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
    known = [
        Use(passage, name.start, name.end, False, name.id)
        for passage in passages
        for name in passage.names
        if name.kind == "acronym"
    ]
    # "ONU-Femmes" is no acronym by its form: that it is one follows from the bodies.
    explained += [
        replace(use, explains=True)
        for use in known
        if (use.passage.index, use.start) not in {(e.passage.index, e.start) for e in explained}
        and re.search(r"[^\W\d] \($", use.passage.text[: use.start])
        and use.passage.text.startswith(")", use.end)
    ]
    spans = {(use.passage.index, use.start) for use in explained}
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
