"""What a person decides of a proposal: accept (amended or not), reject, reopen.

Each verb is one transaction and can be repeated: accepting twice gives the same record once. Where the label
of the document asks for two persons, accepting is half of it: see `second` and `send_back`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import Held
from concertation.register.asking import two_persons
from concertation.register.dates import check_edtf
from concertation.register.models import (
    Activity,
    Agreement,
    Evidence,
    Meeting,
    Pledge,
    Presence,
    Record,
    Theme,
)
from concertation.register.numbering import check_number
from concertation.register.recording import enter, sign
from concertation.register.search.in_step import together
from concertation.register.withdrawing import withdraw
from concertation.review.joining import join_to, part_from
from concertation.review.kinds import TYPES
from concertation.review.mandates import mandate_of
from concertation.review.matching import candidates, clearly_the_same
from concertation.review.mechanisms import mechanism_of
from concertation.review.models import Proposal
from concertation.review.stating import adopters, organizations, places, role_in

FIELDS = (
    "kind", "type", "title", "ordinal", "actors", "date", "period", "place", "themes", "amount", "currency",
    "status",
)  # fmt: skip
"""What a person can amend."""


@dataclass(slots=True)
class Outcome:
    """What deciding many proposals did: how many became new records, how many joined one that was
    there, how many wait for a second person, and which stay for a person, with the reason."""

    new: int = 0
    joined: int = 0
    waiting: int = 0
    left: list[tuple[Proposal, str]] = field(default_factory=list)


class _Rehearsed(Exception):
    """What was tried is taken back."""


@transaction.atomic
@together()
def accept(
    proposal: Proposal,
    person: Person | None,
    *,
    changes: Mapping[str, Any] | None = None,
    into: Record | None = None,
    apart: bool = False,
    why: str = "",
) -> Record | None:
    """Make the proposal part of the register and return the record; None where it waits for a second person.

    `changes` amends fields of the contract. The proposal joins the record `into`; without it, the record
    that is clearly the same; with `apart`, or where there is none, it makes a new one.
    Raises `ValidationError` where what it states breaks a rule; nothing is changed then.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == Proposal.State.ACCEPTED and proposal.record:
        return proposal.record.detail
    if proposal.state == Proposal.State.SECOND:
        return None
    if person and two_persons(proposal.paragraph.document.label):
        with suppress(_Rehearsed), transaction.atomic():
            _accept(proposal, person, changes or {}, into, apart, why)
            raise _Rehearsed  # what breaks a rule is said to the first person, not to the second
        proposal.refresh_from_db()
        proposal.asked = {
            "changes": dict(changes or {}),
            "into": str(into.uid) if into else "",
            "apart": apart,
        }
        _decide(proposal, Proposal.State.SECOND, person, why)
        return None
    return _accept(proposal, person, changes or {}, into, apart, why)


@transaction.atomic
@together()
def second(proposal: Proposal, person: Person) -> Record:
    """Do, as the second person, what the first one decided, and return the record.

    Raises `PermissionDenied` for the first person, `ValidationError` where it waits no more or breaks a rule
    by now.
    """
    proposal = _waiting(proposal, person)
    asked, first, why = proposal.asked, proposal.decided_by, proposal.reason
    into = Record.objects.filter(uid=asked["into"], held="").first() if asked.get("into") else None
    if asked.get("into") and into is None:
        raise ValidationError(_("The record to join is not there any more. Send it back."))
    return _accept(proposal, first, asked.get("changes", {}), into, asked.get("apart", False), why, person)


@transaction.atomic
def send_back(proposal: Proposal, person: Person, note: str) -> None:
    """Do not confirm what the first person decided, and say why: the proposal waits for a decision again."""
    proposal = _waiting(proposal, person)
    if not note.strip():
        raise ValidationError({"note": _("Say what has to be mended.")})
    _decide(proposal, Proposal.State.PENDING, person, note.strip())


def may_second(proposal: Proposal, person: Any) -> bool:
    """Whether `person`, who may see and review the proposal, can be its second person."""
    return person.may("review") and proposal.decided_by_id != person.pk


def waiting_for_second(person: Any) -> Any:
    """Return the proposals for which the person can be the second one."""
    rows = Proposal.objects.visible_to(person).filter(state=Proposal.State.SECOND)
    return rows.exclude(decided_by=person).select_related("paragraph__document")


