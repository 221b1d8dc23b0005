"""What is due: a board, for one's own organizations or for all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concertation.insight.due import Due, due
from concertation.register.models import taking_part
from concertation.web.paging import paged
from concertation.web.wording import NEWS

PER_PAGE = 60
WORDS = {what: word for what, word in NEWS.items() if what != "read"}
SPANS = (
    (_("Late"), None),
    (_("Within a month"), timedelta(days=31)),
    (_("Within three months"), timedelta(days=92)),
    (_("Within a year"), timedelta(days=366)),
)


def board(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    today = timezone.localdate()
    own = (
        frozenset(person.organizations.values_list("pk", flat=True))
        if person.is_authenticated
        else frozenset()
    )
    mine = bool(own) and request.GET.get("of") != "all"
    what = request.GET.get("what", "")
    rows = [one for one in due(person, today, own if mine else None) if what in ("", one.what)]
    context: dict[str, Any] = paged(rows, request.GET.get("page"), PER_PAGE)
    shown = list(context["page"])
    prefetch_related_objects([one.record for one in shown], taking_part())
    context |= {
        "groups": [(word, of) for word, of in _by_span(shown, today) if of],
        "mine": mine,
        "own": sorted(own),
        "what": what,
        "kinds": WORDS.items(),
        "total": len(rows),
    }
    return render(request, "due/board.html", context)


def _by_span(rows: list[Due], today: Any) -> list[tuple[Any, list[tuple[Any, Due]]]]:
    """The rows by how near they are, each with the word for what is due."""
    groups: list[tuple[Any, list[tuple[Any, Due]]]] = []
    left = rows
    for word, span in SPANS:
        here = [
            one for one in left if (one.late or one.day < today if span is None else one.day <= today + span)
        ]
        left = [one for one in left if one not in here]
        groups.append((word, [(WORDS[one.what], one) for one in here]))
    return groups
