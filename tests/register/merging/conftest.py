"""Two organizations, three people, a circle, and a maker of records with sources."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from concertation.accounts.models import Circle, Person
from concertation.register.models import Document, Evidence, Meeting, Organization, Paragraph, Theme
from concertation.register.models import Place as Where
from concertation.register.recording import concern, enter, locate

WORDS = "The third consultation of the two organizations was held in Cairo in May 2021."


@pytest.fixture
def register(db) -> SimpleNamespace:
    for id, kind in (("UN", "un"), ("AU", "regional"), ("LAS", "regional"), ("OIC", "regional")):
        Organization.objects.create(id=id, kind=kind)
    for slug in ("water", "mediation"):
        Theme.objects.create(slug=slug)
    made = SimpleNamespace(
        officer=Person.objects.create_user("officer@example.org", role="officer", name="Officer"),
        member=Person.objects.create_user("member@example.org", role="focal-point", name="Member"),
        reader=Person.objects.create_user("reader@example.org", role="reader", name="Reader"),
        circle=Circle.objects.create(name="AU circle"),
        other_circle=Circle.objects.create(name="LAS circle"),
        document=Document.objects.create(name="a.txt", sha256="a" * 64, lang="en", label="GREEN"),
        hidden=Document.objects.create(name="b.txt", sha256="b" * 64, lang="en", label="RED"),
    )
    made.member.organizations.add("AU")
    made.circle.organizations.add("AU")
    made.other_circle.organizations.add("LAS")
    made.circle.people.add(made.officer)
    return made


@pytest.fixture
def add(register) -> Callable[..., Any]:
    """Enter a record; `organizations`, `places`, `themes` by identifier or name."""

    def make(model: Any = Meeting, title: str = "third consultation", **fields: Any) -> Any:
        organizations = fields.pop("organizations", ["UN", "AU"])
        places, themes = fields.pop("places", []), fields.pop("themes", [])
        titles, person = fields.pop("titles", {}), fields.pop("person", register.officer)
        record = enter(
            model(**{"label": "GREEN", "date": "2021-05"} | fields),
            titles={"en": title} | titles,
            organizations=[(Organization.objects.get(pk=id), "party") for id in organizations],
            person=person,
            seconded=True,
        )
        for name in places:
            locate(record, Where.objects.get_or_create(name=name, kind="city", country="EGY")[0])
        for slug in themes:
            concern(record, Theme.objects.get(pk=slug))
        return model.objects.get(pk=record.pk)

    return make


@pytest.fixture
def state(register) -> Callable[..., Evidence]:
    """Have a paragraph of a document state the record."""

    def make(record: Any, number: str = "1", document: Document | None = None, by: Any = None) -> Evidence:
        document = document or register.document
        paragraph, _new = Paragraph.objects.get_or_create(
            document=document, number=number,
            defaults={"position": document.paragraphs.count(), "text": WORDS, "source_runs": [[0, 0]]},
        )  # fmt: skip
        return Evidence.objects.create(
            record=record, paragraph=paragraph, quote=WORDS[:9], start=0, end=9, source_start=0, source_end=9,
            method="hand", confirmed_by=by,
        )  # fmt: skip

    return make
