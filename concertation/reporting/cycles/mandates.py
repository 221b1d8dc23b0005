"""The mandates that a report answers, and where it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.models import Mandate
from concertation.register.recording import sign
from concertation.reporting.cycles.changing import in_hand
from concertation.reporting.models import Cycle, CycleMandate, CycleSection


@dataclass(frozen=True, slots=True)
class Answered:
    """A mandate of the register, and the row of the cycle that says where it is answered: None where the
    report does not answer it."""

    mandate: Any
    row: CycleMandate | None

    @property
    def missing(self) -> bool:
        """Whether the report has to answer it, and nobody has said where it does."""
        return self.row is not None and self.row.section is None


def mandates_for(cycle: Cycle, person: Any) -> list[Answered]:
    """Return the mandates that `person` sees: those that the report answers, then those that ask for a
    report, or for inputs to one, by symbol."""
    rows: dict[int, CycleMandate] = {
        row.mandate_id: row
        for row in cycle.answered.select_related("section__organization", "section__theme")
    }
    seen = Mandate.objects.visible_to(person).prefetch_related("texts").order_by("symbol", "paragraph", "pk")
    found = [Answered(one, rows.get(one.pk)) for one in seen]
    asking = (Mandate.Asks.REPORT, Mandate.Asks.INPUTS)
    return sorted(
        (one for one in found if one.row or one.mandate.asks in asking), key=lambda one: one.row is None
    )


def version(cycle: Cycle, person: Any) -> str:
    """Return what tells one state of the mandates that `person` sees from the next."""
    seen = Mandate.objects.visible_to(person).order_by().values("pk")
    rows: Any = CycleMandate.history.filter(cycle=cycle.pk, mandate__in=seen)  # pyright: ignore[reportAttributeAccessIssue]
    return str(rows.aggregate(last=Max("history_id"))["last"] or 0)


@transaction.atomic
def answer(
    cycle: Cycle, chosen: Mapping[int, CycleSection | None], *, person: Person, seen: str, why: str = ""
) -> None:
    """Have the report answer these mandates (by primary key), each in its section (None: not known yet), and
    no others that `person` sees. `seen` is their `version` when the person looked. Raises as `in_hand`, and
    `ValidationError` where one is not there, or somebody changed them since."""
    cycle = in_hand(cycle, person)
    if version(cycle, person) != seen:
        raise ValidationError(
            _("Somebody else changed the mandates meanwhile. Open the page again to see the change.")
        )
    visible = Mandate.objects.visible_to(person).in_bulk()
    if chosen.keys() - visible.keys():
        raise ValidationError(_("One of these mandates is not in the register any more."))
    there = {row.mandate_id: row for row in cycle.answered.filter(mandate__in=visible)}
    for key in there.keys() - chosen.keys():
        sign(there[key], person, why)
        there[key].delete()
    for key, section in chosen.items():
        row = there.get(key)
        if row and row.section == section:
            continue
        row = row or CycleMandate(cycle=cycle, mandate=visible[key])
        row.section = section
        sign(row, person, why)
        row.save()
