"""The sections of the report: proposed from the register, ordered, named, with shares of the word budget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import override

from concertation.accounts.models import Person
from concertation.accounts.sharing import visible
from concertation.register.models import Organization, Participation, Section, Subject, Theme
from concertation.register.recording import sign
from concertation.register.themes import label as theme_label
from concertation.reporting.arrange import PARTNERS, partner_of
from concertation.reporting.cycles.changing import in_hand
from concertation.reporting.models import Cycle, CycleSection
from concertation.reporting.select import told_in

Role = CycleSection.Role
ORDER = (Role.INTRODUCTION, Role.ORGANIZATION, Role.THEME, Role.OTHERS, Role.OBSERVATIONS)
"""The order of the parts of a report."""
FRAME = (Role.INTRODUCTION, Role.OTHERS, Role.OBSERVATIONS)
"""The parts that a report has once."""
MOST = 300
"""Sections that a report may have."""


def sections_of(cycle: Cycle) -> list[CycleSection]:
    """Return the sections in their order, ready to be named."""
    rows = cycle.sections.select_related("organization", "theme").prefetch_related("organization__names")
    return list(rows)


def title_in(section: CycleSection, lang: str) -> str:
    """Return the heading of the section in `lang` (ISO 639-1): the one that the officer gave it, else the
    name of its organization or theme, else the word for its part of the report."""
    if own := section.titles.get(lang):
        return own
    if section.organization:
        return section.organization.name_in(lang)
    if section.theme_id:
        label = theme_label(section.theme_id, lang)
        return label[:1].upper() + label[1:]
    code = next((code for code, _name in settings.LANGUAGES if code.split("-")[0] == lang), "en")
    with override(code):
        return str(Role(section.role).label)


@dataclass(frozen=True, slots=True)
class Share:
    """The `words` that a section may have; `own` where the officer said so."""

    section: CycleSection
    words: int
    own: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """How the `words` of the whole are shared; `given` is the sum of the shares."""

    words: int
    shares: tuple[Share, ...]

    @property
    def given(self) -> int:
        return sum(share.words for share in self.shares)

    @property
    def over(self) -> int:
        """By how many words the shares go over the whole."""
        return max(0, self.given - self.words)


def budget(cycle: Cycle, sections: Sequence[CycleSection]) -> Budget:
    """Share the word budget: sections without a share of their own have even shares of what is left."""
    left = cycle.words - sum(section.words or 0 for section in sections)
    without = sum(section.words is None for section in sections)
    even = max(0, left) // without if without else 0
    return Budget(
        cycle.words,
        tuple(
            Share(section, even if section.words is None else section.words, section.words is not None)
            for section in sections
        ),
    )


def partners_in(cycle: Cycle, person: Any) -> dict[str, int]:
    """Return the partner organizations that take part in what `person` sees of the period, each with the
    number of records, and those that the previous report has a section about, as far as it is seen."""
    told = told_in(cycle.period, person)
    parts = Participation.objects.filter(record__in=told.values("pk")).order_by()
    kinds = {row[0]: row[1:] for row in Organization.objects.values_list("pk", "kind", "parent_id")}
    found: dict[str, int] = {}
    counted = parts.values_list("organization_id").annotate(number=Count("pk"))
    for id, number in counted:
        if partner := partner_of(id, kinds):
            found[partner] = found.get(partner, 0) + number
    for id in _told_before(cycle, person):
        if partner := partner_of(id, kinds):
            found.setdefault(partner, 0)
    return found


def themes_in(cycle: Cycle, person: Any) -> dict[str, int]:
    """Return the themes of what `person` sees of the period, each with the number of records."""
    told = told_in(cycle.period, person)
    rows = Subject.objects.filter(record__in=told.values("pk")).order_by()
    return dict(rows.values_list("theme_id").annotate(number=Count("pk")))


def _told_before(cycle: Cycle, person: Any) -> list[str]:
    rows = Section.objects.filter(visible(person, "document__"), document=cycle.previous_id)
    return list(rows.exclude(organization=None).values_list("organization_id", flat=True).distinct())


@transaction.atomic
def propose(cycle: Cycle, person: Person, *, frame: bool = False) -> int:
    """Add the sections that the register proposes and that are not there yet, each in its place: one for each
    partner, and with `frame` the parts that a report has once; return how many were added."""
    cycle = in_hand(cycle, person)
    there = sections_of(cycle)
    roles, bodies = {one.role for one in there}, {one.organization_id for one in there}
    new = [CycleSection(cycle=cycle, role=role) for role in FRAME if frame and role.value not in roles]
    partners = Organization.objects.prefetch_related("names").filter(pk__in=partners_in(cycle, person))
    new += [
        CycleSection(cycle=cycle, role=Role.ORGANIZATION, organization=body)
        for body in partners
        if body.pk not in bodies
    ]
    _put_in(cycle, there, sorted(new, key=lambda one: _place(cycle, one)), person, "")
    return len(new)


@transaction.atomic
def add(
    cycle: Cycle,
    *,
    person: Person,
    seen: str,
    organization: Organization | None = None,
    theme: Theme | None = None,
    role: str = "",
) -> CycleSection:
    """Add a section about the organization or the theme, or a part of the frame that was taken away, in its
    place. Raises as `in_hand`, and `ValidationError` where it is there already."""
    cycle = in_hand(cycle, person, seen)
    there = sections_of(cycle)
    kind = Role.ORGANIZATION if organization else Role.THEME if theme else Role(role)
    if any((one.role, one.organization, one.theme) == (kind, organization, theme) for one in there):
        raise ValidationError(_("The report has that section already."))
    if len(there) >= MOST:
        raise ValidationError(_("A report has at most %(number)s sections.") % {"number": MOST})
    section = CycleSection(cycle=cycle, role=kind, organization=organization, theme=theme)
    _put_in(cycle, there, [section], person, "")
    return section


@transaction.atomic
def move(section: CycleSection, up: bool, *, person: Person, seen: str) -> None:
    """Move the section one place up or down; at the end of the list it stays. Raises as `in_hand`."""
    cycle = in_hand(section.cycle, person, seen)
    rows = sections_of(cycle)
    at = rows.index(section)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
        _number(rows, [rows[to]], person, _("moved up") if up else _("moved down"))


@transaction.atomic
def name(
    section: CycleSection,
    *,
    titles: Mapping[str, str],
    words: int | None,
    person: Person,
    seen: str,
    why: str = "",
) -> None:
    """Give the section these headings by language, the register's own where there is none, and this share of
    the words, an even one where it is None. Raises as `in_hand`."""
    cycle = in_hand(section.cycle, person, seen)
    section = cycle.sections.get(pk=section.pk)  # where it stands now
    section.titles = {lang: text.strip() for lang, text in titles.items() if text.strip()}
    section.words = words
    section.full_clean(validate_constraints=False)
    sign(section, person, why)
    section.save()


@transaction.atomic
def share_out(cycle: Cycle, words: Mapping[int, int | None], *, person: Person, seen: str) -> None:
    """Give the sections (by primary key) these shares of the words. Raises as `in_hand`."""
    cycle = in_hand(cycle, person, seen)
    for section in sections_of(cycle):
        if section.pk in words and section.words != words[section.pk]:
            section.words = words[section.pk]
            sign(section, person, "")
            section.save()


@transaction.atomic
def remove(section: CycleSection, *, person: Person, seen: str, why: str = "") -> None:
    """Take the section out of the report, with what was drafted of it. Raises as `in_hand`."""
    cycle = in_hand(section.cycle, person, seen)
    sign(section, person, why)
    section.delete()
    _number(sections_of(cycle), [], person, "")


@transaction.atomic
def sort(cycle: Cycle, person: Person) -> None:
    """Put the sections of organizations in their order; all others stay where they are."""
    rows = sections_of(cycle)
    bodies = iter(sorted((one for one in rows if one.organization_id), key=lambda one: _place(cycle, one)))
    _number([next(bodies) if one.organization_id else one for one in rows], [], person, "")


def _put_in(
    cycle: Cycle, there: list[CycleSection], new: Iterable[CycleSection], person: Person, why: str
) -> None:
    """Put each new section behind the last one that comes before it in the order of a report."""
    rows, added = list(there), list(new)
    for section in added:
        place = _place(cycle, section)
        before = [at for at, one in enumerate(rows) if _place(cycle, one) <= place]
        rows.insert(before[-1] + 1 if before else 0, section)
    _number(rows, added, person, why)


def _place(cycle: Cycle, section: CycleSection) -> tuple[int, int, str]:
    """What orders sections: the parts of a report; organizations by kind where they are grouped, and by
    English name."""
    body = section.organization
    group = PARTNERS.index(body.kind) if cycle.grouped and body and body.kind in PARTNERS else len(PARTNERS)
    grouped = group if cycle.grouped and body else 0
    return ORDER.index(Role(section.role)), grouped, title_in(section, "en").casefold()


def _number(rows: list[CycleSection], told: list[CycleSection], person: Person, why: str) -> None:
    """Have the sections stand in this order; only what is `told` of stands in the history."""
    for position, section in enumerate(rows, start=1):
        if any(section is one for one in told):
            section.position = position
            sign(section, person, why)
            section.save()
        elif section.position != position:
            section.position = position
            CycleSection.objects.filter(pk=section.pk).update(position=position)
