"""Records while one types words of their title, to link another record with."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from concertation.register.models import Record, taking_part
from concertation.register.search.finding import told
from concertation.register.search.queries import begun
from concertation.web.forms.details import record_called
from concertation.web.templatetags.words import acronym

FEW = 8


@never_cache
@login_required
def records(request: HttpRequest) -> JsonResponse:
    """The latest records in which words begin so, of the kinds that are asked for, as JSON: key, title, and
    the organizations to tell them by."""
    person: Any = request.user
    query = begun(request.GET.get("q", ""))
    rows: Any = Record.objects.visible_to(person)
    rows = rows.filter(pk__in=told(query)) if query else rows.none()
    if kinds := request.GET.getlist("kind"):
        rows = rows.filter(kind__in=kinds)
    rows = rows.order_by(F("latest").desc(nulls_last=True), "-pk").prefetch_related("texts", taking_part())
    return JsonResponse({"records": [_choice(row) for row in rows[:FEW]]})


def _choice(row: Record) -> dict[str, str]:
    bodies = [acronym(part.organization) for part in row.participations.all()]
    return {"key": str(row.pk), "title": record_called(row), "hint": " · ".join(bodies)}
