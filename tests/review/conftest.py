"""A document with paragraphs to propose from, and a maker of proposals."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from concertation.accounts.models import Person
from concertation.register.models import Document, Organization, Paragraph, Theme
from concertation.review.models import Proposal


@pytest.fixture
def officer(db) -> Person:
    return Person.objects.create_user("officer@example.org", role="officer")


@pytest.fixture
def bodies(db) -> None:
    Organization.objects.bulk_create(
        Organization(id=id, kind="un" if id in ("UN", "SG", "DPA") else "regional")
        for id in ("UN", "SG", "DPA", "LAS", "OSCE", "CSTO", "CIS", "OIC", "ECCAS")
    )
    Theme.objects.bulk_create(Theme(slug=slug) for slug in ("mediation", "water", "peace-security"))


@pytest.fixture
def document(db) -> Document:
    return Document.objects.create(name="sample.en.md", sha256="a" * 64, lang="en", label="GREEN")


@pytest.fixture
def propose(bodies, document) -> Callable[..., Proposal]:
    """Make a proposal from a paragraph of a document; everything it does not say has a plain value."""
    numbers = count(1)

    def make(number: str = "", source: Document | None = None, **fields: Any) -> Proposal:
        source = source or document
        serial = next(numbers)
        fields = {
            "kind": "event",
            "type": "meeting",
            "title": "general cooperation meeting",
            "actors": ["UN", "LAS"],
            "date": "2018-07",
            "place": ["Geneva"],
            "confidence": 0.9,
        } | fields
        quote = fields["title"]
        text = f"Before it, {quote}, and after it."
        paragraph, _new = Paragraph.objects.get_or_create(
            document=source,
            number=number or str(serial),
            defaults={"position": serial, "text": text, "source_runs": [[0, 0]]},
        )
        start = paragraph.text.find(quote)
        if start < 0:
            start = len(paragraph.text) + 1
            paragraph.text += " " + quote
            paragraph.save()
        return Proposal.objects.create(
            paragraph=paragraph,
            fingerprint=f"{serial:064}",
            quote=quote,
            start=start,
            end=start + len(quote),
            source_start=start,
            source_end=start + len(quote),
            method="reader (test)",
            **fields,
        )

    return make
