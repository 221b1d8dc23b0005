"""Adding documents: choosing files, and seeing how far reading them is and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, F, Prefetch, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from concertation.accounts.audience import audience
from concertation.register.models import Document
from concertation.review.loading import MAXIMUM_BYTES, bring, nobody_reads
from concertation.review.models import Loaded, Loading
from concertation.web.forms.blame import blame
from concertation.web.forms.loading import LoadingForm
from concertation.web.paging import paged

PER_PAGE = 50
SHOWN = 100
"""Documents of one file that are shown; a packed file may hold thousands."""


def loader(request: HttpRequest) -> Any:
    """Return who asks. Raises `PermissionDenied` where their role does not include loading documents."""
    person: Any = request.user
    if not person.may("load"):
        raise PermissionDenied(_("Your role does not include adding documents."))
    return person


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Choose files, and have them read."""
    person = loader(request)
    form = LoadingForm(request.POST or None, request.FILES or None, person=person)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            batch = bring(
                form.in_order(),
                person=person,
                label=data["label"],
                circle=data["circle"],
                versions=data["versions"],
            )
        except ValidationError as error:
            blame(form, error, {"files": "chosen"})
        else:
            return redirect("loading", batch)
    bad = request.method == "POST"
    return render(
        request, "loading/add.html", {"form": form, "most": MAXIMUM_BYTES}, status=422 if bad else 200
    )


@dataclass(slots=True)
class Outcome:
    """What came of one document, as far as the person may see it: without a `document`, the register has it
    and does not show it to them."""

    row: Loaded
    document: Document | None = None
    withdrawn: bool = False


@dataclass(slots=True)
class File:
    """A file with what came of it: `SHOWN` documents at most, and how many there are `more`."""

    row: Any
    outcomes: list[Outcome] = field(default_factory=list[Outcome])

    @property
    def refused(self) -> bool:
        """Whether nothing of it could be read."""
        rows = [one.row for one in self.outcomes]
        nothing = bool(rows) and not self.more and all(row.reason for row in rows)
        return self.row.state == Loading.State.FAILED or nothing

    @property
    def more(self) -> int:
        """How many documents of the file are not shown here."""
        return self.row.number - len(self.outcomes)


@login_required
def progress(request: HttpRequest, batch: UUID) -> HttpResponse:
    """How far the files of a batch are, and what came of them: as a page, or as the part of it that asks for
    itself until nothing more is to come."""
    person: Any = request.user
    rows = _rows(batch, person)
    if not rows:
        raise Http404(_("There are no such files, or they are somebody else's."))
    files = _with_outcomes(rows, person)
    unfinished = sum(not row.finished for row in rows)
    context = {
        "files": files,
        "first": rows[0],
        "number": len(rows),
        "finished": len(rows) - unfinished,
        "unfinished": unfinished,
        "proposals": sum(row.new or 0 for row in rows),
        "only": _only(files),
        "unknown": any(one.row.unknown for file in files for one in file.outcomes),
        "nobody_reads": bool(unfinished) and nobody_reads(),
        "audience": audience(rows[0]),
        "may_review": person.may("review"),
        "may_load": person.may("load"),
    }
    part = "loading/files.html" if request.headers.get("HX-Request") else "loading/progress.html"
    return render(request, part, context)


def _rows(batch: UUID, person: Any) -> list[Any]:
    """The files of the batch, each with the documents that are shown of it: what could not be read first."""
    shown = Loaded.objects.order_by(F("document").asc(nulls_first=True), "position")[:SHOWN]
    rows = Loading.objects.filter(batch=batch, creator=person).select_related("circle", "creator")
    counted = rows.annotate(
        number=Count("brought"), new=Sum("brought__proposals", filter=Q(brought__known=False))
    )
    return list(counted.prefetch_related(Prefetch("brought", shown, to_attr="shown")).order_by("position"))


def _only(files: list[File]) -> Document | None:
    """The one document that brought proposals, where it is one."""
    found = [
        one.document for file in files for one in file.outcomes if one.row.proposals and not one.row.known
    ]
    return found[0] if len(found) == 1 else None


def _with_outcomes(rows: list[Any], person: Any) -> list[File]:
    """Each file with what came of it. Documents that the person may not see are left out, whatever the file
    brought."""
    ids = {one.document_id for row in rows for one in row.shown if one.document_id}
    seen = {one.pk: one for one in Document.objects.shared_with(person).filter(pk__in=ids)}
    files: list[File] = []
    for row in rows:
        outcomes = [Outcome(one, seen.get(one.document_id or 0)) for one in row.shown]
        for one in outcomes:
            one.withdrawn = bool(one.document and one.document.held)
        files.append(File(row, outcomes))
    return files


@login_required
def loadings(request: HttpRequest) -> HttpResponse:
    """The files that the person added, the last first. Administrators also see those of others whose label
    lets them, and whether files wait that nobody reads."""
    person = loader(request)
    administers = person.may("people")
    rows = Loading.objects.filter(creator=person)
    if administers:
        rows = rows | Loading.objects.visible_to(person)
    unfinished = Loading.objects.filter(state__in=[Loading.State.WAITING, Loading.State.READING])
    context = paged(
        rows.select_related("creator").order_by("-given_at", "-pk"), request.GET.get("page"), PER_PAGE
    ) | {
        "administers": administers,
        "unfinished": unfinished.count() if administers else 0,
        "nobody_reads": administers and nobody_reads(),
    }
    return render(request, "loading/list.html", context)
