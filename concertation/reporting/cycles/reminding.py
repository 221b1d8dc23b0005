"""What is mailed by the day: reminders to addressees, and to the officer what stays late or waits too long.

Run once a day. A reminder is for a day that the cycle names, so that no run mails it twice and a day without
a run loses none; what is submitted or accepted meanwhile is reminded of no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from concertation.reporting.cycles import links, writing
from concertation.reporting.cycles.access import CLOSED
from concertation.reporting.cycles.letters import Letter, send, went
from concertation.reporting.cycles.standing import waited_since
from concertation.reporting.models import Addressee, InputRequest, Sending

State, Kind = InputRequest.State, Sending.Kind


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is due: about which requests, each with the day that it is for."""

    letter: Letter
    about: tuple[tuple[InputRequest, date], ...]


@dataclass(slots=True)
class Reminded:
    """What a run did: how many messages went, and which could not, with the reason."""

    sent: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def remind(today: date, *, dry: bool = False, each: Callable[[Due], None] = lambda one: None) -> Reminded:
    """Mail what is due today. With `dry`, nothing is mailed; `each` is called with what would be.

    A message that fails is tried again on the next run; the others go out all the same.
    """
    done = Reminded()
    # Who only looks issues no link.
    token = (lambda addressee: writing.PLACEHOLDER) if dry else links.token_of
    for one in due_messages(today, token):
        each(one)
        if dry:
            continue
        reason = send(one.letter, *one.about)
        if reason:
            done.failed.append((one.letter.to, reason))
        else:
            done.sent += 1
    return done


def due_messages(today: date, token: Callable[[Addressee], str]) -> Iterator[Due]:
    """Yield the messages that are due today and did not go yet, each with the link of the `token`."""
    late: defaultdict[int, list[tuple[InputRequest, date]]] = defaultdict(list)
    long: defaultdict[int, list[tuple[InputRequest, date]]] = defaultdict(list)
    rows = InputRequest.objects.exclude(cycle__state__in=CLOSED).exclude(
        state__in=(State.PLANNED, State.ACCEPTED)
    )
    rows = rows.select_related("cycle__officer", "organization").prefetch_related("organization__names")
    for request in rows.order_by("cycle", "organization"):
        cycle, officer = request.cycle, request.cycle.officer.email
        if request.state == State.SUBMITTED:
            if waited_since(request, today) >= cycle.wait_at_most and request.submitted_at:
                on = request.submitted_at.date() + timedelta(days=cycle.wait_at_most)
                if not went(request, Kind.WAITING, officer, on):
                    long[cycle.pk].append((request, on))
            continue
        if on := step(request, today):
            yield from _reminders(request, on, today, token)
        told = request.due + timedelta(days=cycle.escalate_after)
        if told <= today and not went(request, Kind.ESCALATION, officer, told):
            late[cycle.pk].append((request, told))
    for kept, write in ((late, writing.escalating), (long, writing.waiting)):
        for about in kept.values():
            requests = [request for request, _on in about]
            yield Due(write(requests[0].cycle.officer, requests, today), tuple(about))


def step(request: InputRequest, today: date) -> date | None:
    """Return the day of the last reminder that has come by today, after the request went out (or was sent
    back); None where there is none."""
    days = [request.due - timedelta(days=before) for before in request.cycle.reminders]
    since = max(_asked_on(request), default=date.min)
    return max((day for day in days if since < day <= today), default=None)


def _asked_on(request: InputRequest) -> Iterable[date]:
    if request.sent_at:
        yield request.sent_at.date()
    returned = request.sendings.filter(kind=Kind.RETURNED).order_by("-on").first()
    if request.state == State.RETURNED and returned:
        yield returned.on


def _reminders(
    request: InputRequest, on: date, today: date, token: Callable[[Addressee], str]
) -> Iterator[Due]:
    for addressee in addressees_of(request):
        if not went(request, Kind.REMINDER, addressee.email, on):
            letter = writing.reminding(addressee, token(addressee), today)
            yield Due(letter, ((request, on),))


def addressees_of(request: InputRequest) -> list[Addressee]:
    """Return who is told about the request: its addressees and delegates, without those withdrawn."""
    rows = list(request.addressees.filter(withdrawn_at=None))
    for row in rows:
        row.request = request
    return rows
