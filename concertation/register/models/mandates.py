"""What asks for reports and inputs."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from concertation.register.durations import check_duration
from concertation.register.models.records import Record


class Mandate(Record):
    """The resolution, decision or statement that asks for something: `symbol` in full, `paragraph` as
    printed; `addressee` who is asked, in its own words; `periodicity` an ISO 8601 duration ("P2Y");
    `next_session` the regular session of the General Assembly for which it is due next (82)."""

    KIND = Record.Kind.MANDATE

    class Asks(models.TextChoices):
        REPORT = "report", _("a report")
        INPUTS = "inputs", _("inputs to a report")
        OTHER = "other", _("something else")

    symbol = models.CharField(_("symbol"), max_length=60)
    paragraph = models.CharField(_("paragraph"), max_length=60, blank=True)
    addressee = models.CharField(_("asked of"), max_length=300, blank=True)
    asks = models.CharField(_("asks for"), max_length=10, choices=Asks, default=Asks.REPORT)
    periodicity = models.CharField(_("periodicity"), max_length=10, blank=True, validators=[check_duration])
    next_session = models.PositiveSmallIntegerField(_("due next for session"), null=True, blank=True)

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
