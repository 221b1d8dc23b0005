"""Commitments: the board, their updates, and the decisions of a meeting from which they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from concertation.exchange.tables.table import Coded
from concertation.register.attachments import attach
from concertation.register.models import Attachment, Commitment, Meeting, Progress
from concertation.register.progress import board as of
from concertation.register.progress import decide, take_back, tell
from concertation.web.forms.blame import blame
from concertation.web.forms.work import Decisions, ProgressForm
from concertation.web.lists.columns import ADDRESS, BENEFICIARY, DUE, LABEL, OWNER, PARTIES, TITLE, of_record
from concertation.web.lists.download import asked, of_rows
from concertation.web.lists.listing import Column
from concertation.web.reaching import changeable

SHOWN = 30
"""Commitments in a column of the board; the file has all."""


@dataclass(frozen=True, slots=True)
class _OnBoard:
    """A commitment and the column of the board in which it stands."""

    column: str
    word: str
    record: Commitment


COLUMNS = (
    Column(
        "column", gettext_lazy("Board"), lambda row: row.word, value=lambda row: Coded(row.column, row.word)
    ),
    *(of_record(column) for column in (TITLE, OWNER, BENEFICIARY, PARTIES, DUE, LABEL, ADDRESS)),
)


def board(request: HttpRequest) -> HttpResponseBase:
    """What is due from one's organizations, to them, and late; of all for those who have none. As a file with
    ``?format=``."""
    person: Any = request.user
    own = person.own if person.is_authenticated else frozenset()
    today = timezone.localdate()
    form = asked(request)
    found = of(person, own or None, today, None if form else SHOWN)
    if form:
        columns = (
            ("late", _("Overdue"), found.late.rows),
            ("from-us", _("Due from us") if own else _("Open"), found.from_us.rows),
            ("to-us", _("Due to us"), found.to_us.rows),
            ("unowned", _("Without an owner"), found.unowned.rows),
        )
        rows = [_OnBoard(code, word, row) for code, word, several in columns for row in several]
        return of_rows(
            request,
            form,
            name="commitments-board",
            title=_("Commitments"),
            columns=COLUMNS,
            rows=rows,
            labels={row.record.label for row in rows},
        )
    context = {
        "today": today,
        "columns": [
            (_("Overdue"), found.late, _("Nothing is late.")),
            (_("Due from us") if own else _("Open"), found.from_us, _("Nothing is open.")),
            *([(_("Due to us"), found.to_us, _("Nothing is owed to us."))] if own else []),
            (_("Without an owner"), found.unowned, _("Everything has an owner.")),
        ],
        "own": sorted(own),
    }
    return render(request, "commitments/board.html", context)


@login_required
def progress(request: HttpRequest, uid: str) -> HttpResponse:
    """Tell how far a commitment got."""
    person: Any = request.user
    one: Commitment = changeable(Commitment, uid, person)
    form = ProgressForm(request.POST or None, request.FILES or None, commitment=one, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            _tell(one, form.cleaned_data, person)
        except ValidationError as error:
            blame(form, error, {"date": "day", "name": "file", "size": "file"})
        else:
            messages.success(request, _("The update was added."))
            return redirect("record", one.uid)
    status = 422 if form.errors else 200
    return render(request, "commitments/progress.html", {"record": one, "form": form}, status=status)


@transaction.atomic
def _tell(one: Commitment, told: dict[str, Any], person: Any) -> None:
    """Add the update, with the file that shows it."""
    if file := told.pop("file", None):
        row, _unread = attach(one, file.read(), name=file.name, kind=Attachment.Kind.PROOF, person=person)
        told["proof"] = row
    tell(one, person=person, **told)


@login_required
@require_POST
def untell(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Take an update back."""
    person: Any = request.user
    one: Commitment = changeable(Commitment, uid, person)
    take_back(get_object_or_404(Progress, pk=pk, commitment=one.pk), person)
    messages.success(request, _("The update was taken back."))
    return redirect("record", one.uid)


@login_required
def decisions(request: HttpRequest, uid: str) -> HttpResponse:
    """Enter what a meeting decided; each decision becomes a commitment."""
    person: Any = request.user
    one: Meeting = changeable(Meeting, uid, person)
    forms: Any = Decisions(request.POST or None, prefix="decision")
    error: ValidationError | None = None
    if request.method == "POST" and forms.is_valid():
        found = [decision for form in forms if (decision := form.decision())]
        try:
            made = decide(one, found, person)
        except ValidationError as refused:
            error = refused
        else:
            messages.success(
                request,
                ngettext(
                    "%(number)s commitment was entered.", "%(number)s commitments were entered.", len(made)
                )
                % {"number": len(made)},
            )
            return redirect("record", one.uid)
    bad = request.method == "POST"
    context = {"record": one, "forms": forms, "error": error}
    return render(request, "commitments/decisions.html", context, status=422 if bad else 200)
