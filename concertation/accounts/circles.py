"""Making and changing circles."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction

from concertation.accounts.models import Circle, Person
from concertation.accounts.people import sign

if TYPE_CHECKING:
    from django.db.models import Model


@transaction.atomic
def draw(
    circle: Circle, *, name: str, organizations: Collection[Model], people: Collection[Person], by: Person
) -> Circle:
    """Save a new circle, or change one, so that it holds these and no others; return it.

    What is shared with the circle is seen at once by whom it holds now, and by nobody else.
    """
    sign(circle, by, "")
    if circle.pk is None or circle.name != name:
        circle.name = name
        circle.full_clean()
        circle.save()
    cast("Any", circle.organizations).set(organizations)
    cast("Any", circle.people).set(people)
    return circle
