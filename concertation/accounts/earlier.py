"""How something was after a change of its history: what each of its fields said then, and what it says now.

What gives it back is the verb by which it is changed, so that an earlier state comes back by the rules of
every other change: here for people and circles, in the register for records, organizations and documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.acts import EPOCH, Change, check_unchanged, history_of
from concertation.accounts.circles import draw
from concertation.accounts.models import Circle, Person, Role
from concertation.accounts.people import change, keep_out, let_in
from concertation.accounts.told import linked_then


@dataclass(frozen=True, slots=True)
class Item:
    """What one field says. `name` identifies it, `what` is what it is called; `words` are its values, and
    `kind` tells of which form they are, as `acts.Step.kind` does."""

    name: str
    what: str
    words: tuple[str, ...]
    kind: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What one field said in two states."""

    before: Item
    after: Item

    @property
    def same(self) -> bool:
        return self.before.words == self.after.words


def paired(before: Iterable[Item], after: Iterable[Item]) -> list[Pair]:
    """Return every field that says something in one of two states, with what it says in both."""
    then = {item.name: item for item in before}
    now = {item.name: item for item in after}
    found: list[Pair] = []
    for name in {**now, **then}:
        known = cast("Item", then.get(name) or now.get(name))
        nothing = Item(name, known.what, (), known.kind, known.lang)
        pair = Pair(then.get(name, nothing), now.get(name, nothing))
        if pair.before.words or pair.after.words:
            found.append(pair)
    return found


def until(change: Change) -> datetime:
    """Return the end of the change, as precisely as an address tells it."""
    return EPOCH + timedelta(microseconds=change.moment)


def asked_for(names: Collection[str], why: str) -> str:
    """Return the reason for giving something back, without blanks around it. Raises `ValidationError` where
    there is none, or nothing is chosen."""
    if not names:
        raise ValidationError(_("Choose what is to be restored."))
    if not why.strip():
        raise ValidationError({"why": _("Say why it is restored.")})
    return why.strip()


@dataclass(frozen=True, slots=True)
class State:
    """What a person or a circle was at a moment: its own fields, and what it was linked with."""

    own: Any
    organizations: tuple[Any, ...]
    people: tuple[Person, ...] = ()


def state_after(thing: Person | Circle, change: Change) -> State:
    """Return how the person or the circle was when the change was done."""
    row = history_of(type(thing)).filter(id=thing.pk, history_date__lte=until(change)).last()
    people = linked_then([row], "people")[row.pk] if isinstance(thing, Circle) else ()
    return State(row, tuple(linked_then([row], "organizations")[row.pk]), tuple(people))


def state_now(thing: Any) -> State:
    """Return how the person or the circle is."""
    people = tuple(thing.people.all()) if isinstance(thing, Circle) else ()
    return State(thing, tuple(thing.organizations.all()), people)


def compared(before: State, after: State) -> list[Pair]:
    """Return every field that can be given back, with what it said in the two states."""
    return paired(_items(before), _items(after))


def _items(state: State) -> Iterator[Item]:
    own = state.own
    bodies = tuple(sorted(body.pk for body in state.organizations))
    if hasattr(own, "role"):
        yield Item("role", _("role"), (str(Role(own.role).label),))
        yield Item("is_active", _("may sign in"), (_("yes") if own.is_active else _("no"),))
    else:
        yield Item("name", _("name"), (own.name,))
        yield Item("people", _("people"), tuple(sorted(map(str, state.people))))
    yield Item("organizations", _("organizations"), bodies, "organization")


@transaction.atomic
def restore_person(
    person: Person, state: State, names: Collection[str], *, by: Person, why: str, seen: str
) -> None:
    """Give the person back what the fields of these `names` said in the state.

    `seen` is its `acts.version` when it was looked at. Raises `PermissionDenied` where `by` administers
    nobody; `ValidationError` where nothing is chosen, no reason is given, somebody changed the person since,
    or nobody would be left to administer the register; nothing is changed then.
    """
    why = asked_for(names, why)
    if not by.may("people"):
        raise PermissionDenied(_("Your role does not include administering people."))
    check_unchanged(person, seen)
    now = state_now(person)
    if {"role", "organizations"} & set(names):
        change(
            person,
            role=(state if "role" in names else now).own.role,
            organizations=(state if "organizations" in names else now).organizations,
            by=by,
            why=why,
        )
    if "is_active" in names and state.own.is_active != person.is_active:
        (let_in if state.own.is_active else keep_out)(person, by=by, why=why)


def restore_circle(
    circle: Circle, state: State, names: Collection[str], *, by: Person, why: str, seen: str
) -> Circle:
    """Give the circle back what the fields of these `names` said in the state; return it.

    Raises what `circles.draw` raises, and `ValidationError` where nothing is chosen or no reason is given;
    nothing is changed then.
    """
    why = asked_for(names, why)
    now = state_now(circle)
    return draw(
        circle,
        name=(state if "name" in names else now).own.name,
        organizations=(state if "organizations" in names else now).organizations,
        people=(state if "people" in names else now).people,
        by=by,
        why=why,
        seen=seen,
    )
