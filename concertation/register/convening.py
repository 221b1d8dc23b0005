"""Whether a meeting takes place: called off, planned again, held."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.models import Meeting
from concertation.register.recording import sign

Status = Meeting.Status


def call_off(meeting: Meeting, status: str, person: Person, why: str) -> None:
    """Cancel a planned meeting, or postpone it until its new date is known.

    Raises `ValidationError` where it is not planned.
    """
    if meeting.status != Status.PLANNED.value or status not in (Status.CANCELLED, Status.POSTPONED):
        raise ValidationError(_("Only a meeting that is planned can be cancelled or postponed."))
    _save(meeting, status, person, why)


def plan_again(meeting: Meeting, person: Person, why: str = "") -> None:
    """Undo that a meeting was cancelled or postponed. Raises `ValidationError` where it was not."""
    if meeting.status not in (Status.CANCELLED.value, Status.POSTPONED.value):
        raise ValidationError(_("This meeting was neither cancelled nor postponed."))
    _save(meeting, Status.PLANNED.value, person, why)


def hold(meeting: Meeting, date: str, person: Person, why: str = "") -> None:
    """Say that the meeting was held, and when (EDTF). Raises `ValidationError` where that is to come.

    Hours that were planned for another day are not those at which it was held, and go.
    """
    if date != meeting.date:
        meeting.date, meeting.starts_at, meeting.ends_at = date, None, None
    _save(meeting, Status.HELD.value, person, why)


@transaction.atomic
def _save(meeting: Meeting, status: str, person: Person, why: str) -> None:
    meeting.status = status
    sign(meeting, person, why)
    meeting.full_clean()
    meeting.save()
