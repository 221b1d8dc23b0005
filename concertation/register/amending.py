"""Changing a record that is in the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Held
from concertation.register.asking import ask_to_enter, ask_to_widen, waiting_for, widening_waits
from concertation.register.attachments import share_texts
from concertation.register.models import (
    Location,
    Organization,
    Participation,
    Place,
    Record,
    Subject,
    Theme,
)
from concertation.register.numbering import check_number
from concertation.register.parts import PARTS
from concertation.register.recording import join, say
from concertation.register.search.in_step import together


@transaction.atomic
@together()
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
    parts: Mapping[str, Collection[Organization]] | None = None,
    details: Mapping[str, Any] | None = None,
    description: str | None = None,
    seen: datetime | None = None,
    why: str = "",
) -> Record:
    """Give the record these titles, date, organizations, places, themes and label; return it.

    What stays as it was is not touched. An empty title takes the translation away; the original stays.
    `parts` are organizations by the part that they take (`Participation.Role`), `organizations` those that
    take none of these: a new one takes the first part of its kind. `details` are fields of the kind's own
    model, `description` is in the original language. `record` is of the model of its kind; `seen` is its
    `updated_at` when the person looked at it.
    Where making it wider takes a second person, the label stays and that one is asked for; a record that was
    sent back waits for a second person again.
    Raises `ValidationError` where a rule is broken, where the person could not see the record any more, or
    where somebody changed it since it was `seen`; nothing is changed then.
    """
    check_unchanged(record, seen)
    if widening_waits(record, label, circle):
        ask_to_widen(record, label, circle, person, why)
        now = Record.objects.select_related("circle").get(pk=record.pk)
        label, circle = now.label, now.circle
    number = _number(record)
    record.date, record.label, record.circle = date, label, circle
    for name, value in (details or {}).items():
        setattr(record, name, value)
    record._change_reason = why[:100]  # pyright: ignore[reportAttributeAccessIssue]
    record.full_clean()
    record.save()
    share_texts(record, person)
    for lang, value in titles.items():
        _title(record, lang, value.strip())
    if description is not None:
        _describe(record, description.strip())
    _take_part(record, organizations, parts or {})
    _keep_only(Location, record, "place", places)
    _keep_only(Subject, record, "theme", themes)
    fresh = type(record).objects.get(pk=record.pk)
    fresh.validate()
    if _number(fresh) != number:
        check_number(fresh, person)
    if fresh.held == Held.WAITING and not waiting_for(fresh).exists():
        ask_to_enter(fresh, person, why)
    if not fresh.is_shared_with(person):
        raise ValidationError(
            {"label": _("You could not see this record any more. Choose a circle that you belong to.")}
        )
    return fresh


def _number(record: Record) -> tuple[int | None, int | None]:
    """The place of a meeting in its series: mechanism and number."""
    return getattr(record, "mechanism_id", None), getattr(record, "number", None)


def check_unchanged(record: Record, seen: datetime | None) -> None:
    """Lock the record, and raise `ValidationError` where it is not as it was `seen`."""
    now = Record.objects.select_for_update().get(pk=record.pk).updated_at
    if seen is not None and now != seen:
        raise ValidationError(
            {
                "version": _(
                    "Somebody else changed this record meanwhile. Open the form again to see the change."
                )
            }
        )


def _title(record: Record, lang: str, value: str) -> None:
    if value:
        say(record, "title", lang, value)
    elif lang == record.original_lang:
        raise ValidationError({"title": _("The title in the original language cannot be empty.")})
    else:
        for text in record.texts.filter(field="title", lang=lang):
            text.delete()


def _describe(record: Record, value: str) -> None:
    if value:
        say(record, "description", record.original_lang, value)
    else:
        for text in record.texts.filter(field="description"):
            text.delete()


def _take_part(
    record: Record, organizations: Collection[Organization], parts: Mapping[str, Collection[Organization]]
) -> None:
    """Have these organizations take part, and no others. One of `organizations` keeps the part that it has,
    unless it is one of `parts`."""
    wanted: dict[str, str] = {}
    for role, bodies in [*parts.items(), ("", organizations)]:
        for body in bodies:
            if body.pk in wanted:
                raise ValidationError(
                    {"organizations": _("%(id)s is named twice: choose one part for it.") % {"id": body.pk}}
                )
            wanted[body.pk] = role
    usual = PARTS[record.kind][0].value
    there = Participation.objects.filter(record=record)
    _keep_acts(there.exclude(organization__in=wanted))
    for row in there.exclude(organization__in=wanted):
        row.delete()
    for row in there.filter(organization__in=wanted):
        role = wanted[row.organization_id] or (usual if row.role in parts else row.role)
        if role != row.role:
            row.role = role
            row.save()
    for body in (*organizations, *(body for bodies in parts.values() for body in bodies)):
        join(record, body, wanted[body.pk] or usual)


def _keep_acts(leaving: Any) -> None:
    """Raise `ValidationError` where one of those that would take part no more has signed, ratified …: these
    dates would go with it unseen."""
    bound = leaving.filter(formalities__isnull=False).distinct()
    if names := list(bound.values_list("organization_id", flat=True)):
        raise ValidationError(
            {
                "organizations": _(
                    "Dates of signature or ratification are recorded for %(ids)s. Take them back first."
                )
                % {"ids": ", ".join(names)}
            }
        )


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


def may_be_changed_by(record: Record, person: Any) -> bool:
    """Whether `person`, who sees the record, may change it: officers any; others their own and those in which
    one of their organizations, or one that it is part of, takes part."""
    if not person.is_authenticated or not person.may("edit"):
        return False
    if person.may("edit-all") or record.creator == person:
        return True
    own = {id for row in person.lineage for id in row[:2] if id}
    return any(part.organization_id in own for part in record.participations.all())
