"""What the page of a record tells of its kind's own fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concertation.register.models import (
    Agreement,
    Commitment,
    Mandate,
    Mechanism,
    Meeting,
    Pledge,
    Record,
)
from concertation.register.standing import next_notice, running_term
from concertation.web.templatetags import words


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the page: `word` says what it is; `text` or another record says it."""

    word: str
    text: str = ""
    record: Record | None = None


def facts(record: Record, seen: Any) -> list[Fact]:
    """Return what there is to tell of the record, nothing of records that are not `seen`.

    `record` is of the model of its kind; `seen` are the records that the person may see.
    """
    linked = [id for id in (getattr(record, name, None) for name in LINKS) if id]
    others = seen.in_bulk(linked) if linked else {}
    return [fact for fact in _all(record, others) if fact.text or fact.record]


LINKS = ("mechanism_id", "successor_id", "source_id", "conference_id")


def _all(record: Record, seen: dict[int, Record]) -> Iterator[Fact]:
    yield Fact(_("Type"), str(words.type_word(record.type)))
    yield Fact(_("Date"), words.date_words(record.date))
    match record:
        case Agreement():
            yield Fact(_("Term"), words.date_words(record.term))
            yield Fact(_("Entry into force"), words.date_words(record.entry))
            yield Fact(_("Review"), words.date_words(record.review))
            yield Fact(_("Tacit renewal for"), words.length_words(record.renewal))
            yield Fact(_("Notice period"), words.length_words(record.notice_period))
            yield from _running(record)
            yield Fact(_("Basis"), str(Agreement.Basis(record.basis).label))
            yield Fact(_("Number in its series"), str(record.number or ""))
            followed = _("Renewed by") if record.succession == "renewal" else _("Superseded by")
            yield Fact(followed, record=seen.get(record.successor_id or 0))
        case Meeting():
            yield Fact(_("Number in its series"), str(record.number or ""))
            yield Fact(_("Mechanism"), record=seen.get(record.mechanism_id or 0))
            yield Fact(_("Starts"), words.clock(record.starts_at, record.timezone))
            yield Fact(_("Ends"), words.clock(record.ends_at, record.timezone))
            yield Fact(_("Venue"), record.venue)
        case Mechanism():
            yield Fact(_("Level"), record.level)
            yield Fact(_("Cadence"), words.duration_words(record.cadence))
        case Commitment():
            yield Fact(_("Due"), words.date_words(record.due))
            yield Fact(_("Agreed at"), record=seen.get(record.source_id or 0))
            yield Fact(_("Reference"), record.reference)
        case Pledge():
            yield Fact(_("Amount"), words.amount(record))
            yield Fact(_("Announced at"), record=seen.get(record.conference_id or 0))
        case Mandate():
            yield Fact(_("Symbol"), record.symbol)
            yield Fact(_("Paragraph"), record.paragraph)
            yield Fact(_("Asks for"), str(Mandate.Asks(record.asks).label))
            yield Fact(_("Asked of"), record.addressee)
            yield Fact(_("Periodicity"), words.duration_words(record.periodicity))
            yield Fact(_("Due next for session"), str(record.next_session or ""))
        case _:
            pass
    yield Fact(_("Status"), words.status_word(record))


def _running(agreement: Agreement) -> Iterator[Fact]:
    """When the term that runs ends, tacit renewals counted, and until when notice can be given."""
    today = timezone.localdate()
    term = running_term(agreement, today)
    if term and agreement.renewal:
        yield Fact(_("Running term ends"), words.day(term.end))
    yield Fact(_("Last day to give notice"), words.day(next_notice(agreement, today)))
