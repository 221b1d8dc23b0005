"""What the register holds of an organization in the period of a cycle: the list that goes out filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q

from concertation.register.models import Organization, Participation, Record, Text
from concertation.reporting.cycles.values import KIND_OF
from concertation.reporting.models import Cycle, InputRequest
from concertation.reporting.select import told_in

STATUS = {
    "planned": "planned", "under-way": "under-way", "current": "under-way", "held": "done", "done": "done",
    "completed": "done", "ended": "done",
}  # fmt: skip
"""What the record contract calls the statuses of records."""


def bodies_of(request: InputRequest) -> list[str]:
    """Return the organization of the request with the bodies beneath it, those left out that are asked
    themselves."""
    return bodies_by_request(request.cycle, [request])[request.pk]


def bodies_by_request(cycle: Cycle, requests: Iterable[InputRequest]) -> dict[int, list[str]]:
    """Return the same for several requests of the cycle, by the primary key of each."""
    asked = set(cycle.requests.values_list("organization_id", flat=True))
    beneath: dict[str, list[str]] = {}
    for id, parent in Organization.objects.exclude(parent=None).order_by().values_list("pk", "parent_id"):
        if parent and id not in asked:
            beneath.setdefault(parent, []).append(id)
    found: dict[int, list[str]] = {}
    for request in requests:
        bodies = [request.organization_id]
        for id in bodies:
            bodies += [one for one in beneath.get(id, ()) if one not in bodies]
        found[request.pk] = bodies
    return found


def held(request: InputRequest, viewer: Any) -> Any:
    """Return the records that the viewer sees of the organization in the period of the cycle: those that a
    report on it tells, and those that its contributions speak of."""
    part = Participation.objects.filter(organization__in=bodies_of(request)).order_by().values("record")
    told = told_in(request.cycle.period, viewer).filter(pk__in=part).values("pk")
    spoken_of = request.contributions.exclude(record=None).order_by().values("record")
    seen: Any = Record.objects.visible_to(viewer)
    return seen.filter(Q(pk__in=told) | Q(pk__in=spoken_of)).order_by("kind", "-latest", "pk")


def held_in_numbers(cycle: Cycle, requests: list[InputRequest], viewer: Any) -> dict[int, int]:
    """Return how many records are held for each request, by its primary key."""
    bodies = bodies_by_request(cycle, requests)
    of_body: dict[str, set[int]] = {}
    parts = Participation.objects.filter(
        record__in=told_in(cycle.period, viewer).values("pk"),
        organization__in={id for ids in bodies.values() for id in ids},
    )
    for record, id in parts.order_by().values_list("record_id", "organization_id"):
        of_body.setdefault(id, set()).add(record)
    return {key: len(set().union(*(of_body.get(id, set()) for id in ids))) for key, ids in bodies.items()}


def with_parts(records: Any) -> Any:
    """Return the records with all that `values_of` and a line about each say."""
    return records.select_related("agreement", "meeting", "activity", "presence", "pledge").prefetch_related(
        Prefetch(
            "participations",
            Participation.objects.select_related("organization").prefetch_related("organization__names"),
        ),
        "named_bodies",
        "places",
        "subjects",
        Prefetch("texts", Text.objects.filter(field="title")),
    )


def values_of(record: Any, lang: str) -> dict[str, Any]:
    """Return what the record states, as the values of a contribution; its title in `lang` (ISO 639-1)."""
    detail = getattr(record, record.kind)
    titles = {text.lang: text.value for text in record.texts.all() if text.field == "title"}
    amount = getattr(detail, "amount", None)
    found = {
        "kind": KIND_OF[record.kind],
        "type": record.type,
        "title": record.title_in(lang),
        "lang": lang if titles.get(lang) else record.original_lang,
        "date": record.date,
        "place": [place.name for place in record.places.all()],
        "actors": [
            *(part.organization_id for part in record.participations.all()),
            *(body.name for body in record.named_bodies.all()),
        ],
        "themes": [subject.theme_id for subject in record.subjects.all()],
        "ordinal": getattr(detail, "number", None),
        "amount": f"{amount.normalize():f}" if amount is not None else "",
        "currency": getattr(detail, "currency", ""),
        "status": STATUS.get(getattr(detail, "status", ""), ""),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}
