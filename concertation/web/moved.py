"""Old addresses: what became part of something else is found where it is now.

A page that is not there leads on where the record or the organization of its address went into another one
that the visitor sees. Nobody else learns that there ever was one.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concertation.register.merging.moved import called_now, record_now
from concertation.web.views.calendar import asking
from concertation.web.views.together import BETWEEN


class Moved:
    """Answers an address that is not there any more by the one that is there now. Merges can be undone, so
    no browser is told to remember it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code != HTTPStatus.NOT_FOUND or request.method not in ("GET", "HEAD"):
            return answer
        address = _now(request)
        return HttpResponseRedirect(address) if address else answer


def _now(request: HttpRequest) -> str | None:
    """The address of the same page of what is there now; None where nothing went anywhere."""
    match = request.resolver_match
    if match is None or match.url_name is None:
        return None
    moved = {**match.kwargs}
    for name in ("uid", "id", "ids"):
        if name in moved:
            moved[name] = _leads_to(name, str(moved[name]), request) or moved[name]
    if moved == match.kwargs:
        return None
    query = request.META.get("QUERY_STRING", "")
    return reverse(match.url_name, kwargs=moved) + (f"?{query}" if query else "")


def _leads_to(name: str, value: str, request: HttpRequest) -> Any:
    match name:
        case "uid":
            return record_now(value, asking(request))
        case "id":
            return called_now([value])[0]
        case _:
            return BETWEEN.join(called_now(value.split(BETWEEN)))
