"""Reaching a request for input: by a personal link that the visit has opened, or signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from concertation.reporting.cycles.access import Contributor, contributor_by_link, contributor_signed_in
from concertation.reporting.cycles.links import addressee_of, opened
from concertation.reporting.models import Addressee, InputRequest

LINKS = "links"
"""Where a visit (session) keeps the SHA-256 of the links that it has opened, by the `uid` of their
request."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Contributor, P], HttpResponseBase]


def remember(request: HttpRequest, addressee: Addressee) -> None:
    """Let the visit answer the request of the addressee from now on."""
    if not request.user.is_authenticated:
        request.session.cycle_key()
    kept = request.session.get(LINKS, {})
    request.session[LINKS] = kept | {str(addressee.request.uid): addressee.digest}


def contributes(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Have the view called with who contributes to the request that the address names.

    To somebody who has neither link nor account the site answers the same whether there is such a request or
    not; a link that was withdrawn, or renewed meanwhile, says so.
    """

    @never_cache
    @wraps(view)
    def reached(request: HttpRequest, uid: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        sha256 = request.session.get(LINKS, {}).get(str(uid), "")
        addressee = addressee_of(sha256) if sha256 else None
        if addressee and addressee.request.uid == uid:
            opened(addressee)
            return view(request, contributor_by_link(addressee, request.user), *args, **kwargs)
        person: Any = request.user
        if not person.is_authenticated:
            if sha256:
                return render(request, "contributing/no_link.html", status=404)
            return redirect_to_login(request.get_full_path())
        asked = InputRequest.objects.select_related("cycle__officer", "organization").filter(uid=uid).first()
        by = contributor_signed_in(asked, person) if asked else None
        if asked and by is None and person.may("report"):
            return redirect("cycle-request", asked.cycle.uid, asked.uid)
        if by is None or by.request.state == InputRequest.State.PLANNED:
            raise Http404
        if by.addressee:
            opened(by.addressee)
        return view(request, by, *args, **kwargs)

    return reached
