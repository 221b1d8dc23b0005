"""Changing what is told of an organization, and keeping its focal points."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from concertation.accounts.acts import Change
from concertation.accounts.earlier import Pair
from concertation.register import focal_points
from concertation.register import organization_states as states
from concertation.register.describing import may_describe, version
from concertation.register.models import FocalPoint, Membership, Organization, OrganizationName
from concertation.register.organization_history import told_of_organization
from concertation.web.forms.focal_point import FocalPointForm
from concertation.web.forms.organization import (
    Heads,
    Memberships,
    Names,
    OrganizationForm,
    SeveralMembersForm,
    saved,
)
from concertation.web.language import page_language
from concertation.web.views.restoring import Kept, answer


def _described(request: HttpRequest, id: str) -> Organization:
    """The organization, for somebody who may change what is told of it."""
    one = get_object_or_404(Organization.objects.prefetch_related("names").select_related("parent"), pk=id)
    if not may_describe(one, request.user):
        raise PermissionDenied(_("Your role does not include changing this organization."))
    return one


@login_required
def edit(request: HttpRequest, id: str) -> HttpResponse:
    """Facts, names and heads of an organization."""
    one = _described(request, id)
    data = request.POST or None
    form = OrganizationForm(data, organization=one)
    names = Names(
        data, instance=one, prefix="names", queryset=OrganizationName.objects.order_by("lang", "pk")
    )
    heads = Heads(data, instance=one, prefix="heads")
    person: Any = request.user
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, [names, heads], organization=one, person=person, facts=form.facts())
    ):
        messages.success(request, _("The organization was changed."))
        return redirect("organization", one.pk)
    context = {"organization": one, "form": form, "names": names, "heads": heads}
    return render(
        request, "organizations/edit.html", context, status=422 if request.method == "POST" else 200
    )


@login_required
def members(request: HttpRequest, id: str) -> HttpResponse:
    """Who belongs to an organization, since when and until when."""
    one = _described(request, id)
    data = request.POST or None
    form = SeveralMembersForm(data, organization=one)
    rows = Memberships(
        data, instance=one, prefix="members", queryset=Membership.objects.order_by("member", "pk")
    )
    person: Any = request.user
    if request.method == "POST" and saved(form, [rows], organization=one, person=person, facts=None):
        messages.success(request, _("The members were changed."))
        return redirect("organization", one.pk)
    context = {"organization": one, "form": form, "rows": rows}
    status = 422 if request.method == "POST" else 200
    return render(request, "organizations/members.html", context, status=status)


def history(request: HttpRequest, id: str) -> HttpResponse:
    """What was changed of what is told of an organization."""
    one = get_object_or_404(Organization.objects.prefetch_related("names"), pk=id)
    context = {"organization": one, "changes": told_of_organization(one)}
    return render(request, "organizations/history.html", context)


def state(request: HttpRequest, id: str, moment: int) -> HttpResponse:
    """What was told of an organization after the change that ended at that moment."""
    one = get_object_or_404(Organization.objects.prefetch_related("names"), pk=id)
    person: Any = request.user

    def pairs(change: Change, other: Change | None) -> list[Pair]:
        after = states.state_after(one, other) if other else states.state_now(one)
        return states.compared(states.state_after(one, change), after)

    def give_back(change: Change, data: dict[str, Any]) -> str:
        then = states.state_after(one, change)
        states.restore(one, then, data["fields"], person=person, why=data["why"], seen=data["version"])
        return _("The organization was restored.")

    kept = Kept(
        name=one.name_in(page_language()),
        home=reverse("organization", args=[one.pk]),
        state="organization-state",
        key=one.pk,
        changes=told_of_organization(one),
        compared=pairs,
        version=version(one),
        give_back=give_back if may_describe(one, person) else None,
        apart=_("Its focal points and records have a history of their own and stay as they are."),
    )
    return answer(request, kept, moment)


@login_required
def new_focal_point(request: HttpRequest, id: str) -> HttpResponse:
    one = _described(request, id)
    return _focal_point(request, FocalPoint(organization=one), _("The focal point was entered."))


@login_required
def focal_point(request: HttpRequest, id: str, pk: int) -> HttpResponse:
    return _focal_point(request, _contact(request, id, pk), _("The focal point was changed."))


@login_required
@require_http_methods(["GET", "POST"])
def remove_focal_point(request: HttpRequest, id: str, pk: int) -> HttpResponse:
    """Ask, and take the focal point out of the register."""
    one, person = _contact(request, id, pk), request.user
    if request.method == "POST":
        focal_points.remove(one, person=person, why=request.POST.get("why", ""))  # type: ignore[arg-type]
        messages.success(request, _("The focal point was removed."))
        return redirect("organization", id)
    return render(request, "focal_points/remove.html", {"focal_point": one, "organization": one.organization})


def _contact(request: HttpRequest, id: str, pk: int) -> FocalPoint:
    """The focal point, for somebody who sees the whole of it and may keep it; else it is as absent."""
    organization = _described(request, id)
    rows = FocalPoint.objects.visible_to(request.user).select_related("circle", "creator")
    one = get_object_or_404(rows, pk=pk, organization=organization)
    one.organization = organization
    return one


def _focal_point(request: HttpRequest, one: FocalPoint, sentence: str) -> HttpResponse:
    person: Any = request.user
    there = one.pk is not None
    form = FocalPointForm(request.POST or None, focal_point=one, person=person)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        seen, why = data.pop("version"), data.pop("why", "")
        try:
            focal_points.keep(one, data, person=person, seen=seen, why=why)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, sentence)
            return redirect("organization", one.organization.pk)
    context = {
        "organization": one.organization,
        "focal_point": one if there else None,
        "form": form,
        "touched": focal_points.touched(one, person) if there else [],
    }
    return render(request, "focal_points/form.html", context, status=422 if form.errors else 200)
