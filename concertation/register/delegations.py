"""Who sat at a meeting for which organization."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Circle, Person
from concertation.register.models import Delegate, Meeting, Organization, Record
from concertation.register.recording import sign


def delegates_of(meeting: Record, person: Any) -> list[Delegate]:
    """Return the delegates that the person sees, by organization, heads of delegation first."""
    rows = Delegate.objects.visible_to(person).filter(meeting=meeting.pk)
    return list(rows.select_related("organization", "circle").prefetch_related("organization__names"))


@transaction.atomic
def delegate(
    meeting: Meeting,
    organization: Organization,
    name: str,
    *,
    function: str,
    head: bool,
    label: str,
    circle: Circle | None,
    person: Person,
) -> Delegate:
    """Say who sat at the meeting for an organization that takes part in it; return them.

    Raises `ValidationError` where the organization takes no part.
    """
    if not meeting.participations.filter(organization=organization).exists():
        raise ValidationError(
            {"organization": _("%(id)s takes no part in this meeting.") % {"id": organization.pk}}
        )
    made = Delegate(
        meeting=meeting,
        organization=organization,
        name=name.strip(),
        function=function.strip(),
        head=head,
        label=label,
        circle=circle,
        creator=person,
    )
    sign(made, person, "")
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def withdraw(one: Delegate, person: Person) -> None:
    """Take a delegate off the list; the name goes from the history, too, for it is personal data."""
    history: Any = Delegate.history  # pyright: ignore[reportAttributeAccessIssue]
    pk = one.pk
    one.delete()
    history.filter(id=pk).delete()
