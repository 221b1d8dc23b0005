"""A table as a spreadsheet (Office Open XML), written row by row to a file on disk.

What is a single day is a date of the spreadsheet, every other date stays EDTF as text: "2018-07" must not
become its first day. Amounts and counts are numbers. A text is never a formula, whatever it begins with.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from concertation.exchange.tables.table import FORMULA, Dated, Table, Value, in_words

MOST = 1_048_000
"""Rows of one sheet; spreadsheets read 1,048,576."""
LONGEST = 32_767
"""Characters of a cell."""
FIRST_YEAR = 1901
"""Earlier days are text: spreadsheets count days from 1900, and take that year for a leap year."""
WIDTHS = {"title": 60, "text": 80, "organizations": 30, "parties": 30, "name": 50, "address": 40}
WIDTH = 16
"""Characters that fit in a column."""
RIGHT_TO_LEFT = frozenset({"ar"})

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold."""


def write(table: Table, file: IO[bytes], *, most: int = MOST) -> None:
    """Write the table to the file. Of more than `most` rows the first are written, and a last row says so."""
    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(table.title))
    sheet.sheet_view.rightToLeft = table.lang in RIGHT_TO_LEFT
    sheet.freeze_panes = "A3"
    for at, field in enumerate(table.fields, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS.get(field.key, WIDTH)
    sheet.append([_text(sheet, table.note)])
    sheet.append([_bold(sheet, field.word) for field in table.fields])
    number = 0
    for number, values in enumerate(table.lines(), start=1):
        if number > most:
            sheet.append([_too_many(most)])
            break
        sheet.append([_cell(sheet, value) for value in values])
    last = get_column_letter(len(table.fields))
    sheet.auto_filter.ref = f"A2:{last}{min(number, most) + 2}"
    book.save(file)


def _too_many(most: int) -> str:
    return _("There are more rows than the %(most)d of a spreadsheet. CSV and JSON hold all of them.") % {
        "most": most
    }


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "1"


def _bold(sheet: Any, word: str) -> Any:
    cell = WriteOnlyCell(sheet, str(word))
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    match value:
        case None:
            return None
        case int():
            return value
        case Decimal():
            return value
        case Dated(day=day) if day and day.year >= FIRST_YEAR:
            return day
        case _:
            return _text(sheet, in_words(value))


def _text(sheet: Any, text: str) -> Any:
    """The text as a cell; one that could be taken for a formula is marked as text."""
    text = _CONTROL.sub("", text)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    if not text.startswith((*FORMULA, "#")):  # "#N/A" would be an error
        return text or None
    cell: Any = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
