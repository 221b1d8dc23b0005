"""What the rules of this stage return."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from concertation.reading.mention import OrganizationMention
from concertation.reading.proposal import Kind

Status = Literal["planned", "under-way", "done"]
Rule = Literal[
    "event-noun", "event-act", "instrument-verb", "instrument-participle", "instrument-noun", "activity-verb",
    "activity-gerund", "activity-state", "presence-noun", "resource-amount",
]  # fmt: skip
"""By which rule a statement was found; docs/reading.md explains each."""


class Statement(NamedTuple):
    """A record as a sentence states it, before it is known where the paragraph stands.

    ``start`` and ``end`` bound the words that state it, ``at`` is where the noun or verb of it stands, all in
    the paragraph's text. `title` is made of words of the text (see `state.titles`). `inferred` is true where
    the actors come from the sentences before. Other fields as in `Proposal`.
    """

    kind: Kind
    type: str
    start: int
    end: int
    at: int
    title: str
    actors: tuple[OrganizationMention, ...]
    rule: Rule
    ordinal: int | None = None
    date: str | None = None
    period: str | None = None
    place: tuple[str, ...] = ()
    amount: Decimal | None = None
    currency: str | None = None
    status: Status = "done"
    inferred: bool = False


def ids(mentions: Iterable[OrganizationMention]) -> tuple[str, ...]:
    """The ids of `mentions`, each once, in order."""
    return tuple({m.id: None for m in mentions})
