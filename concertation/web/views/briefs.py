"""The brief of one organization, of what several have together, or of a country: as a page and as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from concertation.reading.countries import english_names
from concertation.register.models import Record
from concertation.reporting.papers.brief import Brief, country_brief
from concertation.reporting.papers.brief import brief as gathered
from concertation.reporting.papers.brief_docx import docx
from concertation.reporting.papers.brief_sections import told
from concertation.reporting.telling.language import languages as reported
from concertation.web.files import DOCX, download, printed
from concertation.web.language import page_language
from concertation.web.templatetags.words import own_name
from concertation.web.views.together import BETWEEN, address, organizations


def brief(request: HttpRequest, ids: str) -> HttpResponse:
    """The brief for a consultation, as a page, or with ``?format=docx`` or ``pdf`` as a file; ``on`` is the
    day of the consultation, ``lang`` the language of the brief."""
    bodies = organizations(ids)
    if (permanent := address("brief", bodies)) != request.path:
        return redirect(f"{permanent}?{request.GET.urlencode()}" if request.GET else permanent)
    lang = _language(request)
    found = gathered(tuple(bodies), _day(request), request.user, lang)  # type: ignore[arg-type]
    context = {"bodies": bodies, "keys": BETWEEN.join(body.pk for body in bodies)}
    return _shown(request, found, lang, "-".join(body.pk for body in bodies), context)


def of_country(request: HttpRequest, country: str) -> HttpResponse:
    """The brief of a country, by its ISO 3166-1 alpha-3 code."""
    if country not in english_names():
        raise Http404
    lang = _language(request)
    found = country_brief(country, _day(request), request.user, lang)  # type: ignore[arg-type]
    return _shown(request, found, lang, country, {"country": country})


def _shown(request: HttpRequest, found: Brief, lang: str, name: str, context: dict[str, Any]) -> HttpResponse:
    said = told(found, lang)
    name = f"brief-{name}-{found.on}-{lang}"
    match request.GET.get("format"):
        case "docx":
            with translation.override(lang):
                return download(docx(said, lang, found.on, _whole(request)), DOCX, f"{name}.docx")
        case "pdf":
            with translation.override(lang):
                whole = {"told": said, "lang": lang, "home": request.build_absolute_uri("/")}
                html = render_to_string("brief/print.html", whole, request)
            return printed(request, html, f"{name}.pdf")
        case _:
            languages = [(code, own_name(code)) for code in reported()]
            context |= {"told": said, "on": found.on, "lang": lang, "languages": languages}
            context["said_in"] = "" if lang == page_language() else lang
            return render(request, "brief/brief.html", context)


def _whole(request: HttpRequest) -> Any:
    def where(record: Record) -> str:
        return request.build_absolute_uri(reverse("record", args=[record.uid]))

    return where


def _language(request: HttpRequest) -> str:
    """The language in which the brief is written: the one that the address names, else that of the page, else
    English."""
    asked = (request.GET.get("lang"), page_language(), "en")
    return next(code for code in asked if code in reported())


def _day(request: HttpRequest) -> date:
    """The day of the consultation; today where the address names none that can be."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()
