"""The series that a numbered meeting belongs to."""

from __future__ import annotations

from rapidfuzz import fuzz

from concertation.accounts.models import Person
from concertation.reading.language import load_language
from concertation.reading.language_data import LanguageError
from concertation.reading.numbers import ordinals
from concertation.register.folding import fold
from concertation.register.models import Mechanism, Organization, Participation
from concertation.register.recording import enter
from concertation.review.matching import OFFICES
from concertation.review.models import Proposal

ALIKE = 90
"""From this likeness of titles on (0 to 100) two numbered meetings of the same bodies are of one series."""


def mechanism_of(proposal: Proposal, person: Person | None) -> Mechanism | None:
    """Return the mechanism whose session the proposal tells, a new one where there is none;
    None where the meeting has no number."""
    if proposal.ordinal is None:
        return None
    document = proposal.paragraph.document
    parties = [id for id in proposal.bodies if id not in OFFICES] or proposal.bodies
    title = series_title(proposal.title, document.lang)
    for mechanism in _of(parties, proposal.type, document.label, document.circle_id):
        theirs = next((t.folded for t in mechanism.texts.all() if t.lang == document.lang), "")
        taken = any(meeting.number == proposal.ordinal for meeting in mechanism.meetings.all())
        # A later mention is often shorter: "the annual conference" for its full name.
        if theirs and not taken and fuzz.token_set_ratio(theirs, fold(title)) >= ALIKE:
            return mechanism
    return enter(
        Mechanism(type=proposal.type, label=document.label, circle=document.circle),
        titles={document.lang: title},
        organizations=[
            (organization, Participation.Role.PARTY)
            for organization in Organization.objects.filter(pk__in=parties)
        ],
        person=person,
        seconded=True,  # with the proposal
    )


def series_title(title: str, lang: str) -> str:
    """Return the title of a meeting without its number: what all meetings of its series are called.

    >>> series_title("fourteenth general cooperation meeting", "en")
    'general cooperation meeting'
    """
    try:
        numbers = ordinals(title, load_language(lang))
    except LanguageError:
        return title
    if not numbers:
        return title
    before, after = title[: numbers[0].start], title[numbers[-1].end :]
    return " ".join((before + after).split()).removeprefix("- ") or title


def _of(parties: list[str], type: str, label: str, circle: int | None) -> list[Mechanism]:
    """Return the mechanisms of exactly these parties, shared in the same way."""
    rows = Mechanism.objects.filter(type=type, held="", label=label, circle=circle).prefetch_related(
        "texts", "participations", "meetings"
    )
    if parties:
        rows = rows.filter(participations__organization=parties[0])
    wanted = set(parties)
    return [row for row in rows if {p.organization_id for p in row.participations.all()} == wanted]
