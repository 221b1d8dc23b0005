"""What administrators do to people: change role and organizations, keep out, let in again.

Each verb is one transaction, and stands in the person's history under who did it, and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.acts import check_unchanged
from concertation.accounts.models import Person, Role

if TYPE_CHECKING:
    from django.db.models import Model


@transaction.atomic
def change(
    person: Person,
    *,
    role: str,
    organizations: Iterable[Model],
    by: Person | None,
    why: str = "",
    seen: str | None = None,
) -> None:
    """Give the person this role and these organizations, and no others.

    `seen` is the `acts.version` of the person when it was looked at. Raises `ValidationError` where somebody
    changed the person since, or where nobody would be left to administer the register.
    """
    check_unchanged(person, seen)
    if role != Role.ADMINISTRATOR:
        _somebody_else_administers(person)
    sign(person, by, why)
    if person.role != role:
        person.role = role
        person.save(update_fields=["role"])
    cast("Any", person.organizations).set(organizations)
    vars(person).pop("lineage", None)  # what was asked for once is not so any more


@transaction.atomic
def keep_out(person: Person, *, by: Person | None, why: str = "") -> None:
    """Let the person not sign in any more, and end their visits. What they entered stays.

    Raises `ValidationError` where nobody would be left to administer the register.
    """
    _somebody_else_administers(person)
    sign(person, by, why)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_visits(person)


@transaction.atomic
def let_in(person: Person, *, by: Person | None, why: str = "") -> None:
    """Let a person sign in again who was kept out."""
    sign(person, by, why)
    person.is_active = True
    person.save(update_fields=["is_active"])


@transaction.atomic
def forget_factors(person: Person, *, by: Person | None, why: str = "") -> None:
    """Take away the second factors of a person who has lost them, and end their visits."""
    Authenticator.objects.filter(user=person).delete()
    sign(person, by, why or _("The second factors were taken away."))
    person.save(update_fields=["role"])
    end_visits(person)


def end_visits(person: Person) -> None:
    """Sign the person out everywhere."""
    for session in UserSession.objects.filter(user=person):
        session.end()


def sign(thing: Any, by: Person | None, why: str) -> None:
    """Have the next changes stand in the history under this person and reason."""
    thing._history_user, thing._change_reason = by, why[:100]


def _somebody_else_administers(person: Person) -> None:
    """Raise `ValidationError` where the person is the last active administrator."""
    # Locked, so that of two administrators who remove each other at the same time one stays.
    active = Person.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
    ids = set(active.values_list("pk", flat=True))
    if ids == {person.pk}:
        raise ValidationError(
            _("%(person)s is the last administrator. Make somebody else an administrator first.")
            % {"person": person}
        )
