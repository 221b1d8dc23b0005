"""What a page shows, taken away as a file: the same rows, filters, order and language."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils import timezone, translation

from concertation.accounts.sharing import narrowest
from concertation.digest.sending import address
from concertation.exchange.tables import csv_file, json_file, xlsx_file
from concertation.exchange.tables.table import Field, Table
from concertation.web.language import page_language
from concertation.web.lists.listing import Column, Result

FORMS = ("xlsx", "csv", "json")
"""The forms of file, as an address names them: ``?format=csv``."""
STEP = 2_000
"""Rows that are fetched at a time."""
IN_MEMORY = 5_000_000
"""Bytes of a spreadsheet from which on it lies on disk while it is sent."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

File = StreamingHttpResponse | FileResponse


def asked(request: HttpRequest) -> str:
    """Return the form of file that the address asks for, "" where it asks for a page."""
    form = request.GET.get("format", "")
    return form if form in FORMS else ""


def of_list(request: HttpRequest, result: Result, form: str) -> File:
    """Return the file of all rows of the list as the address narrows and sorts it."""
    listing, rows = result.listing, result.rows
    labels = rows.order_by().values_list("label", flat=True).distinct() if listing.labelled else ()
    title = str(listing.word)
    return of_rows(
        request,
        form,
        name=listing.slug,
        title=title[:1].upper() + title[1:],
        columns=(*listing.columns, *listing.more),
        rows=fetched(listing.related(rows)),
        labels=labels,
    )


def fetched(rows: QuerySet[Any]) -> Iterator[Any]:
    """Yield the rows with what belongs to them, some at a time."""
    return rows.iterator(chunk_size=STEP)


def of_rows(
    request: HttpRequest,
    form: str,
    *,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Any],
    labels: Iterable[str],
    remark: str = "",
) -> File:
    """Return the file of these rows; `labels` are those that they carry, `remark` says what is left out."""
    table = Table(
        name=name,
        title=title,
        address=_without_format(request),
        day=timezone.localdate(),
        lang=page_language(),
        label=narrowest(labels),
        fields=tuple(Field(column.key, str(column.word), column.value or column.plain) for column in columns),
        rows=rows,
        remark=remark,
    )
    if form == "xlsx":
        return _spreadsheet(table)
    lines, kind = (
        (csv_file.lines(table), "text/csv") if form == "csv" else (json_file.lines(table), "application/json")
    )
    return StreamingHttpResponse(
        _in(translation.get_language() or "en", lines),
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{table.file_name}.{form}"'},
    )


def _without_format(request: HttpRequest) -> str:
    """The address of the page that shows the same."""
    query = request.GET.copy()
    for name in ("format", "page"):
        query.pop(name, None)
    return address(f"{request.path}?{query.urlencode()}" if query else request.path)


def _spreadsheet(table: Table) -> FileResponse:
    """Made before it is sent: what says where its parts are stands at its end."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by the response)
    xlsx_file.write(table, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{table.file_name}.xlsx", content_type=XLSX)


def _in(language: str, lines: Iterator[str]) -> Iterator[bytes]:
    """The lines, made in the language of the page although they are sent after it was answered."""
    with translation.override(language):
        yield from (line.encode() for line in lines)
