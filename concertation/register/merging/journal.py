"""What a merge does to rows, written down so that it can be taken back.

A journal is a list of steps, each with the row's model ("register.text") and key:

==========  ====================================================================================
"change"    columns had the values `before` and have `after`
"delete"    the row had all the values `before`
"add"       the row is new
"link"      a list of the owner's (`field`) held `before` and holds `after` in its place
==========  ====================================================================================

Values are as JSON keeps them; every change goes through the models, so that it stands in the history.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model

from concertation.register.recording import sign

if TYPE_CHECKING:
    from concertation.accounts.models import Person

PLAIN = (bool, int, float, str, list, dict)


class Journal:
    """Changes rows under a person and a reason, and keeps the steps."""

    def __init__(self, person: Person | None, why: str) -> None:
        self.person, self.why = person, why
        self.steps: list[dict[str, Any]] = []

    def change(self, row: Model, **values: Any) -> None:
        """Give columns of the row (by ``attname``) these values; those that it has already are no step."""
        before = {name: _kept(_column(row, name), row) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        after = {name: _kept(_column(row, name), row) for name in values}
        if after != before:
            self._save(row)
            self._note("change", row, before=before, after=after)

    def delete(self, row: Model) -> None:
        """Delete the row, whose parts have gone elsewhere."""
        before = {field.attname: _kept(field, row) for field in _columns(row)}
        self._note("delete", row, before=before)
        gone = copy(row)  # Whoever holds the row still knows its key.
        sign(gone, self.person, self.why)
        gone.delete()

    def add(self, row: Model) -> None:
        """Save a new row."""
        self._save(row)
        self._note("add", row)

    def link(self, owner: Model, field: str, before: Any, after: Any) -> None:
        """Have a list of the owner hold `after` in the place of `before`."""
        held = getattr(owner, field)
        there = held.filter(pk=after.pk).exists()
        sign(owner, self.person, self.why)
        held.remove(before)
        held.add(after)
        self._note("link", owner, field=field, before=before.pk, after=None if there else after.pk)

    def _save(self, row: Model) -> None:
        sign(row, self.person, self.why)
        row.save()

    def _note(self, do: str, row: Model, **what: Any) -> None:
        self.steps.append({"do": do, "model": row._meta.label_lower, "pk": row.pk, **what})


def take_back(steps: list[dict[str, Any]], person: Person | None, why: str) -> None:
    """Take the steps back, the last one first. What was changed again since, or is gone, stays so.

    Raises `ValidationError` where a row that comes back would break a rule of its table.
    """
    for step in reversed(steps):
        model: Any = apps.get_model(step["model"])
        match step["do"]:
            case "delete":
                _bring_back(model, step, person, why)
            case "add":
                _take_away(model, step, person, why)
            case "link":
                _link_back(model, step, person, why)
            case _:
                _change_back(model, step, person, why)


def changed_since(step: dict[str, Any]) -> list[str]:
    """Return the columns of a "change" that have other values by now than it gave them; all of them where the
    row is gone."""
    row = cast("Any", apps.get_model(step["model"]))._base_manager.filter(pk=step["pk"]).first()
    if row is None:
        return list(step["after"])
    return [name for name, value in step["after"].items() if _kept(_column(row, name), row) != value]


def _change_back(model: Any, step: dict[str, Any], person: Person | None, why: str) -> None:
    again = changed_since(step)
    row = model._base_manager.filter(pk=step["pk"]).first()
    back = {name: value for name, value in step["before"].items() if name not in again}
    if row is None or not back:
        return
    for name, value in back.items():
        setattr(row, name, _value(_column(row, name), value))
    _check(row)
    sign(row, person, why)
    row.save()


def _bring_back(model: Any, step: dict[str, Any], person: Person | None, why: str) -> None:
    row = model()
    for name, value in step["before"].items():
        setattr(row, name, _value(_column(row, name), value))
    _check(row)
    sign(row, person, why)
    row.save()
    # Django gives a new row its own moment; this one is as old as it was.
    first = {
        field.attname: _value(field, step["before"][field.attname])
        for field in _columns(row) if getattr(field, "auto_now_add", False)
    }  # fmt: skip
    if first:
        model._base_manager.filter(pk=row.pk).update(**first)


def _take_away(model: Any, step: dict[str, Any], person: Person | None, why: str) -> None:
    for row in model._base_manager.filter(pk=step["pk"]):
        sign(row, person, why)
        row.delete()


def _link_back(model: Any, step: dict[str, Any], person: Person | None, why: str) -> None:
    owner = model._base_manager.filter(pk=step["pk"]).first()
    if owner is None:
        return
    sign(owner, person, why)
    held = getattr(owner, step["field"])
    if step["after"] is not None:
        held.remove(step["after"])
    held.add(step["before"])


def _check(row: Any) -> None:
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise ValidationError([*error.messages]) from error


def _columns(row: Model) -> Iterator[Field[Any, Any]]:
    return (field for field in row._meta.concrete_fields if not _leads_to_parent(field))


def _leads_to_parent(field: Any) -> bool:
    """Whether the field ties the table of a kind to that of all records: it has the record's key."""
    return bool(field.remote_field and getattr(field.remote_field, "parent_link", False))


def _column(row: Model, name: str) -> Field[Any, Any]:
    return next(field for field in row._meta.concrete_fields if name in (field.attname, field.name))


def _kept(field: Any, row: Model) -> Any:
    value: Any = getattr(row, field.attname)
    return value if value is None or type(value) in PLAIN else field.value_to_string(row)


def _value(field: Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, ForeignKey):
        value = field.target_field.to_python(value)
        if not cast("Any", field.related_model)._base_manager.filter(pk=value).exists() and field.null:
            return None
        return value
    return field.to_python(value)
