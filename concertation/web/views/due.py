"""What is due: a board, for one's own organizations or for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.exchange.tables.table import Coded, Dated
from concertation.insight.due import Due, due, with_records
from concertation.register.models import Record, taking_part
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


@dataclass(frozen=True, slots=True)
class _Row:
    """Something that is due, and the record that it is about."""

    due: Due
    record: Record


COLUMNS = (
    Column(
        "day",
        gettext_lazy("Day"),
        lambda row: row.due.day.isoformat(),
        value=lambda row: Dated(row.due.day.isoformat()),
    ),
    Column(
        "what",
        gettext_lazy("What is due"),
        lambda row: str(WORDS[row.due.what]),
        value=lambda row: Coded(row.due.what, str(WORDS[row.due.what])),
    ),
    Column(
        "late",
        gettext_lazy("Late"),
        lambda row: _("late") if row.due.late else "",
        value=lambda row: Coded("late", _("late")) if row.due.late else None,
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
            rows=_with_parties(rows, person),
            labels=_labels(rows),
        )
    context: dict[str, Any] = paged(rows, request.GET.get("page"), PER_PAGE)
    shown = list(_with_parties(list(context["page"]), person))
    context |= {
        "groups": [(word, of) for word, of in _by_span(shown, today) if of],
        "mine": mine,
        "own": sorted(own),
        "what": what,
        "kinds": WORDS.items(),
        "total": len(rows),
    }
    return render(request, "due/board.html", context)


def _with_parties(dues: list[Due], person: Any) -> Iterator[_Row]:
    """The same, each with its record, that with its title and who takes part."""
    for at in range(0, len(dues), STEP):
        some = [_Row(one, record) for one, record in with_records(dues[at : at + STEP], person)]
        prefetch_related_objects([row.record for row in some], "texts", taking_part())
        yield from some


def _labels(dues: list[Due]) -> set[str]:
    """The labels that the records carry."""
    found: set[str] = set()
    for at in range(0, len(dues), STEP):
        rows = Record.objects.filter(pk__in={one.pk for one in dues[at : at + STEP]})
        found.update(rows.order_by().values_list("label", flat=True).distinct())
    return found


def _by_span(rows: list[_Row], today: date) -> Iterator[tuple[Any, list[tuple[Any, _Row]]]]:
    """The rows by how near they are, each with the word for what is due."""
    left = rows
    for word, span in SPANS:
        until = today + span if span else today - timedelta(days=1)
        here = [row for row in left if row.due.day <= until or (span is None and row.due.late)]
        left = [row for row in left if row not in here]
        yield word, [(WORDS[row.due.what], row) for row in here]
