"""What the search page shows: things that were found, with the words marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concertation.accounts.sharing import visible
from concertation.register.models import Attachment, Organization, Passage, Record
from concertation.register.search import finding
from concertation.register.search.finding import Found
from concertation.register.search.names import organizations
from concertation.register.search.queries import Query
from concertation.web.highlighting import excerpt, marked
from concertation.web.language import page_language
from concertation.web.lists.declared import shown
from concertation.web.paging import paged

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

FEW = 8
"""Things of one sort on the page of all sorts."""
MANY = 25
SORTS = ("records", "organizations", "documents")


@dataclass(slots=True)
class Results:
    """All that a query finds: keys of `records` and `passages`, and `organizations`."""

    query: Query
    records: Found
    passages: Found
    organizations: list[Organization]

    @property
    def number(self) -> int:
        return len(self.records) + len(self.passages) + len(self.organizations)

    @property
    def more(self) -> bool:
        """Whether there is more than was counted."""
        return self.records.more or self.passages.more

    def numbers(self) -> dict[str, tuple[int, bool]]:
        """How many there are of each sort, and whether there are more."""
        return {
            "records": (len(self.records), self.records.more),
            "organizations": (len(self.organizations), False),
            "documents": (len(self.passages), self.passages.more),
        }


def find(query: Query, person: Viewer, *, by_date: bool) -> Results:
    """Look everywhere. Organizations are found by words alone: a field narrows what is about them."""
    named = organizations(query.words) if query.words and not query.narrowings else []
    return Results(
        query,
        finding.records(query, person, by_date=by_date),
        finding.passages(query, person, by_date=by_date),
        named,
    )


def page_of(keys: Sequence[Any], number: str | None, only: bool) -> dict[str, Any]:
    """The page of so many keys, as ``parts/pages.html`` shows it: all of a sort, or the first few."""
    return paged(keys, number if only else "1", MANY if only else FEW)


def show_records(query: Query, pks: Sequence[int]) -> list[Any]:
    """The records in this order, each with the `pieces` of its title."""
    rows = {row.pk: row for row in shown(Record.objects.filter(pk__in=pks))}
    lang = page_language()
    for row in rows.values():
        said = row.title_in(lang)
        of = next(
            (text.lang for text in row.texts.all() if text.field == "title" and text.value == said), lang
        )
        row.pieces = marked(said, query.sought(of))
    return [rows[pk] for pk in pks if pk in rows]


def show_organizations(query: Query, rows: Sequence[Organization]) -> list[Any]:
    """The organizations, each with the `pieces` of its name; where it was found by another of its names,
    with the pieces of that one (`also`)."""
    lang, sought, found = page_language(), query.sought(""), list[Any]()
    for row in rows:
        shown: Any = row
        shown.pieces = marked(row.name_in(lang), sought)
        if not any(piece.marks for piece in shown.pieces):
            own = row.acronym_in(lang)  # it stands beside the name already
            names = (marked(name.text, sought) for name in row.names.all() if name.text != own)
            best = max(names, key=lambda name: sum(bool(piece.marks) for piece in name), default=[])
            shown.also = best if any(piece.marks for piece in best) else []
        found.append(shown)
    return found


def show_passages(query: Query, pks: Sequence[int], person: Viewer) -> list[Any]:
    """The passages in this order, each with the `pieces` of its text around the words, and the records to
    which it is `attached`, as far as the person sees them."""
    rows: Any = Passage.objects.filter(pk__in=pks).select_related("document", "paragraph__section")
    found = {row.pk: row for row in rows.defer("title", "words", "marks", "paragraph__source_runs")}
    attached = _attached({row.document_id for row in found.values()}, person)
    for row in found.values():
        row.attached = attached.get(row.document_id, [])
        sought = query.sought(row.document.lang)
        said = row.paragraph.text if row.paragraph else row.document.title or row.document.summary
        row.pieces = excerpt(said, sought)
    return [found[pk] for pk in pks if pk in found]


def _attached(documents: Collection[int], person: Viewer) -> dict[int, list[Record]]:
    """The records to which these documents are attached, by the document."""
    rows = Attachment.objects.filter(visible(person, "record__"), document__in=documents)
    found: dict[int, list[Record]] = {}
    for row in rows.select_related("record").prefetch_related("record__texts"):
        found.setdefault(row.document_id or 0, []).append(row.record)
    return found
