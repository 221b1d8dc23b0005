"""The action lines of an agreement: entered several at once, told to be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from concertation.register.action_lines import agree, lines_of, tell_done
from concertation.register.models import Agreement, Commitment
from concertation.web.forms.action_lines import DoneForm, PasteForm, action_lines
from concertation.web.reaching import changeable

FEW = 15
"""Lines that are shown together; of more, those that are done stand apart."""


@login_required
def enter(request: HttpRequest, uid: str) -> HttpResponse:
    """Enter action lines; a text that is pasted is made into rows first, to be looked through."""
    person: Any = request.user
    one: Agreement = changeable(Agreement, uid, person)
    if request.method != "POST":
        return _form(request, one, PasteForm(), action_lines())
    if "split" in request.POST:
        return _split(request, one)
    rows = action_lines(request.POST)
    error: ValidationError | None = None
    if rows.is_valid():
        lines = [line for row in rows if (line := row.line())]
        try:
            made = agree(one, lines, person)
        except ValidationError as refused:
            error = refused
        else:
            sentence = ngettext(
                "%(n)s action line was entered.", "%(n)s action lines were entered.", len(made)
            )
            messages.success(request, sentence % {"n": len(made)})
            return redirect("record", one.uid)
    return _form(request, one, PasteForm(), rows, error, status=422)


def _split(request: HttpRequest, one: Agreement) -> HttpResponse:
    """Make rows of the text that was pasted, after those that are filled."""
    pasted = PasteForm(request.POST)
    if not pasted.is_valid():
        return _form(request, one, pasted, action_lines(rows=_filled(request)), status=422)
    rows = [*_filled(request), *pasted.rows()]
    return _form(request, one, PasteForm(), action_lines(rows=rows))


def _filled(request: HttpRequest) -> Iterator[dict[str, Any]]:
    """What stands in the rows as they were sent."""
    for row in action_lines(request.POST):
        found = {name: str(row[name].value() or "").strip() for name in row.fields}
        if any(found.values()):
            yield found


def _form(
    request: HttpRequest,
    one: Agreement,
    pasted: PasteForm,
    rows: Any,
    error: ValidationError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"record": one, "pasted": pasted, "rows": rows, "error": error}
    return render(request, "agreements/enter_lines.html", context, status=status)


@login_required
@require_POST
def done(request: HttpRequest, uid: str) -> HttpResponse:
    """Tell of several action lines that they are done."""
    person: Any = request.user
    one: Agreement = changeable(Agreement, uid, person)
    form = DoneForm(request.POST)
    chosen = set(request.POST.getlist("line"))
    lines = [row for row in lines_of(one, person) if str(row.pk) in chosen]
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: choose a day."))
    elif not lines:
        messages.error(request, _("Nothing was changed: choose the lines that are done."))
    else:
        try:
            number = tell_done(lines, **form.cleaned_data, person=person)
        except ValidationError as refused:
            messages.error(request, _("Nothing was changed.") + " " + " ".join(refused.messages))
        else:
            sentence = ngettext("%(n)s action line is done.", "%(n)s action lines are done.", number)
            messages.success(request, sentence % {"n": number})
    return redirect("record", one.uid)


def lines(agreement: Agreement, person: Any) -> dict[str, Any]:
    """Return what the page of the agreement shows of its action lines."""
    rows = lines_of(agreement, person)
    counted = [row for row in rows if row.status != Commitment.Status.DROPPED.value]
    finished = [row for row in rows if row.status != Commitment.Status.OPEN.value]
    apart = len(rows) > FEW and len(finished) > 1
    return {
        "rows": [row for row in rows if row not in finished] if apart else rows,
        "finished": finished if apart else [],
        "done": sum(row.status == Commitment.Status.DONE.value for row in rows),
        "all": len(counted),
        "open": any(row.status == Commitment.Status.OPEN.value for row in rows),
        "form": DoneForm(),
    }
