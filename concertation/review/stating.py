"""What a proposal states, in things of the register: organizations with their parts, and places."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concertation.register.merging.moved import called_now
from concertation.register.models import Organization, Participation, Place
from concertation.register.places import place
from concertation.review.models import Proposal

ORGANS = frozenset({"GA", "SC", "ECOSOC", "HRC"})
"""Organs that adopt resolutions about others."""


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
