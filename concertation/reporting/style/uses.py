"""Where a text uses acronyms, and where it explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concertation.reporting.style.passage import Passage

_BRACKETED = re.compile(
    r"(?<=[^\W\d] )\((?P<acronym>[A-ZÀ-Þ][A-Za-zÀ-þ&]{0,5}[A-ZÀ-Þ][A-Za-zÀ-þ&]{0,3}(?:-\d+)?)\)"
)
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
    def place(self) -> tuple[int, int]:
        return self.passage.index, self.start

    @property
    def acronym(self) -> str:
        return self.passage.text[self.start : self.end]


def uses(passages: Sequence[Passage]) -> tuple[Use, ...]:
    """The acronyms of the passages, in order: those of known bodies, and those that the text explains."""
    explained = [
        Use(passage, *match.span("acronym"), True)
        for passage in passages
        for match in _BRACKETED.finditer(passage.text)
    ]
    known = [
        Use(passage, name.start, name.end, _is_bracketed(passage.text, name.start, name.end), name.id)
        for passage in passages
        for name in passage.names
        if name.kind == "acronym"
    ]
    # Of two that stand at one place, the one that knows the body stays.
    found = {use.place: use for use in (*explained, *known)}
    own = {use.acronym for use in explained} - {use.acronym for use in known}
    for passage in passages:
        for use in _plain_uses(passage, own):
            found.setdefault(use.place, use)
    return tuple(found[place] for place in sorted(found))


def _is_bracketed(text: str, start: int, end: int) -> bool:
    """Whether a word and a bracket stand before, and a bracket behind: "… pour les femmes (ONU-Femmes)"."""
    return text.startswith(")", end) and re.search(r"[^\W\d] \($", text[:start]) is not None


def _plain_uses(passage: Passage, acronyms: set[str]) -> Iterator[Use]:
    if not acronyms:
        return
    forms = "|".join(map(re.escape, sorted(acronyms, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w/-])(?:{forms})(?![\w/-])", passage.text):
        yield Use(passage, *match.span(), False)
