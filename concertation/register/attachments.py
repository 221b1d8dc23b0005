"""Files of a record: added, read where they can be, and removed."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.reading.document import Document as Source
from concertation.reading.document import Unreadable
from concertation.reading.formats import ENDINGS as READ
from concertation.reading.formats import documents
from concertation.register.documents import store
from concertation.register.media_types import MediaType, endings, media_type
from concertation.register.models import Attachment, Record
from concertation.register.models.attachments import kept_as
from concertation.register.recording import sign

MAXIMUM_BYTES = 20_000_000
"""Larger files are refused: agreed texts and minutes come nowhere near."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Characters that a name has no use for, those among them that turn what follows round."""


def attach(
    record: Record, data: bytes, *, name: str, kind: str, lang: str = "", person: Person
) -> tuple[Attachment, str]:
    """Keep the file with the record; return it, and why it could not be read ("" where it was, or where it
    is of a form that is not read).

    What can be read becomes a document, shared as the record is. Raises `ValidationError` where the file is
    empty, too large, of a kind that is not kept, or there already; nothing is kept then.
    """
    kind_of = check_file(data)
    name = file_name(name, kind_of)
    source, reason = _read(data, name, kind_of)
    with transaction.atomic():
        digest = hashlib.sha256(data).hexdigest()
        if Attachment.objects.filter(record=record.pk, sha256=digest).exists():
            raise ValidationError({"file": _("The record has this file already.")})
        row = Attachment(
            record=record,
            kind=kind,
            name=name,
            lang=lang or (source.lang if source else ""),
            sha256=digest,
            media_type=kind_of.name,
            size=len(data),
            person=person,
        )
        if source:
            row.document, row.brought = store(source, person=person, label=record.label, circle=record.circle)
        row.file.name = kept_as(row, name)
        row.full_clean()
        write(kept_as(row, name), data)
        sign(row, person, _("A file was added"))
        row.save()
    return row, reason


def check_file(data: bytes) -> MediaType:
    """Return what the file is. Raises `ValidationError` where it is none that is kept."""
    if not data:
        raise ValidationError({"file": _("The file is empty.")})
    if len(data) > MAXIMUM_BYTES:
        raise ValidationError(
            {
                "file": _("The file has %(size)s MB, more than %(limit)s MB. Split it, or save it smaller.")
                % {"size": -(-len(data) // 1_000_000), "limit": MAXIMUM_BYTES // 1_000_000}
            }
        )
    found = media_type(data)
    if found is None:
        raise ValidationError(
            {
                "file": _("The content is of no kind that is kept: %(endings)s. Save it as one of these.")
                % {"endings": ", ".join(endings())}
            }
        )
    return found


def plain_name(given: str) -> str:
    """Return the name of a file that somebody gave, without a path and on one line.

    >>> plain_name("C:\\\\reports\\\\2018.docx"), plain_name("")
    ('2018.docx', 'file')
    """
    return _CONTROL.sub("", PurePath(given.replace("\\", "/")).name).strip() or "file"


def file_name(given: str, kind: MediaType) -> str:
    """Return the name without a path, with the ending that the content has."""
    path = PurePath(plain_name(given))
    fits = path.suffix.lower() in (kind.ending, *kind.others)
    ending = path.suffix if fits else kind.ending
    stem = path.stem if fits else path.name
    return f"{stem[: 300 - len(ending)]}{ending}"


def _read(data: bytes, name: str, kind: MediaType) -> tuple[Source | None, str]:
    """Return the document in the file, or None and why it could not be read."""
    if kind.ending not in READ:
        return None, ""
    found = next(documents(data, name))
    return (None, str(found)) if isinstance(found, Unreadable) else (found, "")


def write(path: str, data: bytes) -> None:
    """Write the file, unless it is there. One that a stop cut short is written anew."""
    if default_storage.exists(path):
        if default_storage.size(path) == len(data):
            return
        default_storage.delete(path)
    default_storage.save(path, ContentFile(data))


def share_texts(record: Record, person: Person) -> None:
    """Share what the record's files brought as the record is shared now."""
    for row in Attachment.objects.filter(record=record.pk, brought=True).select_related("document"):
        text = row.document
        if text and (text.label, text.circle_id) != (record.label, record.circle_id):
            text.label, text.circle = record.label, record.circle
            sign(text, person, _("Shared as the record to which it is attached"))
            text.save()


@transaction.atomic
def remove(attachment: Attachment, person: Person, why: str = "") -> None:
    """Remove the file from the record. A document that was read from it stays a document of the register;
    the bytes go when no other record has the same file."""
    path = str(attachment.file.name)
    sign(attachment, person, why or _("A file was removed"))
    attachment.delete()
    transaction.on_commit(lambda: _discard(path))


def _discard(path: str) -> None:
    if not Attachment.objects.filter(file=path).exists():
        default_storage.delete(path)
