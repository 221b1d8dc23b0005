"""The first page: what is in the register, what comes, what ends, what waits."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concertation.register import overview
from concertation.register.models import Document, taking_part
from concertation.review.models import Proposal
from concertation.web.kinds import KINDS

FEW = 5


def home(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    counts, newest = overview.counts(person)
    documents = Document.objects.visible_to(person).defer("summary", "agenda")
    coming, held = list(overview.coming(person)[:FEW]), list(overview.held(person)[:FEW])
    endings = overview.ending(person, FEW)
    prefetch_related_objects([*coming, *held], "texts", taking_part())
    prefetch_related_objects([row.agreement for row in endings], "texts", taking_part())
    quarters = overview.per_quarter(person, newest) if newest else []
    context = {
        "counts": [(kind, counts[kind]) for kind in KINDS if counts[kind]],
        "records": sum(counts.values()),
        "organizations": overview.taking_part(person),
        "documents": documents.count(),
        "recent": documents.order_by("-loaded_at")[:FEW],
        "coming": coming,
        "held": held,
        "endings": endings,
        "quarters": quarters if any(q.meetings or q.agreements for q in quarters) else [],
    }
    if person.is_authenticated and person.may("review"):
        context["waiting"] = Proposal.objects.visible_to(person).pending().count()
    return render(request, "home.html", context)
