"""How a record was after a change of its history: to look at, to compare, and to give back.

Giving back is a new change by the rules of every other one (`register.amending`); the history is never
rewritten. Files, notes, evidence, agenda, payments and formalities are things of their own and stay as they
are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.acts import Change, history_of
from concertation.accounts.earlier import Item, Pair, asked_for, paired, until
from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label, wider
from concertation.register.amending import amend
from concertation.register.changes import UNTOLD, form_of, value_in
from concertation.register.models import (
    Location,
    Organization,
    Participation,
    Place,
    Record,
    Subject,
    Text,
    Theme,
)
from concertation.register.recording import say
from concertation.register.search.in_step import together

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

SHARING = "sharing"


@dataclass(frozen=True, slots=True)
class State:
    """A record at a moment. `own` has the fields of its kind: a row of the history, or the record itself.
    `parts` are the roles of organizations by identifier."""

    own: Any
    texts: dict[tuple[str, str], str]
    parts: dict[str, str]
    places: tuple[int, ...]
    themes: tuple[str, ...]


def state_after(record: Record, change: Change) -> State:
    """Return how the record was when the change was done. `record` is of the model of its kind."""
    end = until(change)
    own = history_of(type(record)).filter(uid=record.uid, history_date__lte=end).last()
    texts = {(row.field, row.lang): row.value for row in _rows(Text, record, end)}
    parts = {row.organization_id: row.role for row in _rows(Participation, record, end)}
    places = tuple(row.place_id for row in _rows(Location, record, end))
    themes = tuple(row.theme_id for row in _rows(Subject, record, end))
    return State(own, texts, parts, places, themes)


def state_now(record: Record) -> State:
    """Return how the record is."""
    return State(
        record,
        {(text.field, text.lang): text.value for text in record.texts.all()},
        {row.organization_id: row.role for row in Participation.objects.filter(record=record.pk)},
        tuple(Location.objects.filter(record=record.pk).values_list("place", flat=True)),
        tuple(Subject.objects.filter(record=record.pk).values_list("theme", flat=True)),
    )


def _rows(model: Any, record: Record, end: datetime) -> list[Any]:
    """What belonged to the record then: of each thing the last row of its history, unless that deletes it."""
    last = {row.id: row for row in history_of(model).filter(record_id=record.pk, history_date__lte=end)}
    return [row for _id, row in sorted(last.items()) if row.history_type != "-"]


def compared(before: State, after: State, person: Viewer) -> list[Pair]:
    """Return every field that says something in one of the two states of a record, with what it says."""
    found = paired(_items(before, person), _items(after, person))
    return sorted(found, key=lambda pair: ORDER.index(pair.before.name.split(":")[0]))


ORDER = ("title", "description", "own", "part", "places", "themes", SHARING)


def _items(state: State, person: Viewer) -> Iterator[Item]:
    for (field, lang), value in sorted(state.texts.items()):
        what = _("title") if field == "title" else _("description")
        yield Item(f"{field}:{lang}", f"{what} ({lang})", (value,), lang=lang)
    for field in _fields(state.own):
        word = value_in(field, state.own, person)
        kind = form_of(field)
        yield Item(f"own:{field.name}", str(field.verbose_name), (word,) if word else (), kind)
    for role in Participation.Role:
        bodies = tuple(sorted(id for id, part in state.parts.items() if part == role.value))
        yield Item(f"part:{role.value}", str(role.label), bodies, "organization")
    names = Place.objects.in_bulk(state.places)
    places = tuple(sorted(str(names[pk]) for pk in state.places if pk in names))
    yield Item("places", _("places"), places, "place")
    yield Item("themes", _("themes"), tuple(sorted(state.themes)), "theme")
    circle = Circle.objects.filter(pk=state.own.circle_id or 0).first()
    label = str(Label(state.own.label).label)
    yield Item(SHARING, _("sharing"), (label, str(circle)) if circle else (label,))


def _fields(own: Any) -> list[Any]:
    """The fields of the record itself that a person can change; who sees it is told apart."""
    apart = UNTOLD | {"label", "circle", "held", "original_lang", "updated_at"}
    return [
        field for field in _model(own)._meta.concrete_fields if field.editable and field.name not in apart
    ]


def _model(own: Any) -> Any:
    return type(own) if isinstance(own, Record) else own.instance_type


@transaction.atomic
@together()
def restore(
    record: Record,
    state: State,
    names: Collection[str],
    *,
    person: Person,
    why: str,
    seen: datetime | None = None,
    anyway: bool = False,
) -> Record:
    """Give the record back what the fields of these `names` said in the state; return it.

    `record` is of the model of its kind, `seen` its `updated_at` when the person looked at it. What would let
    somebody see more than now is refused unless the person wants it `anyway`: a wider label, and words from
    the time of a narrower one.
    Raises `ValidationError` where nothing is chosen, no reason is given, or a rule of the register is broken
    (see `register.amending.amend`); nothing is changed then.
    """
    why = asked_for(names, why)
    if not anyway:
        _refuse_widening(record, state, names)
    now = state_now(record)
    parts = _parts(now, state, names)
    texts = {key: state.texts.get(key, "") for key in {**now.texts, **state.texts} if ":".join(key) in names}
    label, circle = record.label, record.circle
    if SHARING in names:
        label, circle = state.own.label, Circle.objects.filter(pk=state.own.circle_id or 0).first()
    original = ("description", record.original_lang)
    changed = amend(
        record,
        titles={lang: value for (field, lang), value in texts.items() if field == "title"},
        date=state.own.date if "own:date" in names else record.date,
        organizations=[],
        parts=parts,
        places=list(Place.objects.filter(pk__in=(state if "places" in names else now).places)),
        themes=list(Theme.objects.filter(pk__in=(state if "themes" in names else now).themes)),
        label=label,
        circle=circle,
        details=_details(state, names, person),
        description=texts.get(original),
        person=person,
        seen=seen,
        why=why,
    )
    for (field, lang), value in texts.items():
        if field == "description" and lang != record.original_lang:
            _describe(record, lang, value)
    return changed


def _refuse_widening(record: Record, state: State, names: Collection[str]) -> None:
    if SHARING in names and wider(state.own.label, state.own.circle_id, than=record):
        raise ValidationError(
            {"anyway": _("More people would see this record than now. If that is meant, confirm it.")}
        )
    if set(names) - {SHARING} and SHARING not in names and wider(record.label, record.circle_id, state.own):
        raise ValidationError(
            {
                "anyway": _(
                    "That was said while the record was shared more narrowly: more people see it now. "
                    "If that is meant, confirm it."
                )
            }
        )


def _parts(now: State, then: State, names: Collection[str]) -> dict[str, list[Organization]]:
    """The organizations by role: as they were for the roles that are given back, as they are for the others.
    An organization that is given back in one role leaves the one that it has now."""
    back = {f"part:{role.value}": role.value for role in Participation.Role}
    chosen = {role for name, role in back.items() if name in names}
    returned = {id: role for id, role in then.parts.items() if role in chosen}
    kept = {id: role for id, role in now.parts.items() if role not in chosen and id not in returned}
    bodies = Organization.objects.in_bulk([*kept, *returned])
    found: dict[str, list[Organization]] = {role.value: [] for role in Participation.Role}
    for id, role in {**kept, **returned}.items():
        found[role].append(bodies[id])
    return found


def _details(state: State, names: Collection[str], person: Person) -> dict[str, Any]:
    """The values of the kind's own fields. Raises `ValidationError` where a record that it was linked with is
    not there for the person any more."""
    found: dict[str, Any] = {}
    for field in _fields(state.own):
        if f"own:{field.name}" not in names or field.name == "date":
            continue
        value = getattr(state.own, field.attname)
        if field.is_relation and value is not None:
            rows = field.related_model._default_manager.filter(pk=value)
            if issubclass(field.related_model, Record):
                rows = rows.visible_to(person)
            if not rows.exists():
                raise ValidationError(
                    _("What “%(field)s” led to is not there any more.") % {"field": field.verbose_name}
                )
        found[field.attname] = value
    return found


def _describe(record: Record, lang: str, value: str) -> None:
    if value:
        say(record, "description", lang, value)
    else:
        for text in record.texts.filter(field="description", lang=lang):
            text.delete()
