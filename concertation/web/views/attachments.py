"""Files of a record: added, given out to those who see the record, removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from concertation.accounts.sharing import visible
from concertation.register.attachments import attach as keep
from concertation.register.attachments import remove
from concertation.register.models import Attachment, Record
from concertation.web.forms.attachments import AttachmentForm
from concertation.web.forms.blame import blame
from concertation.web.reaching import changeable


@login_required
def attach(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a file to the record."""
    person: Any = request.user
    one: Record = changeable(Record, uid, person)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row, unread = keep(
                one,
                file.read(),
                name=file.name,
                kind=form.cleaned_data["kind"],
                lang=form.cleaned_data["lang"],
                person=person,
            )
        except ValidationError as error:
            blame(form, error, {"name": "file", "size": "file"})
        else:
            messages.success(request, _("The file “%(name)s” was added.") % {"name": row.name})
            if unread:
                messages.warning(request, _("It could not be read: %(reason)s") % {"reason": unread})
            return redirect("record", one.uid)
    bad = request.method == "POST"
    return render(request, "attachments/new.html", {"record": one, "form": form}, status=422 if bad else 200)


@require_safe
def attachment(request: HttpRequest, uid: str, pk: int) -> FileResponse:
    """Give out the file, for keeping: a browser never shows it as a page of this site."""
    person: Any = request.user
    row = get_object_or_404(Attachment, visible(person, "record__"), record__uid=uid, pk=pk)
    try:
        content = row.file.open("rb")
    except OSError:
        raise Http404(_("The file is not where it was kept. Tell an administrator.")) from None
    answer = FileResponse(content, as_attachment=True, filename=row.name, content_type=row.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
def detach(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Ask whether the file is to go, and remove it."""
    person: Any = request.user
    one: Record = changeable(Record, uid, person)
    row = get_object_or_404(Attachment, record=one, pk=pk)
    if request.method != "POST":
        return render(request, "attachments/remove.html", {"record": one, "row": row})
    remove(row, person, request.POST.get("why", ""))
    messages.success(request, _("The file “%(name)s” was removed.") % {"name": row.name})
    return redirect("record", one.uid)


def files(record: Record, person: Any) -> list[tuple[Attachment, bool]]:
    """Return the files of the record, and of each whether the person may see the document read from it."""
    rows = list(Attachment.objects.filter(record=record.pk).select_related("document"))
    return [(row, bool(row.document and row.document.may_be_seen_by(person))) for row in rows]
