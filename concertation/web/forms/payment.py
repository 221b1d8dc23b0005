"""The form of a payment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concertation.register.models import Payment
from concertation.register.pledges import version as version_of
from concertation.web.fields import EDTFFormField, ReasonField


class PaymentForm(forms.Form):
    """What was paid, when, and what shows it; a new payment, or one that is corrected."""

    amount = forms.DecimalField(label=_("Amount"), max_digits=20, decimal_places=2)
    date = EDTFFormField(label=_("Paid on"), max_length=40)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    why = ReasonField()
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, payment: Payment) -> None:
        self.payment, new = payment, payment.pk is None
        there = {} if new else {name: getattr(payment, name) for name in ("amount", "date", "note")}
        super().__init__(data, initial=there | {"version": "" if new else version_of(payment)})
        self.fields["amount"].help_text = _("In %(currency)s.") % {"currency": payment.pledge.currency}
        if new:
            del self.fields["why"]

    def filled(self) -> Payment:
        """Return the payment as the form has it."""
        for name in ("amount", "date", "note"):
            setattr(self.payment, name, self.cleaned_data[name])
        return self.payment
