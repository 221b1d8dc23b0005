"""Who may see a request and answer it.

Those who come by a personal link, for that request alone; the addressees, where they sign in; and who acts
for the organization and may enter records for it. Report officers see every request, and answer none for
others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import visible
from concertation.register.models import FocalPoint
from concertation.reporting.models import Addressee, Contribution, Cycle, InputRequest

CLOSED = (Cycle.State.CLEARING, Cycle.State.SUBMITTED)
"""States of a cycle in which nobody contributes any more."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who may answer `request`. `viewer` decides what of the register they see: a link alone shows
    no more than what everybody sees. `addressee` is None for somebody of the organization who has not written
    anything into it yet."""

    request: InputRequest
    viewer: Person | AnonymousUser
    addressee: Addressee | None

    @property
    def person(self) -> Person | None:
        return self.viewer if isinstance(self.viewer, Person) else None

    @property
    def email(self) -> str:
        if self.addressee:
            return self.addressee.email
        return self.person.email if self.person else ""

    @property
    def called(self) -> str:
        return str(self.addressee or self.person or "")


def contributor_by_link(addressee: Addressee, viewer: Any) -> Contributor:
    """Return who came by the link of the addressee: by it alone, or signed in besides."""
    return Contributor(addressee.request, viewer, addressee)


def contributor_signed_in(request: InputRequest, person: Person) -> Contributor | None:
    """Return the person as one who may answer the request; None where they may not."""
    mine = request.addressees.filter(withdrawn_at=None).filter(
        Q(person=person) | Q(email__iexact=person.email)
    )
    addressee = mine.order_by("delegated_by", "pk").first()
    if addressee or (person.may("edit") and request.organization_id in person.own):
        return Contributor(request, person, addressee)
    return None


def known(by: Contributor) -> Contributor:
    """Return the contributor with an addressee: somebody of the organization becomes one with the first thing
    that they write, so that it is known who wrote it and they are told how it goes on."""
    if by.addressee or by.person is None:
        return by
    person = by.person
    addressee, _new = Addressee.objects.get_or_create(
        request=by.request,
        email=person.email,
        withdrawn_at=None,
        defaults={"name": person.name, "language": person.language.split("-")[0], "person": person},
    )
    return replace(by, addressee=addressee)


def requests_of(person: Person) -> Any:
    """Return the requests that the person may answer."""
    mine = Addressee.objects.filter(withdrawn_at=None).filter(
        Q(person=person) | Q(email__iexact=person.email)
    )
    asked = Q(pk__in=mine.order_by().values("request"))
    if person.may("edit"):
        asked |= Q(organization__in=person.own)
    return InputRequest.objects.exclude(state=InputRequest.State.PLANNED).filter(asked)


def is_open(request: InputRequest) -> bool:
    """Tell whether the cycle of the request still takes contributions."""
    return request.cycle.state not in CLOSED


def seen_contributions(viewer: Any) -> Any:
    """Return the contributions that the viewer may see: what is said about a record is seen by who sees the
    record."""
    return Contribution.objects.filter(Q(record=None) | visible(viewer, "record__"))


def sign(thing: Any, by: Contributor, why: str = "") -> None:
    """Have the next change stand in the history under who contributes: by their account, and where they have
    none by their address."""
    thing._history_user = by.person
    who = "" if by.person else _("%(email)s, by personal link") % {"email": by.email}
    thing._change_reason = ": ".join(filter(None, (who, why)))[:100]


def seen_addressees(rows: Iterable[Addressee], person: Any) -> list[Addressee]:
    """Return those of the addressees whom `person` sees: one whom the register knows only as a focal point
    that is hidden from them is as absent."""
    rows = list(rows)
    hidden = _hidden_addresses(person, {one.request.organization_id for one in rows})
    return [
        one
        for one in rows
        if one.person_id or (one.request.organization_id, one.email.casefold()) not in hidden
    ]


def _hidden_addresses(person: Any, organizations: set[str]) -> set[tuple[str, str]]:
    """Organizations and addresses of focal points that `person` may not see."""
    of = FocalPoint.objects.filter(organization__in=organizations).exclude(email="")
    rows = of.annotate(seen=Case(When(visible(person), then=Value(True)), default=Value(False)))
    by_seen: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for id, email, seen in rows.values_list("organization_id", "email", "seen"):
        by_seen[bool(seen)].add((id, email.casefold()))
    return by_seen[False] - by_seen[True]
