"""Who sees a thing, told to those who see it themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label, Shared


@dataclass(frozen=True, slots=True)
class Audience:
    """`organizations` whose people see the thing (with the bodies `beneath` them), or `people` named.
    `nobody` where a circle is needed and there is none, or an empty one: then only who entered it."""

    organizations: tuple[Any, ...] = ()
    people: tuple[Any, ...] = ()
    beneath: bool = False
    nobody: bool = False


def readers(thing: Shared) -> Any:
    """Return the people who may sign in and whom the label lets see the thing: the rule of
    `sharing.shared_with`, asked from the other side."""
    people = Person.objects.filter(is_active=True)
    bodies = Q(organizations__in=Circle.objects.filter(pk=thing.circle_id or 0).values("organizations"))
    match thing.label:
        case Label.CLEAR | Label.GREEN:
            return people
        case Label.AMBER:
            beneath = Circle.objects.filter(pk=thing.circle_id or 0).values("organizations")
            seen = bodies | Q(organizations__parent__in=beneath)
        case Label.AMBER_STRICT:
            seen = bodies
        case _:
            seen = Q(pk__in=Circle.objects.filter(pk=thing.circle_id or 0).values("people"))
    creator = getattr(thing, "creator_id", None)
    return people.filter(pk__in=people.filter(seen | Q(pk=creator or 0)).values("pk"))


def audience(thing: Shared) -> Audience:
    """Return who sees the thing besides its creator."""
    if thing.label in (Label.CLEAR, Label.GREEN):
        return Audience()
    if thing.circle is None:
        return Audience(nobody=True)
    circle: Any = thing.circle
    if thing.label == Label.RED:
        people = tuple(circle.people.filter(is_active=True).order_by("name", "email"))
        return Audience(people=people, nobody=not people)
    bodies = tuple(circle.organizations.prefetch_related("names").order_by("pk"))
    return Audience(bodies, beneath=thing.label == Label.AMBER, nobody=not bodies)


def people_who_see(thing: Shared) -> Any:
    """Return the people who sign in and see the thing, besides its creator, by name; the other side of the
    rule in `concertation.accounts.sharing.visible`."""
    people: Any = Person.objects.filter(is_active=True).exclude(pk=thing.creator.pk if thing.creator else 0)
    circle: Any = thing.circle
    match thing.label:
        case Label.CLEAR | Label.GREEN:
            return people.order_by("name", "email")
        case Label.AMBER:
            bodies = circle.organizations.values("pk") if circle else []
            above = Q(organizations__in=bodies) | Q(organizations__parent__in=bodies)
            within = above | Q(organizations__parent__parent__in=bodies)
        case Label.AMBER_STRICT:
            within = Q(organizations__in=circle.organizations.values("pk") if circle else [])
        case _:
            within = Q(circles=circle) if circle else Q(pk=None)
    return people.filter(within).distinct().order_by("name", "email")
