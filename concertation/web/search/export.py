"""What was found, to take away as a file, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.digest.sending import address
from concertation.exchange.tables.table import Coded, Dated
from concertation.register.models import Passage, Record
from concertation.register.search.queries import Query
from concertation.web.lists.columns import ADDRESS, ANY_KIND
from concertation.web.lists.declared import LISTINGS
from concertation.web.lists.download import STEP, File, of_rows
from concertation.web.lists.listing import Column
from concertation.web.search.results import Results, show_organizations, show_passages, show_records
from concertation.web.templatetags import words


def _address(passage: Any) -> str:
    """Where a paragraph stands on the page of its document."""
    number = passage.paragraph.number if passage.paragraph else ""
    place = f"#{words.anchor(number)}" if number else ""
    return address(reverse("document", args=[passage.document_id])) + place


PASSAGE = (
    Column("document", gettext_lazy("Document"), lambda row: str(row.document)),
    Column("paragraph", gettext_lazy("Paragraph"), lambda row: row.paragraph.number if row.paragraph else ""),
    Column(
        "language",
        gettext_lazy("Language"),
        lambda row: words.language_name(row.document.lang),
        value=lambda row: Coded(row.document.lang, words.language_name(row.document.lang)),
    ),
    Column(
        "date",
        gettext_lazy("Date"),
        lambda row: row.document.date,
        value=lambda row: Dated(row.document.date),
    ),
    Column(
        "text",
        gettext_lazy("Text"),
        lambda row: row.paragraph.text if row.paragraph else row.document.title,
    ),
    Column(
        "label",
        gettext_lazy("Sharing"),
        lambda row: row.document.get_label_display(),
        value=lambda row: Coded(row.document.label, row.document.get_label_display()),
    ),
    Column(ADDRESS.key, ADDRESS.word, _address),
)

ORGANIZATION = tuple(
    column
    for column in (*LISTINGS["organizations"].columns, *LISTINGS["organizations"].more)
    if column.key in ("acronym", "name", "organization_kind", "seat", "address")
)


def file(request: HttpRequest, found: Results, sort: str, form: str) -> File:
    """Return the file of what was found of the sort ("records", "organizations", "documents")."""
    person: Any = request.user
    match sort:
        case "organizations":
            columns, title = ORGANIZATION, _("Organizations found: %(query)s")
            keys, show, labels, more = found.organizations, show_organizations, iter(()), False
        case "documents":
            columns, title = PASSAGE, _("Paragraphs found: %(query)s")
            keys, more = found.passages.keys, found.passages.more
            show = partial(show_passages, person=person)
            labels = _labels(Passage, "document__label", keys)
        case _:
            columns, title = ANY_KIND, _("Records found: %(query)s")
            keys, show, more = found.records.keys, show_records, found.records.more
            labels = _labels(Record, "label", keys)
    return of_rows(
        request,
        form,
        name=f"search-{sort}",
        title=title % {"query": found.query.typed},
        columns=columns,
        rows=_rows(show, found.query, keys),
        labels=labels,
        remark=_("More was found than is told here: these are the latest.") if more else "",
    )


def _rows(show: Callable[[Query, Any], list[Any]], query: Query, keys: Sequence[Any]) -> Iterator[Any]:
    for at in range(0, len(keys), STEP):
        yield from show(query, keys[at : at + STEP])


def _labels(model: Any, path: str, keys: Sequence[int]) -> Iterator[str]:
    for at in range(0, len(keys), STEP):
        rows = model.objects.filter(pk__in=keys[at : at + STEP])
        yield from rows.order_by().values_list(path, flat=True).distinct()
