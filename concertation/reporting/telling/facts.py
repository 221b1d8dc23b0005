"""A record as a report tells it: plain values, loaded once, free of the database.

Languages are ISO 639-1, dates EDTF, countries ISO 3166-1 alpha-3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Body:
    """An organization: `kind` and `parent` as in the register; `names` by language and kind of name;
    `known_as` has all its names and aliases by language, `former` those of them that it no longer has."""

    id: str
    kind: str
    parent: str | None
    names: Mapping[tuple[str, str], str]
    known_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def name(self, lang: str, *kinds: str) -> str | None:
        """The first name in `lang` of these kinds."""
        return next((self.names[lang, kind] for kind in kinds if (lang, kind) in self.names), None)


@dataclass(frozen=True, slots=True)
class Where:
    """A place by its English name; `kind` is "city", "country" or "region"."""

    name: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a document that state a record."""

    document: str
    paragraph: str
    quote: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A record. `actors` are pairs of organization id and part ("party", "lead", "host", "participant");
    `series` identifies the mechanism of a meeting, and `series_titles` are its titles by language."""

    uid: str
    kind: str
    type: str
    status: str = ""
    date: str = ""
    earliest: date | None = None
    number: int | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    original: str = "en"
    actors: tuple[tuple[str, str], ...] = ()
    places: tuple[Where, ...] = ()
    themes: tuple[str, ...] = ()
    term: str = ""
    within: bool = False
    amount: Decimal | None = None
    currency: str = ""
    series: str | None = None
    series_titles: Mapping[str, str] = field(default_factory=dict)
    symbol: str = ""
    paragraph: str = ""
    label: str = "CLEAR"
    sources: tuple[Source, ...] = ()

    @property
    def short_uid(self) -> str:
        return self.uid[:8]

    def title(self, lang: str) -> str:
        """The title to list it by: in `lang`, else in the original language, else in any."""
        return self.titles.get(lang) or self.titles.get(self.original) or next(iter(self.titles.values()), "")
