"""Names of the report in Akoma Ntoso: what is written, in which language, in which form of file.

The work is ``/akn/un/doc/report/BODY/DATE/NUMBER``, as in AKN4UN; the expression adds language and date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from concertation.reporting.edition import Edition

BODIES = {"A": "unga", "S": "unsc", "E": "unecosoc"}
"""The body that a document is of, by the first part of its symbol."""


@dataclass(frozen=True, slots=True)
class Named:
    """`work`, `expression` and `manifestation` are relative IRIs; `dated` is the date of issue, else the last
    day of the period."""

    work: str
    expression: str
    manifestation: str
    number: str
    dated: date


def named(edition: Edition) -> Named:
    """The names of an edition. A report without a symbol is named by its period."""
    dated = edition.form.date or edition.report.last_day
    letter, _slash, rest = edition.form.symbols[0].partition("/") if edition.form.symbols else ("", "", "")
    number = slug(rest) or slug(edition.report.period) or dated.isoformat()
    work = f"/akn/un/doc/report/{BODIES.get(letter, 'un')}/{dated}/{number}"
    expression = f"{work}/{edition.words['iso']}@{dated}"
    return Named(work, expression, f"{expression}.xml", number, dated)


def slug(text: str) -> str:
    """Letters and digits, joined by hyphens.

    >>> slug("73/328")
    '73-328'
    """
    return "-".join(re.findall(r"[A-Za-z0-9]+", text))
