"""A small register in wording of our own: bodies, people on all sides of a circle, records of every kind,
a document with evidence and proposals."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from concertation.accounts.models import Circle, Person
from concertation.register.agenda import Line, set_agenda
from concertation.register.models import (
    Activity,
    Agreement,
    Commitment,
    Document,
    Evidence,
    Mandate,
    Mechanism,
    Meeting,
    Notice,
    Organization,
    OrganizationName,
    Paragraph,
    Place,
    Pledge,
    Presence,
    Record,
    Section,
    Theme,
)
from concertation.register.recording import enter
from concertation.review.models import Proposal

NAMES = [
    ("UN", "un", None, {"en": ("United Nations", "UN"), "fr": ("Organisation des Nations Unies", "ONU")}),
    ("AU", "regional", None, {"en": ("African Union", "AU"), "fr": ("Union africaine", "UA")}),
    ("AUC", "regional", "AU", {"en": ("African Union Commission", "AUC")}),
    (
        "LAS",
        "regional",
        None,
        {"en": ("League of Arab States", "LAS"), "fr": ("Ligue des États arabes", "LEA")},
    ),
]
ROLES = [
    ("administrator", "administrator", None),
    ("officer", "officer", None),
    ("focal point", "focal-point", "AU"),
    ("contributor", "contributor", "AUC"),
    ("reader", "reader", None),
    ("named", "reader", None),
    ("creator", "contributor", None),
]
TEXT = "The third annual consultation of the two organizations was held in Cairo in May 2031."


@pytest.fixture
def bodies(db) -> dict[str, Organization]:
    for id, kind, parent, names in NAMES:
        Organization.objects.create(id=id, kind=kind, parent_id=parent, seat="Cairo" if id == "LAS" else "")
        for lang, (official, acronym) in names.items():
            for name_kind, text in (("official", official), ("acronym", acronym)):
                OrganizationName.objects.create(organization_id=id, lang=lang, kind=name_kind, text=text)
    OrganizationName.objects.create(
        organization_id="AU", lang="en", kind="former", text="Organization of African Unity", until="2002-07"
    )
    for slug in ("water", "mediation"):
        Theme.objects.create(slug=slug)
    return Organization.objects.in_bulk()


@pytest.fixture
def people(bodies) -> dict[str, Person]:
    made = {}
    for name, role, body in ROLES:
        person = Person.objects.create_user(
            f"{name.replace(' ', '-')}@example.org", "correct horse 9", name=name.capitalize(), role=role
        )
        if body:
            person.organizations.add(body)
        made[name] = person
    circle = Circle.objects.create(name="AU circle")
    circle.organizations.add("AU")
    circle.people.add(made["named"])
    return made


@pytest.fixture
def circle(people) -> Circle:
    return Circle.objects.get(name="AU circle")


@pytest.fixture
def client_of(people) -> Callable[[str], Client]:
    """A browser of a person by name; of somebody who has not signed in for "nobody"."""

    def make(name: str) -> Client:
        client = Client()
        if name != "nobody":
            client.force_login(people[name])
        return client

    return make


@pytest.fixture
def add(people, bodies) -> Callable[..., Any]:
    """Enter a record; what is not said has a plain value."""

    def make(model: type[Record] = Meeting, title: str = "annual consultation", **fields: Any) -> Any:
        parts = [(bodies[id], "party") for id in fields.pop("organizations", ["UN", "AU"])]
        names = fields.pop("places", [])
        places = [Place.objects.get_or_create(name=n, kind="city", country="EGY")[0] for n in names]
        themes = Theme.objects.filter(pk__in=fields.pop("themes", []))
        titles = {"en": title} | fields.pop("titles", {})
        record = model(**({"label": "GREEN"} | fields))
        return enter(
            record,
            titles=titles,
            organizations=parts,
            places=places,
            themes=themes,
            person=people["creator"],
            why="entered for a test",
            seconded=True,
        )

    return make


@pytest.fixture
def document(people) -> Document:
    """Two sections, four paragraphs; the third holds `TEXT`."""
    made = Document.objects.create(
        name="report.en.txt",
        sha256="d" * 64,
        lang="en",
        title="Report on cooperation",
        symbols=["A/86/1"],
        date="2031-12",
        label="GREEN",
        notes=["paragraph 4 follows paragraph 2: is 3 missing?"],
        creator=people["creator"],
    )
    first = Section.objects.create(document=made, position=0, title="Introduction", number="I")
    second = Section.objects.create(document=made, position=1, title="African Union", level=2, parent=first)
    for position, (number, text, section) in enumerate(
        [
            ("1", "This report was asked for by a resolution.", first),
            ("2", "Evaluation à l’œuvre: accents are forgiven.", first),
            ("4", TEXT, second),
            ("5 bis", "A second desk was opened in Cairo. Two more are planned.", second),
        ]
    ):
        Paragraph.objects.create(
            document=made,
            section=section,
            position=position,
            number=number,
            text=text,
            source_runs=[[0, 0]],
        )
    return made


@pytest.fixture
def prove(document, people) -> Callable[..., Evidence]:
    """Tie a record to words of a paragraph of the document."""

    def make(record: Record, number: str = "4", quote: str = "third annual consultation") -> Evidence:
        paragraph = Paragraph.objects.get(document=document, number=number)
        start = paragraph.text.index(quote)
        return Evidence.objects.create(
            record_id=record.pk,
            paragraph=paragraph,
            quote=quote,
            prefix=paragraph.text[max(0, start - 32) : start],
            suffix=paragraph.text[start + len(quote) :][:32],
            start=start,
            end=start + len(quote),
            source_start=start,
            source_end=start + len(quote),
            method="reader (test)",
            confirmed_by=people["officer"],
        )

    return make


@pytest.fixture
def propose(document, bodies) -> Callable[..., Proposal]:
    """Make a proposal from words of the document."""

    def make(number: str = "4", quote: str = "third annual consultation", **fields: Any) -> Proposal:
        paragraph = Paragraph.objects.get(document=document, number=number)
        start = paragraph.text.index(quote)
        values = {
            "kind": "event",
            "type": "consultation",
            "title": quote,
            "ordinal": None,
            "actors": ["UN", "AU"],
            "date": "2031-05",
            "place": ["Cairo"],
            "confidence": 0.9,
            "status": "planned",
        } | fields
        return Proposal.objects.create(
            paragraph=paragraph,
            fingerprint=f"{Proposal.objects.count():064}",
            quote=quote,
            start=start,
            end=start + len(quote),
            source_start=start,
            source_end=start + len(quote),
            method="reader (test)",
            **values,
        )

    return make


@pytest.fixture
def register(add, document, prove, propose) -> SimpleNamespace:
    """A record of every kind, evidence for one, a proposal that waits."""
    mechanism = add(Mechanism, "annual consultation of the UN and the AU", cadence="P1Y", level="desk")
    meeting = add(
        Meeting,
        "second annual consultation",
        titles={"fr": "deuxième consultation annuelle"},
        mechanism=mechanism,
        number=2,
        date="2020-05-12/2020-05-13",
        places=["Cairo"],
        themes=["water"],
    )
    items = [Line("Opening"), Line("Water boards", Organization.objects.get(pk="AU"))]
    set_agenda(meeting, items, meeting.creator)
    add(Meeting, "first annual consultation", mechanism=mechanism, number=1, date="2019-06", places=["Rabat"])
    return SimpleNamespace(
        mechanism=mechanism,
        meeting=meeting,
        evidence=prove(meeting),
        agreement=add(Agreement, "framework of 2018", type="framework", date="2018-04-19", term="2018/2022"),
        activity=add(Activity, "support to water boards", type="support", date="2020", themes=["water"]),
        commitment=add(Commitment, "open a second desk", due="2021-03", source_id=meeting.pk),
        pledge=add(Pledge, "pledge for the desk", type="pledge", amount="1300000", currency="USD"),
        presence=add(Presence, "liaison office in Cairo", type="liaison-office", places=["Cairo"]),
        notice=add(Notice, "early warning of a drought"),
        mandate=add(Mandate, "resolution asking for a report", symbol="A/RES/80/1", periodicity="P2Y"),
        document=document,
        proposal=propose(),
    )


@pytest.fixture
def sign_in(page, people, live_server):
    """Make the page that of a person."""

    def make(name: str, language: str = "en") -> None:
        person = people[name]
        person.language = language
        person.save()
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        page.context.add_cookies(
            [{"name": "sessionid", "value": str(session.session_key), "url": live_server.url}]
        )

    return make
