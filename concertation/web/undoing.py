"""The decisions of a session, so that they can be undone one after another."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from concertation.review.deciding import reopen
from concertation.review.models import Proposal

KEPT = 20
"""How many decisions back one can go."""


def remember(request: HttpRequest, ids: list[int]) -> None:
    """Keep what was decided at once, to be undone at once."""
    if ids:
        request.session["decided"] = [*request.session.get("decided", []), ids][-KEPT:]


def undo_last(request: HttpRequest, person: Any, only: str = "") -> list[int]:
    """Reopen the proposal `only`, else those decided last in this visit; return which were reopened."""
    decided = request.session.get("decided", [])
    if only.isdigit():
        wanted, rest = [int(only)], [[pk for pk in ids if pk != int(only)] for ids in decided]
    else:
        wanted, rest = (decided[-1] if decided else []), decided[:-1]
    request.session["decided"] = [ids for ids in rest if ids]
    rows = Proposal.objects.visible_to(person).filter(pk__in=wanted).exclude(state=Proposal.State.PENDING)
    found = list(rows.select_related("record", "paragraph__document"))
    for row in found:
        reopen(row, person)
    return [row.pk for row in found]
