"""Whom to ask: a request for each body, with those who are asked there, before anything goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person, Role
from concertation.register.focal_points import contacts
from concertation.register.models import Organization
from concertation.register.recording import sign
from concertation.reporting.cycles.access import seen_addressees
from concertation.reporting.cycles.changing import in_hand
from concertation.reporting.models import Addressee, Cycle, InputRequest

State = InputRequest.State


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and those of its addressees whom somebody may see: others are as absent."""

    request: InputRequest
    addressees: tuple[Addressee, ...]

    @property
    def missing(self) -> bool:
        """Whether nobody is known to whom it goes."""
        return not self.addressees


def asked_in(cycle: Cycle, person: Any) -> list[Asked]:
    """Return the requests of the cycle by the English name of the body, with the addressees that `person`
    may see (`seen_addressees`)."""
    requests = list(
        cycle.requests.select_related("organization").prefetch_related(
            "organization__names", "addressees__person"
        )
    )
    known = [one for request in requests for one in request.addressees.all() if one.withdrawn_at is None]
    shown: dict[int, list[Addressee]] = {}
    for one in seen_addressees(known, person):
        shown.setdefault(one.request_id, []).append(one)
    found = [Asked(request, tuple(shown.get(request.pk, ()))) for request in requests]
    return sorted(found, key=lambda one: one.request.organization.name_in("en").casefold())


def bodies_left(cycle: Cycle) -> list[Organization]:
    """Return the organizations that have a section and that nobody plans to ask yet, in its order."""
    asked = set(cycle.requests.values_list("organization_id", flat=True))
    rows = cycle.sections.exclude(organization=None).select_related("organization")
    return [
        row.organization
        for row in rows.prefetch_related("organization__names")
        if row.organization and row.organization_id not in asked
    ]


@transaction.atomic
def plan(cycle: Cycle, organizations: Iterable[Organization], *, person: Person) -> list[InputRequest]:
    """Plan to ask these organizations, with the addressees that the register proposes; return the requests
    that are new. Nothing is sent. Raises as `in_hand`."""
    cycle = in_hand(cycle, person)
    there = set(cycle.requests.values_list("organization_id", flat=True))
    made: list[InputRequest] = []
    for body in dict.fromkeys(organizations):
        if body.pk in there:
            continue
        request = InputRequest(cycle=cycle, organization=body, due=cycle.due)
        sign(request, person, "")
        request.full_clean()
        request.save()
        look_up(request, person=person)
        made.append(request)
    return made


@transaction.atomic
def look_up(request: InputRequest, *, person: Person) -> int:
    """Add the addressees that the register proposes and that are not there yet, and were not taken off;
    return how many. Raises as `in_hand`."""
    in_hand(request.cycle, person)
    had = {email.casefold() for email in request.addressees.values_list("email", flat=True)}
    new = [one for one in _proposed(request, person) if one.email.casefold() not in had]
    for addressee in new:
        sign(addressee, person, "")
        addressee.full_clean()
        addressee.save()
    return len(new)


def _proposed(request: InputRequest, person: Person) -> list[Addressee]:
    """The focal points whose address `person` sees, and the people who sign in as such."""
    body = request.organization_id
    language = request.cycle.languages[0]
    found: dict[str, Addressee] = {}
    accounts = Person.objects.filter(role=Role.FOCAL_POINT, is_active=True, organizations=body)
    for account in accounts.order_by("name", "email"):
        found[account.email.casefold()] = Addressee(
            request=request,
            email=account.email,
            name=account.name,
            language=account.language.split("-")[0],
            person=account,
        )
    for contact in contacts(person, organization=body)[0]:
        one = contact.focal_point
        if contact.whole and one.email:
            addressee = Addressee(request=request, email=one.email, name=one.name, language=language)
            found.setdefault(one.email.casefold(), addressee)
    return list(found.values())


@transaction.atomic
def address(
    request: InputRequest, *, email: str, name: str, language: str, person: Person, why: str = ""
) -> Addressee:
    """Have somebody else be asked, too; whoever is asked already is left as they are. Raises as `in_hand`."""
    in_hand(request.cycle, person)
    # No error: it would tell of an addressee whom the person may not see.
    if there := request.addressees.filter(email__iexact=email, withdrawn_at=None).first():
        return there
    account = Person.objects.filter(email__iexact=email, is_active=True).first()
    addressee = Addressee(request=request, email=email, name=name, language=language, person=account)
    sign(addressee, person, why)
    addressee.full_clean()
    addressee.save()
    return addressee


@transaction.atomic
def take_off(addressee: Addressee, *, person: Person, why: str = "") -> None:
    """Have somebody be asked no more; a link that was mailed to them opens nothing then. Raises as
    `in_hand`."""
    in_hand(addressee.request.cycle, person)
    addressee.withdrawn_at = timezone.now()
    sign(addressee, person, why)
    addressee.save()


@transaction.atomic
def set_due(request: InputRequest, due: date, *, person: Person, why: str = "") -> None:
    """Have the body answer by this day. Raises as `in_hand`, and `ValidationError` where it was asked
    already: then its deadline is extended."""
    _planned(request, person)
    request.due = due
    sign(request, person, why)
    request.save()


@transaction.atomic
def spare(request: InputRequest, *, person: Person, why: str = "") -> None:
    """Do not ask the body. Raises as `in_hand`, and `ValidationError` where it was asked already."""
    _planned(request, person)
    sign(request, person, why)
    request.delete()


def _planned(request: InputRequest, person: Person) -> None:
    in_hand(request.cycle, person)
    if request.state != State.PLANNED:
        raise ValidationError(_("This request was sent already."))
