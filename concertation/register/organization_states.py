"""How what is told of an organization was after a change of its history, and giving that back.

What came with the program stands in the history from when a person first changed it: until then it was as the
program brought it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concertation.accounts.acts import Change, history_of
from concertation.accounts.earlier import Item, Pair, asked_for, paired, until
from concertation.accounts.models import Person
from concertation.register.describing import describe
from concertation.register.models import Organization
from concertation.register.organization_history import FACTS, PARTS, fact_name, fact_words, part_words


@dataclass(frozen=True, slots=True)
class State:
    """What was told of an organization at a moment: `own` has its facts, `rows` are its names, heads and
    members by model and primary key."""

    own: Any
    rows: dict[tuple[Any, int], Any]


def state_after(organization: Organization, change: Change) -> State:
    """Return what was told of the organization when the change was done."""
    end = until(change)
    own = _then(list(history_of(Organization).filter(id=organization.pk)), organization, end)
    rows: dict[tuple[Any, int], Any] = {}
    for model, _what, _read in PARTS:
        said: dict[int, list[Any]] = {}
        for entry in history_of(model).filter(organization_id=organization.pk):
            said.setdefault(entry.id, []).append(entry)
        now = model._default_manager.filter(organization=organization.pk).in_bulk()
        for pk in {**said, **now}:
            row = _then(said.get(pk, []), now.get(pk), end)
            if row is not None and getattr(row, "history_type", "") != "-":
                rows[model, pk] = row
    return State(own, rows)


def _then(entries: list[Any], now: Any, end: datetime) -> Any:
    """Return the one of the rows of a history that held at the time; what the program had brought before the
    first of them, or what is `now` where there is none. None where it was not there yet."""
    if not entries:
        return now
    past = [entry for entry in entries if entry.history_date <= end]
    return past[-1] if past else None if entries[0].history_user else entries[0]


def state_now(organization: Organization) -> State:
    """Return what is told of the organization."""
    rows = {
        (model, row.pk): row
        for model, _what, _read in PARTS
        for row in model._default_manager.filter(organization=organization.pk)
    }
    return State(organization, rows)


def compared(before: State, after: State) -> list[Pair]:
    """Return every field that says something in one of the two states, with what it says."""
    return paired(_items(before), _items(after))


def _items(state: State) -> Iterator[Item]:
    for name in FACTS:
        words = fact_words(name, state.own)
        yield Item(f"own:{name}", fact_name(name), (words,) if words else ())
    for model, what, read in PARTS:
        for (of, pk), row in sorted(state.rows.items(), key=lambda one: one[0][1]):
            if of is model:
                yield Item(_name_of(model, pk), what(), (part_words(read, row),))


def _name_of(model: Any, pk: int) -> str:
    return f"{model._meta.model_name}:{pk}"


def restore(
    organization: Organization, state: State, names: Collection[str], *, person: Person, why: str, seen: str
) -> Organization:
    """Give the organization back what the fields of these `names` said in the state; return it.

    Raises what `describing.describe` raises, and `ValidationError` where nothing is chosen, no reason is
    given, or an organization that was told of is not there any more; nothing is changed then.
    """
    why = asked_for(names, why)
    now = state_now(organization)
    facts = {name: getattr(state.own, name) for name in FACTS if f"own:{name}" in names}
    rows: list[Any] = []
    gone: list[Any] = []
    for model, pk in {**now.rows, **state.rows}:
        if _name_of(model, pk) in names:
            then = state.rows.get((model, pk))
            if then is None:
                gone.append(now.rows[model, pk])
            else:
                rows.append(_as_it_was(then, now.rows.get((model, pk))))
    _still_there([facts.get("parent_id"), *(getattr(row, "member_id", None) for row in rows)])
    return describe(organization, facts=facts, rows=rows, gone=gone, person=person, seen=seen, why=why)


def _as_it_was(then: Any, now: Any) -> Any:
    """Return the row as it was, to be saved: under its own key again where it was taken away."""
    if not hasattr(then, "history_id"):
        return then
    if now is None:
        return then.instance
    for field in then.tracked_fields:
        setattr(now, field.attname, getattr(then, field.attname))
    return now


def _still_there(ids: list[str | None]) -> None:
    wanted = set(filter(None, ids))
    if gone := wanted - set(Organization.objects.in_bulk(wanted)):
        raise ValidationError(
            _("%(ids)s is not in the register any more.") % {"ids": ", ".join(sorted(gone))}
        )
