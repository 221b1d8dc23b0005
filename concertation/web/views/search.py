"""Search: one box over organizations, records and documents, and the palette that goes everywhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.vary import vary_on_headers

from concertation.register.search.names import meant
from concertation.register.search.queries import read
from concertation.web.lists.download import asked
from concertation.web.search import export, palette, results
from concertation.web.search.facets import chips, facets


@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponseBase:
    """The page of results; the part of it that changes; or a file of one sort of them."""
    person: Any = request.user
    query = read(request.GET.get("q", ""), person)
    by_date = request.GET.get("sort") == "date"
    found = results.find(query, person, by_date=by_date)
    only = request.GET.get("in", "")
    only = only if only in results.SORTS else ""
    if form := asked(request):
        return export.file(request, found, only or "records", form)
    counts = (found.passages if only == "documents" else found.records).counts
    context: dict[str, Any] = {
        "query": query.typed,
        "asked": query,
        "only": only,
        "by_date": by_date,
        "found": found,
        "number": found.numbers()[only][0] if only else found.number,
        "more": found.numbers()[only][1] if only else found.more,
        "numbers": found.numbers(),
        "chips": chips(query, person),
        "facets": facets(query, counts, person) if query and only != "organizations" else [],
        "did_you_mean": meant(" ".join(query.words)) if query.words and not found.number else [],
        **_pages(found, request.GET.get("page"), only, person),
    }
    if person.is_authenticated:
        context["saved"] = person.saved_searches.all()
    htmx: Any = getattr(request, "htmx", None)
    partial = htmx and not htmx.history_restore_request
    return render(request, "search/results.html" if partial else "search/search.html", context)


def _pages(found: results.Results, number: str | None, only: str, person: Any) -> dict[str, Any]:
    """What is shown of each sort."""
    records = results.page_of(found.records.keys, number, only == "records")
    passages = results.page_of(found.passages.keys, number, only == "documents")
    organizations = results.page_of(found.organizations, number, only == "organizations")
    wanted: dict[str, Any] = {}
    if only in ("", "records"):
        wanted["records"] = results.show_records(found.query, list(records["page"].object_list))
    if only in ("", "organizations"):
        wanted["organizations"] = results.show_organizations(
            found.query, list(organizations["page"].object_list)
        )
    if only in ("", "documents"):
        wanted["passages"] = results.show_passages(found.query, list(passages["page"].object_list), person)
    if only:
        wanted |= {"records": records, "documents": passages, "organizations": organizations}[only] | wanted
    return wanted


@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """The choices of the palette for what was typed so far."""
    typed = request.GET.get("q", "")
    return render(
        request,
        "search/choices.html",
        {"groups": palette.choices(typed, request.user), "typed": typed.strip()},
    )
