"""Searches that people keep: kept, changed, given up, and what is new in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from concertation.accounts.models import Person
from concertation.register.models import Document, Record, SavedSearch
from concertation.register.search import finding
from concertation.register.search.queries import read


@dataclass(frozen=True, slots=True)
class NewResults:
    """What a search finds that was not there before: records and documents, the latest first."""

    records: list[Record]
    documents: list[Document]

    def __bool__(self) -> bool:
        return bool(self.records or self.documents)


@transaction.atomic
def keep(person: Person, name: str, query: str, notify: str = SavedSearch.Notify.NEVER) -> SavedSearch:
    """Keep the search for the person under the name, and return it.

    Raises `ValidationError` where the person has one of that name, or something is missing.
    """
    saved = SavedSearch(person=person, name=name.strip(), query=query.strip(), notify=notify)
    saved.full_clean()
    saved.save()
    return saved


@transaction.atomic
def notify(saved: SavedSearch, how_often: str) -> None:
    """Have the person told of new results so often. Raises `ValidationError` where that is no such word."""
    saved.notify = how_often
    saved.full_clean()
    saved.save()


def new_results(saved: SavedSearch, since: datetime) -> NewResults:
    """Return what the search finds now, for its person, of what was entered or loaded after `since`.

    What was there before and has only now been shared with the person is not new.
    """
    person = saved.person
    with override(person.language):
        query = read(saved.query, person)
    records: Any = Record.objects.in_bulk(finding.records_since(query, person, since))
    documents: Any = Document.objects.in_bulk(finding.documents_since(query, person, since))
    return NewResults(list(records.values()), list(documents.values()))
