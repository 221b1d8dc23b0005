"""The draft of a section in a language, sentence by sentence, each with what it rests on."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.models import Paragraph, Record
from concertation.reporting.models.contributions import Answer
from concertation.reporting.models.cycles import CycleSection

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class Draft(models.Model):
    """The text of a section in `lang` (ISO 639-1). `version` counts its saves: who saves from an older one
    is told. `to_tell` are the uids of the records that the register had for the section when the draft was
    last brought up to date; `left_out` the generated sentences that were taken out, by their key: "text",
    "records" (uids), "why"."""

    section = models.ForeignKey(CycleSection, models.CASCADE, related_name="drafts")
    lang = models.CharField(_("language"), max_length=5)
    version = models.PositiveIntegerField(default=0, editable=False)
    to_tell: models.JSONField[list[str]] = models.JSONField(default=list, editable=False)
    left_out: models.JSONField[dict[str, dict[str, Any]]] = models.JSONField(default=dict, editable=False)
    generated_at = models.DateTimeField(null=True, blank=True, editable=False)

    section_id: int
    sentences: RelatedManager[Sentence]

    class Meta:
        ordering = ["section", "lang"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["section", "lang"], name="one_draft")]

    def __str__(self) -> str:
        return f"{self.section} ({self.lang})"


class Sentence(models.Model):
    """One sentence of a draft, at `position` in the numbered paragraph `paragraph` (both from 1). It rests
    on `records`, on `cited` paragraphs of documents, and on `answers` of contributions; these stay through
    edits. `generated` is what the register made of its records, "" where somebody wrote it; the sentence is
    `edited` where its text differs from that."""

    class Origin(models.TextChoices):
        GENERATED = "generated", _("generated from records")
        CONTRIBUTED = "contributed", _("from a contribution")
        WRITTEN = "written", _("written by the officer")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="sentences")
    paragraph = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    generated = models.TextField(blank=True, editable=False)
    key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    """What is the same whenever the same records are told together: see `reporting.drafting.composing`."""
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.WRITTEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)
    records: models.ManyToManyField[Record, Any] = models.ManyToManyField(Record, related_name="sentences")
    cited: models.ManyToManyField[Paragraph, Any] = models.ManyToManyField(Paragraph, related_name="+")
    answers: models.ManyToManyField[Answer, Any] = models.ManyToManyField(Answer, related_name="sentences")

    history = HistoricalRecords(excluded_fields=["updated_at"])
    draft_id: int

    class Meta:
        ordering = ["draft", "paragraph", "position", "pk"]
        verbose_name = _("sentence")
        verbose_name_plural = _("sentences")

    def __str__(self) -> str:
        return self.text

    @property
    def edited(self) -> bool:
        return bool(self.generated) and self.text != self.generated
