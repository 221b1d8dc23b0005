"""The officers of a presence."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from concertation.register.models import FocalPoint, Presence


def officers(presence: Presence, person: Any) -> list[tuple[FocalPoint, bool]]:
    """Return the officers of the presence that the person may see, and of each whether with contact data:
    those who are listed are seen by whoever sees the presence, without these data."""
    rows = FocalPoint.objects.filter(presence=presence.pk, until="")
    whole = set(rows.visible_to(person).values_list("pk", flat=True))
    seen = rows.filter(Q(pk__in=whole) | Q(listed=True)).select_related("organization")
    return [(row, row.pk in whole) for row in seen.prefetch_related("organization__names")]
