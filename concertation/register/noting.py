"""Adding a note to a record, and taking it back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Circle, Person
from concertation.register.models import Note, Record


def notes_of(record: Record, person: Any) -> Any:
    """Return the notes of a record that the person sees."""
    return Note.objects.visible_to(person).filter(record=record.pk).select_related("circle", "creator")


@transaction.atomic
def note(record: Record, text: str, *, label: str, circle: Circle | None, person: Person) -> Note:
    """Add a note to a record that the person sees; return it.

    Raises `ValidationError` where it says nothing, `PermissionDenied` where the person may not write.
    """
    if not person.may("edit"):
        raise PermissionDenied(_("Your role does not include writing notes."))
    made = Note(record_id=record.pk, text=text.strip(), label=label, circle=circle, creator=person)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def take_note_back(one: Note, person: Person) -> None:
    """Delete a note. Raises `PermissionDenied` where somebody else wrote it."""
    if one.creator != person:
        raise PermissionDenied(_("Only who wrote a note can take it back."))
    one.delete()
