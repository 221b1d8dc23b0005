"""Review: the queue, one proposal beside its words, decisions, many at a time, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from concertation.accounts.sharing import visible
from concertation.register.asking import two_persons
from concertation.register.models import Attachment, Paragraph, Record
from concertation.review.deciding import (
    FIELDS,
    accept,
    accept_confident,
    may_second,
    reject,
    second,
    send_back,
)
from concertation.review.joining import additions
from concertation.review.matching import Candidate, candidates, clearly_the_same
from concertation.review.models import Proposal
from concertation.web.forms.proposal import ProposalForm
from concertation.web.highlighting import pieces
from concertation.web.paging import paged
from concertation.web.queue import Queue
from concertation.web.undoing import remember, undo_last

PER_PAGE = 50
AROUND = 2
"""Paragraphs shown on each side of the one that is reviewed."""
NEW = "new"


def reviewer(request: HttpRequest) -> Any:
    person: Any = request.user
    if not person.may("review"):
        raise PermissionDenied(_("Your role does not include reviewing proposals."))
    return person


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    person = reviewer(request)
    if request.method == "POST":
        return _decide_selected(request, person)
    asked = Queue(request.GET, person)
    rows = asked.rows.select_related("paragraph__document")
    context = {
        "queue": asked,
        **paged(rows, request.GET.get("page"), PER_PAGE),
        "may_undo": bool(request.session.get("decided")),
    }
    return render(request, "review/queue.html", context)


@login_required
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    person = reviewer(request)
    rows = Proposal.objects.visible_to(person).select_related(
        "paragraph__document", "paragraph__section", "record", "decided_by", "seconded_by"
    )
    one = get_object_or_404(rows, pk=pk)
    asked = Queue(request.GET, person)
    found = _candidates(one, person)
    if one.state == Proposal.State.SECOND:
        return _second(request, one, asked)
    form = ProposalForm(request.POST or None, proposal=one)
    if request.method == "POST" and (answer := _decide(request, one, form, found, asked)):
        return answer
    same = clearly_the_same(found)
    context = _beside(request, one, asked) | {
        "form": form,
        "sent_back": one.state == Proposal.State.PENDING and two_persons(one.paragraph.document.label),
        "candidates": [(candidate, additions(candidate.record, one)) for candidate in found],
        "into": request.POST.get("into") or (str(same.uid) if same else NEW),
        "record_shown": _record(one, person),
    }
    return render(request, "review/proposal.html", context, status=422 if form.errors else 200)


def _beside(request: HttpRequest, one: Proposal, asked: Queue) -> dict[str, Any]:
    """What stands on the page of a proposal, whatever is to be decided: its words among the others, where it
    stands in the queue."""
    person: Any = request.user
    before, after = _around(one.paragraph)
    files = Attachment.objects.filter(visible(person, "record__"), document=one.paragraph.document_id)
    return {
        "proposal": one,
        "queue": asked,
        "place": asked.place(one),
        "pieces": pieces(one.paragraph.text, [(one.start, one.end, "quote")]),
        "before": before,
        "after": after,
        "file": files.select_related("record").first(),
        "may_undo": bool(request.session.get("decided")),
    }


def _second(request: HttpRequest, one: Proposal, asked: Queue) -> HttpResponse:
    """What one person accepted, for a second one to confirm or to send back."""
    person: Any = request.user
    error: ValidationError | None = None
    if request.method == "POST":
        following = asked.place(one).after
        try:
            if request.POST.get("decision") == "confirm":
                second(one, person)
                messages.success(request, _("Confirmed: %(title)s") % {"title": one.title})
            else:
                send_back(one, person, request.POST.get("note", ""))
                messages.success(request, _("Sent back, with your note."))
        except ValidationError as refused:
            error = refused
        else:
            remember(request, [one.pk])
            return _go_on(request, following, asked)
    wanted = {name: getattr(one, name) for name in FIELDS} | one.asked.get("changes", {})
    joins = Record.objects.visible_to(person).filter(uid=one.asked["into"]) if one.asked.get("into") else None
    context = _beside(request, one, asked) | {
        "wanted": wanted,
        "joins": joins.first() if joins is not None else None,
        "may_second": may_second(one, person),
        "error": error,
    }
    return render(request, "review/proposal.html", context, status=422 if error else 200)


def _candidates(one: Proposal, person: Any) -> list[Candidate]:
    """The records that the proposal may be about, as far as the person may see them."""
    if one.state != Proposal.State.PENDING:
        return []
    found = candidates(one)
    seen = set(
        Record.objects.visible_to(person)
        .filter(pk__in=[candidate.record.pk for candidate in found])
        .values_list("pk", flat=True)
    )
    return [candidate for candidate in found if candidate.record.pk in seen]


def _record(one: Proposal, person: Any) -> Record | None:
    """The record that the proposal is part of, where the person may see it."""
    return Record.objects.visible_to(person).filter(pk=one.record_id or 0).first()


def _around(paragraph: Paragraph) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs that stand before and after it in the document."""
    at = paragraph.position
    rows = Paragraph.objects.filter(
        document=paragraph.document_id, position__range=(at - AROUND, at + AROUND)
    ).order_by("position")
    around = list(rows.only("number", "text", "position"))
    return [row for row in around if row.position < at], [row for row in around if row.position > at]


