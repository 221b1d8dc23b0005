"""The series that a numbered meeting belongs to."""

from __future__ import annotations

from rapidfuzz import fuzz

from concertation.accounts.models import Person
from concertation.register.folding import fold
from concertation.register.models import Mechanism, Organization, Participation
from concertation.register.recording import enter
from concertation.review.models import Proposal

ALIKE = 85
"""From this likeness of titles on (0 to 100) two meetings are of one series."""

OFFICES = frozenset({"SG", "DSG"})
"""Persons who attend a series of others; their presence at one session makes them no party to it."""


def mechanism_of(proposal: Proposal, person: Person | None) -> Mechanism | None:
    """Return the mechanism whose session the proposal tells, a new one where there is none;
    None where the meeting has no number."""
    if proposal.ordinal is None:
        return None
    parties = [id for id in proposal.actors if id not in OFFICES] or list(proposal.actors)
    document = proposal.paragraph.document
    for mechanism in _of(parties, proposal.type, document.label, document.circle_id):
        title = next((t.folded for t in mechanism.texts.all() if t.lang == document.lang), "")
        if title and fuzz.token_sort_ratio(title, fold(proposal.title)) >= ALIKE:
            return mechanism
    return enter(
        Mechanism(type=proposal.type, label=document.label, circle=document.circle),
        titles={document.lang: proposal.title},
        organizations=[
            (organization, Participation.Role.PARTY)
            for organization in Organization.objects.filter(pk__in=parties)
        ],
        person=person,
    )


def _of(parties: list[str], type: str, label: str, circle: int | None) -> list[Mechanism]:
    """Return the mechanisms of exactly these parties, shared in the same way."""
    rows = Mechanism.objects.filter(type=type, label=label, circle=circle).prefetch_related(
        "texts", "participations"
    )
    if parties:
        rows = rows.filter(participations__organization=parties[0])
    wanted = set(parties)
    return [row for row in rows if {p.organization_id for p in row.participations.all()} == wanted]
