"""A table as JSON: `about` says what the file is, `fields` what each is called, `rows` holds the values.

A value of a list of values is ``{"code": …, "word": …}``, several of them a list; a date is EDTF; an amount
is a text of digits, so that no figure is lost; what is missing is ``null``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from concertation.exchange.tables.table import Coded, Dated, Table, Value, in_words


def lines(table: Table) -> Iterator[str]:
    """Yield the file piece by piece."""
    about = {
        "title": table.title,
        "address": table.address,
        "day": table.day.isoformat(),
        "lang": table.lang,
        "label": table.label or None,
        "note": table.note,
    }
    fields = {field.key: str(field.word) for field in table.fields}
    yield f'{{"about": {_written(about)},\n"fields": {_written(fields)},\n"rows": ['
    keys, between = list(fields), "\n"
    for values in table.lines():
        yield between + _written(dict(zip(keys, map(_plain, values), strict=True)))
        between = ",\n"
    yield "\n]}\n"


def _plain(value: Value) -> Any:
    match value:
        case Coded(code=code, word=word):
            return {"code": code or None, "word": word} if code or word else None
        case tuple():
            return [_plain(one) for one in value]
        case Dated() | str():
            return in_words(value) or None
        case Decimal():
            return in_words(value)
        case _:
            return value


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
