"""What people do to records: enter one, say it in a language, add a part, add evidence, relabel.

Each verb is one transaction: check, do, record who and why. Pages, commands and imports call these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from concertation.accounts.models import Person
from concertation.register.asking import ask_to_enter, two_persons
from concertation.register.folding import fold
from concertation.register.models import (
    Location,
    NamedBody,
    Organization,
    Participation,
    Place,
    Record,
    Subject,
    Text,
    Theme,
)
from concertation.register.numbering import check_number
from concertation.register.search.in_step import together

AnyRecord = TypeVar("AnyRecord", bound=Record)


@transaction.atomic
@together()
def enter(
    record: AnyRecord,
    *,
    titles: Mapping[str, str],
    organizations: Iterable[tuple[Organization, str]] = (),
    places: Iterable[Place] = (),
    themes: Iterable[Theme] = (),
    named: Iterable[tuple[str, str]] = (),
    person: Person | None,
    why: str = "",
    seconded: bool = False,
) -> AnyRecord:
    """Save a new record with all that belongs to it and return it.

    Under a label that asks for two persons it waits for a second one, unless that has confirmed it before
    (`seconded`), or the program enters it.

    `titles` maps ISO 639-1 codes to titles, the first one is the original; `organizations` are pairs of
    organization and `Participation.Role`; `named` are the same of bodies that the register does not know.
    Raises `ValidationError` where a rule is broken; nothing is saved then.
    """
    record.creator, record.kind = person, record.KIND
    record.original_lang = next(iter(titles), record.original_lang)
    sign(record, person, why)
    record.full_clean()
    record.save()
    for lang, value in titles.items():
        say(record, "title", lang, value)
    for organization, role in organizations:
        join(record, organization, role)
    for name, role in named:
        name_body(record, name, role)
    for place in places:
        locate(record, place)
    for theme in themes:
        concern(record, theme)
    record.validate()
    check_number(record, person)
    if person and not seconded and two_persons(record.label):
        ask_to_enter(record, person, why)
    return record


def sign(thing: Model, person: Person | None, why: str) -> None:
    """Have the next change of the record, or of what belongs to it, stand in the history under this person
    and reason."""
    thing._history_user = person  # pyright: ignore[reportAttributeAccessIssue]
    thing._change_reason = why[:100]  # pyright: ignore[reportAttributeAccessIssue]


@transaction.atomic
def say(record: Record, field: str, lang: str, value: str) -> Text:
    """Set what `field` says in `lang`, and touch no other language.

    A change of the original marks its translations as outdated; their words stay.
    """
    original = lang == record.original_lang
    status = Text.Status.ORIGINAL if original else Text.Status.HUMAN
    text, created = Text.objects.get_or_create(
        record=record, field=field, lang=lang, defaults={"value": value, "status": status}
    )
    if created or text.value == value:
        return text
    text.value, text.status = value, status
    text.save()
    if original:
        for other in record.texts.filter(field=field).exclude(lang=lang):
            other.status = Text.Status.OUTDATED
            other.save()
    return text


def join(record: Record, organization: Organization, role: str = Participation.Role.PARTY) -> bool:
    """Make the organization part of the record; its part stays as it is where it has one. Tell whether
    it is new there."""
    return Participation.objects.get_or_create(
        record=record, organization=organization, defaults={"role": role}
    )[1]


def name_body(record: Record, name: str, role: str) -> bool:
    """Have a body that the register does not know take part in the record; tell whether it is new there."""
    body = {"name": name[:300], "role": role}
    return NamedBody.objects.get_or_create(record=record, folded=fold(name)[:300], defaults=body)[1]


def locate(record: Record, place: Place) -> bool:
    """Have the record lie in the place; tell whether that is new."""
    return Location.objects.get_or_create(record=record, place=place)[1]


def concern(record: Record, theme: Theme) -> bool:
    """Have the record be about the theme; tell whether that is new."""
    return Subject.objects.get_or_create(record=record, theme=theme)[1]
