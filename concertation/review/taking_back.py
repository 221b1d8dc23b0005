"""Taking a document out of the register that was loaded by mistake, and putting it back.

Nothing is deleted: it is held back, with its paragraphs and proposals, until the same file is loaded once
more (`register.documents.store`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import Held
from concertation.register.models import Attachment, Document, Evidence, Progress
from concertation.register.recording import sign
from concertation.review.models import Proposal


def rests_on(document: Document) -> str:
    """Return a sentence for why the document cannot be withdrawn: something rests on it; "" where nothing
    does."""
    decided = Proposal.objects.filter(paragraph__document=document)
    if decided.filter(state__in=[Proposal.State.ACCEPTED, Proposal.State.SECOND]).exists():
        return _("A proposal from it was accepted. Undo that decision first.")
    if Attachment.objects.filter(document=document).exists():
        return _("It belongs to a record, as a file of it. Remove the file there first.")
    quoted = Evidence.objects.filter(paragraph__document=document).exists()
    if quoted or Progress.objects.filter(paragraph__document=document).exists():
        return _("A record rests on it.")
    return ""


@transaction.atomic
def withdraw(document: Document, person: Person, why: str) -> None:
    """Take the document out of the register: it, its proposals and the names in it are in no list, count,
    search or queue any more, for nobody.

    Raises `ValidationError` where no reason is given, something rests on it, or it is withdrawn already.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    list(Proposal.objects.select_for_update().filter(paragraph__document=document).values_list("pk"))
    if not why.strip():
        raise ValidationError({"why": _("Say why it is withdrawn.")})
    if document.held:
        raise ValidationError(_("This document is withdrawn already."))
    if reason := rests_on(document):
        raise ValidationError(reason)
    document.held = Held.WITHDRAWN
    sign(document, person, why.strip())
    document.save()


@transaction.atomic
def reinstate(document: Document, person: Person, why: str = "") -> None:
    """Put a withdrawn document back as it was. Raises `ValidationError` where it is not withdrawn."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.held != Held.WITHDRAWN.value:
        raise ValidationError(_("This document is not withdrawn."))
    document.held = ""
    sign(document, person, why.strip() or _("Put back into the register"))
    document.save()


def withdrawal(document: Document) -> Any:
    """Return the row of the history with which the document was withdrawn: who, when, why."""
    rows: Any = document.history.filter(held=Held.WITHDRAWN)
    return rows.select_related("history_user").order_by("-history_date", "-history_id").first()


def withdrawn(person: Any) -> list[tuple[Document, Any]]:
    """Return the documents that are withdrawn and whose label lets the person see them, the last first, each
    with its withdrawal."""
    rows = Document.objects.shared_with(person).filter(held=Held.WITHDRAWN)
    found = {one.pk: one for one in rows}
    told: Any = Document.history.filter(id__in=found, held=Held.WITHDRAWN)
    latest = {
        row.id: row for row in told.select_related("history_user").order_by("history_date", "history_id")
    }
    return sorted(
        ((one, latest[pk]) for pk, one in found.items()), key=lambda pair: pair[1].history_date, reverse=True
    )


def told_of(document: Document) -> list[Any]:
    """Return what the history tells of the document being withdrawn and put back, the last first: as far as
    it was shared then as it is now."""
    rows: Any = document.history.filter(label=document.label, circle=document.circle_id)
    kept = list(rows.select_related("history_user").order_by("history_date", "history_id"))
    changes = [now for before, now in pairwise(kept) if before.held != now.held]
    return changes[::-1]
