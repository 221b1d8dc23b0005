"""Merging two organizations: bodies that turned out to be one.

Whoever belongs to one belongs to the other from then on, and sees what is shared with it: only who
administers people may do it, and is told beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label
from concertation.register.dates import EDTFField
from concertation.register.merging.absorbing import absorb
from concertation.register.merging.aspects import Aspect, Side
from concertation.register.merging.journal import Journal
from concertation.register.merging.precision import contradict, more_exact
from concertation.register.models import Document, Merge, Organization, OrganizationName
from concertation.register.recording import sign
from concertation.register.search.filing import file_document
from concertation.register.search.in_step import together

Kind = OrganizationName.Kind
ONE_EACH = (Kind.OFFICIAL, Kind.SHORT, Kind.ACRONYM)
"""Kinds of name of which an organization has one in each language; another one is "also called"."""


def aspects_of(kept: Organization, other: Organization) -> list[Aspect]:
    """Return what both say, field by field, and what stays where nobody chooses."""
    found: list[Aspect] = []
    for field in cast("Any", Organization)._meta.concrete_fields:
        if field.primary_key:
            continue
        mine, theirs = getattr(kept, field.attname) or "", getattr(other, field.attname) or ""
        word, dated = force_str(field.verbose_name), isinstance(field, EDTFField)
        exact = dated and theirs and more_exact(theirs, mine)
        stays: Side = "other" if exact or (theirs and not mine) else "kept"
        what = "date" if dated else "organization" if field.is_relation else "choice" if field.choices else ""
        odd = dated and contradict(mine, theirs)
        found.append(Aspect(field.attname, word, mine, theirs, stays, what, contradict=odd))
    return [one for one in [*found, *_names(kept, other)] if one.kept or one.other]


def _names(kept: Organization, other: Organization) -> Iterator[Aspect]:
    mine, theirs = _of_one_each(kept), _of_one_each(other)
    for kind, lang in sorted(mine.keys() & theirs.keys(), key=lambda key: (key[1], key[0])):
        name = f"name {kind} {lang}"
        pair = mine[kind, lang].text, theirs[kind, lang].text
        yield Aspect(name, force_str(Kind(kind).label), *pair, "kept", "text", lang)


def _of_one_each(organization: Organization) -> dict[tuple[str, str], OrganizationName]:
    found: dict[tuple[str, str], OrganizationName] = {}
    for name in organization.names.filter(kind__in=ONE_EACH, until="").order_by("pk"):
        found.setdefault((name.kind, name.lang), name)
    return found


@dataclass(frozen=True, slots=True)
class Widening:
    """What merging two organizations lets people see: `people` of one of them come to see what is shared with
    `circles` that name the other."""

    people: int
    circles: tuple[Circle, ...]


def widening(kept: Organization, other: Organization) -> list[Widening]:
    """Return who comes to see more when the two are one."""
    found: list[Widening] = []
    for one, partner in ((kept, other), (other, kept)):
        mine = Person.objects.filter(is_active=True, organizations__in=[one.pk, *_beneath(one)]).distinct()
        circles = Circle.objects.filter(organizations=partner.pk).exclude(organizations=one.pk)
        if circles and mine:
            found.append(Widening(mine.count(), tuple(circles.order_by("name"))))
    return found


def _beneath(organization: Organization) -> list[str]:
    """The bodies beneath, which see what is shared with it under `Label.AMBER`."""
    bodies = Organization.objects.filter(parent=organization.pk) | Organization.objects.filter(
        parent__parent=organization.pk
    )
    return list(bodies.values_list("pk", flat=True))


def obstacles_to(kept: Organization, other: Organization) -> list[str]:
    """Return why two organizations cannot be one, a sentence each; none where they can."""
    if kept.pk == other.pk:
        return [_("This is one organization already.")]
    for one, above in ((kept, other), (other, kept)):
        if above.pk in _line(one, "parent"):
            return [_("%(one)s is part of %(other)s: they are two.") % {"one": one.pk, "other": above.pk}]
        if above.pk in _line(one, "successor"):
            return [
                _("%(one)s was succeeded by %(other)s: they are two.") % {"one": one.pk, "other": above.pk}
            ]
    return []


def _line(organization: Organization, link: str) -> set[str]:
    """Those to which the link leads, one after another."""
    found: set[str] = set()
    current = getattr(organization, link)
    while current is not None and current.pk not in found:
        found.add(current.pk)
        current = getattr(current, link)
    return found


@transaction.atomic
@together()
def merge_organizations(
    kept: Organization,
    other: Organization,
    *,
    person: Person,
    why: str,
    choices: Mapping[str, Side] | None = None,
    widen: bool = False,
) -> Merge:
    """Make one organization of two. `kept` stays, with what is chosen of each; the identifier of `other`
    becomes a name of it and leads to it.

    Raises `PermissionDenied` where the person does not administer people, and `ValidationError` where the two
    cannot be one, or where people would come to see what is shared with a circle without `widen`.
    """
    if not person.may("people"):
        raise PermissionDenied(_("Only who administers people can merge organizations."))
    rows = Organization.objects.select_for_update().in_bulk([kept.pk, other.pk])
    kept, other = rows[kept.pk], rows[other.pk]
    if reasons := obstacles_to(kept, other):
        raise ValidationError([*reasons])
    if not why.strip():
        raise ValidationError({"why": _("Say why they are one: it stands in the history.")})
    if not widen and (more := widening(kept, other)):
        names = ", ".join(circle.name for one in more for circle in one.circles)
        raise ValidationError(
            {"widen": _("People would come to see what is shared with: %(circles)s. If that is meant, "
                        "confirm it.") % {"circles": names}}
        )  # fmt: skip
    found = aspects_of(kept, other)
    sides: dict[str, Side] = {one.name: (choices or {}).get(one.name, one.stays) for one in found}
    known = {"kind": Merge.ORGANIZATION, "old": other.pk, "into": kept.pk, "name": str(other.name_in("en"))}
    journal = Journal(person, _("Merged: %(why)s") % {"why": why.strip()})
    values = {
        one.name: getattr(other, one.name) for one in found
        if sides[one.name] == "other" and not one.name.startswith("name ")
    }  # fmt: skip
    _rename(journal, kept, other, sides)
    headed = list(Document.objects.filter(sections__organization=other.pk).distinct())
    absorb(journal, kept, other)
    journal.delete(other)
    journal.change(kept, **values)
    _remember(journal, kept, known["old"])
    kept.full_clean()
    for document in headed:
        file_document(document)
    made = Merge(organization=kept, why=why.strip(), person=person, journal=journal.steps, **known)
    made.label = Label.CLEAR.value
    made.full_clean(exclude=["organization"])
    sign(made, person, journal.why)
    made.save()
    return made


def _rename(journal: Journal, kept: Organization, other: Organization, sides: Mapping[str, Side]) -> None:
    """Of each two names that an organization has one of, have the other one be "also called"."""
    mine, theirs = _of_one_each(kept), _of_one_each(other)
    for key in mine.keys() & theirs.keys():
        if mine[key].text != theirs[key].text:
            goes = mine[key] if sides.get(f"name {key[0]} {key[1]}") == "other" else theirs[key]
            held = OrganizationName.objects.filter(
                organization=goes.organization, lang=goes.lang, kind=Kind.ALIAS, text=goes.text
            )
            if held.exists():
                journal.delete(goes)
            else:
                journal.change(goes, kind=Kind.ALIAS.value)


def _remember(journal: Journal, kept: Organization, old: str) -> None:
    """Have the identifier that is no more be a name, so that what was written with it still finds it."""
    if not kept.names.filter(text=old).exists():
        journal.add(OrganizationName(organization=kept, text=old, lang="en", kind=Kind.ALIAS.value))
