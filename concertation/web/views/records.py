"""The page of a record, and its form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from concertation.accounts.sharing import visible
from concertation.register.amending import amend
from concertation.register.changes import changes
from concertation.register.models import Evidence, Meeting, Participation, Record
from concertation.web.facts import facts
from concertation.web.forms.record import RecordForm
from concertation.web.kinds import KINDS
from concertation.web.lists.declared import shown


def record(request: HttpRequest, uid: str) -> HttpResponse:
    person: Any = request.user
    one = _one(uid, person)
    context = {
        "record": one,
        "facts": facts(one, person),
        "parties": list(one.participations.all()),
        "evidence": _evidence(one, person),
        "texts": list(one.texts.all()),
        "series": _series(one, person),
        "follows": _linked(one, "predecessors", person),
        "commitments": Record.objects.visible_to(person)
        .filter(commitment__source=one.pk)
        .prefetch_related("texts")
        .order_by("commitment__due", "pk"),
        "changes": changes(one, person),
        "may_edit": person.is_authenticated and person.may("edit"),
    }
    return render(request, "records/record.html", context)


@login_required
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    person: Any = request.user
    one = _one(uid, person)
    if not person.may("edit"):
        raise PermissionDenied(_("Your role does not include changing records."))
    form = RecordForm(request.POST or None, record=one, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            amend(one, person=person, **form.values())
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The record was changed."))
            return redirect(reverse("record", args=[one.uid]))
    status = 422 if form.errors else 200
    return render(request, "records/edit.html", {"record": _one(uid, person), "form": form}, status=status)


def _one(uid: str, person: Any) -> Record:
    """Return the record as the model of its kind; a hidden one is as absent as one that is not there."""
    kind = get_object_or_404(Record.objects.visible_to(person).only("kind", "pk"), uid=uid)
    return shown(KINDS[kind.kind].model.objects.select_related("circle", "creator")).get(pk=kind.pk)


def _evidence(one: Record, person: Any) -> list[Evidence]:
    """The quotes from documents that the person may see."""
    rows = Evidence.objects.filter(visible(person, "paragraph__document__"), record=one.pk)
    return list(rows.select_related("paragraph__document", "confirmed_by"))


def _series(one: Record, person: Any) -> list[Record]:
    """The meetings of the mechanism, or of the one that the meeting is a session of; the last first."""
    mechanism = one.pk if one.kind == Record.Kind.MECHANISM else getattr(one, "mechanism_id", None)
    if not mechanism or not Record.objects.visible_to(person).filter(pk=mechanism).exists():
        return []
    parts = Participation.objects.select_related("organization").prefetch_related("organization__names")
    rows = Meeting.objects.visible_to(person).filter(mechanism=mechanism)
    rows = rows.prefetch_related("texts", "places", Prefetch("participations", parts))
    return list(rows.order_by(F("latest").desc(nulls_last=True), F("number").desc(nulls_last=True), "pk"))


def _linked(one: Record, name: str, person: Any) -> list[Record]:
    related = getattr(one, name, None)
    return list(related.visible_to(person).prefetch_related("texts")) if related is not None else []
