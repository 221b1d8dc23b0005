"""Records that look like one: the list of all, those of one record, and those of what is being entered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.register.amending import may_be_changed_by
from concertation.register.models import Record
from concertation.register.numbering import same_number
from concertation.review.duplicates import alike, look, pairs, unlooked
from concertation.web.forms.record import RecordForm
from concertation.web.kinds import KINDS
from concertation.web.lists.declared import shown
from concertation.web.paging import paged
from concertation.web.reaching import changeable

PER_PAGE = 25

AT_ONCE = 200
"""Records that are looked through in one request: a few seconds."""


@login_required
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that look like one, for those who may change them; and a button to look further."""
    person: Any = request.user
    if not person.may("edit"):
        raise PermissionDenied(_("Your role does not include changing records."))
    if request.method == "POST":
        if not person.may("review"):
            raise PermissionDenied(_("Only reviewers look through the register."))
        look(unlooked()[:AT_ONCE])
        messages.success(request, _("The records that were entered or changed last were compared."))
        return redirect("duplicates")
    lines = shown(Record.objects.all())
    found = pairs(person).prefetch_related(Prefetch("first", lines), Prefetch("second", lines))
    context: dict[str, Any] = paged(found, request.GET.get("page"), PER_PAGE)
    context["may_look"] = person.may("review")  # How much is not looked through would tell of what is hidden.
    return render(request, "merging/pairs.html", context)


@login_required
def like_record(request: HttpRequest, uid: str) -> HttpResponse:
    """A piece of the record's page: what it looks like, for those who may change it."""
    person: Any = request.user
    one = changeable(Record, uid, person)
    found = [row for row in alike(one, person) if may_be_changed_by(row.record, person)]
    twins = same_number(one.detail, person).visible_to(person).prefetch_related("texts")
    return render(request, "merging/alike.html", {"record": one, "alike": found, "same_number": twins})


@login_required
@require_POST
def like_entry(request: HttpRequest, kind: str) -> HttpResponse:
    """A piece of the form of a new record: what is in the register already, as far as the person sees it."""
    person: Any = request.user
    if kind not in KINDS:
        raise Http404
    if not person.may("edit"):
        raise PermissionDenied(_("Your role does not include entering records."))
    form = RecordForm(request.POST, record=KINDS[kind].model(), person=person)
    return render(request, "merging/like.html", {"like": form.like()})
