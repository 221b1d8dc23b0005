"""What became of a record: its history, how it was after a change beside how it is, and giving that back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from concertation.accounts.sharing import wider
from concertation.register.amending import may_be_changed_by
from concertation.register.asking import waiting_for
from concertation.register.changes import Change, changes
from concertation.register.states import SHARING, Pair, compared, restore, state_after, state_now
from concertation.web.forms.restoring import RestoringForm
from concertation.web.reaching import at_hand


@vary_on_headers("HX-Request")
def history(request: HttpRequest, uid: str) -> HttpResponse:
    """Who changed what of the record, when and why: as a page, and as a part of the record's own page, which
    fetches it where the reader comes to it."""
    person: Any = request.user
    one = at_hand(uid, person)
    htmx: Any = getattr(request, "htmx", None)
    template = "records/changes.html" if htmx and not htmx.history_restore_request else "records/history.html"
    return render(request, template, {"record": one, "changes": changes(one, person)})


def state(request: HttpRequest, uid: str, moment: int) -> HttpResponse:
    """The record after the change that ended at that moment, beside how it is now or was after another one
    (``?with=``); from here it can be given back, whole or in part."""
    person: Any = request.user
    one = at_hand(uid, person)
    told = changes(one, person)
    change = _of(told, moment)
    other = _of(told, request.GET["with"]) if request.GET.get("with", "").isdigit() else None
    then, now = state_after(one, change), state_now(one)
    pairs = compared(then, state_after(one, other) if other else now, person)
    different = [pair for pair in pairs if not pair.same]
    form = None
    if different and other is None and may_be_changed_by(one, person):
        form = RestoringForm(request.POST or None, pairs=different, version=one.updated_at)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            try:
                changed = restore(
                    one, then, data["fields"], person=person, why=data["why"], anyway=data["anyway"],
                    seen=datetime.fromisoformat(data["version"]),
                )  # fmt: skip
            except ValidationError as error:
                form.blame(error)
            else:
                messages.success(request, _("The record was restored."))
                if SHARING in data["fields"] and waiting_for(changed).exists():
                    messages.warning(request, _("Wider sharing waits for a second person."))
                return redirect("record", one.uid)
    elif request.method == "POST":
        return redirect("state", one.uid, moment)
    narrower_then = wider(one.label, one.circle_id, then.own)
    context = {
        "record": one,
        "change": change,
        "other": other,
        "others": [row for row in told if row.moment != moment],
        "different": _with_boxes(different, form),
        "same": [pair for pair in pairs if pair.same],
        "form": form,
        "narrower_then": narrower_then,
        "asks_anyway": narrower_then or any(pair.before.name == SHARING for pair in different),
        "latest": told[0].moment == moment,
    }
    status = 422 if form and form.errors else 200
    return render(request, "records/state.html", context, status=status)


def _of(told: list[Change], moment: Any) -> Change:
    found = next((one for one in told if one.moment == int(moment)), None)
    if found is None:
        raise Http404
    return found


def _with_boxes(pairs: list[Pair], form: RestoringForm | None) -> list[tuple[Pair, bool]]:
    """Each pair, and whether its box is ticked."""
    chosen = form["fields"].value() or [] if form else []
    return [(pair, pair.before.name in chosen) for pair in pairs]
