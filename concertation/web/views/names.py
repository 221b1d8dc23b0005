"""Names that the catalogue does not know: the list, and the page on which one is settled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from concertation.review.models import UnknownName
from concertation.review.names import contexts, entered_with, settle, unsettle, waiting
from concertation.web.forms.name import NameForm
from concertation.web.paging import paged
from concertation.web.views.review import reviewer

PER_PAGE = 50
SHOWN = 10


@login_required
def names(request: HttpRequest) -> HttpResponse:
    person = reviewer(request)
    context: dict[str, Any] = paged(waiting(person), request.GET.get("page"), PER_PAGE)
    rows = [(name, number, contexts(name, person, 1)) for name, number in context["page"]]
    settled = UnknownName.objects.exclude(state=UnknownName.State.PENDING).order_by("-decided_at")
    mine = settled.filter(decided_by=person).select_related("organization")[:5]
    return render(request, "review/names.html", {**context, "rows": rows, "settled": mine})


@login_required
def name(request: HttpRequest, pk: int) -> HttpResponse:
    person = reviewer(request)
    one = get_object_or_404(UnknownName, pk=pk)
    found, records = contexts(one, person, SHOWN), entered_with(one, person, SHOWN)
    decided = one.state != UnknownName.State.PENDING and one.decided_by == person
    if not (found or records or decided):
        raise Http404
    form = NameForm(request.POST or None, name=one)
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, one, form, person)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"name": one, "contexts": found, "records": records, "form": form}
    return render(request, "review/name.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _decide(request: HttpRequest, one: UnknownName, form: NameForm, person: Any) -> HttpResponse:
    """Do what the button says."""
    match request.POST.get("decision"):
        case "known":
            settle(one, form.cleaned_data["organization"], person)
            sentence = _("“%(name)s” is now a name of %(id)s.") % {
                "name": one.text,
                "id": form.cleaned_data["organization"].pk,
            }
        case "new":
            made = form.organization_made()
            settle(one, made, person)
            sentence = _("%(id)s is new in the register.") % {"id": made.pk}
        case "none":
            settle(one, None, person)
            sentence = _("“%(name)s” names no organization.") % {"name": one.text}
        case _:
            unsettle(one)
            sentence = _("“%(name)s” waits again.") % {"name": one.text}
    messages.success(request, sentence)
    return redirect("names")
