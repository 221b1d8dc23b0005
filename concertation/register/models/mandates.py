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
    printed; `periodicity` is an ISO 8601 duration ("P2Y")."""

    KIND = Record.Kind.MANDATE

    symbol = models.CharField(_("symbol"), max_length=60)
    paragraph = models.CharField(_("paragraph"), max_length=60, blank=True)
    periodicity = models.CharField(_("periodicity"), max_length=10, blank=True, validators=[check_duration])

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
