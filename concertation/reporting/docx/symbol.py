"""The symbol of the document: kept in properties of the file, shown by fields wherever it stands."""

from __future__ import annotations

import re

from concertation.reporting.docx.xml import field, run
from concertation.reporting.report import Form

NAMES = (("Symbol letter", "Symbol rest"), ("Second symbol letter", "Second symbol rest"))
"""Of the first and the second symbol: the letters of its organ, printed large, and the rest."""


def properties(form: Form) -> dict[str, str]:
    """The properties that hold the symbols."""
    return {
        name: part
        for names, symbol in zip(NAMES, form.symbols, strict=False)
        for name, part in zip(names, split_symbol(symbol), strict=True)
        if part
    }


def symbol_fields(form: Form, letter_style: str = "") -> str:
    """The symbols as fields; nothing where there is none."""
    kept = properties(form)
    shown = [
        "".join(
            field(f'DOCPROPERTY "{name}"', kept[name], style)
            for name, style in zip(names, (letter_style, ""), strict=True)
            if name in kept
        )
        for names in NAMES
    ]
    return run("–").join(filter(None, shown))


def split_symbol(symbol: str) -> tuple[str, str]:
    """The organ's letters and the rest.

    >>> split_symbol("A/73/328")
    ('A', '/73/328')
    """
    letter = re.match(r"[A-Z]+", symbol)
    return (letter[0], symbol[letter.end() :]) if letter else (symbol[:1], symbol[1:])
