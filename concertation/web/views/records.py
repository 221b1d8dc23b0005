"""The page of a record, and its form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from concertation.accounts.audience import audience
from concertation.accounts.sharing import visible, wider
from concertation.register.amending import may_be_changed_by
from concertation.register.changes import changes
from concertation.register.models import Acknowledgement, Evidence, Meeting, Progress, Record
from concertation.register.noting import notes_of
from concertation.register.progress import completion
from concertation.web.facts import facts
from concertation.web.forms.record import RecordForm
from concertation.web.kinds import KINDS
from concertation.web.lists.declared import shown
from concertation.web.views.attachments import files


def record(request: HttpRequest, uid: str) -> HttpResponse:
    person: Any = request.user
    seen = Record.objects.visible_to(person)
    one = _one(uid, person)
    evidence = _evidence(one, person)
    sources = {row.paragraph.document for row in evidence}
    context = {
        "record": one,
        "facts": facts(one, seen),
        "parties": list(one.participations.all()),
        "evidence": evidence,
        "audience": audience(one),
        "narrower": [source for source in sources if wider(one.label, one.circle_id, source)],
        "notes": list(notes_of(one, person)),
        "texts": list(one.texts.all()),
        "files": files(one, person),
        "series": _series(one, seen),
        "follows": seen.filter(agreement__successor=one.pk).prefetch_related("texts")
        if one.kind == Record.Kind.AGREEMENT
        else [],
        "commitments": seen.filter(commitment__source=one.pk)
        .prefetch_related("texts")
        .order_by("commitment__due", "pk"),
        "changes": changes(one, person),
        "may_edit": may_be_changed_by(one, person),
    }
    if one.kind == Record.Kind.COMMITMENT:
        context["updates"] = list(Progress.objects.filter(commitment=one.pk).select_related("person"))
    if context["commitments"]:
        context["completion"] = completion(one, person)
    if one.kind == Record.Kind.NOTICE:
        context |= _readers(one, person)
    return render(request, "records/record.html", context)


def _readers(notice: Record, person: Any) -> dict[str, Any]:
    """Who said to have read the notice, and whether this person still may."""
    rows = list(Acknowledgement.objects.filter(notice=notice.pk).select_related("person"))
    mine = any(row.person_id == person.pk for row in rows)
    may = person.is_authenticated and not mine and notice.creator != person
    return {"acknowledged": rows if person.is_authenticated else [], "may_acknowledge": may}


@login_required
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    person: Any = request.user
    one = _one(uid, person)
    if not may_be_changed_by(one, person):
        raise PermissionDenied(_("Your role does not include changing this record."))
    form = RecordForm(request.POST or None, record=one, person=person)
    if answer := _saved(request, form, _("The record was changed.")):
        return answer
    status = 422 if form.errors else 200
    return render(request, "records/edit.html", {"record": _one(uid, person), "form": form}, status=status)


@login_required
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a new record; the address may carry what is known already (``?organizations=AU;LAS``)."""
    person: Any = request.user
    if not person.may("edit"):
        raise PermissionDenied(_("Your role does not include entering records."))
    if kind not in KINDS:
        raise Http404
    known = {name: request.GET[name] for name in request.GET}
    form = RecordForm(request.POST or None, record=KINDS[kind].model(), person=person, initial=known)
    if answer := _saved(request, form, _("The record was entered.")):
        return answer
    status = 422 if form.errors else 200
    return render(request, "records/new.html", {"kind": KINDS[kind], "form": form}, status=status)


def _saved(request: HttpRequest, form: RecordForm, sentence: str) -> HttpResponse | None:
    """Save the form and go to the record; None where it has to be shown, or shown again."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        record = form.save()
    except ValidationError as error:
        form.blame(error)
        return None
    messages.success(request, sentence)
    return redirect(reverse("record", args=[record.uid]))


def _one(uid: str, person: Any) -> Record:
    """Return the record as the model of its kind; a hidden one is as absent as one that is not there."""
    seen = Record.objects.visible_to(person)
    found = get_object_or_404(seen.only("kind", "pk"), uid=uid)
    rows: Any = KINDS[found.kind].model.objects
    return shown(rows.visible_to(person).select_related("circle", "creator")).get(pk=found.pk)


def _evidence(one: Record, person: Any) -> list[Evidence]:
    """The quotes from documents that the person may see."""
    rows = Evidence.objects.filter(visible(person, "paragraph__document__"), record=one.pk)
    return list(rows.select_related("paragraph__document", "confirmed_by"))


def _series(one: Record, seen: Any) -> list[Record]:
    """The meetings of the mechanism, or of the one that the meeting is a session of; the last first."""
    mechanism = one.pk if one.kind == Record.Kind.MECHANISM else getattr(one, "mechanism_id", None)
    if not mechanism:
        return []
    rows = Meeting.objects.filter(pk__in=seen.order_by().values("pk"), mechanism=mechanism)
    rows = rows.filter(mechanism__in=seen.order_by().values("pk")).prefetch_related("texts", "places")
    return list(rows.order_by(F("latest").desc(nulls_last=True), F("number").desc(nulls_last=True), "pk"))
