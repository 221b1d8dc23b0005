"""What organizations have together: a page for each pair and any larger set, and the brief of it."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from concertation.insight import joint
from concertation.register.models import Organization, Record
from concertation.reporting.brief import brief as gathered
from concertation.reporting.brief_docx import docx
from concertation.reporting.language import languages as reported
from concertation.web.files import DOCX, download
from concertation.web.language import page_language
from concertation.web.pdf import pdf

TIMELINE = 100
MOST = 6
BETWEEN = "+"


def together(request: HttpRequest, ids: str) -> HttpResponse:
    """Everything between two organizations or more."""
    bodies = _organizations(ids)
    if len(bodies) == 1:
        return redirect("organization", bodies[0].pk)
    if (address := _address("together", bodies)) != request.path:
        return redirect(address)
    person: Any = request.user
    keys = [body.pk for body in bodies]
    today = timezone.localdate()
    rows = joint.together(Record.objects.visible_to(person), keys).prefetch_related("texts")
    dated: Any = rows.filter(latest__isnull=False).order_by("-latest", "-pk")
    timeline = list(dated[: TIMELINE + 1])
    context = {
        "bodies": bodies,
        "keys": BETWEEN.join(keys),
        "counts": sorted(joint.by_kind(person, keys).items()),
        "agreements": joint.agreements(person, keys, today),
        "mechanisms": joint.mechanisms(person, keys, today),
        "commitments": joint.commitments(person, keys),
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
    on, format = _day(request.GET.get("on", "")), request.GET.get("format")
    if format in ("docx", "pdf"):
        return _brief_as_file(request, bodies, on, format)
    context = {
        "brief": gathered(tuple(bodies), on, person, page_language()),
        "keys": BETWEEN.join(body.pk for body in bodies),
        "languages": reported(),
        "language": _written(request),
    }
    return render(request, "brief/brief.html", context)


def _brief_as_file(request: HttpRequest, bodies: list[Organization], on: date, format: str) -> HttpResponse:
    """The brief to take along, in the language that is chosen of those in which reports are written."""
    person: Any = request.user
    lang = _written(request)
    name = f"brief-{'-'.join(body.pk for body in bodies)}-{on}"
    with translation.override(lang):
        found = gathered(tuple(bodies), on, person, lang)
        if format == "docx":
            return download(docx(found, lang), DOCX, f"{name}.docx")
        html = render_to_string("brief/print.html", {"brief": found, "lang": lang}, request)
        return download(pdf(html), "application/pdf", f"{name}.pdf")


def _written(request: HttpRequest) -> str:
    """The language in which a brief is written: the one asked for, else that of the page, else English."""
    asked = (request.GET.get("lang"), page_language(), "en")
    return next(code for code in asked if code in reported())


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
