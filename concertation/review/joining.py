"""A proposal that joins a record which is there: what that adds, told before, done, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.merging.precision import more_exact
from concertation.register.models import Location, Organization, Participation, Record, Subject, Text, Theme
from concertation.register.places import place
from concertation.register.recording import concern, join, locate, say, sign
from concertation.review.models import Proposal
from concertation.review.stating import organizations, role_in


@dataclass(frozen=True, slots=True)
class Additions:
    """What a record gains by a proposal that joins it; `date` is "" where the record's own is as exact."""

    organizations: tuple[Organization, ...] = ()
    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    title: str = ""
    date: str = ""

    def __bool__(self) -> bool:
        return any((self.organizations, self.places, self.themes, self.title, self.date))


def additions(record: Record, proposal: Proposal) -> Additions:
    """Return what joining would add to the record. What it has already stays as it is."""
    parts = {row.organization_id for row in record.participations.all()}
    there = {place.name for place in record.places.all()}
    about = {theme.pk for theme in record.themes.all()}
    lang = proposal.paragraph.document.lang
    said = any(text.field == "title" and text.lang == lang for text in record.texts.all())
    bodies = [id for id in proposal.bodies if id not in parts]
    themes = [slug for slug in proposal.themes if slug not in about]
    return Additions(
        organizations=tuple(Organization.objects.filter(pk__in=bodies)) if bodies else (),
        places=tuple(name for name in proposal.place if name not in there),
        themes=tuple(Theme.objects.filter(pk__in=themes).values_list("pk", flat=True)) if themes else (),
        title="" if said else proposal.title,
        date=proposal.date if more_exact(proposal.date, record.date) else "",
    )


def join_to(record: Record, proposal: Proposal, person: Person | None, why: str) -> dict[str, Any]:
    """Add to the record what the proposal knows more; return what was added."""
    lang, bodies, new = (
        proposal.paragraph.document.lang,
        organizations(proposal.actors),
        additions(record, proposal),
    )
    for body in new.organizations:
        join(record, body, role_in(proposal, body, bodies))
    for name in new.places:
        locate(record, place(name))
    for theme in Theme.objects.filter(pk__in=new.themes):
        concern(record, theme)
    if new.title:
        say(record, "title", lang, new.title)
    added: dict[str, Any] = {
        "organizations": [body.pk for body in new.organizations],
        "places": list(new.places),
        "themes": list(new.themes),
        "titles": [lang] if new.title else [],
    }
    if new.date:
        added["date"] = record.date
        detail = record.detail
        detail.date = new.date
        sign(detail, person, why)
        detail.save()
    return added


def part_from(record: Record, added: Mapping[str, Any], person: Person | None) -> None:
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
