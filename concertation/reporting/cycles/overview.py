"""How the requests of a cycle stand, in numbers: for the board, and for one request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Prefetch, Q

from concertation.reporting.cycles.access import seen_addressees, seen_contributions
from concertation.reporting.cycles.holding import held_in_numbers
from concertation.reporting.cycles.standing import Stand, Standing, standing
from concertation.reporting.cycles.values import outside
from concertation.reporting.models import Addressee, Answer, Contribution, Cycle, InputRequest, Sending

Verdict = Contribution.Verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an input is: of `held` records so many `confirmed`, `corrected` and disowned (`not_ours`);
    `added` facts; `answered` of so many `questions`; `files`."""

    held: int = 0
    confirmed: int = 0
    corrected: int = 0
    not_ours: int = 0
    added: int = 0
    answered: int = 0
    questions: int = 0
    files: int = 0

    @property
    def looked_at(self) -> int:
        """Held records of which something was said."""
        return self.confirmed + self.corrected + self.not_ours

    @property
    def left(self) -> int:
        """Held records of which nothing was said yet."""
        return max(0, self.held - self.looked_at)

    @property
    def unanswered(self) -> int:
        return self.questions - self.answered


@dataclass(frozen=True, slots=True)
class Row:
    """One request of the board. `told` is when the officer was told that it is late."""

    request: InputRequest
    stand: Stand
    progress: Progress
    addressees: tuple[Addressee, ...] = ()
    opened: bool = False
    failures: tuple[str, ...] = field(default=())
    told: date | None = None


def board(cycle: Cycle, viewer: Any, today: date) -> list[Row]:
    """Return the requests of the cycle with how far each is, as far as the viewer sees it; those first that
    somebody has to look at."""
    rows = cycle.requests.select_related("organization").prefetch_related(
        "organization__names",
        Prefetch("addressees", Addressee.objects.filter(withdrawn_at=None).select_related("delegated_by")),
    )
    requests = list(rows)
    for request in requests:
        request.cycle = cycle
    progress = progress_of(cycle, requests, viewer)
    addressees: dict[int, list[Addressee]] = {request.pk: [] for request in requests}
    for one in seen_addressees((one for row in requests for one in row.addressees.all()), viewer):
        addressees[one.request_id].append(one)
    failed, told = _messages(cycle)
    found = [
        Row(
            request,
            standing(request, today),
            progress[request.pk],
            tuple(addressees[request.pk]),
            any(one.seen_at for one in addressees[request.pk]),
            tuple(failed.get(request.pk, ())),
            told.get(request.pk),
        )
        for request in requests
    ]
    order = list(Standing)
    return sorted(
        found, key=lambda row: (order.index(row.stand.standing), row.request.due, row.request.organization_id)
    )


def progress_of(cycle: Cycle, requests: list[InputRequest], viewer: Any) -> dict[int, Progress]:
    """Return how far each request is, by its primary key, as far as the viewer sees it."""
    keys = [request.pk for request in requests]
    rows = seen_contributions(viewer).filter(request__in=keys).order_by()
    said: dict[int, Counter[str]] = {key: Counter() for key in keys}
    for key, verdict, number in rows.values_list("request", "verdict").annotate(Count("pk")):
        said[key][verdict] += number
    answers = Counter[int](
        Answer.objects.filter(request__in=keys).exclude(text="").order_by().values_list("request", flat=True)
    )
    files = dict(
        InputRequest.objects.filter(pk__in=keys)
        .order_by()
        .annotate(number=Count("files"))
        .values_list("pk", "number")
    )
    held = held_in_numbers(cycle, requests, viewer)
    return {
        request.pk: Progress(
            held=max(held[request.pk], sum(said[request.pk].values()) - said[request.pk][Verdict.ADDED]),
            confirmed=said[request.pk][Verdict.CONFIRMED],
            corrected=said[request.pk][Verdict.CORRECTED],
            not_ours=said[request.pk][Verdict.NOT_OURS],
            added=said[request.pk][Verdict.ADDED],
            answered=answers[request.pk],
            questions=len(request.questions),
            files=files[request.pk],
        )
        for request in requests
    }


def counts(rows: Iterable[Row]) -> list[tuple[Standing, int]]:
    """Return how many requests stand how, those left out that none does."""
    found = Counter(row.stand.standing for row in rows)
    return [(one, found[one]) for one in Standing if found[one]]


def out_of_period(request: InputRequest, viewer: Any) -> list[Contribution]:
    """Return the facts that were added or corrected and certainly lie outside the period of the cycle."""
    rows = seen_contributions(viewer).filter(request=request)
    rows = rows.filter(verdict__in=(Verdict.ADDED, Verdict.CORRECTED))
    return [row for row in rows if outside(row.values, request.cycle.period)]


def _messages(cycle: Cycle) -> tuple[dict[int, list[str]], dict[int, date]]:
    """Of each request, by its primary key: the addresses whose last message failed, and when the officer was
    told last that it is late."""
    last = (
        Sending.objects.filter(request__cycle=cycle)
        .order_by()
        .values("request", "to", "kind")
        .annotate(last=Max("pk"))
    )
    failed: dict[int, list[str]] = {}
    rows = Sending.objects.filter(pk__in=last.values("last")).exclude(failure="")
    for key, to in rows.order_by("pk").values_list("request", "to"):
        if to not in failed.setdefault(key, []):
            failed[key].append(to)
    told = Sending.objects.filter(Q(kind=Sending.Kind.ESCALATION, failure=""), request__cycle=cycle)
    return failed, dict(told.order_by("on").values_list("request", "on"))
