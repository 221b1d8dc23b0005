"""Inviting people: who may invite whom, sending again, withdrawing, taking up.

An invitation is taken up once, with the token of the link that was mailed, or by signing in through the
organization's own sign-in with the invited address.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Invitation, Person, Role
from concertation.accounts.people import sign

if TYPE_CHECKING:
    from django.db.models import Model

VALID = timedelta(days=14)
"""How long a link can be used."""


def invitations_of(person: Person) -> Any:
    """Return the invitations that the person may see, send again and withdraw."""
    rows = Invitation.objects.all()
    return rows if person.may("people") else rows.filter(invited_by=person)


def roles_to_invite(person: Person) -> list[Role]:
    """Return the roles that the person may invite others to."""
    if person.may("people"):
        return list(Role)
    return [Role.CONTRIBUTOR] if person.may("invite") else []


@transaction.atomic
def invite(
    email: str,
    *,
    role: str,
    organizations: Collection[Model],
    language: str,
    message: str = "",
    by: Person,
) -> tuple[Invitation, str]:
    """Make an invitation; return it with the token that belongs into its link.

    An invitation of the same address that has expired is withdrawn by this.
    Raises `ValidationError` where the person may not invite so, or the address cannot be invited.
    """
    _may_invite(by, role, organizations)
    email = email.strip().lower()
    if Person.objects.filter(email=email).exists():
        raise ValidationError({"email": _("Somebody with this address is in the register already.")})
    waiting = Invitation.objects.waiting().select_for_update().filter(email=email).first()
    if waiting and waiting.state == Invitation.State.OPEN:
        raise ValidationError(
            {"email": _("This address has an invitation that waits for an answer. It can be sent again.")}
        )
    if waiting:
        withdraw(waiting, by=by)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email,
        role=role,
        language=language,
        message=message.strip(),
        digest=_digest(token),
        invited_by=by,
        expires_at=timezone.now() + VALID,
    )
    sign(invitation, by, "")
    invitation.full_clean()
    invitation.save()
    cast("Any", invitation.organizations).set(organizations)
    return invitation, token


@transaction.atomic
def renew(invitation: Invitation, *, by: Person) -> str:
    """Return a new token for the invitation, valid anew; the link that was mailed before leads nowhere.
    From now on it is an invitation by this person.

    Raises `ValidationError` where the invitation was taken up or withdrawn, or the person may not invite so.
    """
    _still_waiting(invitation)
    _may_invite(by, invitation.role, invitation.organizations.all())
    token = secrets.token_urlsafe(32)
    invitation.digest, invitation.expires_at = _digest(token), timezone.now() + VALID
    invitation.invited_by = by
    sign(invitation, by, "")
    invitation.save(update_fields=["digest", "expires_at", "invited_by"])
    return token


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> None:
    """Make the link of the invitation lead nowhere.

    Raises `ValidationError` where the invitation was taken up or withdrawn.
    """
    _still_waiting(invitation)
    invitation.withdrawn_at = timezone.now()
    sign(invitation, by, "")
    invitation.save(update_fields=["withdrawn_at"])


def invitation_by(token: str) -> Invitation | None:
    """Return the invitation that can be taken up with this token."""
    return _usable(Invitation.objects.open().filter(digest=_digest(token)))


def invitation_to(email: str) -> Invitation | None:
    """Return the invitation that can be taken up by who has proven that this address is theirs."""
    return _usable(Invitation.objects.open().filter(email=email.lower()))


@transaction.atomic
def take_up(invitation: Invitation, *, name: str, password: str | None, language: str = "") -> Person:
    """Make the invited person with what the invitation says, and return them.

    Without a `password` they sign in by other means. Raises `ValidationError` where the invitation was
    taken up, was withdrawn or has expired meanwhile.
    """
    locked = _usable(Invitation.objects.open().select_for_update().filter(pk=invitation.pk))
    if locked is None or Person.objects.filter(email=invitation.email).exists():
        raise ValidationError(_("This invitation cannot be used any more."))
    person = Person.objects.create_user(
        locked.email, password, name=name.strip(), role=locked.role, language=language or locked.language
    )
    cast("Any", person.organizations).set(locked.organizations.all())
    locked.accepted_at, locked.person = timezone.now(), person
    sign(locked, person, "")
    locked.save(update_fields=["accepted_at", "person"])
    return person


def _usable(rows: Any) -> Invitation | None:
    """Return the one invitation, where who made it may still invite so: who was kept out, or acts for other
    organizations now, has no say in who comes."""
    invitation = rows.first()
    if invitation is None or invitation.invited_by is None:
        return None
    try:
        _may_invite(invitation.invited_by, invitation.role, invitation.organizations.all())
    except ValidationError:
        return None
    return invitation


def _may_invite(by: Person, role: str, organizations: Iterable[Model]) -> None:
    """Raise `ValidationError` where the person may not invite to the role and the organizations."""
    if role not in roles_to_invite(by):
        raise ValidationError({"role": _("Your role does not include inviting somebody to this one.")})
    if by.may("people"):
        return
    own = set(cast("Any", by).organizations.values_list("pk", flat=True))
    wanted = {body.pk for body in organizations}
    if not wanted or wanted - own:
        raise ValidationError(
            {"organizations": _("You can invite people to your own organizations. Choose at least one.")}
        )


def _still_waiting(invitation: Invitation) -> None:
    locked = Invitation.objects.waiting().select_for_update().filter(pk=invitation.pk).first()
    if locked is None:
        raise ValidationError(_("This invitation was taken up or withdrawn meanwhile."))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
