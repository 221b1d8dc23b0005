"""Lists of organizations, records and documents: a page, the part of it that filters change, or a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from concertation.web.lists.declared import LISTINGS
from concertation.web.lists.download import asked, of_list
from concertation.web.lists.listing import Listing, ask


@vary_on_headers("HX-Request")
def listing(request: HttpRequest, slug: str) -> HttpResponseBase:
    return answer(request, LISTINGS[slug], "lists/list.html")


def answer(request: HttpRequest, declared: Listing, template: str) -> HttpResponseBase:
    """Answer with the list as the address asks for it: on the page `template`, the part of it that filters
    change, or as a file."""
    person: Any = request.user
    result = ask(declared, request.GET, person)
    if form := asked(request):
        return of_list(request, result, form)
    context = {"listing": result.listing, "result": result, **result.page(request.GET.get("page"))}
    htmx: Any = getattr(request, "htmx", None)
    partial = htmx and not htmx.history_restore_request
    return render(request, "lists/results.html" if partial else template, context)
