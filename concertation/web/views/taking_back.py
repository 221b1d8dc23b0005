"""Withdrawing a document that was loaded by mistake, and putting it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.accounts.sharing import Held
from concertation.register.models import Document
from concertation.review import taking_back
from concertation.web.forms.blame import blame
from concertation.web.forms.loading import TakingBackForm
from concertation.web.views.loading import loader


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document out of the register, with a reason; where something rests on it, say what."""
    person = loader(request)
    one = get_object_or_404(Document.objects.visible_to(person), pk=pk)
    rests = taking_back.rests_on(one)
    form = TakingBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            taking_back.withdraw(one, person, form.cleaned_data["why"])
        except ValidationError as error:
            blame(form, error, {})
        else:
            messages.success(request, _("The document was withdrawn. You can put it back from here."))
            return redirect("document", one.pk)
    context = {"document": one, "form": form, "rests": rests}
    return render(request, "documents/withdraw.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a withdrawn document back into the register."""
    person = loader(request)
    one = get_object_or_404(Document.objects.shared_with(person), pk=pk)
    try:
        taking_back.reinstate(one, person, request.POST.get("why", ""))
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("The document is back in the register."))
    return redirect("document", one.pk)


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for a withdrawn document, to somebody whom its label would let see it. Raises `Http404` for
    everybody else, and where there is none."""
    person: Any = request.user
    one = get_object_or_404(Document.objects.shared_with(person).filter(held=Held.WITHDRAWN), pk=pk)
    may_load = person.is_authenticated and person.may("load")
    context = {"document": one, "row": taking_back.withdrawal(one), "may_load": may_load}
    return render(request, "documents/gone.html", context, status=410)
