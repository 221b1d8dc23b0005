"""Action lines: what the parties of an agreement committed themselves to, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import visible
from concertation.register.amending import may_be_changed_by
from concertation.register.models import Agreement, Commitment, Organization, Participation, taking_part
from concertation.register.progress import tell
from concertation.register.recording import enter
from concertation.register.search.in_step import together

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

Role = Participation.Role

_NUMBERED = re.compile(r"[(\[]?(?P<number>\d+(?:[.-]\d+)*[a-z]?|[a-z]|[ivx]+)[.)\]:]+\s+(?P<title>\S.*)")
"""A line that begins with its number: "12. ", "3.1) ", "(a) ", "iv. "."""

_NUMBER = re.compile(r"\d+(?:[.-]\d+)*[a-z]?")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A line as it was pasted: how the text numbers it, what is to be done, by whom and when, as written."""

    reference: str
    title: str
    owners: str = ""
    due: str = ""


def pasted(text: str) -> list[Pasted]:
    """Return the lines of a text that hold something. Cells of a spreadsheet are told apart by tabs: number
    (may be missing), what is to be done, by whom, by when.

    >>> pasted("12. Exchange staff")
    [Pasted(reference='12', title='Exchange staff', owners='', due='')]
    """
    return [_line(line) for line in text.splitlines() if line.strip()]


def _line(line: str) -> Pasted:
    cells = [cell.strip() for cell in line.strip().split("\t")]
    reference = cells.pop(0) if len(cells) > 1 and _NUMBER.fullmatch(cells[0].rstrip(".)")) else ""
    title, owners, due = [*cells, "", ""][:3]
    numbered = None if reference else _NUMBERED.fullmatch(title)
    if numbered:
        return Pasted(numbered["number"], numbered["title"], owners, due)
    return Pasted(reference.rstrip(".)"), title, owners, due)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What is to be done, in words; how the text numbers it ("" if it does not), by whom, by when (EDTF)."""

    title: str
    reference: str = ""
    owners: tuple[Organization, ...] = ()
    due: str = ""


@transaction.atomic
@together()
def agree(agreement: Agreement, lines: Iterable[ActionLine], person: Person) -> list[Commitment]:
    """Enter action lines of an agreement as commitments, shared as the agreement is; return them.

    What one party owes is due to the others. Raises `ValidationError` where a line breaks a rule; nothing is
    entered then.
    """
    parts = agreement.participations.filter(role=Role.PARTY).select_related("organization")
    bodies = [part.organization for part in parts]
    made: list[Commitment] = []
    for line in lines:
        others = [body for body in bodies if line.owners and body not in line.owners]
        commitment = Commitment(
            date=agreement.date,
            due=line.due,
            source=agreement,
            reference=line.reference,
            label=agreement.label,
            circle=agreement.circle,
        )
        made.append(
            enter(
                commitment,
                titles={agreement.original_lang: line.title},
                organizations=[
                    *((body, Role.OWNER.value) for body in line.owners),
                    *((body, Role.BENEFICIARY.value) for body in others),
                ],
                person=person,
                why=_("Action line of the agreement"),
            )
        )
    return made


def lines_of(agreement: Agreement, person: Viewer) -> list[Commitment]:
    """Return the action lines of the agreement that the person may see, as the text numbers them, with the
    organizations that take part in each: most are parties, whose names are at hand."""
    rows: Any = Commitment.objects.visible_to(person).filter(source=agreement.pk)
    lines = in_order(rows.prefetch_related("texts", "participations"))
    prefetch_related_objects([agreement], taking_part())
    parties = {part.organization_id: part.organization for part in agreement.participations.all()}
    parts = [part for line in lines for part in line.participations.all()]
    for part in parts:
        if part.organization_id in parties:
            part.organization = parties[part.organization_id]
    others = [part for part in parts if part.organization_id not in parties]
    prefetch_related_objects(others, "organization__names")
    return lines


@transaction.atomic
def tell_done(lines: Iterable[Commitment], *, day: date, note: str, person: Person) -> int:
    """Add to each of the lines the update that it was done on `day`; return how many there are.

    Raises `ValidationError` where the day is to come, or the person may not change one of them: nothing is
    changed then.
    """
    number = 0
    for line in lines:
        if not may_be_changed_by(line, person):
            raise ValidationError(
                _("You may not change “%(title)s”: it is due from others.")
                % {"title": line.title_in(line.original_lang)}
            )
        tell(line, day=day, status=Commitment.Status.DONE.value, note=note, person=person)
        number += 1
    return number


def in_order(rows: Iterable[Commitment]) -> list[Commitment]:
    """Return the commitments as their text numbers them: 2 before 10, 10a after 10, those without a number
    last."""
    return sorted(rows, key=lambda row: (not row.reference, _parts(row.reference), row.pk))


def _parts(reference: str) -> list[tuple[int, int, str]]:
    return [
        (0, int(part), "") if part.isdigit() else (1, 0, part.casefold())
        for part in re.findall(r"[0-9]+|[^\W\d_]+", reference)
    ]


def completions(sources: Iterable[int], person: Viewer) -> dict[int, tuple[int, int]]:
    """Return, for each of the records (by key) at which commitments were agreed that the person may see, how
    many of these are done and how many there are, without those that were dropped."""
    rows: Any = Commitment.objects.filter(visible(person), source__in=list(sources))
    rows = rows.exclude(status=Commitment.Status.DROPPED).order_by().values_list("source")
    counted = rows.annotate(done=Count("pk", filter=Q(status=Commitment.Status.DONE)), all=Count("pk"))
    return {source: (done, number) for source, done, number in counted}
