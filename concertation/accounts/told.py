"""What was changed of a person or a circle: when, by whom, why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from concertation.accounts.acts import ONE_ACT, Change, Step, history_of
from concertation.accounts.models import Circle, Person, Role

Field = tuple[str, Callable[[Any], str]]


def told_of_person(person: Person) -> list[Change]:
    """Return what was changed of the person, the latest first."""
    fields: list[Field] = [
        (_("name"), lambda row: row.name),
        (_("e-mail address"), lambda row: row.email),
        (_("role"), lambda row: str(Role(row.role).label)),
        (_("may sign in"), lambda row: _("yes") if row.is_active else _("no")),
    ]
    return _told_of(person, fields, {"organizations": _("organizations")})


def told_of_circle(circle: Circle) -> list[Change]:
    """Return what was changed of the circle, the latest first."""
    fields: list[Field] = [(_("name"), lambda row: row.name)]
    return _told_of(circle, fields, {"organizations": _("organizations"), "people": _("people")})


def _told_of(thing: Any, fields: list[Field], links: dict[str, str]) -> list[Change]:
    """Return what was changed of `fields` (what each is called, and how it reads in a row of the history) and
    of `links` to other things (by field name, what each is called), the latest first."""
    rows = list(history_of(type(thing)).filter(id=thing.pk))
    for name, what in links.items():
        linked = linked_then(rows, name)
        fields.append((what, lambda row, linked=linked: ", ".join(sorted(map(str, linked[row.pk])))))
    return list(_changes(rows, fields))[::-1]


def linked_then(rows: list[Any], name: str) -> dict[int, list[Any]]:
    """Return what each row of the history was linked with, by the row's primary key; what is not there any
    more is left out. It is asked for once for all rows."""
    found: dict[int, list[Any]] = defaultdict(list)
    if not rows:
        return found
    model: Any = getattr(rows[0], name).model
    others = ("history", type(rows[0]).instance_type._meta.model_name)
    to = next(field for field in model._meta.fields if field.is_relation and field.name not in others)
    keys = model.objects.filter(history__in=rows).values_list("history_id", to.attname)
    there = to.related_model._default_manager.in_bulk({key for _row, key in keys})
    for row, key in keys:
        if key in there:
            found[row].append(there[key])
    return found


def _changes(rows: list[Any], fields: list[Field]) -> Iterator[Change]:
    before = [""] * len(fields)
    for act in _acts(rows):
        first, row = act[0], act[-1]
        who, why = str(row.history_user or ""), row.history_change_reason or ""
        after = [value(row) for _what, value in fields]
        new = first.history_type == "+"
        steps = [
            Step(what, old, said)
            for (what, _value), old, said in zip(fields, before, after, strict=True)
            if old != said and not new
        ]
        if new or steps or why:
            yield Change(first.history_date, row.history_date, who, why, tuple(steps), new)
        before = after


def _acts(rows: list[Any]) -> Iterator[list[Any]]:
    """The rows of the history by what one person did at one time; two reasons are two acts."""
    act: list[Any] = []
    for row in rows:
        same = act and _signed(act[-1]) == _signed(row)
        if act and not (same and row.history_date - act[-1].history_date <= ONE_ACT):
            yield act
            act = []
        act.append(row)
    if act:
        yield act


def _signed(row: Any) -> tuple[int | None, str]:
    return row.history_user_id, row.history_change_reason or ""