def _waiting(proposal: Proposal, person: Person) -> Proposal:
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not may_second(proposal, person):
        raise PermissionDenied(_("Who accepted a proposal cannot be its second person."))
    if proposal.state != Proposal.State.SECOND:
        raise ValidationError(_("This was decided meanwhile."))
    return proposal


def _accept(
    proposal: Proposal,
    person: Person | None,
    changes: Mapping[str, Any],
    into: Record | None,
    apart: bool,
    why: str,
    confirmed_by: Person | None = None,
) -> Record:
    for name, value in changes.items():
        if name not in FIELDS:
            raise ValueError(f"{name!r} is no field of a proposal")
        setattr(proposal, name, value)
    _check(proposal)
    if into is None and not apart:
        into = clearly_the_same(candidates(proposal))
    why = why or _("Paragraph %(number)s of %(document)s") % {
        "number": proposal.paragraph.number,
        "document": proposal.paragraph.document,
    }
    record = _enter(proposal, person, why) if into is None else into.detail
    effects = {"created": True} if into is None else join_to(record, proposal, person, why)
    if into is not None:
        record.validate()
        check_number(record, person)
    evidence = _evidence(record, proposal, confirmed_by or person)
    effects["evidence"] = evidence.pk
    proposal.seconded_by = confirmed_by
    _decide(proposal, Proposal.State.ACCEPTED, person, why, record=record, effects=effects)
    return record


@transaction.atomic
@together()
def reject(proposal: Proposal, person: Person | None, why: str = "") -> None:
    """Decide that the proposal is no record of the register; what accepting it had added is undone first."""
    if proposal.state == Proposal.State.ACCEPTED:
        reopen(proposal, person)
        proposal.refresh_from_db()
    _decide(proposal, Proposal.State.REJECTED, person, why)


