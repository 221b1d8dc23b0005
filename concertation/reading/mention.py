"""What is found in a text before it is understood: spans with a canonical value.

Offsets are into the clean text of the paragraph. A mention never holds a value that the text
does not state: what is ambiguous has no value and stays open.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph's clean text, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OrganizationMention(Span):
    """An organization or a State. `id` is a catalogue id ("ASEAN") or ISO 3166 alpha-3 ("GAB").

    `via` tells what of it is named: "body" itself, its "head" ("le Secrétaire général de l'OCI"),
    its "members" ("les États membres de l'ASEAN"), its "seat" ("au siège de l'OEA"),
    its "secretariat" or a "text" in whose name it stands ("la stratégie de la CARICOM").
    `how` tells what was matched: a "name", an "acronym", or a "reference" resolved from the context
    ("les deux organisations", "celle-ci", "le Centre régional").
    """

    id: str
    via: Literal["body", "head", "members", "seat", "secretariat", "text"] = "body"
    how: Literal["name", "acronym", "reference"] = "name"


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """A city, country or region; `name` is in English as the gazetteer has it ("Addis Ababa").
    `country` is ISO 3166 alpha-3 where one is meant; `seat_of` is the organization whose seat
    stands for the city ("au siège de l'OCI")."""

    name: str
    kind: Literal["city", "country", "region"]
    country: str | None = None
    seat_of: str | None = None


@dataclass(frozen=True, slots=True)
class DateMention(Span):
    """A date as EDTF (ISO 8601-2). `role` is "when" for a point or range of days, months or years in
    which something happens; "term" for the years a text covers ("2016-2020", "pour la période
    2016-2019"); "since" for an open start ("depuis 2012" is ``2012/..``)."""

    edtf: str
    role: Literal["when", "term", "since"] = "when"


@dataclass(frozen=True, slots=True)
class OrdinalMention(Span):
    """A number in a series: "quatorzième" is 14."""

    value: int


@dataclass(frozen=True, slots=True)
class AmountMention(Span):
    """A stated quantity in units; `currency` is ISO 4217, "%" for a rate, or None where the text
    names no currency that stands for one code (a bare "dollars" of a UN text is USD)."""

    amount: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class SymbolMention(Span):
    """A UN document symbol in full canonical form: "A/RES/58/316", "S/RES/1809(2008)"."""

    symbol: str


@dataclass(frozen=True, slots=True)
class UnknownName(Span):
    """A capitalized name of an organization or a place that the catalogue does not hold.
    Reported, never guessed."""

    text: str


Mention = (
    OrganizationMention
    | PlaceMention
    | DateMention
    | OrdinalMention
    | AmountMention
    | SymbolMention
    | UnknownName
)
