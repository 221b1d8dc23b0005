"""Files that belong to a record: the text of an agreement in a language, minutes, a proof."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.models.documents import Document
from concertation.register.models.records import Record


def kept_as(attachment: Attachment, _name: str) -> str:
    """Return where the file is kept: by its content, so that a name given by somebody is never a path."""
    return f"attachments/{attachment.sha256[:2]}/{attachment.sha256}"


class Attachment(models.Model):
    """A file of a record, seen by whoever sees the record. `sha256` is that of its bytes, `media_type` what
    it is (RFC 6838); `document` holds its paragraphs where the reader could read it. What is `brought` came
    into the register with this file, and is shared as the record is."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        MINUTES = "minutes", _("minutes")
        AGENDA = "agenda", _("agenda paper")
        PAPER = "paper", _("working paper")
        OUTCOME = "outcome", _("outcome document")
        PROOF = "proof", _("evidence")
        OTHER = "other", _("other")

    record = models.ForeignKey(Record, models.CASCADE, related_name="attachments")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    name = models.CharField(_("file name"), max_length=300)
    lang = models.CharField(_("language"), max_length=5, blank=True)
    file = models.FileField(upload_to=kept_as, storage=default_storage, max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="attached")
    brought = models.BooleanField(default=False, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(auto_now_add=True)

    record_id: int
    document_id: int | None
    history = HistoricalRecords()

    class Meta:
        ordering = ["record", "kind", "lang", "pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [models.UniqueConstraint(fields=["record", "sha256"], name="one_file_of_a_record")]

    def __str__(self) -> str:
        return self.name
