"""The columns that lists of records share: what a cell says, how it sorts, what stands in a file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concertation.digest.sending import address
from concertation.exchange.tables.table import Coded, Dated, in_words
from concertation.register.models import Agreement
from concertation.register.standing import standing
from concertation.web.lists.listing import Column
from concertation.web.templatetags import words


def parties(row: Any) -> tuple[Coded, ...]:
    """The organizations of a record."""
    return tuple(
        Coded(one.organization_id, words.acronym(one.organization)) for one in row.participations.all()
    )


def places(row: Any) -> tuple[Coded, ...]:
    """The places of a record, each with the code of its country (ISO 3166-1 alpha-3)."""
    return tuple(Coded(place.country, words.place_name(place)) for place in row.places.all())


def subjects(row: Any) -> tuple[Coded, ...]:
    """The themes of a record."""
    return tuple(Coded(theme.pk, words.theme_name(theme.pk)) for theme in row.themes.all())


def status(row: Any) -> Coded:
    """The status of a record; of an agreement, how it stands today."""
    detail = row.detail
    code = standing(detail, timezone.localdate()) if isinstance(detail, Agreement) else detail.status
    return Coded(str(code), words.status_word(row))


def of_record(column: Column) -> Column:
    """Return the column for rows that have a record."""
    told = column.value or column.plain
    return Column(
        column.key, column.word, lambda row: column.plain(row.record), value=lambda row: told(row.record)
    )


def _of_role(role: str, word: str) -> Column:
    """The column of the organizations that take this part (`Participation.Role`) in a record."""

    def those(row: Any) -> tuple[Coded, ...]:
        return tuple(
            Coded(one.organization_id, words.acronym(one.organization))
            for one in row.participations.all()
            if one.role == role
        )

    return Column(role, word, lambda row: in_words(those(row)), value=those)


TITLE = Column("title", _("Title"), words.title, "title", "lists/cells/title.html")
KIND = Column(
    "kind",
    _("Kind"),
    lambda row: str(words.kind_word(row.kind)),
    value=lambda row: Coded(row.kind, str(words.kind_word(row.kind))),
)
TYPE = Column(
    "type",
    _("Type"),
    lambda row: str(words.type_word(row.type)),
    "type",
    value=lambda row: Coded(row.type, str(words.type_word(row.type))),
)
DATE = Column(
    "date",
    _("Date"),
    lambda row: row.date,
    "latest",
    "lists/cells/date.html",
    descending=True,
    value=lambda row: Dated(row.date),
)
PARTIES = Column(
    "parties",
    _("Organizations"),
    lambda row: in_words(parties(row)),
    cell="lists/cells/parties.html",
    value=parties,
)
OWNER = _of_role("owner", _("Due from"))
BENEFICIARY = _of_role("beneficiary", _("Due to"))
PLACES = Column("places", _("Places"), lambda row: in_words(places(row)), value=places)
THEMES = Column("themes", _("Themes"), lambda row: in_words(subjects(row)), value=subjects)
STATUS = Column("status", _("Status"), words.status_word, "status", value=status)
LABEL = Column(
    "label",
    _("Sharing"),
    lambda row: row.get_label_display(),
    "label",
    "lists/cells/label.html",
    value=lambda row: Coded(row.label, row.get_label_display()),
)
NUMBER = Column("number", _("No."), lambda row: str(row.number or ""), "number", value=lambda row: row.number)
TERM = Column(
    "term",
    _("Term"),
    lambda row: row.term,
    "term",
    "lists/cells/term.html",
    value=lambda row: Dated(row.term),
)
CADENCE = Column(
    "cadence",
    _("Cadence"),
    lambda row: words.cadence(words.expected(row).cadence),
    "cadence",
    value=lambda row: Coded(row.cadence, words.cadence(words.expected(row).cadence)),
)
NEXT = Column(
    "next",
    _("Next session"),
    lambda row: words.next_session(words.expected(row)),
    cell="lists/cells/next.html",
)
AMOUNT = Column("amount", _("Amount"), words.amount, "amount", descending=True, value=lambda row: row.amount)
DUE = Column(
    "due", _("Due"), lambda row: row.due, "due", "lists/cells/due.html", value=lambda row: Dated(row.due)
)
SYMBOL = Column("symbol", _("Symbol"), lambda row: row.symbol, "symbol")
PARAGRAPH = Column("paragraph", _("Paragraph"), lambda row: row.paragraph, "paragraph")
ASKS = Column(
    "asks",
    _("Asks for"),
    lambda row: row.get_asks_display(),
    "asks",
    value=lambda row: Coded(row.asks, row.get_asks_display()),
)
ADDRESSEE = Column("addressee", _("Asked of"), lambda row: row.addressee, "addressee")
PERIODICITY = Column(
    "periodicity",
    _("Periodicity"),
    lambda row: words.duration_words(row.periodicity),
    "periodicity",
    value=lambda row: Coded(row.periodicity, words.duration_words(row.periodicity)),
)
NEXT_SESSION = Column(
    "next_session",
    _("Next session"),
    lambda row: str(row.next_session or ""),
    "next_session",
    descending=True,
    value=lambda row: row.next_session,
)
CURRENCY = Column("currency", _("Currency"), lambda row: row.currency)
ADDRESS = Column("address", _("Address"), lambda row: address(reverse("record", args=[row.uid])))

ANY_KIND = (KIND, TYPE, TITLE, DATE, PARTIES, PLACES, THEMES, LABEL, ADDRESS)
"""What is told of records of several kinds."""
