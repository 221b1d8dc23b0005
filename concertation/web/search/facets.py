"""What results can be narrowed by, and what they are narrowed by already.

Both are fields of the query itself, so that the box, the address and a saved search say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from concertation.register.models import Document, Organization, Place
from concertation.register.search.queries import Narrowing, Query, field_word
from concertation.register.search.tokens import unmark
from concertation.web import wording
from concertation.web.language import page_language
from concertation.web.templatetags import words

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

SHOWN = 6
"""Values of a field that are shown at once; the others on request."""
MOST = 40


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: what it is called, how many results have it, and the query with it."""

    name: str
    number: int
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    field: str
    word: str
    values: list[Value]

    @property
    def first(self) -> list[Value]:
        return self.values[:SHOWN]

    @property
    def rest(self) -> list[Value]:
        return self.values[SHOWN:]


@dataclass(frozen=True, slots=True)
class Chip:
    """A field that the results are narrowed by, and the query without it."""

    word: str
    name: str
    query: str


Named = dict[str, tuple[str, str]]
"""By the value in a mark: what it is called, and how it is written in a query."""

WORDS: dict[str, Any] = {
    "kind": _("Kind"),
    "organization": _("Organization"),
    "theme": _("Theme"),
    "place": _("Place"),
    "year": _("Period"),
    "lang": _("Language"),
    "document": _("Source"),
}


def facets(query: Query, counts: dict[str, Counter[str]], person: Viewer) -> list[Facet]:
    """Return the fields by which some of the results can be told from others, with their values."""
    found: list[Facet] = []
    for field, word in WORDS.items():
        chosen = {unmark(mark)[1] for one in query.narrowings if one.field == field for mark in one.marks}
        counted = [row for row in counts.get(field, Counter()).most_common(MOST) if row[0] not in chosen]
        if field == "year":
            counted.sort(reverse=True)
        named = _NAMED[field]([value for value, _number in counted], person)
        values = [
            Value(named[value][0], number, _with(query, field, named[value][1]))
            for value, number in counted
            if value in named
        ]
        if values:
            found.append(Facet(field, str(word), values))
    return found


def _with(query: Query, field: str, value: str) -> str:
    written = value if value and not set(value) & set(' ,"“”„«»:') else f'"{value}"'
    return f"{query.typed} {field_word(field, page_language())}:{written}".strip()


def chips(query: Query, person: Viewer) -> list[Chip]:
    """Return what the query is narrowed by, as it is called."""
    return [
        Chip(
            str(WORDS[one.field]),
            _called(one, person),
            _without(query, one),
        )
        for one in query.narrowings
    ]


def _without(query: Query, one: Narrowing) -> str:
    return " ".join(query.typed.replace(one.typed, " ", 1).split())


def _called(one: Narrowing, person: Viewer) -> str:
    """What a value is called, where it is a single thing; else as it was typed."""
    values = [unmark(mark)[1] for mark in one.marks]
    if one.field in ("organization", "theme", "kind", "lang", "document") and len(values) == 1:
        named = _NAMED[one.field](values, person)
        return named[values[0]][0] if values[0] in named else one.value
    return one.value


def _organizations(values: Iterable[str], _person: Viewer) -> Named:
    rows = Organization.objects.annotate(low=Lower("pk")).filter(low__in=list(values))
    return {row.pk.lower(): (words.acronym(row), row.pk) for row in rows.prefetch_related("names")}


def _places(values: Iterable[str], _person: Viewer) -> Named:
    rows = Place.objects.filter(pk__in=[int(value) for value in values])
    return {str(row.pk): (wording.place_name(row, page_language()), row.name) for row in rows}


def _documents(values: Iterable[str], person: Viewer) -> Named:
    rows = Document.objects.visible_to(person).filter(pk__in=[int(value) for value in values])
    return {str(row.pk): (str(row), _reference(row)) for row in rows.only("symbols", "title", "name")}


def _reference(document: Document) -> str:
    """How a query names a document: by its symbol, where no blank is in it, else by its number."""
    symbol = document.symbols[0] if document.symbols else ""
    return symbol if symbol and " " not in symbol else str(document.pk)


def _kinds(values: Iterable[str], _person: Viewer) -> Named:
    return {value: (str(words.kind_word(value)), value) for value in values}


def _themes(values: Iterable[str], _person: Viewer) -> Named:
    return {value: (words.theme_name(value), value) for value in values}


def _years(values: Iterable[str], _person: Viewer) -> Named:
    return {value: (value, value) for value in values}


def _languages(values: Iterable[str], _person: Viewer) -> Named:
    return {value: (wording.language_name(value, page_language()), value) for value in values if value}


_NAMED: dict[str, Callable[[Iterable[str], Viewer], Named]] = {
    "kind": _kinds,
    "organization": _organizations,
    "theme": _themes,
    "place": _places,
    "year": _years,
    "lang": _languages,
    "document": _documents,
}
