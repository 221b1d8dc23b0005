"""Payments of a pledge, and the pledges of a meeting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from concertation.register.models import Meeting, Payment, Pledge
from concertation.register.models.means import RATE
from concertation.register.pledges import (
    Currency,
    account,
    announced_at,
    by_currency,
    pay,
    take_payment_back,
)
from concertation.web.forms.blame import blame
from concertation.web.forms.payment import PaymentForm
from concertation.web.reaching import changeable


@login_required
def enter_payment(request: HttpRequest, uid: str) -> HttpResponse:
    """Enter what was paid of a pledge."""
    person: Any = request.user
    one: Pledge = changeable(Pledge, uid, person)
    form = PaymentForm(request.POST or None, payment=Payment(pledge=one))
    return _saved(request, one, form, _("The payment was entered."))


@login_required
def payment(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Correct a payment, or take it back."""
    person: Any = request.user
    one: Pledge = changeable(Pledge, uid, person)
    row = get_object_or_404(Payment.objects.select_related("pledge"), pk=pk, pledge=one.pk)
    if request.method == "POST" and "take-back" in request.POST:
        take_payment_back(row, person, request.POST.get("why", ""))
        messages.success(request, _("The payment was taken back."))
        return redirect("record", one.uid)
    form = PaymentForm(request.POST or None, payment=row)
    return _saved(request, one, form, _("The payment was corrected."))


def _saved(request: HttpRequest, one: Pledge, form: PaymentForm, sentence: str) -> HttpResponse:
    """Save the payment and go to the pledge, or show the form."""
    person: Any = request.user
    new = form.payment.pk is None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            pay(form.filled(), person=person, seen=None if new else data["version"], why=data.get("why", ""))
        except ValidationError as error:
            blame(form, error, {})
        else:
            messages.success(request, sentence)
            return redirect("record", one.uid)
    context = {"record": one, "form": form, "new": new}
    bad = request.method == "POST"
    return render(request, "pledges/payment.html", context, status=422 if bad else 200)


def payments(pledge: Pledge) -> dict[str, Any]:
    """Return what the page of a pledge shows of its payments."""
    return {
        "account": account(pledge),
        "rows": list(pledge.payments.all()),
        "possible": pledge.currency not in ("", RATE),
    }


def pledges_of(meeting: Meeting, person: Any) -> dict[str, Any]:
    """Return what the page of a meeting shows of the pledges announced at it, and the address of the form for
    another one, filled with what is known."""
    known = {"conference": meeting.pk, "date": meeting.date, "label": meeting.label}
    if meeting.circle_id:
        known["circle"] = meeting.circle_id
    currencies: list[Currency] = by_currency(announced_at(meeting, person))
    return {
        "currencies": currencies,
        "is_conference": meeting.type == "conference",
        "new": f"{reverse('new', args=[Pledge.KIND])}?{urlencode(known)}",
    }
