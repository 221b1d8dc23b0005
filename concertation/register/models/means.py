"""What is promised and paid, and who is stationed where."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import is_currency
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.dates import EDTFField, known_bounds
from concertation.register.models.meetings import Meeting
from concertation.register.models.records import Record

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


RATE = "%"
"""Stands in place of a currency where the amount is a rate in hundredths."""


class Pledge(Record):
    """A quantity promised, lent, given or levied. `amount` is in units of `currency` (ISO 4217; "%" for a
    rate; empty where the sources name none), `conference` the meeting at which it was announced. Its parties
    give, its beneficiaries receive."""

    KIND = Record.Kind.PLEDGE

    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    conference = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="pledges",
        verbose_name=_("announced at"),
    )

    conference_id: int | None
    payments: RelatedManager[Payment]

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")

    def clean(self) -> None:
        if self.amount is not None and self.amount <= 0:
            raise ValidationError({"amount": _("An amount is more than nothing.")})
        self.currency = self.currency.strip().upper()
        if self.currency not in ("", RATE) and not is_currency(self.currency):
            raise ValidationError({"currency": _("Write the code of a currency, such as USD or EUR.")})
        paid = Payment.objects.filter(pledge=self.pk) if self.pk else Payment.objects.none()
        if paid.exclude(pledge__currency=self.currency).exists():
            raise ValidationError(
                {"currency": _("Payments are recorded in the former currency. Take them back first.")}
            )


class Payment(models.Model):
    """What was paid of a pledge, in the pledge's currency, on a day (EDTF)."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="payments")
    amount = models.DecimalField(
        _("amount"), max_digits=20, decimal_places=2, validators=[MinValueValidator(0.01)]
    )
    date = EDTFField(_("date"), blank=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pledge", "date", "pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")

    def __str__(self) -> str:
        return f"{self.amount} {self.date}"

    def clean(self) -> None:
        first = known_bounds(self.date)[0]
        if first and first > timezone.localdate():
            raise ValidationError({"date": _("This is to come: only what was paid is kept.")})
        if self.pledge.currency in ("", RATE):
            raise ValidationError({"amount": _("Say first on the pledge in which currency it was made.")})


class Presence(Record):
    """A liaison office or officer, a secondment, an observer status."""

    KIND = Record.Kind.PRESENCE

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        CURRENT = "current", _("current")
        ENDED = "ended", _("ended")

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.CURRENT)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
