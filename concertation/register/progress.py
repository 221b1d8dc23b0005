"""How far commitments get, and how decisions of a meeting become commitments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import Shared, visible
from concertation.register.models import (
    AgendaItem,
    Attachment,
    Commitment,
    Meeting,
    Organization,
    Paragraph,
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
    paragraph: Paragraph | None = None,
    link: str = "",
) -> Progress:
    """Add an update: how the commitment stood on `day`, and what shows it: a file of the commitment, a
    paragraph of a document, an address. Its status is that of the newest update.

    Raises `ValidationError` where the day is to come, or the status is none.
    """
    update = Progress(
        commitment=commitment,
        date=day,
        status=status,
        note=note,
        person=person,
        proof=proof,
        paragraph=paragraph,
        link=link,
    )
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


def updates(commitment: Record, person: Any) -> list[Progress]:
    """Return the updates, the newest first; a paragraph of a document that the person may not see is none."""
    rows = list(Progress.objects.filter(commitment=commitment.pk).select_related("person", "proof"))
    seen = Paragraph.objects.filter(visible(person, "document__")).select_related("document")
    paragraphs = seen.in_bulk([row.paragraph_id for row in rows if row.paragraph_id])
    for row in rows:
        row.paragraph = paragraphs.get(row.paragraph_id or 0)
    return rows


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided: in words, by whom it is to be done and by when (EDTF, "" if never set), on
    which item of its agenda."""

    title: str
    owners: tuple[Organization, ...]
    due: str = ""
    item: AgendaItem | None = None


@transaction.atomic
def decide(
    meeting: Meeting, decisions: Iterable[Decision], person: Person, *, shared: Shared | None = None
) -> list[Commitment]:
    """Enter decisions of a meeting as commitments that were agreed there, shared as the minutes are that tell
    of them (`shared`), else as the meeting is.

    The other participants are those to whom it is due. Raises `ValidationError` where one breaks a rule;
    nothing is entered then.
    """
    shared = shared or meeting
    present = [part.organization for part in meeting.participations.select_related("organization")]
    # Counted as the person sees them: a number that is left out would tell of a decision that is hidden.
    number = Commitment.objects.filter(visible(person), source=meeting.pk).count()
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
            agenda_item=decision.item,
            label=shared.label,
            circle=shared.circle,
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


def completion(statuses: Iterable[str]) -> tuple[int, int]:
    """Return how many of the commitments with these statuses are done, and how many there are, without those
    that were dropped.

    >>> completion(["done", "open", "dropped"])
    (1, 2)
    """
    counted = Counter(statuses)
    done = counted[Commitment.Status.DONE]
    return done, counted.total() - counted[Commitment.Status.DROPPED]


@dataclass(frozen=True, slots=True)
class Column:
    """Commitments of one column, those due first ahead, the first of them; `number` is how many there are."""

    rows: list[Commitment]
    number: int


MOST = 50
"""Commitments that a column of the board shows."""


@dataclass(frozen=True, slots=True)
class Board:
    """Open commitments by how they concern some organizations: theirs to do, others' to do for them, those
    of both that are late, and those that nobody owns of agreements and meetings in which they take part."""

    from_us: Column
    to_us: Column
    late: Column
    unowned: Column


def board(person: Any, organizations: frozenset[str] | None, today: date, most: int | None = MOST) -> Board:
    """Return the board of the organizations, with the first `most` of each column, or, with None for these,
    of all that the person may see: then what is not late, and has an owner, stands under "from us"."""
    rows: Any = Commitment.objects.filter(visible(person), status=Commitment.Status.OPEN)
    parts = Participation.objects.filter(record__kind=Record.Kind.COMMITMENT).order_by()
    unowned = rows.exclude(pk__in=parts.filter(role=Role.OWNER).values("record"))
    if organizations is None:
        rows = owned = rows.exclude(pk__in=unowned.order_by().values("pk"))
    else:
        own = parts.filter(organization__in=organizations)
        rows = rows.filter(pk__in=own.values("record"))
        owned = rows.filter(pk__in=own.filter(role=Role.OWNER).values("record"))
        agreed = Participation.objects.filter(visible(person, "record__"), organization__in=organizations)
        unowned = unowned.exclude(pk__in=own.values("record"))
        unowned = unowned.filter(source__in=agreed.order_by().values("record"))
    late = Q(due_by__lt=today)
    return Board(
        _column(owned.exclude(late), most),
        _column(rows.exclude(late).exclude(pk__in=owned.order_by().values("pk")), most),
        _column(rows.filter(late), most),
        _column(unowned, most),
    )


def _column(rows: Any, most: int | None) -> Column:
    ordered = rows.order_by(F("due_by").asc(nulls_last=True), "pk").prefetch_related("texts", taking_part())
    return Column(list(ordered[:most]), rows.count())
