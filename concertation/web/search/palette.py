"""The palette: whatever one can go to, by the beginning of its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from concertation.accounts.permissions import Verb
from concertation.reading.countries import english_names
from concertation.register.models import Document, Organization
from concertation.register.places import country_name
from concertation.register.search import finding
from concertation.register.search.names import organizations
from concertation.register.search.queries import begun
from concertation.register.search.tokens import words
from concertation.web.kinds import KINDS
from concertation.web.language import page_language
from concertation.web.search.results import show_records
from concertation.web.templatetags import words as wording

FEW = 5
"""Choices of one sort."""
ENOUGH = 60
"""Rows that are looked at to find as many records."""
MANY = 16
"""Pages that are shown before anything is typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place to go to: what it is called, what tells it from others, its address."""

    name: str
    address: str
    hint: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    word: str
    choices: list[Choice] = field(default_factory=list[Choice])


class Reader(Enum):
    """Whom a page is for."""

    ANYBODY = 0
    SIGNED_IN = 1
    NOT_SIGNED_IN = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page that has one address; where there is a `verb`, for those who may do it."""

    name: str
    address: str
    verb: Verb | None = None
    reader: Reader = Reader.ANYBODY

    def is_open_to(self, person: Any) -> bool:
        if self.verb:
            return person.is_authenticated and person.may(self.verb)
        wanted = Reader.SIGNED_IN if person.is_authenticated else Reader.NOT_SIGNED_IN
        return self.reader in (Reader.ANYBODY, wanted)


def _pages() -> Iterator[Page]:
    yield Page(_("First page"), reverse("home"))
    yield Page(_("Search"), reverse("search"))
    yield Page(_("Organizations"), reverse("organizations"))
    yield Page(_("What organizations have together"), reverse("choose"))
    yield Page(_("Countries"), reverse("countries"))
    for kind in KINDS.values():
        yield Page(str(kind.many)[:1].upper() + str(kind.many)[1:], reverse(kind.slug))
    yield Page(_("Documents"), reverse("documents"))
    yield Page(_("Saved searches"), reverse("saved"), reader=Reader.SIGNED_IN)
    yield Page(_("Review"), reverse("review"), "review")


def _actions() -> Iterator[Page]:
    yield Page(_("Sign in"), reverse("account_login"), reader=Reader.NOT_SIGNED_IN)
    for code, kind in KINDS.items():
        yield Page(
            _("Enter: %(kind)s") % {"kind": str(kind.one).lower()}, reverse("new", args=[code]), "edit"
        )


def choices(typed: str, person: Any) -> list[Group]:
    """Return what somebody may go to who typed this: organizations, records, documents, pages, actions; and
    the search page for all of it."""
    said = list(words(typed))
    groups = [
        Group(_("Together"), list(_sets(typed))),
        Group(_("Organizations"), list(_organizations(said))),
        Group(_("Countries"), list(_countries(said))),
        Group(_("Records"), list(_records(typed, person))),
        Group(_("Documents"), list(_documents(typed, person))),
        Group(_("Pages"), list(_named(_pages(), said, person))),
        Group(_("Actions"), list(_named(_actions(), said, person))),
    ]
    if said:
        everything = f"{reverse('search')}?{urlencode({'q': typed.strip()})}"
        name = _("Search everything for “%(words)s”") % {"words": typed.strip()}
        groups.append(Group(_("Search"), [Choice(name, everything)]))
    return [group for group in groups if group.choices]


def _named(pages: Iterable[Page], said: list[str], person: Any) -> Iterator[Choice]:
    found = (page for page in pages if page.is_open_to(person) and _begins(said, page.name))
    for page in islice(found, FEW if said else MANY):
        yield Choice(page.name, page.address)


def _begins(said: list[str], name: str) -> bool:
    named = list(words(name))
    return all(any(one.startswith(word) for one in named) for word in said)


def _organizations(said: list[str]) -> Iterator[Choice]:
    lang = page_language()
    rows: list[Organization] = organizations(said)[:FEW]
    for row in rows:
        yield Choice(row.name_in(lang), reverse("organization", args=[row.pk]), wording.acronym(row))


def _sets(typed: str) -> Iterator[Choice]:
    """What organizations have together whose names are typed with a plus between ("AU + LAS"), and their
    brief."""
    found = [organizations(list(words(part)))[:1] for part in typed.split("+")]
    bodies = sorted({row.pk: row for rows in found for row in rows}.values(), key=lambda row: row.pk)
    if len(bodies) < 2 or not all(found):
        return
    keys = "+".join(row.pk for row in bodies)
    name = " – ".join(wording.acronym(row) for row in bodies)
    yield Choice(name, reverse("together", args=[keys]), _("Together"))
    yield Choice(name, reverse("brief", args=[keys]), _("Brief"))


def _countries(said: list[str]) -> Iterator[Choice]:
    """Countries whose names begin so, to what is done there."""
    if not said:
        return
    lang = page_language()
    named = ((code, country_name(code, lang)) for code in english_names())
    for code, name in islice((row for row in named if _begins(said, row[1])), FEW):
        yield Choice(name, reverse("country", args=[code]))


def _records(typed: str, person: Any) -> Iterator[Choice]:
    query = begun(typed)
    if not query:
        return
    for row in show_records(query, finding.records(query, person, most=ENOUGH).keys[:FEW]):
        hint = " · ".join(filter(None, (str(wording.kind_word(row.kind)), wording.date_words(row.date))))
        yield Choice(wording.title(row), reverse("record", args=[row.uid]), hint, wording.title_lang(row))


def _documents(typed: str, person: Any) -> Iterator[Choice]:
    query = begun(typed)
    if not query:
        return
    keys = finding.documents(query, person, FEW)
    rows = Document.objects.only("symbols", "title", "name", "lang").in_bulk(keys)
    for document in (rows[key] for key in keys):
        hint = document.title if document.symbols else ""
        yield Choice(str(document), reverse("document", args=[document.pk]), hint[:90], document.lang)