def _decide(
    request: HttpRequest, one: Proposal, form: ProposalForm, found: list[Candidate], asked: Queue
) -> HttpResponse | None:
    """Do what the button says; return None where the form has to be shown again."""
    person: Any = request.user
    if one.state != Proposal.State.PENDING:
        messages.warning(request, _("This proposal was decided meanwhile. Reopen it to decide it anew."))
        return redirect(_address(one.pk, asked))
    after = asked.place(one)
    if request.POST.get("decision") == "reject":
        reject(one, person, why=request.POST.get("why", "")[:500])
        messages.success(request, _("Rejected: %(title)s") % {"title": one.title})
    elif not form.is_valid():
        return None
    else:
        chosen = request.POST.get("into", NEW)
        into = next((candidate.record for candidate in found if str(candidate.record.uid) == chosen), None)
        if into is None and chosen != NEW:
            form.add_error(None, _("The record to join is not there any more. Choose again."))
            return None
        try:
            record = accept(one, person, changes=form.changes(), into=into, apart=into is None)
        except ValidationError as error:
            form.blame(error)
            return None
        words = _("Joined to a record that was there: %(title)s") if into else _("Accepted: %(title)s")
        if record is None:
            words = _("Accepted, and waits for a second person: %(title)s")
        title = record.title_in(one.paragraph.document.lang) if record else one.title
        messages.success(request, words % {"title": title})
    remember(request, [one.pk])
    return _go_on(request, after.after or after.before, asked)


def _go_on(request: HttpRequest, following: int | None, asked: Queue) -> HttpResponse:
    """Go to the next proposal; where there is none, to the queue, as a page of its own."""
    if following is None and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": _address(None, asked)})
    return redirect(_address(following, asked))


def _address(pk: int | None, asked: Queue) -> str:
    return (reverse("proposal", args=[pk]) if pk else reverse("review")) + asked.address


def _decide_selected(request: HttpRequest, person: Any) -> HttpResponse:
    asked = Queue(request.GET, person)
    wanted = [pk for pk in request.POST.getlist("proposal") if pk.isdigit()]
    rows = list(asked.waiting.filter(pk__in=wanted).select_related("paragraph__document"))
    if not rows:
        messages.warning(request, _("Select proposals that wait for a decision first."))
    elif request.POST.get("decision") == "reject":
        for row in rows:
            reject(row, person)
        remember(request, [row.pk for row in rows])
        messages.success(
            request,
            ngettext("%(number)s proposal rejected.", "%(number)s proposals rejected.", len(rows))
            % {"number": len(rows)},
        )
    else:
        _accept_all(request, rows, person, least=0)
    return redirect(reverse("review") + asked.address)


