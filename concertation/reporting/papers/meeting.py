"""The papers of a meeting: who took part, the agenda, what was said on each item and what was decided.

`papers` gathers them for a person; pages, .docx and .pdf are made from what it returns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concertation.register.agenda import agenda_of
from concertation.register.delegations import delegates_of
from concertation.register.minuting import minutes_of
from concertation.register.models import (
    AgendaItem,
    Commitment,
    Delegate,
    Meeting,
    Minutes,
    Participation,
    taking_part,
)

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


@dataclass(frozen=True, slots=True)
class Said:
    """What minutes say, in their language."""

    minutes: Minutes
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda with what was said and decided on it; `item` is None for what belongs to none."""

    item: AgendaItem | None
    said: tuple[Said, ...]
    decisions: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a meeting as a person sees them; with `agenda_only` without minutes and decisions."""

    meeting: Meeting
    parts: tuple[Participation, ...]
    delegates: tuple[Delegate, ...]
    items: tuple[Item, ...]
    general: Item
    minutes: tuple[Minutes, ...]
    agenda_only: bool


def papers(meeting: Meeting, person: Viewer, *, agenda_only: bool = False) -> Papers:
    """Gather the papers of a meeting that the person sees."""
    written = [] if agenda_only else list(minutes_of(meeting, person).prefetch_related("said__item"))
    rows: Any = Commitment.objects.visible_to(person).filter(source=meeting.pk).order_by("pk")
    decided = [] if agenda_only else list(rows.prefetch_related("texts", taking_part()))
    agenda = agenda_of(meeting)
    told = {item.pk for item in agenda}
    # An item that was taken off after something was said or decided on it is still told.
    late = {row.item.pk: row.item for one in written for row in one.said.all() if row.item_id not in told}
    items = [
        Item(
            item,
            tuple(Said(one, row.text) for one in written for row in one.said.all() if row.item_id == item.pk),
            tuple(row for row in decided if row.agenda_item_id == item.pk),
        )
        for item in (*agenda, *late.values())
    ]
    placed = told | late.keys()
    parts: Any = Participation.objects.filter(record=meeting.pk).select_related("organization")
    return Papers(
        meeting=meeting,
        parts=tuple(parts.prefetch_related("organization__names")),
        delegates=tuple(delegates_of(meeting, person)),
        items=tuple(items),
        general=Item(
            None,
            tuple(Said(one, one.text) for one in written if one.text),
            tuple(row for row in decided if row.agenda_item_id not in placed),
        ),
        minutes=tuple(written),
        agenda_only=agenda_only,
    )
