"""The number of a meeting in its series: one of a kind, as far as a person knows.

A number that is taken by a meeting which somebody may not see is free for them: refusing it would tell that
there is such a meeting. Whoever sees both is told of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concertation.accounts.sharing import Held
from concertation.register.models import Mechanism, Meeting, Record

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


def same_number(record: Record, person: Viewer | None) -> Any:
    """Return the other meetings of the same mechanism that have the same number and that the person sees; all
    of them for the program (None)."""
    if not isinstance(record, Meeting) or record.number is None or record.mechanism_id is None:
        return Meeting.objects.none()
    rows = Meeting.objects.filter(mechanism=record.mechanism_id, number=record.number).exclude(pk=record.pk)
    rows = rows.exclude(held=Held.WITHDRAWN)
    return rows.shared_with(person) if person else rows


def check_number(record: Record, person: Viewer | None) -> None:
    """Raise `ValidationError` where a meeting that the person sees has the number already."""
    if same_number(record, person).exists():
        raise ValidationError({"number": _("This mechanism already has a meeting of that number.")})


def check_apart(one: Record, other: Record, person: Viewer | None) -> None:
    """Raise `ValidationError` where two mechanisms that become one have meetings of the same number, as far
    as the person sees both of these."""
    if not isinstance(one, Mechanism) or not isinstance(other, Mechanism):
        return
    rows = Meeting.objects.visible_to(person) if person else Meeting.objects.all()
    numbers = rows.filter(mechanism=one.pk, number__isnull=False).order_by().values("number")
    twin = rows.filter(mechanism=other.pk, number__in=numbers).first()
    if twin is not None:
        raise ValidationError(
            _("Both have “%(title)s”, and only one can be there. Merge these two first.")
            % {"title": str(twin)}
        )
