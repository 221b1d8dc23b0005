"""Keeping the people through whom an organization is reached: enter, change, end, remove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import visible
from concertation.register.describing import may_describe
from concertation.register.models import FocalPoint, Organization, Presence
from concertation.register.recording import sign

FIELDS = ("name", "function", "email", "phone", "presence", "account", "since", "until", "listed", "label",
          "circle")  # fmt: skip
"""What a form sets, in its order."""

_BUT_PRESENCE = tuple(name for name in FIELDS if name != "presence")

PRIVATE = ("name", "function", "email", "phone")
"""What is forgotten when a focal point is removed, in the history too."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A focal point as somebody sees it: with `whole`, its contact data too; `at` is the presence, as far as
    it is seen."""

    focal_point: FocalPoint
    whole: bool
    at: Presence | None


def contacts(person: Any, **of: Any) -> tuple[list[Contact], list[Contact]]:
    """Return the focal points `of` an organization or a presence that the person may see, those who are and
    those who were: the whole of those whose label allows it, name and function of those that are listed, and
    of those who were only such as are seen whole."""
    whole = Case(When(visible(person), then=Value(True)), default=Value(False))
    rows: Any = FocalPoint.objects.filter(**of).annotate(whole=whole)
    rows = rows.select_related("organization").prefetch_related("organization__names")
    seen = list(rows.filter(Q(whole=True) | Q(listed=True, until="")))
    presences = {row.presence_id for row in seen} - {None}
    at: dict[Any, Presence] = (
        Presence.objects.visible_to(person).prefetch_related("texts").in_bulk(presences) if presences else {}
    )
    found = [Contact(row, row.whole, at.get(row.presence_id)) for row in seen]
    return (
        [one for one in found if not one.focal_point.until],
        [one for one in found if one.focal_point.until],
    )


def version(focal_point: FocalPoint) -> str:
    """Return what tells one state of the focal point from the next."""
    last: Any = focal_point.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return str(last or 0)


@transaction.atomic
def keep(
    focal_point: FocalPoint, values: Mapping[str, Any], *, person: Person, seen: str = "", why: str = ""
) -> FocalPoint:
    """Save a new focal point, or a change of one, with these values of `FIELDS`; return it.

    `seen` is its `version` when the person looked at it. One who is no more is given `until`: they stay, with
    those who may see them. Raises `PermissionDenied` where the person may not; `ValidationError` where a rule
    is broken, where the person could not see it any more, or where somebody changed it since it was `seen`.
    """
    _may(focal_point.organization, person)
    if focal_point.pk is None:
        focal_point.creator = person
    elif version(FocalPoint.objects.select_for_update(of=("self",)).get(pk=focal_point.pk)) != seen:
        raise ValidationError(
            _("Somebody else changed this focal point meanwhile. Open the form again to see the change.")
        )
    for name in FIELDS:
        setattr(focal_point, name, values[name])
    focal_point.full_clean()
    if focal_point.presence and not _takes_part(focal_point.organization, focal_point.presence):
        raise ValidationError({"presence": _("The organization has no part in that presence.")})
    sign(focal_point, person, why)
    focal_point.save()
    if not focal_point.may_be_seen_by(person):
        raise ValidationError(
            {"label": _("You could not see this focal point any more. Choose a circle that you belong to.")}
        )
    return focal_point


@transaction.atomic
def remove(focal_point: FocalPoint, *, person: Person, why: str = "") -> None:
    """Take the focal point out of the register, and what its history says of the person; who did it, when and
    why stays. Raises `PermissionDenied` where the person may not."""
    _may(focal_point.organization, person)
    key = focal_point.pk
    sign(focal_point, person, why)
    focal_point.delete()
    FocalPoint.history.filter(id=key).update(**dict.fromkeys(PRIVATE, ""), account=None)  # pyright: ignore[reportAttributeAccessIssue]


@dataclass(frozen=True, slots=True)
class Touched:
    """That somebody changed a focal point: `what` are the names of the fields, without what they said."""

    when: datetime
    who: str
    why: str
    what: tuple[str, ...]
    new: bool = False


def touched(focal_point: FocalPoint, person: Any) -> list[Touched]:
    """Return who changed what of the focal point, the latest first, as far as it was then shared so that the
    person would have seen it. What the fields said is not told again: it may have been said to fewer."""
    in_sight = Case(When(visible(person), then=Value(True)), default=Value(False))
    rows: list[Any] = list(
        focal_point.history.select_related("history_user")
        .annotate(in_sight=in_sight)
        .order_by("history_date", "history_id")
    )
    seen = Presence.objects.visible_to(person).filter(pk__in={row.presence_id for row in rows} - {None})
    there = {None, *seen.values_list("pk", flat=True)}
    found: list[Touched] = []
    for old, new in pairwise([None, *rows]):
        if new is None or not new.in_sight or (old is not None and not old.in_sight):
            continue
        told = FIELDS if not old or {old.presence_id, new.presence_id} <= there else _BUT_PRESENCE
        what = tuple(_called(name) for name in told if old and _said(old, name) != _said(new, name))
        who, why = str(new.history_user or ""), new.history_change_reason or ""
        found.append(Touched(new.history_date, who, why, what, new=old is None))
    return found[::-1]


def _may(organization: Organization, person: Person) -> None:
    if not may_describe(organization, person):
        raise PermissionDenied(_("Your role does not include keeping the focal points of this organization."))


def _takes_part(organization: Organization, presence: Presence) -> bool:
    return presence.participations.filter(organization=organization.pk).exists()


def _called(name: str) -> str:
    return force_str(FocalPoint._meta.get_field(name).verbose_name)


def _said(row: Any, name: str) -> Any:
    return getattr(row, FocalPoint._meta.get_field(name).attname)
