"""What organizations have together: a page for each pair and any larger set, and the brief of it."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from concertation.insight import joint
from concertation.register.models import Organization, Record
from concertation.reporting.brief import brief as gathered
from concertation.reporting.brief_docx import docx
from concertation.web.language import page_language
from concertation.web.lists.columns import ANY_KIND
from concertation.web.lists.declared import shown
from concertation.web.lists.download import asked, fetched, of_rows
from concertation.web.pdf import NoPrinter, pdf
from concertation.web.templatetags.words import acronym

TIMELINE = 100
SHOWN = 40
"""Agreements and commitments that the page shows; the file has all."""
MOST = 6
BETWEEN = "+"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def together(request: HttpRequest, ids: str) -> HttpResponseBase:
    """Everything between two organizations or more; as a file of all the records with ``?format=``."""
    bodies = _organizations(ids)
    if len(bodies) == 1:
        return redirect("organization", bodies[0].pk)
    if (address := _address("together", bodies)) != request.path:
        return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)
    person: Any = request.user
    keys = [body.pk for body in bodies]
    today = timezone.localdate()
    between = joint.together(Record.objects.visible_to(person), keys)
    if form := asked(request):
        return of_rows(
            request,
            form,
            name=f"together-{'-'.join(keys)}",
            title=", ".join(acronym(body) for body in bodies),
            columns=ANY_KIND,
            rows=fetched(shown(between.order_by("-latest", "-pk"))),
            labels=between.order_by().values_list("label", flat=True).distinct(),
        )
    rows = between.prefetch_related("texts")
    dated: Any = rows.filter(latest__isnull=False).order_by("-latest", "-pk")
    timeline = list(dated[: TIMELINE + 1])
    context = {
        "bodies": bodies,
        "keys": BETWEEN.join(keys),
        "counts": sorted(joint.by_kind(person, keys).items()),
        "agreements": joint.agreements(person, keys, today, SHOWN),
        "mechanisms": joint.mechanisms(person, keys, today),
        "commitments": joint.commitments(person, keys)[:SHOWN],
        "themes": joint.activities_by_theme(person, keys),
        "thirds": joint.thirds(person, keys),
        "timeline": [
            (year, list(group))
            for year, group in groupby(timeline[:TIMELINE], key=lambda record: record.latest.year)
        ],
        "more": len(timeline) > TIMELINE,
    }
    return render(request, "together/together.html", context)


def brief(request: HttpRequest, ids: str) -> HttpResponse:
    """The brief for a consultation, as a page, or with ``?format=docx`` or ``pdf`` as a file."""
    bodies = _organizations(ids)
    if (address := _address("brief", bodies)) != request.path:
        return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)
    person: Any = request.user
    lang = page_language()
    found = gathered(tuple(bodies), _day(request.GET.get("on", "")), person, lang)
    name = f"brief-{'-'.join(body.pk for body in bodies)}-{found.on}"
    match request.GET.get("format"):
        case "docx":
            return _file(docx(found, lang), DOCX, f"{name}.docx")
        case "pdf":
            html = render_to_string("brief/print.html", {"brief": found, "lang": lang}, request)
            try:
                return _file(pdf(html), "application/pdf", f"{name}.pdf")
            except NoPrinter as missing:
                return render(request, "brief/no_printer.html", {"reason": missing}, status=503)
        case _:
            keys = BETWEEN.join(body.pk for body in bodies)
            return render(request, "brief/brief.html", {"brief": found, "keys": keys})


def _organizations(ids: str) -> list[Organization]:
    """The organizations of an address, by identifier; 404 where one is unknown or there are too many."""
    keys = sorted(set(ids.split(BETWEEN)))
    found = list(Organization.objects.filter(pk__in=keys).prefetch_related("names").order_by("pk"))
    if len(found) != len(keys) or len(keys) > MOST:
        raise Http404
    return found


def _address(name: str, bodies: list[Organization]) -> str:
    return reverse(name, args=[BETWEEN.join(body.pk for body in bodies)])


def _day(text: str) -> date:
    """The day of the consultation; today where the address names none that can be."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()


def _file(body: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
