"""Lists of organizations, records and documents: a page, the part of it that filters change, or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.vary import vary_on_headers

from concertation.web.lists.declared import LISTINGS
from concertation.web.lists.listing import Listing, ask


@vary_on_headers("HX-Request")
def listing(request: HttpRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    return answer(request, LISTINGS[slug], "lists/list.html")


def answer(request: HttpRequest, declared: Listing, template: str) -> HttpResponse | StreamingHttpResponse:
    """Answer with the list as the address asks for it: on the page `template`, the part of it that filters
    change, or as CSV."""
    person: Any = request.user
    result = ask(declared, request.GET, person)
    if request.GET.get("format") == "csv":
        return StreamingHttpResponse(
            _in(translation.get_language() or "en", result.csv()),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{declared.slug}.csv"'},
        )
    context = {"listing": result.listing, "result": result, **result.page(request.GET.get("page"))}
    htmx: Any = getattr(request, "htmx", None)
    partial = htmx and not htmx.history_restore_request
    return render(request, "lists/results.html" if partial else template, context)


def _in(language: str, lines: Iterator[str]) -> Iterator[bytes]:
    """The lines, made in the language of the page although they are sent after it was answered."""
    with translation.override(language):
        yield from (line.encode() for line in lines)
