"""What a person decides of a proposal: accept (amended or not), reject, reopen.

Each verb is one transaction and can be repeated: accepting twice gives the same record once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.reading.proposal import TYPES
from concertation.register.dates import check_edtf
from concertation.register.merging.moved import called_now
from concertation.register.merging.precision import more_exact
from concertation.register.models import (
    Activity,
    Agreement,
    Evidence,
    Location,
    Meeting,
    Organization,
    Participation,
    Place,
    Pledge,
    Presence,
    Record,
    Subject,
    Text,
    Theme,
)
from concertation.register.places import place
from concertation.register.recording import concern, enter, join, locate, say, sign
from concertation.register.search.in_step import together
from concertation.review.matching import candidates, clearly_the_same
from concertation.review.mechanisms import mechanism_of
from concertation.review.models import Proposal

FIELDS = (
    "kind", "type", "title", "ordinal", "actors", "date", "period", "place", "themes", "amount", "currency",
    "status",
)  # fmt: skip
"""What a person can amend."""

ORGANS = frozenset({"GA", "SC", "ECOSOC", "HRC"})
"""Organs that adopt resolutions about others."""


@dataclass(slots=True)
class Outcome:
    """What deciding many proposals did: how many became new records, how many joined one that was
    there, and which stay for a person, with the reason."""

    new: int = 0
    joined: int = 0
    left: list[tuple[Proposal, str]] = field(default_factory=list)


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
) -> Record:
    """Make the proposal part of the register and return the record.

    `changes` amends fields of the contract. The proposal joins the record `into`; without it, the record
    that is clearly the same; with `apart`, or where there is none, it makes a new one.
    Raises `ValidationError` where what it states breaks a rule; nothing is changed then.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == Proposal.State.ACCEPTED and proposal.record:
        return proposal.record.detail
    for name, value in (changes or {}).items():
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
    effects = {"created": True} if into is None else _join(record, proposal, person, why)
    if into is not None:
        record.validate()
    evidence = _evidence(record, proposal, person)
    effects["evidence"] = evidence.pk
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
    history keeps it.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    effects, record = proposal.effects, proposal.record
    if proposal.state == Proposal.State.ACCEPTED and record:
        Evidence.objects.filter(pk=effects.get("evidence")).delete()
        if effects.get("created"):
            if not record.evidence.exists() and not record.merges.exists():
                detail = record.detail
                sign(detail, person, _("reopened"))
                detail.delete()
        else:
            _part(record, effects, person)
    proposal.refresh_from_db()
    _decide(proposal, Proposal.State.PENDING, person, _("reopened"))


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
                accept(proposal, person)
            except ValidationError as error:
                outcome.left.append((proposal, " ".join(error.messages)))
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
    proposal.save(update_fields=["state", "record", "effects", "decided_by", "decided_at", "reason"])


def _enter(proposal: Proposal, person: Person | None, why: str) -> Record:
    document = proposal.paragraph.document
    record = _new(proposal, person)
    record.type, record.date = proposal.type, proposal.date
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
    )


def _new(proposal: Proposal, person: Person | None) -> Record:
    planned = proposal.status == "planned"
    match proposal.kind:
        case "event":
            return Meeting(
                number=proposal.ordinal,
                mechanism=mechanism_of(proposal, person),
                status=Meeting.Status.PLANNED if planned else Meeting.Status.HELD,
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
        case kind:
            raise ValueError(f"{kind!r} is no kind of proposal")


def adopters(proposal: Proposal) -> list[str]:
    """Return who signs or adopts the text: of a resolution the organ, not those whom it is about."""
    if proposal.type == "resolution" and (organs := [id for id in proposal.bodies if id in ORGANS]):
        return organs
    return proposal.bodies


def role_in(proposal: Proposal, body: Organization, bodies: list[Organization]) -> str:
    """Return the part of an organization in what is proposed."""
    role = Participation.Role
    if proposal.kind == "instrument":
        return role.PARTY if body.pk in adopters(proposal) else role.PARTICIPANT
    if proposal.type == "observer":
        # A partner is observer with the United Nations' organs, not they with it.
        guest = any(other.kind != Organization.Kind.UN for other in bodies)
        return role.HOST if guest and body.kind == Organization.Kind.UN else role.PARTICIPANT
    return role.PARTICIPANT


def organizations(ids: Iterable[str]) -> list[Organization]:
    """Return the organizations in the order of `ids`; raise `ValidationError` where one is unknown. One that
    went into another is that one."""
    ids = called_now(ids)
    known = Organization.objects.in_bulk(ids)
    missing = [id for id in ids if id not in known]
    if missing:
        raise ValidationError(_("The register knows no organization “%(id)s”.") % {"id": missing[0]})
    return [known[id] for id in ids]


def places(names: Iterable[str]) -> list[Place]:
    """Return the places; raise `ValidationError` where no gazetteer knows one."""
    return [place(name) for name in names]


def _join(record: Record, proposal: Proposal, person: Person | None, why: str) -> dict[str, Any]:
    """Add to the record what the proposal knows more; return what was added."""
    lang = proposal.paragraph.document.lang
    added: dict[str, Any] = {"organizations": [], "places": [], "themes": [], "titles": []}
    bodies = organizations(proposal.actors)
    for body in bodies:
        added["organizations"] += [body.pk] * join(record, body, role_in(proposal, body, bodies))
    for name in proposal.place:
        added["places"] += [name] * locate(record, place(name))
    for theme in Theme.objects.filter(pk__in=proposal.themes):
        added["themes"] += [theme.pk] * concern(record, theme)
    if not record.texts.filter(field="title", lang=lang).exists():
        say(record, "title", lang, proposal.title)
        added["titles"].append(lang)
    if more_exact(proposal.date, record.date):
        added["date"] = record.date
        detail = record.detail
        detail.date = proposal.date
        sign(detail, person, why)
        detail.save()
    return added


def _part(record: Record, added: Mapping[str, Any], person: Person | None) -> None:
    """Take back from the record what joining it added."""
    Participation.objects.filter(record=record, organization__in=added["organizations"]).delete()
    Location.objects.filter(record=record, place__name__in=added["places"]).delete()
    Subject.objects.filter(record=record, theme__in=added["themes"]).delete()
    Text.objects.filter(record=record, field="title", lang__in=added["titles"]).delete()
    if "date" in added:
        detail = record.detail
        detail.date = added["date"]
        sign(detail, person, _("reopened"))
        detail.save()


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
