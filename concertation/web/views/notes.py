"""Notes on a record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.register.models import Record
from concertation.register.noting import note, notes_of, take_note_back
from concertation.web.forms.note import NoteForm


@login_required
def add(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a note to a record."""
    person: Any = request.user
    record = get_object_or_404(Record.objects.visible_to(person).prefetch_related("texts"), uid=uid)
    if not person.may("edit"):
        raise PermissionDenied(_("Your role does not include writing notes."))
    form = NoteForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            note(record, **form.cleaned_data, person=person)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The note was added."))
            return redirect("record", record.uid)
    status = 422 if form.errors else 200
    return render(request, "records/add_note.html", {"record": record, "form": form}, status=status)


@login_required
@require_POST
def take_back(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    person: Any = request.user
    record = get_object_or_404(Record.objects.visible_to(person), uid=uid)
    take_note_back(get_object_or_404(notes_of(record, person), pk=pk), person)
    messages.success(request, _("The note was taken back."))
    return redirect("record", record.uid)
