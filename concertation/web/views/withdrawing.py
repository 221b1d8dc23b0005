"""Withdrawing records, and putting them back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.accounts.sharing import Held
from concertation.register import withdrawing
from concertation.register.amending import may_be_changed_by
from concertation.review.taking_back import withdrawn as documents_withdrawn
from concertation.web.forms.restoring import WithdrawingForm
from concertation.web.kinds import KINDS
from concertation.web.paging import paged
from concertation.web.reaching import at_hand

PER_PAGE = 50


def _changeable(uid: str, person: Any) -> Any:
    one = at_hand(uid, person, withdrawn=True)
    if not may_be_changed_by(one, person):
        raise PermissionDenied(_("Your role does not include changing this record."))
    return one


@login_required
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a record out of the register, with a reason."""
    person: Any = request.user
    one = _changeable(uid, person)
    if one.held == Held.WITHDRAWN:
        return redirect("record", one.uid)
    form = WithdrawingForm(request.POST or None, version=one.updated_at)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            withdrawing.withdraw(one, person, data["why"], seen=datetime.fromisoformat(data["version"]))
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The record was withdrawn. You can put it back from here."))
            return redirect("record", one.uid)
    status = 422 if form.errors else 200
    return render(request, "records/withdraw.html", {"record": one, "form": form}, status=status)


@login_required
@require_POST
def reinstate(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a withdrawn record back into the register."""
    person: Any = request.user
    one = _changeable(uid, person)
    try:
        withdrawing.reinstate(one, person, request.POST.get("why", ""))
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("The record is back in the register."))
    return redirect("record", one.uid)


def gone(request: HttpRequest, one: Any) -> HttpResponse:
    """Answer for a withdrawn record, to somebody who could see it. What it said, who withdrew it and why is
    told to those who may put it back."""
    person: Any = request.user
    row = withdrawing.withdrawal(one)
    context = {"record": one, "row": row, "may_edit": may_be_changed_by(one, person)}
    return render(request, "records/gone.html", context, status=410)


@login_required
def withdrawn(request: HttpRequest) -> HttpResponse:
    """What was withdrawn, for those who may change everything."""
    person: Any = request.user
    if not person.may("edit-all"):
        raise PermissionDenied(_("Your role does not include putting records back."))
    context = paged(withdrawing.withdrawn(person), request.GET.get("page"), PER_PAGE)
    uids: dict[str, list[Any]] = {}
    for one in context["page"]:
        uids.setdefault(one.kind, []).append(one.uid)
    rows: dict[Any, Any] = {}
    for kind, several in uids.items():
        rows |= withdrawing.withdrawals(KINDS[kind].model, several)
    context["rows"] = [(one, rows[one.uid]) for one in context["page"]]
    context["documents"] = documents_withdrawn(person)
    return render(request, "records/withdrawn.html", context)
