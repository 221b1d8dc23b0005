"""The data annex as a spreadsheet: a record a row, the head frozen and with filters, no text a formula."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from concertation.reporting.characters import writable
from concertation.reporting.data.rows import Row, rows
from concertation.reporting.edition import Edition

COLUMNS = {
    "paragraph": 11,
    "id": 38,
    "kind": 14,
    "type": 16,
    "status": 12,
    "date": 22,
    "name": 60,
    "name_lang": 10,
    "number": 10,
    "organizations": 50,
    "organization_ids": 24,
    "places": 28,
    "themes": 28,
    "amount": 16,
    "currency": 10,
    "label": 12,
    "sources": 36,
    "quotes": 80,
}
"""Columns in order, with the characters that fit in them."""
LONGEST = 32_767
"""Characters of a cell."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def to_bytes(edition: Edition) -> bytes:
    """Return the file: the same edition gives the same bytes."""
    words = edition.words["data"]
    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(words["title"][:31])
    sheet.sheet_view.rightToLeft = edition.right_to_left
    sheet.freeze_panes = "B2"
    for at, width in enumerate(COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_head(sheet, words[name]) for name in COLUMNS])
    told = rows(edition)
    for row in told:
        sheet.append([_cell(sheet, value) for value in _values(row, edition)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(told) + 1}"
    sheet.print_title_rows = "1:1"
    _about(book.create_sheet(words["about"][:31]), edition)
    day = edition.form.date or edition.report.last_day
    book.properties.created = datetime(day.year, day.month, day.day)
    book.properties.title, book.properties.creator = edition.title, edition.words["author"]
    book.properties.language = edition.words["locale"]
    file = BytesIO()
    book.save(file)
    return _without_clock(file.getvalue(), f"{day.isoformat()}T00:00:00Z")


def _values(row: Row, edition: Edition) -> list[str | int | Decimal | None]:
    fact = row.fact
    at = edition.words["annex"]["at"]
    values = {
        "paragraph": row.paragraphs[0] if len(row.paragraphs) == 1 else ", ".join(map(str, row.paragraphs)),
        "id": fact.uid,
        "kind": edition.words["kinds"].get(fact.kind, fact.kind),
        "type": fact.type,
        "status": fact.status,
        "date": fact.date,
        "name": row.title,
        "name_lang": row.title_lang,
        "number": fact.number,
        "organizations": "; ".join(name for _id, name, _part in row.organizations),
        "organization_ids": "; ".join(id for id, _name, _part in row.organizations),
        "places": "; ".join(
            f"{where.name} ({where.country})" if where.country else where.name for where in fact.places
        ),
        "themes": "; ".join(label for _id, label in row.themes),
        "amount": fact.amount,
        "currency": fact.currency,
        "label": fact.label,
        "sources": "\n".join(at.format(document=s.document, paragraph=s.paragraph) for s in fact.sources),
        "quotes": "\n".join(s.quote for s in fact.sources),
    }
    return [values[name] for name in COLUMNS]


def _about(sheet: Any, edition: Edition) -> None:
    """What the file is: title, symbol, period, label."""
    words = edition.words
    sheet.sheet_view.rightToLeft = edition.right_to_left
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80
    for name, value in (
        (words["data"]["title"], edition.title),
        (words["data"]["symbol"], edition.form.symbol),
        (words["data"]["period"], edition.report.period),
        (words["data"]["label"], f"TLP:{edition.report.label}"),
    ):
        sheet.append([_head(sheet, name), _cell(sheet, value)])


def _head(sheet: Any, word: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, word)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: str | int | Decimal | None) -> Any:
    """The value as a cell; a text is a text, whatever it begins with."""
    if not isinstance(value, str):
        return value
    text = writable(value)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    cell: Any = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r", "#"))
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell if text else None


def _without_clock(made: bytes, stamp: str) -> bytes:
    """The same file with `stamp` in place of the times at which it was made."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp.encode(), content)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, content)
    return file.getvalue()
