"""Which labels ask for two persons, and asking for the second one.

What one person enters under such a label waits, and is not in the register; so does making a record under
such a label wider than it is. The labels are in ``CONCERTATION_TWO_PERSONS``.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Held, wider
from concertation.register.models import Confirmation, Record


def two_persons(label: str) -> bool:
    """Tell whether entering something under the label, or widening it, takes two persons."""
    return label in settings.TWO_PERSONS


def ask_to_enter(record: Record, person: Person, why: str = "") -> None:
    """Have a record that was just entered wait for a second person."""
    if record.held != Held.WAITING.value:
        record.held = Held.WAITING
        record.save()
    _ask(record, person, why, act=Confirmation.Act.ENTER, label=record.label, circle=record.circle)


def widening_waits(record: Record, label: str, circle: Circle | None) -> bool:
    """Tell whether sharing the record so takes a second person: it is in the register, its label asks for
    two, and somebody could see it who does not now."""
    before = Record.objects.get(pk=record.pk)
    return (
        not before.held
        and two_persons(before.label)
        and wider(label, circle.pk if circle else None, than=before)
    )


def ask_to_widen(record: Record, label: str, circle: Circle | None, person: Person, why: str = "") -> None:
    """Have a wider label wait for a second person; the record keeps the one that it has. Who asks anew takes
    the earlier question back."""
    waiting_for(record).update(state=Confirmation.State.TAKEN_BACK)
    before = Record.objects.select_related("circle").get(pk=record.pk)
    _ask(
        record,
        person,
        why,
        act=Confirmation.Act.WIDEN,
        label=label,
        circle=circle,
        label_before=before.label,
        circle_before=before.circle,
    )


def waiting_for(record: Record) -> Any:
    """Return what of the record waits for a second person."""
    return Confirmation.objects.filter(record=record.pk, state=Confirmation.State.WAITING)


def _ask(record: Record, person: Person, why: str, **wanted: Any) -> None:
    Confirmation.objects.create(record_id=record.pk, asked_by=person, why=why[:500], **wanted)
