"""Making and changing circles, and who may; which of them a person may share with."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from concertation.accounts.acts import check_unchanged
from concertation.accounts.models import Circle, Person
from concertation.accounts.people import sign

if TYPE_CHECKING:
    from django.db.models import Model


def circles_of(person: Person) -> Any:
    """Return the circles that the person belongs to, by name or by an organization: those that they can share
    with, since they see themselves what is shared with them."""
    own = Q(people=person.pk) | Q(organizations__in=cast("Any", person).organizations.values("pk"))
    return Circle.objects.filter(own).distinct().order_by("name")


def drawn_by(person: Any) -> Any:
    """Return the circles that the person may change: officers all, a focal point those that they made."""
    if person.may("circles"):
        return Circle.objects.order_by("name")
    made = person.pk if person.may("own-circles") else None
    return Circle.objects.filter(creator=made or 0).order_by("name")


def may_draw(person: Any) -> bool:
    """Whether the person may make circles."""
    return person.may("circles") or person.may("own-circles")


def people_to_name(person: Any, circle: Circle) -> Any:
    """Return the people whom the person may name in the circle: officers anybody; a focal point those of
    their own organizations and of the bodies beneath, and who is in it already."""
    people = Person.objects.order_by("email")
    if person.may("circles"):
        return people
    near = Q(organizations__in=person.own) | Q(organizations__parent__in=person.own)
    there = Q(circles=circle.pk or 0)
    return people.filter(pk__in=Person.objects.filter(near | there).values("pk"))


def named_alike(name: str, circle: Circle, person: Any) -> bool:
    """Whether another circle that the person knows of has the name: they may change it, or belong to it."""
    others = Circle.objects.filter(name__iexact=name).exclude(pk=circle.pk or 0)
    known = [*drawn_by(person).values_list("pk", flat=True), *circles_of(person).values_list("pk", flat=True)]
    return others.filter(pk__in=known).exists()


@transaction.atomic
def draw(
    circle: Circle,
    *,
    name: str,
    organizations: Collection[Model],
    people: Collection[Person],
    by: Person,
    why: str = "",
    seen: str | None = None,
) -> Circle:
    """Save a new circle, or change one, so that it holds these and no others; return it.

    What is shared with the circle is seen at once by whom it holds now, and by nobody else. `seen` is its
    `acts.version` when it was looked at. Raises `PermissionDenied` where `by` may not; `ValidationError`
    where the name is taken, where a focal point leaves out their own organizations or names people of others,
    or where somebody changed it since; nothing is changed then.
    """
    there = circle.pk is not None
    if not may_draw(by) or (there and not drawn_by(by).filter(pk=circle.pk).exists()):
        raise PermissionDenied(_("Your role does not include making circles."))
    if there:
        check_unchanged(circle, seen)
    else:
        circle.creator = by
    _check(circle, name, organizations, people, by)
    sign(circle, by, why)
    if not there or circle.name != name:
        circle.name = name
        circle.full_clean()
        circle.save()
    cast("Any", circle.organizations).set(organizations)
    cast("Any", circle.people).set(people)
    return circle


def _check(
    circle: Circle, name: str, organizations: Collection[Model], people: Collection[Person], by: Person
) -> None:
    if named_alike(name, circle, by):
        raise ValidationError({"name": _("There is a circle of this name already.")})
    if by.may("circles"):
        return
    if not by.own & {body.pk for body in organizations}:
        raise ValidationError({"organizations": _("Include one of your own organizations.")})
    may = set(people_to_name(by, circle).values_list("pk", flat=True))
    if not {person.pk for person in people} <= may:
        raise ValidationError({"people": _("You can name people of your own organizations.")})
