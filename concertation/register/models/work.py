"""Joint work, what was agreed to be done, and how far it got."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.dates import EDTFField, known_bounds
from concertation.register.models.attachments import Attachment
from concertation.register.models.documents import Paragraph
from concertation.register.models.meetings import AgendaItem
from concertation.register.models.records import Record

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class Activity(Record):
    """Joint work that is no single event."""

    KIND = Record.Kind.ACTIVITY

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        UNDER_WAY = "under-way", _("under way")
        DONE = "done", _("done")

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UNDER_WAY)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class Commitment(Record):
    """What was agreed to be done; `due` is EDTF, `source` the record at which it was agreed, `agenda_item`
    on which item of its agenda, `reference` how that record numbers it ("action line 12"). Its organizations
    are owners (from whom it is due) and beneficiaries (to whom)."""

    KIND = Record.Kind.COMMITMENT

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    due = EDTFField(_("due"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    source = models.ForeignKey(
        Record,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("agreed at"),
    )

    agenda_item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("agenda item"),
    )
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    due_by = models.DateField(null=True, editable=False)
    """Last day that `due` can mean: after it, an open commitment is overdue."""

    source_id: int | None
    agenda_item_id: int | None
    progress: RelatedManager[Progress]

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        indexes = [models.Index(fields=["status", "due_by"])]

    def save(self, *args: object, **kwargs: object) -> None:
        self.due_by = known_bounds(self.due)[1]
        super().save(*args, **kwargs)


class Progress(models.Model):
    """How far a commitment had got on a day: its status from then on, in words, with what shows it: a file of
    the commitment (`proof`), a `paragraph`, seen by who sees its document, an address (`link`)."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="progress")
    date = models.DateField(_("date"))
    status = models.CharField(_("status"), max_length=10, choices=Commitment.Status)
    note = models.TextField(_("note"), blank=True)
    proof = models.ForeignKey(
        Attachment, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("evidence")
    )
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paragraph")
    )
    link = models.URLField(_("link"), max_length=500, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("told by")
    )
    told_at = models.DateTimeField(auto_now_add=True)

    commitment_id: int
    paragraph_id: int | None
    history = HistoricalRecords()

    class Meta:
        ordering = ["commitment", "-date", "-pk"]
        verbose_name = _("update")
        verbose_name_plural = _("updates")

    def __str__(self) -> str:
        return f"{self.date} {self.status}"
