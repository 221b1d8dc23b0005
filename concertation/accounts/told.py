"""What was changed of a person or a circle: when, by whom, why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from concertation.accounts.models import Circle, Person, Role

ONE_ACT = timedelta(seconds=2)
"""What one person does within this time is told as one change."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was changed. `who` is "" for the program itself; `before` and `after` are "" where
    there was or is nothing."""

    when: datetime
    who: str
    why: str
    what: str = ""
    before: str = ""
    after: str = ""
    new: bool = False


Field = tuple[str, Callable[[Any], str]]


def told_of_person(person: Person) -> list[Told]:
    """Return what was changed of the person, the latest first."""
    fields: list[Field] = [
        (_("name"), lambda row: row.name),
        (_("e-mail address"), lambda row: row.email),
        (_("role"), lambda row: str(Role(row.role).label)),
        (_("may sign in"), lambda row: _("yes") if row.is_active else _("no")),
    ]
    return told_of(person, fields, {"organizations": _("organizations")})


def told_of_circle(circle: Circle) -> list[Told]:
    """Return what was changed of the circle, the latest first."""
    fields: list[Field] = [(_("name"), lambda row: row.name)]
    return told_of(circle, fields, {"organizations": _("organizations"), "people": _("people")})


def told_of(thing: Any, fields: list[Field], links: dict[str, str]) -> list[Told]:
    """Return what was changed of `fields` (what each is called, and how it reads in a row of the history) and
    of `links` to other things (by field name, what each is called), the latest first."""
    rows = list(thing.history.select_related("history_user").order_by("history_date", "history_id"))
    for name, what in links.items():
        linked = _linked(rows, name)
        fields.append((what, lambda row, linked=linked: ", ".join(sorted(linked[row.pk]))))
    return list(_steps(rows, fields))[::-1]


def told_of_rows(rows: Any, what: str, read: Callable[[Any], str]) -> Iterator[Told]:
    """Yield what was changed of parts of a thing: `rows` are those of their history, `what` they are called,
    `read` says how one reads."""
    said: dict[int, str] = {}
    for row in rows.select_related("history_user").order_by("history_date", "history_id"):
        before, after = said.get(row.id, ""), "" if row.history_type == "-" else read(row)
        said[row.id] = after
        # What the program brought, and kept when a person first changed it, is no change of anybody's.
        if before != after and (before or row.history_user):
            why = row.history_change_reason or ""
            yield Told(row.history_date, str(row.history_user or ""), why, what, before, after)


def _linked(rows: list[Any], name: str) -> dict[int, list[str]]:
    """The names of what each row of the history was linked with, asked for once for all rows."""
    found: dict[int, list[str]] = defaultdict(list)
    if not rows:
        return found
    model: Any = getattr(rows[0], name).model
    others = ("history", type(rows[0]).instance_type._meta.model_name)
    to = next(field for field in model._meta.fields if field.is_relation and field.name not in others)
    for link in model.objects.filter(history__in=rows).select_related(to.name):
        if thing := getattr(link, to.name):
            found[link.history_id].append(str(thing))
    return found


def _steps(rows: list[Any], fields: list[Field]) -> Iterator[Told]:
    before = [""] * len(fields)
    for act in _acts(rows):
        row = act[-1]
        who, why = str(row.history_user or ""), row.history_change_reason or ""
        after = [value(row) for _what, value in fields]
        if act[0].history_type == "+":
            yield Told(row.history_date, who, why, new=True)
        else:
            changed = [
                Told(row.history_date, who, why, what, old, new)
                for (what, _value), old, new in zip(fields, before, after, strict=True)
                if old != new
            ]
            yield from changed or ([Told(row.history_date, who, why)] if why else [])
        before = after


def _acts(rows: list[Any]) -> Iterator[list[Any]]:
    """The rows of the history by what one person did at one time."""
    act: list[Any] = []
    for row in rows:
        same = act and act[-1].history_user_id == row.history_user_id
        if act and not (same and row.history_date - act[-1].history_date <= ONE_ACT):
            yield act
            act = []
        act.append(row)
    if act:
        yield act
