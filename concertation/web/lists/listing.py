"""A list as declared, and what a request makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import F, OrderBy, QuerySet
from django.http import QueryDict

from concertation.exchange.tables.table import Value
from concertation.web.lists.filters import Filter
from concertation.web.paging import paged

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `plain` is a cell's text, given the row; `cell` the template of a cell that is more than
    text; `sort` the database field that it sorts by, where it does; `value` what stands in a file, where that
    is more than the text."""

    key: str
    word: str
    plain: Callable[[Any], str]
    sort: str = ""
    cell: str = ""
    descending: bool = False
    """The first click sorts the largest first."""
    value: Callable[[Any], Value] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: `rows` are those that a person may see; `related` makes them ready to be shown;
    `empty` is said where nothing matches."""

    slug: str
    word: str
    empty: str
    rows: Callable[[Viewer], QuerySet[Any]]
    related: Callable[[QuerySet[Any]], QuerySet[Any]]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    order: str
    """Key of the column that it is sorted by at first, with a minus for descending."""
    kind: str = ""
    """The kind of the records that it lists, where it lists records."""
    more: tuple[Column, ...] = ()
    """Columns that only files have."""
    labelled: bool = False
    """Whether what is listed carries a label."""

    def sorted_by(self, order: str) -> tuple[Column, bool]:
        """Return the column and whether descending; the list's own order where there is none such."""
        for wanted in (order, self.order):
            for column in self.columns:
                if column.sort and column.key == wanted.removeprefix("-"):
                    return column, wanted.startswith("-")
        raise LookupError(f"the list {self.slug} has no column to sort by")


@dataclass(slots=True)
class Result:
    """The list as a request asks for it."""

    listing: Listing
    form: forms.Form
    rows: QuerySet[Any]
    column: Column
    descending: bool
    narrowed: bool

    def page(self, number: str | None) -> dict[str, Any]:
        return paged(self.listing.related(self.rows), number, PER_PAGE)


def ask(listing: Listing, query: QueryDict, person: Viewer) -> Result:
    """Narrow and sort the list as the query says. Where a value is no good nothing is listed, and the
    form says what is wrong with it."""
    form = _form(listing, query)
    rows, narrowed = listing.rows(person), False
    if not form.is_valid():
        rows, narrowed = rows.none(), True
    for one in listing.filters:
        value = form.cleaned_data.get(one.name)
        if value not in (None, "", []):
            rows, narrowed = one.narrow(rows, value), True
    column, descending = listing.sorted_by(query.get("sort", ""))
    by = F(column.sort)
    order: OrderBy = by.desc(nulls_last=True) if descending else by.asc(nulls_last=True)
    return Result(listing, form, rows.order_by(order, "-pk"), column, descending, narrowed)


def _form(listing: Listing, query: QueryDict) -> forms.Form:
    fields = {one.name: one.make() for one in listing.filters}
    given = {name: query.get(name, "") for name in fields}
    return type("FilterForm", (forms.Form,), fields)(given, auto_id="filter-%s")
