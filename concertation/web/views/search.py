"""Search: one box over organizations, records and paragraphs."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.vary import vary_on_headers

from concertation.register import search as finding
from concertation.register.models import Record
from concertation.web.highlighting import excerpt, marked
from concertation.web.lists.declared import shown

FEW = 8
MANY = 25


@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    query = request.GET.get("q", "").strip()[:200]
    words = finding.words(query)
    only = request.GET.get("in", "")
    context: dict[str, Any] = {"query": query, "only": only}
    if words:
        latest = F("latest").desc(nulls_last=True)
        # Asked for once, as numbers: counting and showing would each look through all texts.
        records = list(finding.records(words, person).order_by(latest, "-pk").values_list("pk", flat=True))
        paragraphs = finding.paragraphs(words, person).select_related("document", "section")
        organizations = finding.organizations(words)
        number = request.GET.get("page")
        context |= {
            "organizations": organizations if only == "organizations" else organizations[:FEW],
            "number_of_organizations": len(organizations),
            "records": _shown(_page(records, number if only == "records" else "1", MANY if only else FEW)),
            "paragraphs": _page(
                paragraphs.order_by("-document__date", "document", "position"),
                number if only == "paragraphs" else "1",
                MANY if only else FEW,
            ),
        }
        lang = (get_language() or "en").split("-")[0]
        for organization in context["organizations"]:
            organization.pieces = marked(organization.name_in(lang), words)
        for record in context["records"]:
            record.pieces = marked(record.title_in(lang), words)
        for paragraph in context["paragraphs"]:
            paragraph.pieces = excerpt(paragraph.text, words)
        context["number"] = (
            len(organizations) + context["records"].paginator.count + context["paragraphs"].paginator.count
        )
    htmx: Any = getattr(request, "htmx", None)
    partial = htmx and not htmx.history_restore_request
    return render(request, "search/results.html" if partial else "search/search.html", context)


def _shown(page: Any) -> Any:
    """The page with the records in place of their numbers."""
    rows = {row.pk: row for row in shown(Record.objects.filter(pk__in=page.object_list))}
    page.object_list = [rows[pk] for pk in page.object_list]
    return page


def _page(rows: Any, number: str | None, size: int) -> Any:
    return Paginator(rows, size).get_page(number)
