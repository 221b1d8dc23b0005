"""Early warnings and good practices, and who has read them."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from concertation.register.models.records import Record


class Notice(Record):
    """An early warning or a good practice, shared with the record's circle."""

    KIND = Record.Kind.NOTICE

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")


class Acknowledgement(models.Model):
    """A person says to have read a notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    person_id: int

    class Meta:
        ordering = ["notice", "at"]
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="one_acknowledgement")]

    def __str__(self) -> str:
        return f"{self.person} {self.at:%Y-%m-%d}"


class Reminder(models.Model):
    """The sender of a notice asked those who have not read it once more."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["notice", "-at"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self) -> str:
        return f"{self.person} {self.at:%Y-%m-%d}"
