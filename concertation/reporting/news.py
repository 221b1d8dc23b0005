"""What of the reporting cycles concerns a person, for their news: inputs that wait for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from concertation.accounts.models import Person
from concertation.digest.news import News
from concertation.reporting.cycles.access import CLOSED, requests_of
from concertation.reporting.cycles.reminding import step
from concertation.reporting.cycles.standing import Standing, standing
from concertation.reporting.models import InputRequest

State = InputRequest.State


def news_of_cycles(person: Person, today: date) -> Iterator[News]:
    """Yield the inputs that are asked of the person's organizations or of them; to the officer of a cycle
    those that were submitted, or where somebody asks for more time or to be let in again. What is reminded of
    is news once more."""
    mine = requests_of(person).filter(state__in=(State.ASKED, State.RETURNED))
    rows = mine.exclude(cycle__state__in=CLOSED).select_related("cycle", "organization")
    for request in rows.prefetch_related("organization__names"):
        stand = standing(request, today)
        what = "input-returned" if request.state == State.RETURNED else "input"
        key = f"{what}:{request.uid}:{request.due}:{step(request, today) or ''}"
        address = reverse("request", args=[request.uid])
        yield News(what, None, request.due, stand.late, key, address=address, title=_title(request, person))
    if person.may("report"):
        yield from _for_officer(person, today)


def _for_officer(person: Person, today: date) -> Iterator[News]:
    rows = InputRequest.objects.filter(cycle__officer=person).exclude(cycle__state__in=CLOSED)
    for request in rows.select_related("cycle", "organization").prefetch_related("organization__names"):
        address = reverse("cycle-request", args=[request.cycle.uid, request.uid])
        title = _title(request, person)
        stand = standing(request, today)
        if request.state == State.SUBMITTED and request.submitted_at:
            day = request.submitted_at.date()
            key = f"input-came:{request.uid}:{request.submitted_at.isoformat()}"
            late = stand.standing == Standing.WAITING
            yield News("input-came", None, day, late, key, address=address, title=title)
        if request.asked_until:
            key = f"input-time:{request.uid}:{request.asked_until}"
            yield News("input-time", None, request.asked_until, False, key, address=address, title=title)
        if request.reopen_because:
            yield News(
                "input-again", None, today, False, f"input-again:{request.uid}", address=address, title=title
            )


def _title(request: InputRequest, person: Person) -> str:
    return f"{request.organization.name_in(person.language.split('-')[0])}: {request.cycle.title}"