@transaction.atomic
@together()
def reopen(proposal: Proposal, person: Person | None) -> None:
    """Undo the decision: the proposal waits again, and what accepting it added is taken back.

    A record that it made goes where no other evidence holds it, and no other record went into it; the
    history keeps it. Where somebody has worked on that record since, it is withdrawn instead, with all that
    was added.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    effects, record = proposal.effects, proposal.record
    if proposal.state == Proposal.State.ACCEPTED and record:
        Evidence.objects.filter(pk=effects.get("evidence")).delete()
        if effects.get("created"):
            if not record.evidence.exists() and not record.merges.exists():
                _remove(record.detail, person, proposal)
        else:
            part_from(record, effects, person)
    proposal.refresh_from_db()
    _decide(proposal, Proposal.State.PENDING, person, "")


def _remove(record: Any, person: Person | None, proposal: Proposal) -> None:
    """Take away the record that accepting the proposal made."""
    worked_on = record.history.filter(history_date__gt=proposal.decided_at).exists()
    if person and (worked_on or record.notes.exists() or record.attachments.exists()):
        if record.held != Held.WITHDRAWN:
            withdraw(record, person, _("The proposal that it was made of was reopened"))
        return
    sign(record, person, _("reopened"))
    record.delete()


def accept_confident(
    proposals: Iterable[Proposal],
    person: Person | None,
    *,
    least: float = 0.8,
    progress: Callable[[], None] = lambda: None,
) -> Outcome:
    """Accept the proposals whose confidence is at least `least` and that name nothing unknown; leave the
    others, and those that break a rule, for a person."""
    outcome = Outcome()
    for proposal in proposals:
        if proposal.confidence < least:
            outcome.left.append((proposal, _("confidence below %(least)s") % {"least": least}))
        elif proposal.unknown:
            names = ", ".join(proposal.unknown)
            outcome.left.append((proposal, _("unknown names: %(names)s") % {"names": names}))
        else:
            try:
                record = accept(proposal, person)
            except ValidationError as error:
                outcome.left.append((proposal, " ".join(error.messages)))
                progress()
                continue
            if record is None:
                outcome.waiting += 1
            else:
                proposal.refresh_from_db()
                created = proposal.effects.get("created", False)
                outcome.new, outcome.joined = outcome.new + created, outcome.joined + (not created)
        progress()
    return outcome


def _check(proposal: Proposal) -> None:
    """Raise `ValidationError`, by field, where the proposal is none that the register could keep."""
    errors: dict[str, Any] = {}
    if proposal.kind not in TYPES:
        errors["kind"] = _("“%(kind)s” is no kind of record.") % {"kind": proposal.kind}
    elif proposal.type not in TYPES[proposal.kind]:
        errors["type"] = _("“%(type)s” is no type of this kind.") % {"type": proposal.type}
    if not proposal.title.strip():
        errors["title"] = _("Give it a title.")
    for name in ("date", "period"):
        try:
            if value := getattr(proposal, name):
                check_edtf(value)
        except ValidationError as error:
            errors[name] = error.messages
    for name, find in (("actors", organizations), ("place", places)):
        try:
            find(getattr(proposal, name))
        except ValidationError as error:
            errors[name] = error.messages
    if errors:
        raise ValidationError(errors)


def _decide(
    proposal: Proposal,
    state: str,
    person: Person | None,
    why: str,
    *,
    record: Record | None = None,
    effects: dict[str, Any] | None = None,
) -> None:
    """Keep the decision, and nothing else of the proposal: what was read stays as it was read."""
    proposal.state, proposal.record, proposal.effects = state, record, effects or {}
    proposal.decided_by, proposal.decided_at, proposal.reason = person, timezone.now(), why[:500]
    if state == Proposal.State.PENDING:
        proposal.decided_by, proposal.decided_at = None, None
    if state in (Proposal.State.PENDING, Proposal.State.REJECTED):
        proposal.asked, proposal.seconded_by = {}, None
    proposal.save(
        update_fields=[
            "state", "record", "effects", "decided_by", "decided_at", "reason", "asked", "seconded_by",
        ]
    )  # fmt: skip


def _enter(proposal: Proposal, person: Person | None, why: str) -> Record:
    document = proposal.paragraph.document
    record = _new(proposal, person)
    if proposal.kind != "mandate":  # of which the type says what it asks for, no form of text
        record.type = proposal.type
    record.date = proposal.date
    record.label, record.circle = document.label, document.circle
    bodies = organizations(proposal.actors)
    return enter(
        record,
        titles={document.lang: proposal.title},
        organizations=[(body, role_in(proposal, body, bodies)) for body in bodies],
        places=places(proposal.place),
        themes=Theme.objects.filter(pk__in=proposal.themes),
        person=person,
        why=why,
        seconded=True,
    )


def _new(proposal: Proposal, person: Person | None) -> Record:
    planned = proposal.status == "planned"
    held = proposal.status == "done"
    match proposal.kind:
        case "event":
            return Meeting(
                number=proposal.ordinal,
                mechanism=mechanism_of(proposal, person),
                status=Meeting.Status.PLANNED if planned else Meeting.Status.HELD if held else "",
            )
        case "instrument":
            return Agreement(
                number=proposal.ordinal,
                term=proposal.period,
                basis=Agreement.Basis.WITHIN if len(adopters(proposal)) == 1 else Agreement.Basis.BETWEEN,
                status=Agreement.Status.DRAFT if planned else Agreement.Status.SIGNED,
            )
        case "activity":
            return Activity(status=proposal.status or Activity.Status.UNDER_WAY)
        case "presence":
            return Presence(status=Presence.Status.PLANNED if planned else Presence.Status.CURRENT)
        case "resource":
            return Pledge(amount=proposal.amount, currency=proposal.currency)
        case "mandate":
            return mandate_of(proposal)
        case kind:
            raise ValueError(f"{kind!r} is no kind of proposal")


def _evidence(record: Record, proposal: Proposal, person: Person | None) -> Evidence:
    text, reach = proposal.paragraph.text, Evidence.CONTEXT
    evidence, _created = Evidence.objects.get_or_create(
        record=record,
        paragraph=proposal.paragraph,
        start=proposal.start,
        end=proposal.end,
        defaults={
            "quote": proposal.quote,
            "prefix": text[max(0, proposal.start - reach) : proposal.start],
            "suffix": text[proposal.end : proposal.end + reach],
            "source_start": proposal.source_start,
            "source_end": proposal.source_end,
            "method": proposal.method,
            "confirmed_by": person,
        },
    )
    return evidence
