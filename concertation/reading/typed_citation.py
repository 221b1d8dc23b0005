"""A paragraph as somebody types it into a field: the symbol of the document and the number, in any language.

Where `citations.py` reads what a text says with certainty, this forgives a missing full stop or comma.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from concertation.reading.language_data import available, read_data


def typed_citation(text: str) -> tuple[str, str]:
    """Return the symbol and the number of the paragraph; the whole and "" where the text names none.

    >>> typed_citation("A/73/328, para. 12"), typed_citation("A/73/328 п. 12")
    (('A/73/328', '12'), ('A/73/328', '12'))
    >>> typed_citation("A/73/328，第12段")
    ('A/73/328', '12')
    >>> typed_citation("A/73/328، الفقرة ١٢")
    ('A/73/328', '12')
    """
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text.strip())
    match = _pattern().fullmatch(plain)
    return (match["symbol"], match["number"]) if match else (plain, "")


@cache
def _pattern() -> re.Pattern[str]:
    parts = [read_data(code, "symbols")["parts"] for code in available()]
    before, after = (
        _one_of(word for part in parts for word in part[key]) for key in ("typed", "typed_after")
    )
    return re.compile(
        rf"(?P<symbol>\S+?)(?:\s*[,،，]\s*|\s+)(?:(?:{before})\b\.?\s*|(?:{before})\s*(?=\d)|§+\s*)?"
        rf"(?P<number>\S+?)\s*(?:{after})?",
        re.IGNORECASE,
    )


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
