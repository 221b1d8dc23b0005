"""Names that a document has and no catalogue does: where they stand, and what people decide they name.

A name is collected wherever it stands, in a proposal or not. Settling it gives the organization the
name, with the document as its source; a new organization is made only by a person, never by a document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import visible
from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.language_data import available
from concertation.reading.mention import UnknownName as Mention
from concertation.register.catalogue import known
from concertation.register.folding import fold
from concertation.register.models import Document, NamedBody, Organization, OrganizationName, Record
from concertation.register.recording import join, sign
from concertation.register.search.in_step import together
from concertation.review.models import Sighting, UnknownName

AROUND = 90
"""Characters of context on each side of a name."""


@transaction.atomic
def propose(names: Iterable[str]) -> None:
    """Have names that a record was entered with wait for a decision; one that was settled before waits
    again."""
    for name in names:
        row, created = UnknownName.objects.get_or_create(
            folded=fold(name)[:300], defaults={"text": name[:300]}
        )
        if not created and row.state != UnknownName.State.PENDING:
            unsettle(row)


@transaction.atomic
def collect(document: Document) -> int:
    """Keep the unknown names of a document that is in the register; return how many sightings are new."""
    if document.lang not in available():
        return 0
    language = load_language(document.lang, known())
    there = set(Sighting.objects.filter(paragraph__document=document).values_list("paragraph_id", "start"))
    new: list[Sighting] = []
    for paragraph in document.paragraphs.all():
        for mention in find(paragraph.text, language):
            if isinstance(mention, Mention) and (paragraph.pk, mention.start) not in there:
                name, _created = UnknownName.objects.get_or_create(
                    folded=fold(mention.text)[:300], defaults={"text": mention.text[:300]}
                )
                new.append(Sighting(name=name, paragraph=paragraph, start=mention.start, end=mention.end))
    Sighting.objects.bulk_create(new, batch_size=500)
    return len(new)


def waiting(person: Any) -> Any:
    """Return the names that wait for a decision, each with the number of its sightings that the person may
    see, the most frequent first. A name that stands only in hidden documents is not there."""
    seen = Sighting.objects.filter(visible(person, "paragraph__document__"), name__state="pending")
    numbers = dict(
        seen.order_by().values_list("name").annotate(number=Count("pk")).values_list("name", "number")
    )
    entered = NamedBody.objects.filter(visible(person, "record__")).order_by().values_list("folded")
    by_name = dict(entered.annotate(number=Count("pk")).values_list("folded", "number"))
    waiting_too = UnknownName.objects.filter(folded__in=by_name, state=UnknownName.State.PENDING)
    for pk, folded in waiting_too.values_list("pk", "folded"):
        numbers[pk] = numbers.get(pk, 0) + by_name[folded]
    rows = UnknownName.objects.in_bulk(list(numbers))
    return sorted(
        ((rows[pk], number) for pk, number in numbers.items()), key=lambda row: (-row[1], row[0].folded)
    )


@dataclass(frozen=True, slots=True)
class Context:
    """A name among its words; `sighting` tells the paragraph."""

    sighting: Sighting
    before: str
    name: str
    after: str


def contexts(name: UnknownName, person: Any, most: int) -> list[Context]:
    """Return where the name stands, as far as the person may see, `most` of them at most."""
    rows = name.sightings.filter(visible(person, "paragraph__document__"))
    found: list[Context] = []
    for row in rows.select_related("paragraph__document").order_by("pk")[:most]:
        text = row.paragraph.text
        before, after = text[max(0, row.start - AROUND) : row.start], text[row.end : row.end + AROUND]
        found.append(Context(row, before, text[row.start : row.end], after))
    return found


def entered_with(name: UnknownName, person: Any, most: int) -> list[Record]:
    """Return the records that were entered with the name, as far as the person may see, `most` at most."""
    rows = Record.objects.visible_to(person).filter(named_bodies__folded=name.folded)
    return list(rows.prefetch_related("texts").order_by("-pk")[:most])


@transaction.atomic
@together()
def settle(name: UnknownName, organization: Organization | None, person: Person) -> None:
    """Decide that the name is one of the organization's, or, with None, that it names no organization.
    In records that were entered with the name the organization takes the place of it.

    Raises `ValidationError` where the name means another current organization already.
    """
    name = UnknownName.objects.select_for_update().get(pk=name.pk)
    if organization is not None:
        first = name.sightings.select_related("paragraph__document").order_by("pk").first()
        document = first.paragraph.document if first else None
        lang = document.lang if document else "en"
        other = (
            OrganizationName.objects.filter(text=name.text, lang=lang, until="")
            .exclude(organization=organization)
            .exclude(kind__in=["acronym", "former"])
            .first()
        )
        if other:
            raise ValidationError(
                {"organization": _("“%(name)s” is already a name of %(id)s.")
                 % {"name": name.text, "id": other.organization.pk}}
            )  # fmt: skip
        OrganizationName.objects.get_or_create(
            organization=organization,
            text=name.text,
            lang=lang,
            kind=_kind(name.text),
            defaults={"source": str(document)[:500] if document else ""},
        )
    name.organization = organization
    name.state = UnknownName.State.NONE if organization is None else UnknownName.State.KNOWN
    name.decided_by, name.decided_at = person, timezone.now()
    name.save()
    for body in NamedBody.objects.filter(folded=name.folded).select_related("record"):
        if organization is not None:
            join(body.record, organization, body.role)
        sign(body, person, _("The name was settled"))
        body.delete()


@transaction.atomic
def unsettle(name: UnknownName) -> None:
    """Have the name wait again; the organization loses it where a decision here gave it."""
    if name.organization:
        OrganizationName.objects.filter(
            organization=name.organization, text=name.text, kind=_kind(name.text)
        ).exclude(source__startswith="http").delete()
    name.organization, name.state = None, UnknownName.State.PENDING
    name.decided_by, name.decided_at = None, None
    name.save()


def _kind(text: str) -> str:
    kind = OrganizationName.Kind
    return (kind.ACRONYM if text.isupper() and " " not in text else kind.ALIAS).value
