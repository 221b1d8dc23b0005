"""Making one record of two: choosing the other one, both side by side, the outcome, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.accounts.audience import audience
from concertation.accounts.sharing import visible
from concertation.register.amending import may_be_changed_by
from concertation.register.changes import changes
from concertation.register.merging.aspects import aspects
from concertation.register.merging.records import merge, obstacles, widens
from concertation.register.merging.undoing import standing_against, undo
from concertation.register.models import Evidence, Merge, Record
from concertation.register.search import finding
from concertation.register.search.queries import read
from concertation.review.duplicates import alike, are_two, may_be_one, said_by
from concertation.web.comparing import chosen, joining, rows
from concertation.web.facts import facts
from concertation.web.kinds import KINDS
from concertation.web.lists.declared import shown
from concertation.web.reaching import changeable

FOUND = 20
"""Records that a search offers to be merged with."""


def mergeable(uid: str, person: Any) -> Any:
    """Return the record as the model of its kind, for somebody who may change it."""
    found = changeable(Record, uid, person)
    return shown(KINDS[found.kind].model.objects).select_related("creator").get(pk=found.pk)


@login_required
def choose(request: HttpRequest, uid: str) -> HttpResponse:
    """Which record is the same thing? Those that look like it, and those that a search finds."""
    person: Any = request.user
    one = mergeable(uid, person)
    typed = request.GET.get("q", "").strip()
    context = {
        "record": one,
        "alike": [row for row in alike(one, person) if may_be_changed_by(row.record, person)],
        "typed": typed,
        "found": _found(typed, one, person) if typed else [],
    }
    return render(request, "merging/choose.html", context)


def _found(typed: str, one: Record, person: Any) -> list[Record]:
    """The records of the kind that a search finds and that the person may change."""
    keys = finding.records(read(typed, person), person, most=finding.MOST_RECORDS).keys
    rows = {row.pk: row for row in shown(Record.objects.filter(pk__in=keys[:500], kind=one.kind))}
    several = [rows[key] for key in keys if key in rows and key != one.pk][:FOUND]
    return [row for row in several if may_be_changed_by(row, person)]


@login_required
def compare(request: HttpRequest, uid: str, other: str) -> HttpResponse:
    """Both side by side, and what stays of each; then the outcome; then, confirmed, the merge."""
    person: Any = request.user
    kept, gone = mergeable(uid, person), mergeable(other, person)
    choices = chosen(request)
    error: ValidationError | None = None
    if request.method == "POST":
        try:
            return _merged(request, kept, gone, choices)
        except ValidationError as refused:
            error = refused
            kept, gone = mergeable(uid, person), mergeable(other, person)
    standing = obstacles(kept, gone)
    found = [] if standing else rows(aspects(kept, gone, person), kept, choices)
    context = {
        "kept": kept,
        "other": gone,
        "obstacles": standing,
        "rows": found,
        "joining": [] if standing else joining(kept, gone, person),
        "widens": any(widens(kept, gone, side) for side in ("kept", "other")),
        "said": said_by(str(kept.uid), str(gone.uid)),
        "errors": error.messages if error else [],
        "asked": request.POST,
        "seen": _moments(kept, gone),
    }
    return render(request, "merging/compare.html", context, status=422 if error else 200)


def _moments(kept: Record, other: Record) -> str:
    return " ".join(one.updated_at.isoformat() for one in (kept, other))


def _seen(text: str) -> tuple[datetime, datetime]:
    try:
        mine, theirs = map(datetime.fromisoformat, text.split(" "))
    except ValueError as error:
        raise ValidationError(
            _("The form has lost which version of the records it shows. Open it again.")
        ) from error
    return mine, theirs


@transaction.atomic
def _merged(request: HttpRequest, kept: Any, other: Any, choices: dict[str, Any]) -> HttpResponse:
    """Merge them. Without the last confirmation show what comes of it, and leave all as it was."""
    person: Any = request.user
    why = request.POST.get("why", "")
    made = merge(
        kept,
        other,
        person=person,
        why=why[:300],
        choices=choices,
        widen=bool(request.POST.get("widen")),
        seen=_seen(request.POST.get("seen", "")),
    )
    if request.POST.get("step") == "merge":
        messages.success(
            request, _("Merged: “%(title)s” is part of this record now. It can be undone.") % {"title": other}
        )
        return redirect("record", kept.uid)
    answer = _outcome(request, made, other, choices)
    transaction.set_rollback(True)
    return answer


def _outcome(request: HttpRequest, made: Merge, other: Record, choices: dict[str, Any]) -> HttpResponse:
    """What the record would be."""
    person: Any = request.user
    model = KINDS[made.kind].model
    one = shown(model.objects.visible_to(person)).get(pk=made.record_id)
    seen = Record.objects.visible_to(person)
    evidence = Evidence.objects.filter(visible(person, "paragraph__document__"), record=one.pk)
    context = {
        "record": one,
        "other": other,
        "facts": facts(one, seen),
        "parties": list(one.participations.all()),
        "texts": list(one.texts.all()),
        "evidence": evidence.count(),
        "audience": audience(one),
        "choices": choices,
        "asked": request.POST,
    }
    return render(request, "merging/outcome.html", context)


@login_required
@require_POST
def tell_apart(request: HttpRequest, uid: str, other: str) -> HttpResponse:
    """Say that they are two, or take that back."""
    person: Any = request.user
    kept, gone = changeable(Record, uid, person), changeable(Record, other, person)
    if request.POST.get("two") == "no":
        may_be_one(str(kept.uid), str(gone.uid))
        messages.success(request, _("They are offered as one thing again."))
        return redirect("merge-records", kept.uid, gone.uid)
    are_two(str(kept.uid), str(gone.uid), person)
    messages.success(request, _("Kept as two: “%(title)s” is not offered again.") % {"title": gone})
    return redirect("duplicates" if request.POST.get("from") == "list" else "record", *_back(request, kept))


def _back(request: HttpRequest, kept: Record) -> list[Any]:
    return [] if request.POST.get("from") == "list" else [kept.uid]


@login_required
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """What went into a record or an organization, who did it and why; and taking it back."""
    person: Any = request.user
    one = get_object_or_404(
        Merge.objects.visible_to(person).select_related("record", "organization", "person"), pk=pk
    )
    may = may_be_changed_by(one.record, person) if one.record else person.may("people")
    errors: list[str] = []
    if request.method == "POST":
        if not may:
            raise PermissionDenied(_("Your role does not include changing this record."))
        try:
            undo(one, person)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, _("The merge was undone: they are two again."))
            address = ("record", one.old) if one.record else ("organization", one.old)
            return redirect(*address)
    gone = KINDS[one.kind].model(uid=one.old, kind=one.kind) if one.record else None
    if gone is not None:
        gone.pk = next(step["pk"] for step in reversed(one.journal) if step["do"] == "delete")
    context = {
        "merge": one,
        "may_undo": may,
        "standing": [] if errors else standing_against(one),
        "errors": errors,
        "changes": changes(gone, person) if gone is not None else [],
    }
    return render(request, "merging/account.html", context, status=422 if errors else 200)
