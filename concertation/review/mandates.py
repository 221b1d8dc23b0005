"""Mandates as proposals: kept from what the reader finds, and made into records.

A proposal has the fields of the record contract. Of a mandate its type says what is asked for and its number
for which session; symbol, paragraph, addressee and periodicity are read again from its words when they are
needed, so that they cannot differ from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concertation import __version__
from concertation.reading.document import SourceMap
from concertation.reading.language import load_language
from concertation.reading.mandates import Mandate as Read
from concertation.reading.mandates import in_paragraph
from concertation.register.catalogue import known
from concertation.register.models import Document, Mandate, Organization, Paragraph, Record
from concertation.review.models import Proposal

METHOD = f"reader {__version__} (mandate)"


def new_mandates(
    document: Document, there: Collection[str], paragraphs: Mapping[str, Paragraph]
) -> Iterator[Proposal]:
    """Yield a proposal, not saved, for each mandate in the paragraphs that is not `there` yet (by
    fingerprint)."""
    organs = set(Organization.objects.filter(pk__in=("GA", "SC", "ECOSOC")).values_list("pk", flat=True))
    for number, paragraph in paragraphs.items():
        for found in _in_words(paragraph, document):
            said = f"{document.sha256} mandate {number} {found.start} {found.symbol}"
            key = hashlib.sha256(said.encode()).hexdigest()
            if key in there:
                continue
            source_start, source_end = _source(paragraph, found.start, found.end)
            yield Proposal(
                paragraph=paragraph,
                fingerprint=key,
                kind="mandate",
                type=found.asks,
                title=found.title,
                ordinal=found.next_session,
                actors=[found.organ] if found.organ in organs else [],
                date=document.date if found.symbol in document.symbols else "",
                quote=found.quote,
                start=found.start,
                end=found.end,
                source_start=source_start,
                source_end=source_end,
                confidence=found.confidence,
                method=METHOD,
            )


def _source(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """Where the stretch of the paragraph stands in the source."""
    runs = tuple((clean, source) for clean, source in paragraph.source_runs)
    return SourceMap(runs).source(start, end)


def mandate_of(proposal: Proposal) -> Mandate:
    """Return the record, not saved, that accepting the proposal makes.

    Raises `ValidationError` where its words hold no mandate: somebody made one of another kind of proposal.
    """
    read = _read(proposal)
    if read is None:
        raise ValidationError(
            {"kind": _("These words name no resolution that asks for something. Enter the mandate by hand.")}
        )
    return Mandate(
        type="resolution" if "/RES/" in read.symbol else "other",
        symbol=read.symbol[:60],
        paragraph=read.paragraph[:60],
        addressee=read.addressee[:300],
        asks=proposal.type,
        periodicity=read.periodicity,
        next_session=proposal.ordinal,
    )


def same_mandates(proposal: Proposal) -> list[Record]:
    """Return the records of the same paragraph of the same text, as far as they are shared as the proposal's
    document is."""
    read, document = _read(proposal), proposal.paragraph.document
    if read is None:
        return []
    rows: Any = Record.objects.filter(
        kind=Record.Kind.MANDATE,
        held="",
        label=document.label,
        circle=document.circle,
        mandate__symbol=read.symbol,
        mandate__paragraph=read.paragraph,
        mandate__asks=proposal.type,
    )
    return list(rows.prefetch_related("texts", "participations", "places", "themes").order_by("pk"))


def _read(proposal: Proposal) -> Read | None:
    """What the reader finds where the proposal begins."""
    found = _in_words(proposal.paragraph, proposal.paragraph.document)
    return next((one for one in found if one.start == proposal.start), None)


def _in_words(paragraph: Paragraph, document: Document) -> list[Read]:
    language = load_language(document.lang, known())
    return list(in_paragraph(paragraph.text, paragraph.number, document.symbols, language))
