"""How far commitments get, and how decisions of a meeting become commitments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import visible
from concertation.register.models import (
    Attachment,
    Commitment,
    Meeting,
    Organization,
    Participation,
    Progress,
    Record,
    taking_part,
)
from concertation.register.recording import enter, sign

Role = Participation.Role


@transaction.atomic
def tell(
    commitment: Commitment,
    *,
    day: date,
    status: str,
    note: str,
    person: Person,
    proof: Attachment | None = None,
) -> Progress:
    """Add an update: how the commitment stood on `day`. Its status is that of the newest update.

    Raises `ValidationError` where the day is to come, or the status is none.
    """
    update = Progress(commitment=commitment, date=day, status=status, note=note, person=person, proof=proof)
    if day > date.today():
        raise ValidationError({"day": _("An update tells how things stood: its day cannot be to come.")})
    update.full_clean()
    update.save()
    _follow(commitment, person, note)
    return update


@transaction.atomic
def take_back(update: Progress, person: Person) -> None:
    """Take an update back; the commitment stands as the newest that is left says, or open."""
    commitment = update.commitment
    update.delete()
    _follow(commitment, person, _("an update was taken back"))


def _follow(commitment: Commitment, person: Person, why: str) -> None:
    newest = Progress.objects.filter(commitment=commitment).order_by("-date", "-pk").first()
    status = newest.status if newest else Commitment.Status.OPEN.value
    if commitment.status != status:
        commitment.status = status
        sign(commitment, person, why)
        commitment.save()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided: in words, by whom it is to be done and by when (EDTF, "" if never set)."""

    title: str
    owners: tuple[Organization, ...]
    due: str = ""


@transaction.atomic
def decide(meeting: Meeting, decisions: Iterable[Decision], person: Person) -> list[Commitment]:
    """Enter decisions of a meeting as commitments that were agreed there, shared as the meeting is.

    The other participants are those to whom it is due. Raises `ValidationError` where one breaks a rule;
    nothing is entered then.
    """
    present = [part.organization for part in meeting.participations.select_related("organization")]
    number = Commitment.objects.filter(source=meeting.pk).count()
    made: list[Commitment] = []
    for decision in decisions:
        number += 1
        owners = set(decision.owners)
        parts = [(owner, Role.OWNER.value) for owner in decision.owners]
        parts += [(body, Role.BENEFICIARY.value) for body in present if body not in owners and owners]
        commitment = Commitment(
            date=meeting.date,
            due=decision.due,
            source=meeting,
            reference=str(number),
            label=meeting.label,
            circle=meeting.circle,
        )
        why = _("Decided at the meeting")
        made.append(
            enter(
                commitment,
                titles={meeting.original_lang: decision.title},
                organizations=parts,
                person=person,
                why=why,
            )
        )
    return made


def completion(source: Record, person: Any) -> tuple[int, int]:
    """Return how many of the commitments agreed at `source` are done, and how many there are, without those
    that were dropped, as far as the person may see them."""
    rows = Commitment.objects.filter(visible(person), source=source.pk).exclude(
        status=Commitment.Status.DROPPED
    )
    counted = rows.aggregate(done=Count("pk", filter=Q(status=Commitment.Status.DONE)), all=Count("pk"))
    return counted["done"], counted["all"]


@dataclass(frozen=True, slots=True)
class Board:
    """Open commitments by how they concern some organizations: theirs to do, others' to do for them, and
    those of both that are late. Of each the first are there; `numbers` says how many there are."""

    from_us: list[Commitment]
    to_us: list[Commitment]
    late: list[Commitment]
    numbers: dict[str, int]


def board(person: Any, organizations: frozenset[str] | None, today: date, most: int | None = None) -> Board:
    """Return the board of the organizations, with the first `most` of each column, or, with None for these,
    of all that the person may see: then what somebody owns stands under "from us"."""
    rows: Any = Commitment.objects.filter(visible(person), status=Commitment.Status.OPEN)
    parts = Participation.objects.filter(record__in=rows.order_by().values("pk"))
    if organizations is not None:
        parts = parts.filter(organization__in=organizations)
    roles: dict[int, set[str]] = {}
    for pk, role in parts.values_list("record_id", "role"):
        roles.setdefault(pk, set()).add(role)
    columns: dict[str, list[int]] = {"late": [], "from_us": [], "to_us": []}
    for pk, due_by in rows.order_by("due_by", "pk").values_list("pk", "due_by"):
        own = roles.get(pk)
        if not own:
            continue
        if due_by and due_by < today:
            columns["late"].append(pk)
        elif Role.OWNER.value in own or organizations is None:
            columns["from_us"].append(pk)
        else:
            columns["to_us"].append(pk)
    shown = [pk for pks in columns.values() for pk in pks[:most]]
    found = rows.prefetch_related("texts", taking_part()).in_bulk(shown)
    return Board(
        **{name: [found[pk] for pk in pks[:most] if pk in found] for name, pks in columns.items()},
        numbers={name: len(pks) for name, pks in columns.items()},
    )
