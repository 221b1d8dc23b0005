"""How a request stands on a day, and who has to act: computed from its state and dates, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from concertation.reporting.models import InputRequest

SOON = timedelta(days=7)
"""How long before its day an input is due soon."""

State = InputRequest.State


class Standing(models.TextChoices):
    """In the order in which somebody has to look at them."""

    OVERDUE = "overdue", _("overdue")
    WAITING = "waiting", _("waits too long for the officer")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("sent back")
    SOON = "soon", _("due soon")
    DUE = "due", _("due")
    PLANNED = "planned", _("not sent yet")
    ACCEPTED = "accepted", _("accepted")


class Owner(models.TextChoices):
    OFFICER = "officer", _("report officer")
    ADDRESSEES = "addressees", _("the organization")
    NOBODY = "", _("nobody")


@dataclass(frozen=True, slots=True)
class Stand:
    """How a request stands: `days` left until it is due, late where negative; of one that waits for the
    officer, how many it has waited; None where no day counts. `late` is what should not be so."""

    standing: Standing
    owner: Owner
    days: int | None = None

    @property
    def late(self) -> bool:
        return self.standing in (Standing.OVERDUE, Standing.WAITING) or bool(
            self.standing == Standing.RETURNED and self.days is not None and self.days < 0
        )

    @property
    def overdue_by(self) -> int:
        """Days since the input was due, 0 where it is not."""
        counted = self.standing in (Standing.OVERDUE, Standing.RETURNED)
        return max(0, -(self.days or 0)) if counted else 0


def standing(request: InputRequest, today: date) -> Stand:
    """Return how the request (with its cycle) stands on the day."""
    left = (request.due - today).days
    match request.state:
        case State.PLANNED:
            return Stand(Standing.PLANNED, Owner.OFFICER, left)
        case State.SUBMITTED:
            waited = waited_since(request, today)
            long = waited >= request.cycle.wait_at_most
            return Stand(Standing.WAITING if long else Standing.SUBMITTED, Owner.OFFICER, waited)
        case State.ACCEPTED:
            return Stand(Standing.ACCEPTED, Owner.NOBODY)
        case State.RETURNED:
            return Stand(Standing.RETURNED, Owner.ADDRESSEES, left)
        case _:
            if left < 0:
                return Stand(Standing.OVERDUE, Owner.ADDRESSEES, left)
            soon = timedelta(days=left) <= SOON
            return Stand(Standing.SOON if soon else Standing.DUE, Owner.ADDRESSEES, left)


def waited_since(request: InputRequest, today: date) -> int:
    """Return for how many days a submitted input has waited for the officer."""
    return max(0, (today - request.submitted_at.date()).days) if request.submitted_at else 0
