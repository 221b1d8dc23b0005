"""What a table to take away holds, whatever the form of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from concertation.accounts.sharing import Label


@dataclass(frozen=True, slots=True)
class Coded:
    """A value of a list of values: its `code` (of the register, ISO 3166, ISO 639, ISO 8601) and the word for
    it in the language of the page."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, or a period, as EDTF (ISO 8601-2); "" where there is none."""

    edtf: str

    @property
    def day(self) -> date | None:
        """The day, where exactly one is meant."""
        try:
            return date.fromisoformat(self.edtf) if len(self.edtf) == len("2018-07-05") else None
        except ValueError:
            return None


Value = str | int | Decimal | Coded | Dated | tuple[Coded, ...] | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its `key` is the same in all languages, its `word` is the one of the page."""

    key: str
    word: str
    value: Callable[[Any], Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their fields. `name` is that of the file, `address` where the same is seen, `lang` the
    language of the words, `label` the narrowest of what the rows carry ("" where nothing carries one),
    `remark` a sentence on what is left out."""

    name: str
    title: str
    address: str
    day: date
    lang: str
    label: str
    fields: tuple[Field, ...]
    rows: Iterable[Any]
    remark: str = ""

    @property
    def file_name(self) -> str:
        """The name without an ending: what, when, and how far it may go."""
        shared = f"-TLP-{self.label.replace('+', '-')}" if self.label else ""
        return f"{self.name}-{self.day.isoformat()}{shared}"

    @property
    def note(self) -> str:
        """What stands over the rows: label, title, source and day."""
        said = _("%(title)s, taken from %(address)s on %(day)s.") % {
            "title": self.title,
            "address": self.address,
            "day": self.day.isoformat(),
        }
        if self.remark:
            said = f"{said} {self.remark}"
        if not self.label:
            return said
        label = Label(self.label)
        held = _("The narrowest label in this file is %(label)s: %(words)s") % {
            "label": label.label,
            "words": label.words,
        }
        return f"{label.label} · {said} {held}"

    def lines(self) -> Iterator[list[Value]]:
        """Yield the values of each row, in the order of the fields."""
        for row in self.rows:
            yield [field.value(row) for field in self.fields]


def in_words(value: Value) -> str:
    """Return a value as it is read.

    >>> in_words((Coded("AU", "UA"), Coded("EGY", "Égypte")))
    'UA; Égypte'
    """
    match value:
        case None:
            return ""
        case Coded(word=word):
            return word
        case Dated(edtf=edtf):
            return edtf
        case tuple():
            return "; ".join(one.word for one in value)
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet may take for a formula."""
