"""Making one organization of two, for those who administer people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from concertation.register.merging.organizations import (
    aspects_of,
    merge_organizations,
    obstacles_to,
    widening,
)
from concertation.register.models import Organization
from concertation.register.search.names import called, organizations
from concertation.register.search.tokens import words
from concertation.web.comparing import chosen, joining_of, rows

FOUND = 20


def administered(id: str, person: Any) -> Organization:
    """Return the organization, for somebody who may merge it with another."""
    one = get_object_or_404(Organization.objects.prefetch_related("names", "bodies", "people"), pk=id)
    if not person.may("people"):
        raise PermissionDenied(_("Only who administers people can merge organizations."))
    return one


@login_required
def choose(request: HttpRequest, id: str) -> HttpResponse:
    """Which organization is the same body? Those of the same name, and those that a search finds."""
    person: Any = request.user
    one = administered(id, person)
    typed = request.GET.get("q", "").strip()
    found = [row for row in organizations(list(words(typed)))[:FOUND] if row.pk != one.pk] if typed else []
    context = {"organization": one, "alike": namesakes(one), "typed": typed, "found": found}
    return render(request, "merging/choose_organization.html", context)


def namesakes(one: Organization) -> list[Organization]:
    """The organizations with a name that this one has, too."""
    own = {name.folded for name in one.names.all()}
    ids = {id for several in called(own).values() for id in several} - {one.pk}
    return list(Organization.objects.filter(pk__in=ids).prefetch_related("names").order_by("pk"))


@login_required
def compare(request: HttpRequest, id: str, other: str) -> HttpResponse:
    """Both side by side, and what stays of each; then the outcome; then, confirmed, the merge."""
    person: Any = request.user
    kept, gone = administered(id, person), administered(other, person)
    choices = chosen(request)
    error: ValidationError | None = None
    if request.method == "POST":
        try:
            return _merged(request, kept, gone, choices)
        except ValidationError as refused:
            error = refused
    standing = obstacles_to(kept, gone)
    context = {
        "kept": kept,
        "other": gone,
        "obstacles": standing,
        "rows": [] if standing else rows(aspects_of(kept, gone), kept, choices),
        "joining": [] if standing else joining_of(kept, gone, person),
        "widening": widening(kept, gone),
        "errors": error.messages if error else [],
        "asked": request.POST,
    }
    return render(request, "merging/compare_organizations.html", context, status=422 if error else 200)


@transaction.atomic
def _merged(
    request: HttpRequest, kept: Organization, other: Organization, choices: dict[str, Any]
) -> HttpResponse:
    """Merge them. Without the last confirmation show what comes of it, and leave all as it was."""
    person: Any = request.user
    merge_organizations(
        kept,
        other,
        person=person,
        why=request.POST.get("why", "")[:300],
        choices=choices,
        widen=bool(request.POST.get("widen")),
    )
    if request.POST.get("step") == "merge":
        messages.success(
            request,
            _("Merged: %(name)s is part of this organization now. It can be undone.") % {"name": other.pk},
        )
        return redirect("organization", kept.pk)
    one = Organization.objects.select_related("parent", "successor").prefetch_related("names", "bodies")
    context = {
        "organization": one.get(pk=kept.pk),
        "other": other,
        "people": list(kept.people.all()),  # type: ignore[attr-defined]
        "choices": choices,
        "asked": request.POST,
    }
    answer = render(request, "merging/outcome_organization.html", context)
    transaction.set_rollback(True)
    return answer
