"""Merging two records of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.amending import may_be_changed_by
from concertation.register.merging.absorbing import absorb
from concertation.register.merging.aspects import Aspect, Side, aspects
from concertation.register.merging.journal import Journal
from concertation.register.merging.sharing import creator_of, sharing_of, tells_more
from concertation.register.models import Agreement, Commitment, Merge, Record, Text
from concertation.register.numbering import check_apart, check_number
from concertation.register.recording import sign
from concertation.register.search.in_step import together

Seen = tuple[datetime, datetime]
"""`updated_at` of the one that is kept and of the other, when the person looked at them."""


@transaction.atomic
@together()
def merge(
    kept: Record,
    other: Record,
    *,
    person: Person,
    why: str,
    choices: Mapping[str, Side] | None = None,
    widen: bool = False,
    seen: Seen | None = None,
) -> Merge:
    """Make one record of two: `kept` stays, with what is chosen of each and everything that refers to
    either; the address of `other` leads to it. `choices` maps names of aspects to sides; what is not chosen
    is decided by `aspects`. Both are of the model of their kind.

    Raises `PermissionDenied` where the person may not change both, and `ValidationError` where they cannot
    be one, were changed since they were `seen`, or would be shown to more people than now without `widen`.
    Nothing is changed then.
    """
    _allowed(kept, other, person)
    _as_seen(kept, other, seen)
    if reasons := obstacles(kept, other):
        raise ValidationError([*reasons])
    check_apart(kept, other, person)
    if not why.strip():
        raise ValidationError({"why": _("Say why they are one: it stands in the history.")})
    found = aspects(kept, other, person)
    sides: dict[str, Side] = {one.name: (choices or {}).get(one.name, one.stays) for one in found}
    _keep_narrow(kept, other, sides["sharing"], widen=widen)
    creator = creator_of(kept, other)
    shared = {"label": other.label, "circle": other.circle, "creator": other.creator}
    known = {"kind": other.kind, "old": str(other.uid), "into": str(kept.uid), "name": str(other)}
    reason = _("Merged: %(why)s") % {"why": why.strip()}
    journal = Journal(person, reason)
    _say(journal, kept, other, [one for one in found if one.what == "text"], sides)
    _give_parts(journal, kept, other, [one for one in found if one.what == "role"], sides)
    values = _values(kept, other, found, sides, person) | {"creator_id": creator.pk if creator else None}
    absorb(journal, kept, other)
    journal.delete(other)
    kept = type(kept).objects.get(pk=kept.pk)
    journal.change(kept, **values)
    for text in kept.texts.filter(status=Text.Status.ORIGINAL).exclude(lang=kept.original_lang):
        journal.change(text, status=Text.Status.HUMAN.value)
    sign(kept, person, reason)
    kept.save()  # Whoever saw it before the merge does not write over it.
    _check(kept, person)
    made = Merge(record_id=kept.pk, why=why.strip(), person=person, journal=journal.steps, **shared, **known)
    made.full_clean(exclude=["record"])
    sign(made, person, reason)
    made.save()
    return made


def obstacles(kept: Record, other: Record) -> list[str]:
    """Return why two records cannot be one, a sentence each; none where they can."""
    if kept.pk == other.pk:
        return [_("This is one record already.")]
    if kept.kind != other.kind:
        return [_("They are of two kinds: only records of one kind can be merged.")]
    if isinstance(kept, Agreement) and isinstance(other, Agreement):
        pair = {kept.pk, other.pk}
        if kept.successor_id in pair or other.successor_id in pair:
            return [_("One text follows the other: they are two. Take that link away first.")]
    return []


def widens(kept: Record, other: Record, side: Side) -> list[Record]:
    """Return those of the two that more people would see if both were shared as that side is."""
    chosen = sharing_of(other if side == "other" else kept)
    return [one for one in (kept, other) if tells_more(chosen, sharing_of(one))]


def _allowed(kept: Record, other: Record, person: Person) -> None:
    for one in (kept, other):
        if not one.may_be_seen_by(person) or not may_be_changed_by(one, person):
            raise PermissionDenied(_("You can merge only records that you may change."))


def _as_seen(kept: Record, other: Record, seen: Seen | None) -> None:
    """Lock both, and raise `ValidationError` where one is not as it was seen."""
    rows = Record.objects.select_for_update().filter(pk__in=[kept.pk, other.pk]).order_by("pk")
    now = dict(rows.values_list("pk", "updated_at"))
    if len(now) < len({kept.pk, other.pk}) or (seen and seen != (now[kept.pk], now[other.pk])):
        raise ValidationError(
            _("Somebody else changed one of these records meanwhile. Look at both again before you merge.")
        )


def _keep_narrow(kept: Record, other: Record, side: Side, *, widen: bool) -> None:
    if not widen and (shown := widens(kept, other, side)):
        raise ValidationError(
            {
                "widen": _("More people would see what “%(titles)s” says. If that is meant, confirm it.")
                % {"titles": "”, “".join(str(one) for one in shown)}
            }
        )


def _say(
    journal: Journal, kept: Record, other: Record, found: list[Aspect], sides: Mapping[str, Side]
) -> None:
    """Have the texts of the one that is kept say what is chosen; a text not chosen goes."""
    for one in found:
        field, lang = one.name.split(" ")
        said = Text.objects.filter(field=field, lang=lang)
        mine, theirs = said.filter(record=kept.pk).first(), said.filter(record=other.pk).first()
        if sides[one.name] == "other" and mine:
            if theirs is None:
                journal.delete(mine)
            else:
                journal.change(mine, value=theirs.value, status=theirs.status)
        elif sides[one.name] == "kept" and theirs and not mine:
            journal.delete(theirs)


def _give_parts(
    journal: Journal, kept: Record, other: Record, found: list[Aspect], sides: Mapping[str, Side]
) -> None:
    for one in found:
        if sides[one.name] == "other":
            id = one.name.removeprefix("role ")
            journal.change(kept.participations.get(organization=id), role=one.other)


def _values(
    kept: Record, other: Record, found: list[Aspect], sides: Mapping[str, Side], person: Person
) -> dict[str, Any]:
    """The columns of the record that is kept, as chosen. A link that the person does not see stays where they
    see none instead."""
    values: dict[str, Any] = {}
    by_name = {one.name: one for one in found}
    names = ["type", "date", *(field.attname for field in kept._meta.local_concrete_fields if field.editable)]
    for name in names:
        one = by_name.get(name)
        if one is not None:
            values[name] = getattr(other if sides[name] == "other" else kept, name)
        elif not getattr(kept, name) and name.endswith("_id"):
            values[name] = getattr(other, name)
    if isinstance(kept, Commitment) and isinstance(other, Commitment):
        items = [one.agenda_item_id for one in (kept, other) if one.source_id == values["source_id"]]
        values["agenda_item_id"] = next(filter(None, items), None)
    shared = other if sides["sharing"] == "other" else kept
    titles = {lang for name in sides if name.startswith("title ") for lang in [name.split(" ")[1]]}
    values |= {"label": shared.label, "circle_id": shared.circle_id}
    if kept.original_lang not in titles and other.original_lang in titles:
        values["original_lang"] = other.original_lang
    return values


def _check(kept: Record, person: Person) -> None:
    fresh = type(kept).objects.get(pk=kept.pk)
    fresh.validate()
    check_number(fresh, person)
    if not fresh.may_be_seen_by(person):
        raise ValidationError(
            _("You could not see the record any more. Choose the sharing of the other one.")
        )
