"""A small register in six languages, to look through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from concertation.accounts.models import Circle, Person
from concertation.register.models import (
    Document,
    Evidence,
    Meeting,
    Organization,
    OrganizationName,
    Paragraph,
    Place,
    Record,
    Section,
    Theme,
)
from concertation.register.recording import enter

NAMES = {
    "UN": ("un", [("en", "United Nations"), ("fr", "Nations Unies"), ("fr", "ONU"), ("en", "UN")]),
    "AU": (
        "regional",
        [
            ("en", "African Union"), ("en", "AU"), ("fr", "Union africaine"), ("fr", "UA"),
            ("es", "Unión Africana"), ("ru", "Африканский союз"),
            ("ar", "الاتحاد الأفريقي"), ("zh", "非洲联盟"),
        ],
    ),
    "LAS": ("regional", [("en", "League of Arab States"), ("fr", "Ligue des États arabes"), ("fr", "LEA")]),
    "AU-IBAR": ("regional", [("en", "Interafrican Bureau for Animal Resources")]),
    "EGY": ("state", [("en", "Egypt"), ("fr", "Égypte")]),
}  # fmt: skip


@pytest.fixture
def bodies(db) -> dict[str, Organization]:
    for id, (kind, names) in NAMES.items():
        Organization.objects.create(id=id, kind=kind)
        for lang, text in names:
            kind_of_name = "acronym" if text.isupper() and text.isascii() else "official"
            OrganizationName.objects.create(organization_id=id, lang=lang, kind=kind_of_name, text=text)
    for slug in ("water", "mediation"):
        Theme.objects.create(slug=slug)
    return Organization.objects.in_bulk()


@pytest.fixture
def reader(bodies) -> Person:
    return Person.objects.create_user("reader@example.org")


@pytest.fixture
def creator(bodies) -> Person:
    return Person.objects.create_user("creator@example.org")


@pytest.fixture
def circle(bodies) -> Circle:
    made = Circle.objects.create(name="AU circle")
    made.organizations.add("AU")
    return made


@pytest.fixture
def add(creator, bodies) -> Callable[..., Any]:
    """Enter a record; what is not said has a plain value."""

    def make(title: str = "", model: type[Record] = Meeting, **fields: Any) -> Any:
        parts = [(bodies[id], "party") for id in fields.pop("organizations", ["UN", "LAS"])]
        names = fields.pop("places", [])
        places = [Place.objects.get_or_create(name=n, kind="city", country="EGY")[0] for n in names]
        themes = Theme.objects.filter(pk__in=fields.pop("themes", []))
        titles = fields.pop("titles", {}) or {"en": title}
        return enter(
            model(**({"label": "GREEN"} | fields)),
            titles=titles,
            organizations=parts,
            places=places,
            themes=themes,
            person=creator,
        )

    return make


@pytest.fixture
def load(creator, bodies) -> Callable[..., Document]:
    """Keep a document with these paragraphs under one heading."""

    def make(*texts: str, lang: str = "en", heading: str = "", **fields: Any) -> Document:
        number = Document.objects.count()
        document = Document.objects.create(
            name=f"{number}.txt", sha256=f"{number:064}", lang=lang, creator=creator, **fields
        )
        section = Section.objects.create(document=document, position=0, title=heading) if heading else None
        for at, text in enumerate(texts):
            Paragraph.objects.create(
                document=document, section=section, position=at, number=str(at + 1), text=text
            )
        return document

    return make


@pytest.fixture
def prove() -> Callable[..., Evidence]:
    """Tie a record to words of a document's paragraph."""

    def make(record: Record, document: Document, quote: str) -> Evidence:
        paragraph = next(row for row in document.paragraphs.all() if quote in row.text)
        start = paragraph.text.index(quote)
        return Evidence.objects.create(
            record=record,
            paragraph=paragraph,
            quote=quote,
            start=start,
            end=start + len(quote),
            source_start=start,
            source_end=start + len(quote),
            method="test",
        )

    return make
