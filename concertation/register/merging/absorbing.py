"""Having everything that refers to one thing refer to another.

What refers to it is found through the models, so that a new model takes part by itself. Where the other has
the same already (the same organization, file, quote …), the two rows become one, too, and what only one of
them says stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Field, Max, Model
from django.utils.translation import gettext as _

from concertation.register.dates import EDTFField
from concertation.register.folding import fold
from concertation.register.merging.journal import Journal
from concertation.register.merging.precision import more_exact
from concertation.register.models import AgendaItem, Entry, Record

DERIVED: set[type[Model]] = {Entry}
"""Models whose rows follow from others and are made anew by themselves."""


def absorb(journal: Journal, kept: Model, other: Model) -> None:
    """Have all that refers to `other` refer to `kept`.

    Raises `ValidationError` where two records would then claim one place that only one can have.
    """
    for model, field in references(type(other)):
        for row in model._base_manager.filter(**{field.name: other.pk}).order_by("pk"):
            _move(journal, row, field, kept)
    for model, field in lists(type(other)):
        for owner in model._base_manager.filter(**{field.name: other.pk}).order_by("pk"):
            journal.link(owner, field.name, other, kept)


def references(model: type[Model]) -> Iterator[tuple[Any, Field[Any, Any]]]:
    """Yield the models that refer to rows of `model`, each with the field by which they do."""
    for relation in cast("Any", model)._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        field, owner = relation.field, relation.related_model
        if getattr(field.remote_field, "parent_link", False) or owner in DERIVED:
            continue
        if owner._meta.auto_created or not owner._meta.managed or _tells_the_past(owner):
            continue
        yield owner, field


def _tells_the_past(model: Any) -> bool:
    """Whether the model keeps the history of another: what was stays as it was."""
    return hasattr(model, "history_type")


def lists(model: type[Model]) -> Iterator[tuple[Any, Field[Any, Any]]]:
    """Yield the models with a list of rows of `model` that has no model of its own."""
    for relation in cast("Any", model)._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.many_to_many and relation.through._meta.auto_created:
            yield relation.related_model, relation.field


def _move(journal: Journal, row: Any, field: Any, kept: Model) -> None:
    if isinstance(row, AgendaItem):
        _append(journal, row, cast("Any", kept))
        return
    same = twin(row, field, kept)
    if same is None:
        journal.change(row, **{field.attname: kept.pk})
        return
    if isinstance(row, Record):
        raise ValidationError(
            _("Both have “%(title)s”, and only one can be there. Merge these two first.")
            % {"title": str(row)}
        )
    absorb(journal, same, row)
    _complete(journal, same, row)
    journal.delete(row)


def twin(row: Any, field: Any, kept: Model) -> Any:
    """Return the row of `kept` that says the same as `row`; None where there is none."""
    unique = [(field.name,)] if field.unique else []
    unique += [one.fields for one in row._meta.total_unique_constraints if field.name in one.fields]
    for names in unique:
        same: dict[str, Any] = {name: getattr(row, name) for name in names if name != field.name}
        if None in same.values():
            continue
        rows = cast("Any", type(row))._base_manager
        found = rows.filter(**same, **{field.name: kept.pk}).exclude(pk=row.pk).first()
        if found is not None:
            return found
    return None


def _append(journal: Journal, item: AgendaItem, kept: Model) -> None:
    """Put the item at the end of the agenda, unless it is on it."""
    there = AgendaItem.objects.filter(meeting=kept.pk)
    if any(fold(one.title) == fold(item.title) for one in there):
        journal.delete(item)
        return
    last = there.aggregate(last=Max("position"))["last"] or 0
    journal.change(item, meeting_id=kept.pk, position=last + 1)


def _complete(journal: Journal, same: Any, row: Any) -> None:
    """Have the row that stays say what only the other one says, or says more exactly."""
    more: dict[str, Any] = {}
    for field in same._meta.concrete_fields:
        if field.primary_key or not field.editable or field.is_relation:
            continue
        mine, theirs = getattr(same, field.attname), getattr(row, field.attname)
        dated = isinstance(field, EDTFField)
        if (theirs and not mine) or (dated and theirs and more_exact(theirs, mine)):
            more[field.attname] = theirs
    if more:
        journal.change(same, **more)
