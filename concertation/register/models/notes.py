"""Notes: a part of a record that is shared more narrowly than the record itself."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import Shared, SharedQuerySet
from concertation.register.models.records import Record


class Note(Shared):
    """What somebody adds to a record for those whom the note's own label allows, as far as they see the
    record. Its `creator` wrote it."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=4000)
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    record_id: int
    objects: ClassVar[Any] = SharedQuerySet[Any].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["record", "written_at", "pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.text
