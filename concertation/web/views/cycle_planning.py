"""Whom to ask: the bodies, and who is asked there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concertation.reporting.cycles import planning as rules
from concertation.web.cycles import cycle_at_hand, officer
from concertation.web.forms.cycles import AddresseeForm, DueForm, PlanForm


@login_required
def planning(request: HttpRequest, uid: str) -> HttpResponse:
    """The bodies that are asked, with the people there, and those that could be."""
    one, person = cycle_at_hand(request, uid), officer(request)
    form = PlanForm(request.POST or None, left=rules.bodies_left(one))
    if request.method == "POST" and form.is_valid():
        try:
            made = rules.plan(one, form.chosen(), person=person)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = ngettext("%(n)s request was planned.", "%(n)s requests were planned.", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect("cycle-planning", one.uid)
    context = {"cycle": one, "asked": rules.asked_in(one, person), "form": form}
    return render(request, "cycles/planning.html", context, status=422 if form.errors else 200)


@login_required
def body(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """What one body is asked: by when, and whom there."""
    one, person = cycle_at_hand(request, uid), officer(request)
    asked = next((found for found in rules.asked_in(one, person) if found.request.pk == pk), None)
    if asked is None:
        raise Http404
    asked.request.cycle = one
    act = next((name for name in ACTS if name in request.POST), "")
    due = DueForm(request.POST if act == "due" else None, request=asked.request)
    addressee = AddresseeForm(request.POST if act == "email" else None, cycle=one)
    if act and all(form.is_valid() for form in (due, addressee) if form.is_bound):
        try:
            messages.success(request, ACTS[act](asked, due, addressee, request.POST, person))
        except ValidationError as error:
            if act == "email":
                addressee.blame(error)
            else:
                messages.error(request, " ".join(error.messages))
        else:
            return redirect("cycle-planning", uid) if act == "spare" else redirect("cycle-body", uid, pk)
    context: dict[str, Any] = {"cycle": one, "asked": asked, "due": due, "addressee": addressee}
    bad = due.errors or addressee.errors
    return render(request, "cycles/body.html", context, status=422 if bad else 200)


def _due(asked: rules.Asked, due: Any, addressee: Any, data: Any, person: Any) -> str:
    day, why = due.cleaned_data["due"], due.cleaned_data["why"]
    rules.set_due(asked.request, day, person=person, why=why)
    return _("The day was saved.")


def _address(asked: rules.Asked, due: Any, addressee: Any, data: Any, person: Any) -> str:
    rules.address(asked.request, **addressee.cleaned_data, person=person)
    return _("This person will be asked, too.")


def _take_off(asked: rules.Asked, due: Any, addressee: Any, data: Any, person: Any) -> str:
    found = next((one for one in asked.addressees if str(one.pk) == data["take-off"]), None)
    if found is None:
        raise ValidationError(_("This person is not asked any more."))
    rules.take_off(found, person=person)
    return _("This person will not be asked.")


def _look_up(asked: rules.Asked, due: Any, addressee: Any, data: Any, person: Any) -> str:
    number = rules.look_up(asked.request, person=person)
    if not number:
        return _("The register proposes nobody else.")
    return ngettext("%(n)s person was added.", "%(n)s people were added.", number) % {"n": number}


def _spare(asked: rules.Asked, due: Any, addressee: Any, data: Any, person: Any) -> str:
    rules.spare(asked.request, person=person, why=data.get("why", ""))
    return _("This body will not be asked.")


ACTS = {"due": _due, "email": _address, "take-off": _take_off, "look-up": _look_up, "spare": _spare}
"""What is done on the page of a body, by the name of the field or button that asks for it."""
