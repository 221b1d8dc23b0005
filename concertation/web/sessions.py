"""What the pages of a meeting and of a mechanism tell besides what every record does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from concertation.insight.cadence import outlook
from concertation.register.agenda import agenda_of
from concertation.register.delegations import delegates_of
from concertation.register.minuting import minutes_of
from concertation.register.models import Mechanism, Meeting

Status = Meeting.Status


def of_meeting(meeting: Meeting, person: Any, commitments: Iterable[Any]) -> dict[str, Any]:
    """Its agenda with the decisions on each item (of `commitments`, which tell their `agenda_item`), its
    minutes and delegates as far as the person sees them, and whether somebody has to say what became of it.
    """
    items = agenda_of(meeting)
    delegates = delegates_of(meeting, person)
    return {
        "agenda": [(item, [row for row in commitments if row.agenda_item == item.pk]) for item in items],
        "minutes": list(minutes_of(meeting, person)),
        "delegates": delegates,
        "called_off": meeting.status in (Status.CANCELLED.value, Status.POSTPONED.value),
        "planned": meeting.status == Status.PLANNED.value,
        "untold": meeting.status == Status.PLANNED.value
        and meeting.latest is not None
        and meeting.latest < timezone.localdate(),
    }


def of_mechanism(mechanism: Mechanism, series: Iterable[Meeting]) -> dict[str, Any]:
    """What is to be expected of it, by those of its sessions that the person sees."""
    return {"outlook": outlook(mechanism, series, timezone.localdate())}
