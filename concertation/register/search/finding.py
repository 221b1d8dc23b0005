"""What a query finds: records and paragraphs that the person may see, in order, and what they can be
narrowed by.

What has all words in its title comes first (of paragraphs: the words in a row, or in the heading), then the
rest; within each the latest first. So the order is the same on every database, and nothing that a person may
not see has a part in it. Of what is found more often than `MOST_RECORDS` or `MOST_PASSAGES` times, the latest
are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q

from concertation.accounts.sharing import visible
from concertation.register.models import EntryWords, PassageWords
from concertation.register.search import expression as ex
from concertation.register.search.filing import OPEN, WHOLE
from concertation.register.search.queries import Query
from concertation.register.search.tokens import mark, unmark

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

MOST_RECORDS = 3_000
MOST_PASSAGES = 1_000
ONLY_RECORDS = frozenset({"kind", "theme", "place", "country"})
"""Fields that no paragraph has."""


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of what was found, in order; whether there is `more` than was looked at; and how many of it have
    each value of each field."""

    keys: list[int] = field(default_factory=list[int])
    more: bool = False
    counts: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])

    def __len__(self) -> int:
        return len(self.keys)


def records(query: Query, person: Viewer, *, by_date: bool = False, most: int = MOST_RECORDS) -> Found:
    """Return the keys of the records that the person may see and in which the query is fulfilled: in what
    they say, or in what one of the documents that the person may see says of them."""
    if not query:
        return Found()
    wanted = query.expression()
    rows = _entries(wanted, person)
    hits = list(rows.values_list("entry__record_id", "entry__marks")[: most + 1])
    more, hits = len(hits) > most, hits[:most]
    keys = dict.fromkeys(pk for pk, _marks in hits)
    first: Iterable[int] = ()
    if hits and query.terms and not by_date:
        titled = _entries(ex.in_titles(wanted), person).values_list("entry__record_id", flat=True)
        first = titled[:most]
    return Found(list(dict.fromkeys([*first, *keys])), more, _counted(hits))


def _entries(wanted: ex.Expression, person: Viewer) -> Any:
    told = Q(entry__document=None) | visible(person, "entry__document__")
    rows = EntryWords.objects.filter(words__matches=_written(_near(wanted, person)))
    return rows.filter(visible(person, "entry__record__")).filter(told).order_by("pk")


def told(query: Query, kind: str = "") -> Any:
    """Return a query for the keys of the records, of the kind if one is named, that fulfil it in what they
    say themselves. Whether a person may see them is for the caller to ask."""
    wanted = query.expression()
    if kind:
        wanted = ex.All((wanted, ex.Row((mark("kind", kind),))))
    rows = EntryWords.objects.filter(words__matches=_written(wanted), entry__document=None)
    return rows.order_by().values("entry__record")


def passages(query: Query, person: Viewer, *, by_date: bool = False) -> Found:
    """Return the keys of the passages in which the query is fulfilled, of documents that the person may
    see."""
    if not _is_for_documents(query):
        return Found()
    wanted, in_a_row = query.expression(), query.in_a_row()
    hits = list(_passages(wanted, person).values_list("pk", "passage__marks")[: MOST_PASSAGES + 1])
    more, hits = len(hits) > MOST_PASSAGES, hits[:MOST_PASSAGES]
    first: list[int] = []
    if hits and query.terms and not by_date:
        for better in filter(None, (in_a_row, ex.in_titles(wanted))):
            first += _passages(better, person).values_list("pk", flat=True)[:MOST_PASSAGES]
    keys = list(dict.fromkeys([*first, *(pk for pk, _marks in hits)]))
    return Found(keys, more, _counted(hits))


def documents(query: Query, person: Viewer, most: int) -> list[int]:
    """Return the keys of the first documents whose own words, not those of their paragraphs, fulfil the
    query."""
    if not _is_for_documents(query):
        return []
    whole = ex.All((ex.Row((WHOLE,)), query.expression()))
    return list(_passages(whole, person).values_list("passage__document_id", flat=True)[:most])


def _is_for_documents(query: Query) -> bool:
    return bool(query) and not any(one.field in ONLY_RECORDS for one in query.narrowings)


def _passages(wanted: ex.Expression, person: Viewer) -> Any:
    rows = PassageWords.objects.filter(words__matches=_written(_near(wanted, person)))
    return rows.filter(visible(person, "passage__document__")).order_by("pk")


def _near(wanted: ex.Expression, person: Viewer) -> ex.Expression:
    """The same, where it is not worth while to look at what the person does not see."""
    return wanted if person.is_authenticated else ex.All((wanted, ex.Row((OPEN,))))


def _written(wanted: ex.Expression) -> str:
    return ex.in_sqlite(wanted) if connection.vendor == "sqlite" else ex.in_postgres(wanted)


def _counted(hits: list[tuple[int, str]]) -> dict[str, Counter[str]]:
    """Count each value once a thing. Of what a thing says more than once only the document, which stands
    first, is another."""
    seen = set[int]()
    marks: list[str] = []
    for pk, said in hits:
        marks.append(said if pk not in seen else said.partition(" ")[0])
        seen.add(pk)
    found: dict[str, Counter[str]] = {}
    for one, number in Counter(" ".join(marks).split()).items():
        name, value = unmark(one)
        found.setdefault(name, Counter())[value] = number
    return found
