"""The page of a document: its text, and beside each paragraph what was made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concertation.accounts.audience import audience
from concertation.accounts.sharing import visible
from concertation.register.correcting import may_correct
from concertation.register.models import Document, Evidence, Paragraph, Section
from concertation.review.models import Proposal
from concertation.review.taking_back import told_of
from concertation.web.highlighting import Piece, pieces
from concertation.web.views.taking_back import gone


@dataclass(slots=True)
class Line:
    """A paragraph with what stands beside it, and the headings that begin before it."""

    paragraph: Paragraph
    headings: list[Section]
    pieces: list[Piece]
    evidence: list[Evidence] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


def document(request: HttpRequest, pk: int) -> HttpResponse:
    person: Any = request.user
    one = Document.objects.visible_to(person).select_related("circle").filter(pk=pk).first()
    if one is None:
        return gone(request, pk)
    may_load = person.is_authenticated and person.may("load")
    may_review = person.is_authenticated and person.may("review")
    sections = list(one.sections.order_by("position"))
    evidence = list(_evidence(one, person))
    proposals = list(_proposals(one)) if may_review else []
    context = {
        "document": one,
        "sections": sections,
        "lines": list(_lines(one, sections, evidence, proposals)),
        "records": len({row.record_id for row in evidence}),
        "proposals": len(proposals),
        "versions": _versions(one, person),
        "may_review": may_review,
        "audience": audience(one),
        "may_correct": may_correct(one, person),
        "may_load": may_load,
        "told": told_of(one) if may_load else [],
    }
    return render(request, "documents/document.html", context)


def _evidence(one: Document, person: Any) -> Any:
    rows = Evidence.objects.filter(visible(person, "record__"), paragraph__document=one)
    return rows.select_related("record").prefetch_related("record__texts").order_by("start", "pk")


def _proposals(one: Document) -> Any:
    return Proposal.objects.pending().filter(paragraph__document=one).order_by("start", "pk")


def _lines(
    one: Document, sections: list[Section], evidence: list[Evidence], proposals: list[Proposal]
) -> Iterator[Line]:
    by_paragraph: dict[int, list[Evidence]] = defaultdict(list)
    waiting: dict[int, list[Proposal]] = defaultdict(list)
    for row in evidence:
        by_paragraph[row.paragraph_id].append(row)
    for proposal in proposals:
        waiting[proposal.paragraph_id].append(proposal)
    to_come = sections[:]
    positions = {section.pk: section.position for section in sections}
    for paragraph in one.paragraphs.all():
        until = positions.get(paragraph.section_id or 0, -1)
        headings = [section for section in to_come if section.position <= until]
        to_come = to_come[len(headings) :]
        told, wait = by_paragraph[paragraph.pk], waiting[paragraph.pk]
        spans = [(row.start, row.end, f"e{row.pk}") for row in told]
        spans += [(row.start, row.end, f"p{row.pk}") for row in wait]
        yield Line(paragraph, headings, pieces(paragraph.text, spans), told, wait)


def _versions(one: Document, person: Any) -> list[Document]:
    """The same text in other languages."""
    original = one.version_of_id or one.pk
    rows = Document.objects.visible_to(person).exclude(pk=one.pk)
    return list((rows.filter(pk=original) | rows.filter(version_of=original)).order_by("lang"))
