"""Changing what the register tells of an organization: its facts, names, heads and members.

Each verb is one transaction: check, do, record who and why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.constitution import schemes
from concertation.register.models import Head, Membership, Organization, OrganizationName
from concertation.register.recording import sign

PARTS: tuple[tuple[Any, str], ...] = (
    (Organization, "id"),
    (OrganizationName, "organization_id"),
    (Head, "organization_id"),
    (Membership, "organization_id"),
)
"""What makes up what is told of an organization, and where each refers to it."""


def may_describe(organization: Organization, person: Any) -> bool:
    """Whether `person` may change what is told of the organization, and keep its focal points: officers of
    any; a focal point of their own organizations and of the bodies beneath them."""
    if not person.is_authenticated or not person.may("describe"):
        return False
    if person.may("edit-all"):
        return True
    return organization.pk in person.own or organization.parent_id in person.own


def version(organization: Organization) -> str:
    """Return what tells one state of all that is told of the organization from the next."""
    lasts = [
        model.history.filter(**{column: organization.pk}).aggregate(last=Max("history_id"))["last"]
        for model, column in PARTS
    ]
    return ".".join(str(last or 0) for last in lasts)


@transaction.atomic
def describe(
    organization: Organization,
    *,
    facts: Mapping[str, Any] | None = None,
    rows: Collection[Model] = (),
    gone: Collection[Model] = (),
    person: Person,
    seen: str,
    why: str = "",
) -> Organization:
    """Give the organization these `facts` (fields of `Organization`), save the changed or new `rows` (names,
    heads, memberships) and take away those `gone`; return it.

    `seen` is its `version` when the person looked at it.
    Raises `PermissionDenied` where the person may not; `ValidationError` where a rule is broken or somebody
    changed it since it was `seen`; nothing is changed then.
    """
    if not may_describe(organization, person):
        raise PermissionDenied(_("Your role does not include changing this organization."))
    fresh = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    if version(fresh) != seen:
        raise ValidationError(
            _("Somebody else changed this organization meanwhile. Open the form again to see the change.")
        )
    changed = {name: value for name, value in (facts or {}).items() if getattr(fresh, name) != value}
    if changed:
        _remember(fresh)
        for name, value in changed.items():
            setattr(fresh, name, value)
        _check(fresh)
        sign(fresh, person, why)
        fresh.save()
    for row in gone:
        _remember(row)
        sign(row, person, why)
        row.delete()
    for row in rows:
        _remember(row)
        row.full_clean()
        sign(row, person, why)
        row.save()
    if not fresh.names.filter(kind=OrganizationName.Kind.OFFICIAL, until="").exists():
        raise ValidationError(_("Keep an official name that is in use, in at least one language."))
    return fresh


def _check(organization: Organization) -> None:
    """Raise `ValidationError` where a fact of the organization breaks a rule."""
    organization.full_clean()
    if not organization.source:
        raise ValidationError({"source": _("Say where these facts are written.")})
    above, passed = organization.parent, {organization.pk}
    while above:
        if above.pk in passed:
            raise ValidationError({"parent": _("It would be part of itself.")})
        passed.add(above.pk)
        above = above.parent
    for key, value in organization.identifiers.items():
        scheme = schemes().get(key)
        if not scheme or not scheme.pattern.fullmatch(value):
            example = scheme.example if scheme else ""
            raise ValidationError(
                {f"identifier_{key}": _("This is no such identifier; one looks like %s.") % example}
            )


def _remember(row: Any) -> None:
    """Keep in the history what a row said that the program brought or changed, which it does without one."""
    model: Any = row.__class__
    said: Any = model._default_manager.filter(pk=row.pk).first() if row.pk else None
    if said is None:
        return
    names: list[str] = [field.attname for field in model.history.model.tracked_fields]
    now: dict[str, Any] = {name: getattr(said, name) for name in names}
    last: Any = model.history.filter(**{model._meta.pk.attname: row.pk}).order_by("-history_id").first()
    if last is None or any(getattr(last, name) != value for name, value in now.items()):
        model.history.create(history_date=timezone.now(), history_type="~" if last else "+", **now)
