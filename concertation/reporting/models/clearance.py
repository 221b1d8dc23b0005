"""Clearing a report: frozen snapshots, who is asked to clear what, comments on sentences."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.reporting.models.cycles import Cycle, CycleSection
from concertation.reporting.models.drafts import Sentence

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class Snapshot(models.Model):
    """The whole report in `lang` (ISO 639-1) as it stood: `content` is plain values from which every form of
    it is laid out (`reporting.snapshots`), `sha256` of its canonical JSON. It never changes."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="snapshots")
    lang = models.CharField(_("language"), max_length=5)
    number = models.PositiveIntegerField()
    content: models.JSONField[dict[str, Any]] = models.JSONField()
    sha256 = models.CharField(max_length=64)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)

    cycle_id: int
    clearances: RelatedManager[Clearance]

    class Meta:
        ordering = ["cycle", "lang", "-number"]
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [models.UniqueConstraint(fields=["cycle", "lang", "number"], name="one_snapshot")]

    def __str__(self) -> str:
        return f"{self.cycle}, {self.lang}, {self.number}"


class Clearance(models.Model):
    """That `person` is asked to clear a section of a snapshot, or all of it (`section` None), and what they
    decided. Steps follow one another: contributing bodies, then the officer, then release."""

    class Step(models.IntegerChoices):
        BODY = 1, _("contributing body")
        OFFICER = 2, _("report officer")
        RELEASE = 3, _("release")

    class Decision(models.TextChoices):
        APPROVED = "approved", _("approved")
        CHANGES = "changes", _("changes asked for")

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="clearances")
    section = models.ForeignKey(
        CycleSection, models.CASCADE, null=True, blank=True, related_name="clearances"
    )
    step = models.PositiveSmallIntegerField(choices=Step)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due = models.DateField(_("due"), null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    note = models.TextField(_("note"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()
    snapshot_id: int
    section_id: int | None
    person_id: int

    class Meta:
        ordering = ["snapshot", "step", "section", "pk"]
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "section", "step", "person"], name="one_clearance"),
            models.UniqueConstraint(
                fields=["snapshot", "step", "person"],
                condition=models.Q(section=None),
                name="one_clearance_of_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}, {self.section or ''}, {self.person}"


class Comment(models.Model):
    """What somebody says of a sentence, with the words that they suggest instead. `sentence_text` is what it
    said then."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        TAKEN = "taken", _("taken")
        DECLINED = "declined", _("declined")

    clearance = models.ForeignKey(Clearance, models.CASCADE, null=True, blank=True, related_name="comments")
    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="comments")
    sentence_text = models.TextField()
    text = models.TextField(_("comment"), blank=True)
    suggestion = models.TextField(_("suggested words"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()
    sentence_id: int

    class Meta:
        ordering = ["sentence", "at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return self.text[:80]
