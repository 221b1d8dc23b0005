"""Searches that people keep: kept, changed, given up, and what is new in them.

New is what a search finds and did not find when its person was last told: whether it was entered or loaded
since, changed so that it fits, or shared with the person only now. Only what the person may see is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from concertation.accounts.models import Person
from concertation.register.models import Document, Passage, Record, SavedSearch
from concertation.register.search import finding
from concertation.register.search.queries import read

PAUSE = {
    SavedSearch.Notify.DAILY.value: timedelta(days=1),
    SavedSearch.Notify.WEEKLY.value: timedelta(days=7),
}
"""How long after new results were told, others are."""

Keys = dict[str, list[int]]
SORTS = ("records", "documents")


@dataclass(frozen=True, slots=True)
class NewResults:
    """What a search finds that was not there before: records and documents, in the order of the search."""

    search: SavedSearch
    records: list[Record]
    documents: list[Document]

    def __len__(self) -> int:
        return len(self.records) + len(self.documents)


@transaction.atomic
def keep(person: Person, name: str, query: str, notify: str = SavedSearch.Notify.NEVER) -> SavedSearch:
    """Keep the search for the person under the name, and return it. What it finds today is known.

    Raises `ValidationError` where the person has one of that name, or something is missing.
    """
    saved = SavedSearch(person=person, name=name.strip(), query=query.strip(), notify=notify)
    saved.full_clean()
    _begin(saved)
    saved.save()
    return saved


@transaction.atomic
def notify(saved: SavedSearch, how_often: str) -> None:
    """Have the person told of new results so often. Raises `ValidationError` where that is no such word."""
    before, saved.notify = saved.notify, how_often
    saved.full_clean()
    if "never" in (before, how_often):
        _begin(saved)
    saved.save()


def _begin(saved: SavedSearch) -> None:
    """Take all that is found today for known, where the person is to be told of more."""
    wanted = saved.notify in PAUSE
    saved.known, saved.fresh = (_found(saved) if wanted else {}), {}
    saved.told_on = timezone.localdate() if wanted else None


def look(saved: SavedSearch, today: date) -> None:
    """Bring what is fresh up to date, where it is time to; the search is not stored."""
    pause = PAUSE.get(saved.notify)
    if pause is None:
        saved.fresh = {}
    elif saved.told_on is None:
        saved.known, saved.told_on = _found(saved), today
    elif today - saved.told_on >= pause:
        found = _found(saved)
        saved.fresh = {sort: _without(found[sort], saved.known.get(sort, [])) for sort in SORTS}


def _without(keys: list[int], known: list[int]) -> list[int]:
    there = set(known)
    return [key for key in keys if key not in there]


def _found(saved: SavedSearch) -> Keys:
    """Keys of all that the search finds for its person, of very many the latest."""
    with override(saved.person.language):
        query = read(saved.query, saved.person)
    passages = finding.passages(query, saved.person, by_date=True).keys
    documents = Passage.objects.filter(pk__in=passages).order_by("pk").values_list("document_id", flat=True)
    return {
        "records": finding.records(query, saved.person, by_date=True).keys,
        "documents": list(dict.fromkeys(documents)),
    }


def new_results(saved: SavedSearch) -> NewResults:
    """Return what is fresh in the search, as far as its person may see it now."""
    return NewResults(
        saved,
        _seen(Record.objects.prefetch_related("texts"), saved, "records"),
        _seen(Document.objects.defer("summary", "agenda"), saved, "documents"),
    )


def _seen(rows: Any, saved: SavedSearch, sort: str) -> list[Any]:
    keys = saved.fresh.get(sort, [])
    there: dict[int, Any] = rows.visible_to(saved.person).in_bulk(keys) if keys else {}
    return [there[key] for key in keys if key in there]


def told(saved: SavedSearch, today: date) -> None:
    """Take what is fresh for known: the person was told of it."""
    saved.known = {sort: [*saved.fresh.get(sort, []), *saved.known.get(sort, [])] for sort in SORTS}
    saved.fresh, saved.told_on = {}, today
    saved.save()
