"""Correcting what is told of a document, and the history of that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from concertation.accounts.acts import Change, version
from concertation.accounts.earlier import Pair
from concertation.accounts.sharing import wider
from concertation.register import correcting
from concertation.register.changes import document_changes
from concertation.register.models import Document
from concertation.web.forms.correcting import CorrectingForm
from concertation.web.views.restoring import Kept, answer


def _seen(request: HttpRequest, pk: int) -> Document:
    return get_object_or_404(Document.objects.visible_to(request.user).select_related("circle"), pk=pk)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, language, label and circle of a document."""
    person: Any = request.user
    one = _seen(request, pk)
    if not correcting.may_correct(one, person):
        raise PermissionDenied(_("Your role does not include changing this document."))
    form = CorrectingForm(request.POST or None, document=one, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            correcting.correct(one, **form.wanted(), person=person)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The document was changed."))
            return redirect("document", one.pk)
    status = 422 if form.errors else 200
    return render(request, "documents/edit.html", {"document": one, "form": form}, status=status)


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was changed of what is told of a document."""
    one = _seen(request, pk)
    changes = document_changes(one, request.user)  # type: ignore[arg-type]
    return render(request, "documents/history.html", {"document": one, "changes": changes})


def state(request: HttpRequest, pk: int, moment: int) -> HttpResponse:
    """What was told of a document after the change that ended at that moment."""
    person: Any = request.user
    one = _seen(request, pk)

    def pairs(change: Change, other: Change | None) -> list[Pair]:
        after = correcting.state_after(one, other) if other else one
        return correcting.compared(correcting.state_after(one, change), after)

    def give_back(change: Change, data: dict[str, Any]) -> str:
        correcting.restore(
            one, correcting.state_after(one, change), data["fields"], person=person, why=data["why"],
            seen=data["version"], anyway=data["anyway"],
        )  # fmt: skip
        return _("The document was restored.")

    def narrower_then(change: Change) -> bool:
        return wider(one.label, one.circle_id, correcting.state_after(one, change))

    warned = _(
        "The document was shared more narrowly then: what was said then becomes known to all who see it now."
    )
    kept = Kept(
        name=str(one),
        home=reverse("document", args=[one.pk]),
        state="document-state",
        key=one.pk,
        changes=document_changes(one, person),
        compared=pairs,
        version=version(one),
        give_back=give_back if correcting.may_correct(one, person) else None,
        apart=_("The text, and the records and proposals that rest on it, stay as they are."),
        warning=lambda change: warned if narrower_then(change) else "",
        narrower_then=narrower_then,
    )
    return answer(request, kept, moment)
