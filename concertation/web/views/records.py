"""The page of a record, and its form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from concertation.accounts.audience import audience
from concertation.accounts.sharing import Held, visible, wider
from concertation.register.acknowledging import is_sender, readers
from concertation.register.amending import may_be_changed_by
from concertation.register.asking import waiting_for
from concertation.register.focal_points import contacts
from concertation.register.models import (
    Acknowledgement,
    Agreement,
    Evidence,
    Mechanism,
    Meeting,
    Merge,
    Notice,
    Pledge,
    Presence,
    Record,
)
from concertation.register.noting import notes_of
from concertation.register.progress import completion, updates
from concertation.review.duplicates import look_at
from concertation.web.facts import facts
from concertation.web.forms.record import RecordForm
from concertation.web.kinds import KINDS
from concertation.web.reaching import at_hand
from concertation.web.sessions import of_mechanism, of_meeting
from concertation.web.views.action_lines import lines
from concertation.web.views.attachments import files
from concertation.web.views.confirming import asked_of
from concertation.web.views.formalities import acts_of
from concertation.web.views.pledges import payments, pledges_of
from concertation.web.views.withdrawing import gone


def record(request: HttpRequest, uid: str) -> HttpResponse:
    person: Any = request.user
    seen = Record.objects.visible_to(person)
    one = at_hand(uid, person, withdrawn=True)
    if one.held == Held.WITHDRAWN:
        return gone(request, one)
    evidence = _evidence(one, person)
    sources = {row.paragraph.document for row in evidence}
    commitments = [] if one.kind == Record.Kind.AGREEMENT else _commitments(one, seen)
    series = _series(one, person)
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
        "series": series,
        "commitments": commitments,
        "may_edit": may_be_changed_by(one, person),
        **_of_kind(one, person, commitments, series),
        "merges": list(Merge.objects.visible_to(person).filter(record=one.pk).select_related("person")),
    }
    context |= asked_of(one, person)
    linked = [fact.record for fact in context["facts"] if fact.record]
    prefetch_related_objects([*linked, *context.get("follows", ())], "texts")
    if one.kind == Record.Kind.COMMITMENT:
        context["updates"] = updates(one, person)
    if commitments:
        context["completion"] = completion(row.status for row in commitments)
    return render(request, "records/record.html", context)


def _of_kind(one: Record, person: Any, commitments: Any, series: list[Any]) -> dict[str, Any]:
    """What only the pages of some kinds of record show."""
    match one:
        case Agreement():
            follows = list(Agreement.objects.visible_to(person).filter(successor=one))
            return {"acts": acts_of(one), "lines": lines(one, person), "follows": follows}
        case Meeting():
            return of_meeting(one, person, commitments) | {"pledges": pledges_of(one, person)}
        case Mechanism():
            return of_mechanism(one, series)
        case Notice():
            return _readers(one, person)
        case Pledge():
            return {"payments": payments(one)}
        case Presence():
            return {"officers": contacts(person, presence=one)[0]}
        case _:
            return {}


def _commitments(one: Record, seen: Any) -> Any:
    """The commitments that were agreed at the record."""
    rows = seen.filter(commitment__source=one.pk).annotate(
        agenda_item=F("commitment__agenda_item"), status=F("commitment__status")
    )
    return rows.prefetch_related("texts").order_by("commitment__due", "pk")


def _readers(notice: Notice, person: Any) -> dict[str, Any]:
    """For the sender of a notice who has read it; for those who did not enter it whether they said so."""
    if not person.is_authenticated:
        return {}
    return {
        "readers": readers(notice) if is_sender(notice, person) else None,
        "asked": notice.creator != person,
        "mine": Acknowledgement.objects.filter(notice=notice, person=person).first(),
    }


@login_required
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    person: Any = request.user
    one = at_hand(uid, person)
    if not may_be_changed_by(one, person):
        raise PermissionDenied(_("Your role does not include changing this record."))
    form = RecordForm(request.POST or None, record=one, person=person)
    if answer := saved(request, form, _("The record was changed.")):
        return answer
    status = 422 if form.errors else 200
    return render(request, "records/edit.html", {"record": at_hand(uid, person), "form": form}, status=status)


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
    if answer := saved(request, form, _("The record was entered.")):
        return answer
    status = 422 if form.errors else 200
    like = form.like() if "another" in form.errors else []
    context = {"kind": KINDS[kind], "form": form, "like": like}
    return render(request, "records/new.html", context, status=status)


def saved(request: HttpRequest, form: RecordForm, sentence: str) -> HttpResponse | None:
    """Save the form and go to the record; None where it has to be shown, or shown again."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        record = form.save()
        look_at(record)
    except ValidationError as error:
        form.blame(error)
        return None
    messages.success(request, sentence)
    if waiting_for(record).exists():
        messages.warning(request, _("Its label asks for two persons: a second one has to confirm it."))
    return redirect(reverse("record", args=[record.uid]))


def _evidence(one: Record, person: Any) -> list[Evidence]:
    """The quotes from documents that the person may see."""
    rows = Evidence.objects.filter(visible(person, "paragraph__document__"), record=one.pk)
    return list(rows.select_related("paragraph__document", "confirmed_by"))


def _series(one: Record, person: Any) -> list[Any]:
    """The meetings of the mechanism, or of the one that the meeting is a session of; the last first."""
    key = one.pk if one.kind == Record.Kind.MECHANISM else getattr(one, "mechanism_id", None)
    if not key:
        return []
    mechanism = Mechanism.objects.visible_to(person).filter(pk=key).order_by()
    rows: Any = Meeting.objects.visible_to(person).filter(mechanism=key, mechanism__in=mechanism.values("pk"))
    rows = rows.prefetch_related("texts", "places")
    return list(rows.order_by(F("latest").desc(nulls_last=True), F("number").desc(nulls_last=True), "pk"))
