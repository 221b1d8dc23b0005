"""What the values of fields in a query mean: each becomes the marks of which one has to be there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.reading.cities import gazetteer
from concertation.reading.countries import english_names, regions
from concertation.register.models import Document, Place, Record
from concertation.register.search.names import called, meant
from concertation.register.search.tokens import data, folded, folded_name, mark
from concertation.register.themes import themes

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


class Unresolved(Exception):
    """A field has a value that means nothing; the message is a sentence for who typed it."""


FIRST_YEAR = 1900
YEARS = re.compile(r"(?P<first>\d{4})?(?P<to>\.\.|-|–|/)?(?P<last>\d{4})?")


def organization(value: str, person: Viewer) -> list[str]:
    name = folded_name(value)
    ids = called([name]).get(name, [])
    if not ids:
        near = meant(value)
        if near:
            raise Unresolved(
                _("No organization is called “%(name)s”. Did you mean %(near)s?")
                % {"name": value, "near": ", ".join(f"“{one}”" for one in near)}
            )
        raise Unresolved(_("No organization is called “%(name)s”.") % {"name": value})
    return [mark("organization", id) for id in ids]


def theme(value: str, person: Viewer) -> list[str]:
    """By its slug, or by words of its name in any language."""
    if value.lower() in themes():
        return [mark("theme", value)]
    wanted = folded_name(value)
    found = [
        slug
        for slug, theme in themes().items()
        if any(f" {wanted} " in f" {folded_name(str(theme.get(lang, '')))} " for lang in _LANGUAGES)
    ]
    if not wanted or not found:
        raise Unresolved(_("No theme is called “%(name)s”.") % {"name": value})
    return [mark("theme", slug) for slug in found]


_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


def place(value: str, person: Viewer) -> list[str]:
    """By its name in English, or in any language that a gazetteer knows it in; a country with all within."""
    wanted = folded_name(value)
    countries = [id for id in called([wanted]).get(wanted, []) if id in _countries()]
    city, region = gazetteer().city(value.strip()), _regions().get(wanted, "")
    names = {value.strip(), region, city.name if city else ""} - {""}
    named = Q(kind=Place.Kind.COUNTRY, country__in=countries)
    for name in names:
        named |= Q(name__iexact=name)
    rows = Place.objects.filter(named)
    marks = [mark("place", row.pk) for row in rows] + [mark("country", code) for code in countries]
    if not marks:
        marks = [mark("place", row.pk) for row in Place.objects.all() if folded_name(row.name) == wanted]
    if not marks:
        raise Unresolved(_("No place of the register is called “%(name)s”.") % {"name": value})
    return marks


@cache
def _countries() -> frozenset[str]:
    return frozenset(english_names())


@cache
def _regions() -> dict[str, str]:
    return {
        folded_name(name): region.name
        for region in regions()
        for names in (*region.names.values(), (region.name,))
        for name in names
    }


def kind(value: str, person: Viewer) -> list[str]:
    code = _kinds().get(folded(value))
    if code is None:
        known = ", ".join(Record.Kind.values)
        raise Unresolved(
            _("“%(name)s” is no kind of record. The kinds are: %(known)s.") % {"name": value, "known": known}
        )
    return [mark("kind", code)]


@cache
def _kinds() -> dict[str, str]:
    return {folded(word): code for code, several in data()["kinds"].items() for word in (code, *several)}


def year(value: str, person: Viewer) -> list[str]:
    """A year, or a period with an end left open or not: "2018", "2018..2020", "2018..", "..2020"."""
    found = YEARS.fullmatch(value)
    if not found or not (found["first"] or found["last"]) or (not found["to"] and found["last"]):
        raise Unresolved(
            _("“%(value)s” is no year. Write a year or a period, such as 2018 or 2018..2020.")
            % {"value": value}
        )
    end = timezone.localdate().year + 30
    first = int(found["first"] or FIRST_YEAR)
    last = int(found["last"] or (end if found["to"] else first))
    if last < first:
        raise Unresolved(_("The period %(value)s ends before it begins.") % {"value": value})
    first, last = (max(first, FIRST_YEAR), min(last, end)) if first != last else (first, last)
    return [mark("year", one) for one in range(first, last + 1)]


def lang(value: str, person: Viewer) -> list[str]:
    """By its code, or by its name in one of the six languages."""
    code = _language_names().get(folded(value), value.lower() if re.fullmatch("[A-Za-z]{2}", value) else "")
    if not code:
        raise Unresolved(
            _("No language is called “%(name)s”. Write a code such as en, fr or ar.") % {"name": value}
        )
    return [mark("lang", code)]


@cache
def _language_names() -> dict[str, str]:
    return {
        folded(Locale.parse(code).get_language_name(of) or code): code
        for code in (*_LANGUAGES, "pt", "de", "it")
        for of in _LANGUAGES
    }


def document(value: str, person: Viewer) -> list[str]:
    """By its number here, its symbol or the name of its file; only such as the person may see."""
    seen = Document.objects.visible_to(person)
    if value.isdecimal() and len(value) < 16:
        found = seen.filter(pk=int(value))
    else:
        found = [row for row in seen.filter(_written_in(value)) if _is_called(row, value)]
    marks = [mark("document", row.pk) for row in found]
    if not marks:
        raise Unresolved(
            _("No document that you can see has the symbol or the name “%(name)s”.") % {"name": value}
        )
    return marks


def _written_in(value: str) -> Q:
    return Q(name__iexact=value) | Q(symbols__icontains=value)


def _is_called(row: Document, value: str) -> bool:
    return value.lower() in (row.name.lower(), *(symbol.lower() for symbol in row.symbols))


RESOLVERS: dict[str, Callable[[str, Viewer], list[str]]] = {
    "organization": organization,
    "theme": theme,
    "place": place,
    "kind": kind,
    "year": year,
    "lang": lang,
    "document": document,
}
