"""What one person did and a second has to confirm."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta of its own.

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.models import Circle
from concertation.accounts.sharing import Label
from concertation.register.models.records import Record


class Confirmation(models.Model):
    """A record entered under a label that asks for two persons, or one that shall be shared more widely than
    such a label: `label` and `circle` are those wanted, `label_before` and `circle_before` those that it had.
    """

    class Act(models.TextChoices):
        ENTER = "enter", _("a new record")
        WIDEN = "widen", _("wider sharing")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        SENT_BACK = "sent-back", _("sent back")
        TAKEN_BACK = "taken-back", _("taken back")

    record = models.ForeignKey(Record, models.CASCADE, related_name="confirmations")
    act = models.CharField(max_length=10, choices=Act)
    label = models.CharField(_("sharing"), max_length=12, choices=Label)
    circle = models.ForeignKey(
        Circle, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("circle")
    )
    label_before = models.CharField(max_length=12, choices=Label, blank=True)
    circle_before = models.ForeignKey(Circle, models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(_("reason"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    record_id: int
    asked_by_id: int | None
    decided_by_id: int | None
    history = HistoricalRecords()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        indexes = [models.Index(fields=["state", "asked_at"], name="questions_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(state="waiting"), name="one_waiting_confirmation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.record_id}: {self.state}"
