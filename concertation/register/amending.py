"""Changing a record that is in the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from concertation.accounts.models import Circle, Person
from concertation.register.models import (
    Location,
    Organization,
    Participation,
    Place,
    Record,
    Subject,
    Theme,
)
from concertation.register.recording import say


@transaction.atomic
def amend(
    record: Record,
    *,
    titles: Mapping[str, str],
    date: str,
    organizations: Collection[Organization],
    places: Collection[Place],
    themes: Collection[Theme],
    label: str,
    circle: Circle | None,
    person: Person,
    why: str = "",
) -> Record:
    """Give the record these titles, date, organizations, places, themes and label; return it.

    What stays as it was is not touched. An empty title takes the translation away; the original stays.
    An organization that is new takes part as a party. `record` is of the model of its kind.
    Raises `ValidationError` where a rule is broken, or where the person could not see the record any
    more; nothing is changed then.
    """
    record.date, record.label, record.circle = date, label, circle
    record._change_reason = why[:100]  # pyright: ignore[reportAttributeAccessIssue]
    record.full_clean()
    record.save()
    for lang, value in titles.items():
        _title(record, lang, value.strip())
    _keep_only(Participation, record, "organization", organizations)
    _keep_only(Location, record, "place", places)
    _keep_only(Subject, record, "theme", themes)
    fresh = type(record).objects.get(pk=record.pk)
    fresh.validate()
    if not fresh.may_be_seen_by(person):
        raise ValidationError(
            {"label": _("You could not see this record any more. Choose a circle that you belong to.")}
        )
    return fresh


def _title(record: Record, lang: str, value: str) -> None:
    if value:
        say(record, "title", lang, value)
    elif lang == record.original_lang:
        raise ValidationError({"title": _("The title in the original language cannot be empty.")})
    else:
        for text in record.texts.filter(field="title", lang=lang):
            text.delete()


def _keep_only(link: type[Model], record: Record, name: str, things: Collection[Model]) -> None:
    """Link the record with these things and no others; links that stay are not touched."""
    links = cast("Any", link)._default_manager
    wanted = {thing.pk for thing in things}
    for row in links.filter(record=record).exclude(**{f"{name}__in": wanted}):
        row.delete()
    there = set(links.filter(record=record).values_list(name, flat=True))
    for thing in things:
        if thing.pk not in there:
            links.create(record=record, **{name: thing})


def circles_of(person: Person) -> Any:
    """Return the circles that the person belongs to: by name, or by an organization."""
    own = Q(people=person.pk) | Q(organizations__in=cast("Any", person).organizations.values("pk"))
    return Circle.objects.filter(own).distinct().order_by("name")
