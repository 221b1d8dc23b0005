"""What became of a record: its history, how it was after a change beside how it is, and giving that back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from concertation.accounts.acts import Change
from concertation.accounts.earlier import Pair
from concertation.accounts.sharing import wider
from concertation.register.amending import may_be_changed_by
from concertation.register.asking import waiting_for
from concertation.register.changes import changes
from concertation.register.states import SHARING, compared, restore, state_after, state_now
from concertation.web.reaching import at_hand
from concertation.web.templatetags.words import title
from concertation.web.views.restoring import Kept, answer


@vary_on_headers("HX-Request")
def history(request: HttpRequest, uid: str) -> HttpResponse:
    """Who changed what of the record, when and why: as a page, and as a part of the record's own page, which
    fetches it where the reader comes to it."""
    person: Any = request.user
    one = at_hand(uid, person)
    htmx: Any = getattr(request, "htmx", None)
    template = "states/changes.html" if htmx and not htmx.history_restore_request else "records/history.html"
    context = {"record": one, "changes": changes(one, person), "state": "state", "key": one.uid}
    return render(request, template, context)


def state(request: HttpRequest, uid: str, moment: int) -> HttpResponse:
    """The record after the change that ended at that moment."""
    person: Any = request.user
    one = at_hand(uid, person)

    def pairs(change: Change, other: Change | None) -> list[Pair]:
        after = state_after(one, other) if other else state_now(one)
        return compared(state_after(one, change), after, person)

    def give_back(change: Change, data: dict[str, Any]) -> str:
        changed = restore(
            one, state_after(one, change), data["fields"], person=person, why=data["why"],
            anyway=data["anyway"], seen=_seen(data["version"]),
        )  # fmt: skip
        if SHARING in data["fields"] and waiting_for(changed).exists():
            messages.warning(request, _("Wider sharing waits for a second person."))
        return _("The record was restored.")

    def narrower_then(change: Change) -> bool:
        return wider(one.label, one.circle_id, state_after(one, change).own)

    warned = _(
        "The record was shared more narrowly then: what was said then becomes known to all who see it now."
    )
    kept = Kept(
        name=title(one),
        home=reverse("record", args=[one.uid]),
        state="state",
        key=one.uid,
        changes=changes(one, person),
        compared=pairs,
        version=one.updated_at.isoformat(),
        give_back=give_back if may_be_changed_by(one, person) else None,
        apart=_(
            "Files, notes, evidence, agenda, payments and formalities have a history of their own and stay "
            "as they are."
        ),
        warning=lambda change: warned if narrower_then(change) else "",
        narrower_then=narrower_then,
    )
    return answer(request, kept, moment)


def _seen(version: str) -> datetime:
    try:
        return datetime.fromisoformat(version)
    except ValueError as error:
        raise ValidationError(
            _("The form has lost which version of the record it shows. Open it again.")
        ) from error
