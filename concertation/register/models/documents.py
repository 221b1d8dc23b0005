"""Sources: documents, their headings and their numbered paragraphs."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import Shared, SharedQuerySet
from concertation.register.dates import EDTFField
from concertation.register.models.organizations import Organization

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class Document(Shared):
    """A source as it was read. `sha256` of the file's bytes identifies it for all who see it; whoever does
    not see it and loads the same bytes has a document of their own, told apart by `copy`. Language versions
    of one text are documents of their own, tied by `version_of`."""

    name = models.CharField(_("file name"), max_length=300)
    sha256 = models.CharField(max_length=64)
    copy = models.PositiveSmallIntegerField(default=0, editable=False)
    lang = models.CharField(_("language"), max_length=5)
    original_lang = models.CharField(_("original language"), max_length=5, blank=True)
    version_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="versions", verbose_name=_("version of")
    )
    title = models.TextField(_("title"), blank=True)
    symbols: models.JSONField[list[str]] = models.JSONField(_("symbols"), default=list, blank=True)
    organs: models.JSONField[list[str]] = models.JSONField(_("organs"), default=list, blank=True)
    session = models.CharField(_("session"), max_length=200, blank=True)
    date = EDTFField(_("date"))
    agenda: models.JSONField[list[dict[str, Any]]] = models.JSONField(
        _("agenda items"), default=list, blank=True
    )
    summary = models.TextField(_("summary"), blank=True)
    notes: models.JSONField[list[str]] = models.JSONField(_("notes on the reading"), default=list, blank=True)
    loaded_at = models.DateTimeField(_("loaded"), auto_now_add=True)

    circle_id: int | None
    version_of_id: int | None
    paragraphs: RelatedManager[Paragraph]
    objects: ClassVar[Any] = SharedQuerySet[Any].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-date", "name"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [models.UniqueConstraint(fields=["sha256", "copy"], name="one_document")]

    def __str__(self) -> str:
        return "–".join(self.symbols) or self.title or self.name


class Section(models.Model):
    """A heading of a document; `organization` is the body that it is about, where it names one."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    title = models.TextField(_("title"))
    level = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["document", "position"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="one_section")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class Paragraph(models.Model):
    """A numbered paragraph: clean text, and the runs that tie it to the source
    (see `concertation.reading.document.SourceMap`)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="paragraphs")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="paragraphs")
    section_id: int | None
    document_id: int
    position = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=40)
    text = models.TextField(_("text"))
    page = models.PositiveIntegerField(null=True, blank=True)
    source_runs: models.JSONField[list[list[int]]] = models.JSONField(default=list)

    class Meta:
        ordering = ["document", "position"]
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_paragraph")]

    def __str__(self) -> str:
        return f"{self.document}, {self.number}"
