"""Taking a document in: read it, keep it, and keep what it proposes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from concertation import __version__
from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label
from concertation.reading.document import Document as Source
from concertation.reading.proposal import Proposal as Read
from concertation.reading.read import read
from concertation.register.catalogue import known
from concertation.register.documents import store
from concertation.register.models import Document
from concertation.review.mandates import new_mandates
from concertation.review.models import Proposal
from concertation.review.names import collect

METHOD = f"reader {__version__}"


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking a document in did. `known` tells that the register had it already."""

    document: Document
    known: bool
    paragraphs: int
    proposals: int
    new: int
    unknown: tuple[str, ...]


def take_in(
    source: Source,
    *,
    person: Person | None,
    label: str = Label.GREEN,
    circle: Circle | None = None,
    version_of: Document | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Intake:
    """Take a document that was loaded into the register, all of it or nothing.

    A second time adds nothing; where an interrupted run left nothing, it does the whole.
    """
    found = read_through(source, progress)
    return keep(source, found, person=person, label=label, circle=circle, version_of=version_of)


def read_through(source: Source, progress: Callable[[int, int], None] = lambda done, of: None) -> list[Read]:
    """Return what the document proposes. `progress` is told how many of how many paragraphs are read."""
    found: list[Read] = []
    total = len(source.paragraphs)
    places = {paragraph.number: n for n, paragraph in enumerate(source.paragraphs, start=1)}
    progress(0, total)
    for proposal in read(source, known()):
        found.append(proposal)
        progress(places[proposal.para], total)
    progress(total, total)
    return found


@transaction.atomic
def keep(
    source: Source,
    found: list[Read],
    *,
    person: Person | None,
    label: str = Label.GREEN,
    circle: Circle | None = None,
    version_of: Document | None = None,
) -> Intake:
    """Keep a document, what it proposes and the names in it that nobody knows."""
    document, created = store(source, person=person, label=label, circle=circle, version_of=version_of)
    new = _keep(found, document)
    collect(document)
    unknown = sorted({name for proposal in found for name in proposal.unknown})
    return Intake(document, not created, len(source.paragraphs), len(found), new, tuple(unknown))


def _keep(found: list[Read], document: Document) -> int:
    """Keep the proposals that are not there yet, mandates among them; return how many."""
    # A copy for who does not see the first has proposals of its own.
    file = f"{document.sha256} {document.copy}" if document.copy else document.sha256
    rows = {fingerprint(proposal, file): proposal for proposal in found}
    there = set(Proposal.objects.filter(paragraph__document=document).values_list("fingerprint", flat=True))
    paragraphs = {p.number: p for p in document.paragraphs.all()}
    new = [
        Proposal(
            paragraph=paragraphs[proposal.para],
            fingerprint=key,
            kind=proposal.kind,
            type=proposal.type,
            title=proposal.title,
            ordinal=proposal.ordinal,
            actors=list(proposal.actors),
            date=proposal.date or "",
            period=proposal.period or "",
            place=list(proposal.place),
            themes=list(proposal.themes),
            amount=proposal.amount,
            currency=proposal.currency or "",
            status=proposal.status,
            quote=proposal.quote,
            start=proposal.start,
            end=proposal.end,
            source_start=proposal.span[0],
            source_end=proposal.span[1],
            confidence=proposal.confidence,
            method=f"{METHOD} ({proposal.rule})" if proposal.rule else METHOD,
            unknown=list(proposal.unknown),
        )
        for key, proposal in rows.items()
        if key not in there
    ]
    new += new_mandates(document, there, paragraphs)
    Proposal.objects.bulk_create(new, batch_size=200)
    return len(new)


def fingerprint(proposal: Read, file: str) -> str:
    """Return what is the same whenever the same words of the same file are read as the same thing."""
    parts = [
        file,
        proposal.para,
        proposal.kind,
        proposal.start,
        proposal.end,
        proposal.date,
        proposal.ordinal,
        sorted(proposal.place) if proposal.kind == "event" else [],
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
