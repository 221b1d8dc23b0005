"""A table as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8.

The first line begins with "# " and tells what the file is; the second one names the columns.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal

from concertation.exchange.tables.table import FORMULA, Table, Value, in_words


def lines(table: Table) -> Iterator[str]:
    """Yield the lines of the file."""
    line = csv.writer(_Echo())
    yield "\ufeff" + line.writerow([f"# {table.note}"])
    yield line.writerow([field.word for field in table.fields])
    for values in table.lines():
        yield line.writerow([_harmless(value) for value in values])


def _harmless(value: Value) -> str:
    """The value in words, such that a spreadsheet does not take a text for a formula."""
    text = in_words(value)
    number = isinstance(value, int | Decimal)
    return f"'{text}" if text.startswith(FORMULA) and not number else text


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line
