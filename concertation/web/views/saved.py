"""The searches that somebody keeps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.register.models import SavedSearch
from concertation.register.search import saved as keeping


@login_required
def saved(request: HttpRequest) -> HttpResponse:
    """The list of them; by POST, one more."""
    person: Any = request.user
    if request.method != "POST":
        return render(request, "search/saved.html", {"searches": person.saved_searches.all()})
    given = {name: request.POST.get(name, "") for name in ("name", "query", "notify")}
    try:
        keeping.keep(person, given["name"], given["query"], given["notify"] or SavedSearch.Notify.NEVER)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{reverse('search')}?{urlencode({'q': given['query']})}")
    messages.success(request, _("The search is kept as “%(name)s”.") % {"name": given["name"].strip()})
    return redirect("saved")


@login_required
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """How often new results are told, or that the search is given up."""
    row = get_object_or_404(SavedSearch, pk=pk, person=request.user)
    if request.POST.get("action") == "delete":
        row.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": row.name})
        return redirect("saved")
    try:
        keeping.notify(row, request.POST.get("notify", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Saved."))
    return redirect("saved")
