"""The page of an earlier state of something, beside how it is now or was after another change; from there
it is given back, whole or in part. The same for records, organizations, documents, circles and people.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from concertation.accounts.acts import Change
from concertation.accounts.earlier import Pair
from concertation.register.states import SHARING
from concertation.web.forms.restoring import RestoringForm


@dataclass(frozen=True, slots=True)
class Kept:
    """Something whose earlier states are kept, as the page needs it.

    `name` is what it is called, `home` the address of its page; `state` and `key` make the address of one of
    its states (name of the address, and what stands in it). `compared` returns what it said after a change
    beside what it said after another one, or says now (None). `give_back` restores fields by what the form
    holds and returns the sentence that tells so; it is None where the person may not.
    """

    name: str
    home: str
    state: str
    key: Any
    changes: list[Change]
    compared: Callable[[Change, Change | None], list[Pair]]
    version: str
    give_back: Callable[[Change, dict[str, Any]], str] | None
    apart: str = ""
    """What has a history of its own, and stays."""
    warning: Callable[[Change], str] = lambda _change: ""
    """What to know before giving back what it was after the change."""
    narrower_then: Callable[[Change], bool] = lambda _change: False
    """Whether it was then shared so that more people see it now."""


def answer(request: HttpRequest, kept: Kept, moment: int) -> HttpResponse:
    """Show how it was after the change that ended at the moment (``?with=`` another change), and give back
    what is asked for. Raises `Http404` where there was no such change that the person is told of."""
    change = _of(kept.changes, moment)
    other = _of(kept.changes, request.GET["with"]) if request.GET.get("with", "").isdigit() else None
    pairs = kept.compared(change, other)
    different = [pair for pair in pairs if not pair.same]
    form = None
    if different and other is None and kept.give_back:
        form = RestoringForm(request.POST or None, pairs=different, version=kept.version)
        if request.method == "POST" and form.is_valid():
            try:
                done = kept.give_back(change, form.cleaned_data)
            except ValidationError as error:
                form.blame(error)
            else:
                messages.success(request, done)
                return redirect(kept.home)
    elif request.method == "POST":
        return redirect(kept.state, kept.key, moment)
    context = {
        "kept": kept,
        "change": change,
        "other": other,
        "others": [row for row in kept.changes if row.moment != change.moment],
        "different": _with_boxes(different, form),
        "same": [pair for pair in pairs if pair.same],
        "form": form,
        "warning": kept.warning(change),
        "asks_anyway": kept.narrower_then(change)
        or any(pair.before.name == SHARING for pair in different)
        or (form and "anyway" in form.errors),
    }
    status = 422 if form and form.errors else 200
    return render(request, "states/state.html", context, status=status)


def _of(told: list[Change], moment: Any) -> Change:
    found = next((one for one in told if one.moment == int(moment)), None)
    if found is None:
        raise Http404
    return found


def _with_boxes(pairs: list[Pair], form: RestoringForm | None) -> list[tuple[Pair, bool]]:
    """Each pair, and whether its box is ticked."""
    chosen: Collection[str] = form["fields"].value() or [] if form else []
    return [(pair, pair.before.name in chosen) for pair in pairs]
