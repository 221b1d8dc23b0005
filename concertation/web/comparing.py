"""Two things side by side, as the pages of merging show them: in words, with what joins together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from concertation.accounts.sharing import visible
from concertation.register.merging.aspects import Aspect, Side
from concertation.register.merging.sharing import Sharing
from concertation.register.models import (
    AgendaItem,
    Attachment,
    Evidence,
    Formality,
    Note,
    Organization,
    Payment,
    Progress,
    Record,
)
from concertation.web import wording
from concertation.web.templatetags import words


def chosen(request: HttpRequest) -> dict[str, Side]:
    """Return the side that stays of each aspect, as far as the form that was sent says one."""
    return {
        name.removeprefix("stays "): value
        for name, value in request.POST.items()
        if name.startswith("stays ") and value in ("kept", "other")
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect in words. `chosen` is the side that is chosen now."""

    aspect: Aspect
    kept: str
    other: str
    chosen: str

    @property
    def sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return ("kept", self.kept), ("other", self.other)


@dataclass(frozen=True, slots=True)
class Joining:
    """What both have of one sort: all `things` in words, or how many `kept` and `other` have."""

    word: str
    things: tuple[str, ...] = ()
    kept: int = 0
    other: int = 0


def rows(found: Iterable[Aspect], thing: Any, choices: Mapping[str, str]) -> list[Row]:
    """Return the aspects in words; `choices` are the sides chosen, by name of the aspect."""
    return [
        Row(
            one,
            _in_words(one, one.kept, thing),
            _in_words(one, one.other, thing),
            choices.get(one.name, one.stays),
        )
        for one in found
    ]


def _in_words(one: Aspect, value: Any, thing: Any) -> str:
    if value in (None, ""):
        return ""
    match one.what:
        case "date":
            return words.date_words(value)
        case "type":
            return str(words.type_word(value))
        case "duration":
            return words.duration_words(value)
        case "length":
            return words.length_words(value)
        case "choice":
            field = thing._meta.get_field(one.name)
            return force_str(dict(field.flatchoices).get(value, value))
        case "record":
            return words.title(value)
        case "role":
            return wording.part(thing.kind, value)
        case "sharing":
            return _sharing_words(value)
        case _:
            return str(value)


def _sharing_words(value: Sharing) -> str:
    return f"TLP:{value.label}" + (f" ({value.name})" if value.name else "")


def joining(kept: Record, other: Record, person: Any) -> list[Joining]:
    """Return what joins together, as far as the person sees it."""
    found = [
        Joining(_("Organizations"), tuple(_each(kept, other, _organizations))),
        Joining(_("Places"), tuple(_each(kept, other, lambda one: map(words.place_name, one.places.all())))),
        Joining(
            _("Themes"),
            tuple(_each(kept, other, lambda one: (words.theme_name(t.pk) for t in one.themes.all()))),
        ),
        *(_counted(word, rows, path, kept, other) for word, rows, path in _parts(kept.kind, person)),
    ]
    return [one for one in found if one.things or one.kept or one.other]


def _counted(word: str, rows: Any, path: str, kept: Record, other: Record) -> Joining:
    """How many rows belong to each, by the path from the row to the record."""
    found = Counter(rows.filter(**{f"{path}__in": [kept.pk, other.pk]}).values_list(path, flat=True))
    return Joining(word, (), found[kept.pk], found[other.pk])


def _each(kept: Any, other: Any, of: Any) -> dict[str, None]:
    return dict.fromkeys(word for one in (kept, other) for word in of(one))


def _organizations(record: Any) -> Iterator[str]:
    return (words.acronym(part.organization) for part in record.participations.all())


def _parts(kind: str, person: Any) -> Iterator[tuple[str, Any, str]]:
    seen = Record.objects.visible_to(person).order_by()
    yield _("Evidence"), Evidence.objects.filter(visible(person, "paragraph__document__")), "record"
    yield _("Notes"), Note.objects.visible_to(person), "record"
    yield _("Files"), Attachment.objects.all(), "record"
    yield _("Commitments agreed here"), seen, "commitment__source"
    match kind:
        case Record.Kind.MEETING.value:
            yield _("Agenda"), AgendaItem.objects.all(), "meeting"
            yield _("Pledges"), seen, "pledge__conference"
        case Record.Kind.MECHANISM.value:
            yield _("Meetings"), seen, "meeting__mechanism"
        case Record.Kind.AGREEMENT.value:
            yield _("Acts of parties"), Formality.objects.all(), "participation__record"
            yield _("Follows"), seen, "agreement__successor"
        case Record.Kind.PLEDGE.value:
            yield _("Payments"), Payment.objects.all(), "pledge"
        case Record.Kind.COMMITMENT.value:
            yield _("Updates"), Progress.objects.all(), "commitment"
        case _:
            pass


def joining_of(kept: Organization, other: Organization, person: Any) -> list[Joining]:
    """Return what of two organizations joins together, as far as the person sees it."""
    seen = Record.objects.visible_to(person).order_by()
    counted = [
        Joining(_("Records"), (), *(seen.filter(participations__organization=one.pk).count()
                                    for one in (kept, other))),
        Joining(_("People"), (), *(one.people.count() for one in (kept, other))),  # type: ignore[attr-defined]
        Joining(_("Names"), tuple(_each(kept, other, lambda one: (str(n) for n in one.names.all())))),
        Joining(_("Bodies"), tuple(_each(kept, other, lambda one: (body.pk for body in one.bodies.all())))),
    ]  # fmt: skip
    return [one for one in counted if one.things or one.kept or one.other]