@login_required
def confident(request: HttpRequest) -> HttpResponse:
    """Accept all that wait above a confidence: first how many these are, then, confirmed, do it."""
    person = reviewer(request)
    asked = Queue(request.GET, person)
    try:
        least = min(max(float(request.GET.get("above", "90")), 0), 100)
    except ValueError:
        least = 90.0
    rows = asked.waiting.filter(confidence__gte=least / 100)
    if request.method == "POST":
        _accept_all(request, list(rows.select_related("paragraph__document")), person, least=least / 100)
        return redirect(reverse("review") + asked.address)
    known = rows.filter(unknown=[])
    context = {
        "queue": asked,
        "least": least,
        "number": known.count(),
        "unknown": rows.exclude(unknown=[]).count(),
    }
    return render(request, "review/confident.html", context)


def _accept_all(request: HttpRequest, rows: list[Any], person: Any, *, least: float) -> None:
    outcome = accept_confident(rows, person, least=least)
    left = {row.pk for row, _reason in outcome.left}
    remember(request, [row.pk for row in rows if row.pk not in left])
    messages.success(
        request,
        _("%(new)s new records, %(joined)s joined to records that were there.")
        % {"new": outcome.new, "joined": outcome.joined},
    )
    if outcome.waiting:
        messages.warning(
            request,
            ngettext(
                "%(number)s more waits for a second person.",
                "%(number)s more wait for a second person.",
                outcome.waiting,
            )
            % {"number": outcome.waiting},
        )
    for row, reason in outcome.left[:10]:
        messages.warning(
            request, _("Not accepted: %(title)s. %(reason)s") % {"title": row.title, "reason": reason}
        )
    if len(outcome.left) > 10:
        messages.warning(
            request, _("%(number)s more were not accepted.") % {"number": len(outcome.left) - 10}
        )


@login_required
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last decision: the one of the address, else the last that this person made here."""
    person = reviewer(request)
    asked = Queue(request.GET, person)
    reopened = undo_last(request, person, request.POST.get("proposal", ""))
    back = request.POST.get("back", "")
    if not reopened:
        messages.warning(request, _("There is nothing to undo."))
        return redirect(reverse("review") + asked.address)
    messages.success(
        request,
        ngettext(
            "The decision is undone: the proposal waits again.",
            "The decisions are undone: %(number)s proposals wait again.",
            len(reopened),
        )
        % {"number": len(reopened)},
    )
    if back.startswith(reverse("decisions-taken")):
        return redirect(back)
    return _go_on(request, reopened[0] if len(reopened) == 1 else None, asked)


@login_required
def decisions(request: HttpRequest) -> HttpResponse:
    """What was decided, by everybody or by oneself; each decision can be undone from here."""
    person = reviewer(request)
    rows = Proposal.objects.visible_to(person).exclude(state=Proposal.State.PENDING)
    state, by = request.GET.get("state", ""), request.GET.get("by", "")
    if state:
        rows = rows.filter(state=state)
    if by == "me":
        rows = rows.filter(decided_by=person)
    rows = rows.select_related("paragraph__document", "decided_by").order_by("-decided_at", "-pk")
    context = paged(rows, request.GET.get("page"), PER_PAGE)
    seen = Record.objects.visible_to(person).prefetch_related("texts")
    records = seen.in_bulk([one.record_id for one in context["page"] if one.record_id])
    context |= {
        "rows": [(one, records.get(one.record_id)) for one in context["page"]],
        "states": [choice for choice in Proposal.State.choices if choice[0] != Proposal.State.PENDING],
        "state": state,
        "by": by,
    }
    return render(request, "review/decisions.html", context)
