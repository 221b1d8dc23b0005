"""What a paragraph states: the record contract."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["event", "instrument", "activity", "presence", "resource"]

TYPES: dict[Kind, tuple[str, ...]] = {
    "event": (
        "meeting", "conference", "summit", "session", "dialogue", "consultation", "visit", "workshop",
        "training", "forum", "mission", "briefing", "celebration", "signing", "campaign", "other",
    ),
    "instrument": (
        "agreement", "memorandum", "letter", "framework", "plan", "strategy", "declaration", "protocol",
        "programme", "resolution", "roadmap", "other",
    ),
    "activity": (
        "support", "project", "programme", "joint-work", "information-exchange", "coordination",
        "advocacy", "other",
    ),
    "presence": ("liaison-office", "liaison-officer", "secondment", "office", "observer"),
    "resource": ("pledge", "loan", "contribution", "levy", "other"),
}  # fmt: skip

THEMES: tuple[str, ...] = (
    "peace-security", "mediation", "peacekeeping", "counter-terrorism", "organized-crime", "drugs",
    "disarmament", "chemical-weapons", "nuclear", "human-rights", "refugees-migration", "rule-of-law",
    "elections", "humanitarian", "disaster-risk", "climate-environment", "water",
    "sustainable-development", "economy-trade", "transport", "food-agriculture", "health-population",
    "education-science-culture", "gender", "youth", "statistics", "ict", "multilingualism",
    "governance", "energy", "culture-heritage", "children",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that the reader suggests and nobody has confirmed.

    `quote` is ``paragraph.text[start:end]``, verbatim; `span` is the same stretch in the source.
    `actors` are catalogue ids or ISO 3166 alpha-3 codes; `date` and `period` are EDTF; `place` are
    English names; `amount` is in units with `currency` ISO 4217 (or "%"). `status` says whether the text
    states the thing as planned, under way or done. `confidence` is the reader's estimate, 0 to 1, that
    the whole record is right. `rule` names the rule that found it.
    """

    para: str
    kind: Kind
    type: str
    quote: str
    start: int
    end: int
    span: tuple[int, int]
    title: str
    ordinal: int | None = None
    actors: tuple[str, ...] = ()
    date: str | None = None
    period: str | None = None
    place: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    amount: Decimal | None = None
    currency: str | None = None
    status: Literal["planned", "under-way", "done"] = "done"
    confidence: float = 0.5
    section: str | None = None
    lang: str = "fr"
    rule: str = ""
    unknown: tuple[str, ...] = field(default=())
    """Names inside the quote that the catalogue does not know."""
