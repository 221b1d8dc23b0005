"""Notes on a record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.register.models import Record
from concertation.register.noting import note, notes_of, take_note_back
from concertation.web.forms.note import NoteForm
from concertation.web.views.records import page


@login_required
@require_POST
def add(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a note; the record's page comes again with the form where something is wrong with it."""
    person: Any = request.user
    record = get_object_or_404(Record.objects.visible_to(person), uid=uid)
    form = NoteForm(request.POST, person=person)
    if form.is_valid():
        try:
            note(record, **form.cleaned_data, person=person)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The note was added."))
            return redirect("record", record.uid)
    return page(request, uid, note_form=form)


@login_required
@require_POST
def take_back(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    person: Any = request.user
    record = get_object_or_404(Record.objects.visible_to(person), uid=uid)
    take_note_back(get_object_or_404(notes_of(record, person), pk=pk), person)
    messages.success(request, _("The note was taken back."))
    return redirect("record", record.uid)
