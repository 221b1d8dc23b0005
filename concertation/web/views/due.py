"""What is due: a board, for one's own organizations or for all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.exchange.tables.table import Coded, Dated
from concertation.insight.due import Due, due
from concertation.register.models import taking_part
from concertation.web.lists.columns import ADDRESS, LABEL, PARTIES, TITLE, of_record
from concertation.web.lists.download import STEP, asked, of_rows
from concertation.web.lists.listing import Column
from concertation.web.paging import paged
from concertation.web.wording import NEWS

PER_PAGE = 60
WORDS = {what: word for what, word in NEWS.items() if what not in ("read", "search")}
SPANS = (
    (gettext_lazy("Late"), None),
    (gettext_lazy("Within a month"), timedelta(days=31)),
    (gettext_lazy("Within three months"), timedelta(days=92)),
    (gettext_lazy("Within a year"), timedelta(days=366)),
)


COLUMNS = (
    Column(
        "day",
        gettext_lazy("Day"),
        lambda one: one.day.isoformat(),
        value=lambda one: Dated(one.day.isoformat()),
    ),
    Column(
        "what",
        gettext_lazy("What is due"),
        lambda one: str(WORDS[one.what]),
        value=lambda one: Coded(one.what, str(WORDS[one.what])),
    ),
    Column(
        "late",
        gettext_lazy("Late"),
        lambda one: _("late") if one.late else "",
        value=lambda one: Coded("late", _("late")) if one.late else None,
    ),
    *(of_record(column) for column in (TITLE, PARTIES, LABEL, ADDRESS)),
)


def board(request: HttpRequest) -> HttpResponseBase:
    """What is due, by how near it is; as a file with ``?format=``."""
    person: Any = request.user
    today = timezone.localdate()
    own = person.own if person.is_authenticated else frozenset()
    mine = bool(own) and request.GET.get("of") != "all"
    what = request.GET.get("what", "")
    rows = [one for one in due(person, today, own if mine else None) if what in ("", one.what)]
    if form := asked(request):
        return of_rows(
            request,
            form,
            name="due",
            title=_("What is due"),
            columns=COLUMNS,
            rows=_with_parties(rows),
            labels={one.record.label for one in rows},
        )
    context: dict[str, Any] = paged(rows, request.GET.get("page"), PER_PAGE)
    shown = list(_with_parties(list(context["page"])))
    context |= {
        "groups": [(word, of) for word, of in _by_span(shown, today) if of],
        "mine": mine,
        "own": sorted(own),
        "what": what,
        "kinds": WORDS.items(),
        "total": len(rows),
    }
    return render(request, "due/board.html", context)


def _with_parties(rows: list[Due]) -> Iterator[Due]:
    """The same, each record with its title and who takes part."""
    for at in range(0, len(rows), STEP):
        some = rows[at : at + STEP]
        prefetch_related_objects([one.record for one in some], "texts", taking_part())
        yield from some


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
