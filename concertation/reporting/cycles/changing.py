"""Who may change a cycle, and when somebody else did meanwhile."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from concertation.reporting.models import Cycle, CycleSection, Question

PARTS: tuple[tuple[Any, str], ...] = (
    (Cycle, "id"),
    (CycleSection, "cycle_id"),
    (Question, "cycle_id"),
)
"""What makes up the plan of a cycle, and where each refers to it. Its mandates are not in it: a change of one
that somebody does not see must not tell of it (see `mandates.version`)."""


def may_report(person: Any) -> bool:
    """Whether `person` may see the cycles and work on them."""
    return person.is_authenticated and person.may("report")


def version(cycle: Cycle) -> str:
    """Return what tells one state of the cycle's plan from the next."""
    lasts = [
        model.history.filter(**{column: cycle.pk}).aggregate(last=Max("history_id"))["last"]
        for model, column in PARTS
    ]
    return ".".join(str(last or 0) for last in lasts)


def in_hand(cycle: Cycle, person: Any, seen: str | None = None) -> Cycle:
    """Return the cycle, locked, for `person` to change. `seen` is its `version` when they looked at it.

    Called within a transaction. Raises `PermissionDenied` where the person may not; `ValidationError` where
    the cycle is over, or where somebody changed it since it was `seen`.
    """
    if not may_report(person):
        raise PermissionDenied(_("Your role does not include the reporting cycle."))
    fresh = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if fresh.state == Cycle.State.SUBMITTED:
        raise ValidationError(
            _("This cycle is over: its report was submitted, and its plan stays as it was.")
        )
    if seen is not None and version(fresh) != seen:
        raise ValidationError(
            _("Somebody else changed this cycle meanwhile. Open the page again to see the change.")
        )
    return fresh
