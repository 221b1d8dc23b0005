"""Bodies of the real world and a register of our own invention, to write reports from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from concertation.accounts.models import Person, Role
from concertation.accounts.sharing import Label
from concertation.register.models import (
    Activity,
    Agreement,
    Document,
    Evidence,
    Mandate,
    Mechanism,
    Meeting,
    Organization,
    OrganizationName,
    Paragraph,
    Place,
    Pledge,
    Presence,
    Record,
    Theme,
)
from concertation.register.recording import enter
from concertation.register.themes import themes
from concertation.reporting.consolidated import compose
from concertation.reporting.edition import Edition
from concertation.reporting.report import Form
from concertation.reporting.select import Selection
from concertation.reporting.telling.facts import Body, Fact, Source, Where
from concertation.reporting.telling.language import load
from concertation.reporting.telling.naming import Naming
from concertation.reporting.telling.tell import tell_alone

NAMES = {
    "UN": ("un", None, "Organisation des Nations Unies", "ONU", "United Nations", "UN"),
    "SG": ("un", "UN", "Secrétaire général", "", "Secretary-General", ""),
    "UNDP": (
        "un", "UN", "Programme des Nations Unies pour le développement", "PNUD",
        "United Nations Development Programme", "UNDP",
    ),
    "OHCHR": (
        "un", "UN", "Haut-Commissariat des Nations Unies aux droits de l'homme", "HCDH",
        "Office of the United Nations High Commissioner for Human Rights", "OHCHR",
    ),
    "AU": ("regional", None, "Union africaine", "UA", "African Union", "AU"),
    "AUC": ("regional", "AU", "Commission de l'Union africaine", "CUA", "African Union Commission", "AUC"),
    "LAS": ("regional", None, "Ligue des États arabes", "LEA", "League of Arab States", "LAS"),
    "ECO": (
        "regional", None, "Organisation de coopération économique", "OCE",
        "Economic Cooperation Organization", "ECO",
    ),
    "COE": ("regional", None, "Conseil de l'Europe", "CdE", "Council of Europe", "CoE"),
    "INTERPOL": (
        "other", None, "Organisation internationale de police criminelle", "INTERPOL",
        "International Criminal Police Organization", "INTERPOL",
    ),
    "GAB": ("state", None, "Gabon", "", "Gabon", ""),
}  # fmt: skip
"""Kind, parent, names and acronyms in French and English."""


def _body(id: str) -> Body:
    kind, parent, fr, fr_acronym, en, en_acronym = NAMES[id]
    texts = {
        ("fr", "official"): fr,
        ("fr", "acronym"): fr_acronym,
        ("en", "official"): en,
        ("en", "acronym"): en_acronym,
    }
    names = {key: text for key, text in texts.items() if text}
    known = {lang: tuple(text for (code, _), text in names.items() if code == lang) for lang in ("fr", "en")}
    return Body(id, kind, parent, names, known)


@pytest.fixture(scope="session")
def bodies() -> dict[str, Body]:
    return {id: _body(id) for id in NAMES}


@pytest.fixture(scope="session")
def sentence(bodies: dict[str, Body]) -> Callable[[Fact, str], str]:
    """Tell one record in a language; no-break spaces are shown as blanks, to be read by people."""

    def told(fact: Fact, lang: str) -> str:
        return tell_alone(fact, Naming(load(lang), bodies)).replace("\u00a0", " ")

    return told


COMPLETE = Form(
    symbol="A/99/328–S/2044/592",
    session="Ninety-ninth session",
    item="Item 129 (a) and (b) of the provisional agenda",
    agenda=("Cooperation with others", "(a) Cooperation with one", "(b) Cooperation with another"),
    date=date(2044, 8, 1),
    original="en",
    job="44-00001",
    mandates=("A/RES/58/316", "S/RES/1809(2008)"),
    listed="A/99/150",
    year="Ninety-ninth year",
)
"""A first page on which nothing is missing."""


def facts(title: str = "summit on <water> & power", quote: str = "The two bodies met.") -> tuple[Fact, ...]:
    """Records of several kinds, of which the first has the title and the quote that are given."""
    return (
        Fact(
            "0a1b2c3d-0000-4000-8000-000000000001",
            "meeting",
            "summit",
            status="held",
            date="2018-07-05",
            earliest=date(2018, 7, 5),
            titles={"en": title, "fr": title},
            actors=(("UN", "party"), ("AU", "party")),
            places=(Where("Geneva", "city", "CHE"),),
            themes=("youth",),
            sources=(Source("A/98/12", "14", quote), Source("A/98/12", "15", quote)),
        ),
        Fact(
            "0a1b2c3d-0000-4000-8000-000000000002",
            "pledge",
            "pledge",
            date="2018",
            earliest=date(2018, 1, 1),
            titles={"fr": "annonces pour la reconstruction"},
            original="fr",
            actors=(("UNDP", "lead"), ("LAS", "party")),
            amount=Decimal("1300000.50"),
            currency="USD",
            sources=(Source("Minutes of a meeting", "3", "=1+1 was promised"),),
        ),
    )


@pytest.fixture(scope="session")
def an_edition(bodies: dict[str, Body]) -> Callable[..., Edition]:
    """Make an edition of a small report, without a database."""

    def made(lang: str = "en", told: str = "", form: Form = COMPLETE, told_facts: Any = None) -> Edition:
        chosen = facts() if told_facts is None else tuple(told_facts)
        selection = Selection("2018-01-01/2018-12-31", chosen, (), bodies, 0)
        report, _naming = compose(selection, told or lang, form.mandates)
        return Edition(report, form, lang, told or lang, bodies)

    return made


@dataclass
class Register:
    """A register being filled: `enter` and `state` make records and the words that state them."""

    person: Person
    organizations: dict[str, Organization]
    documents: dict[str, Document] = field(default_factory=dict)

    def enter(self, record: Any, titles: dict[str, str], actors: str = "UN AU", **parts: Any) -> Any:
        """Enter a record. `actors` are ids; `places` are English names with their kind and country."""
        return enter(
            record,
            titles=titles,
            organizations=[(self.organizations[id], parts.get("role", "party")) for id in actors.split()],
            places=[
                Place.objects.get_or_create(name=name, kind=kind, country=country)[0]
                for name, kind, country in parts.get("places", ())
            ],
            themes=Theme.objects.filter(pk__in=parts.get("themes", ())),
            person=self.person,
            seconded=True,
        )

    def document(self, symbol: str, date: str, label: str = Label.CLEAR) -> Document:
        if symbol not in self.documents:
            self.documents[symbol] = Document.objects.create(
                name=f"{symbol}.docx", sha256=symbol, lang="fr", symbols=[symbol], date=date, label=label
            )
        return self.documents[symbol]

    def state(self, record: Record, document: Document, number: str, quote: str) -> Evidence:
        """Tie the record to a paragraph of the document."""
        paragraph, _new = Paragraph.objects.get_or_create(
            document=document, number=number, defaults={"text": quote, "position": int(number)}
        )
        return Evidence.objects.create(
            record=record,
            paragraph=paragraph,
            quote=quote,
            start=0,
            end=len(quote),
            source_start=0,
            source_end=len(quote),
            method="hand",
            confirmed_by=self.person,
        )


@pytest.fixture
def register(db: None) -> Register:
    """An empty register with organizations and themes."""
    for slug, theme in themes().items():
        Theme.objects.get_or_create(slug=slug, defaults={"goals": theme["goals"]})
    made: dict[str, Organization] = {}
    for id, (kind, parent, *texts) in NAMES.items():
        made[id], _new = Organization.objects.update_or_create(
            id=id, defaults={"kind": kind, "parent_id": parent}
        )
        shapes = (("fr", "official"), ("fr", "acronym"), ("en", "official"), ("en", "acronym"))
        for (lang, name), text in zip(shapes, texts, strict=True):
            if text:
                OrganizationName.objects.get_or_create(organization=made[id], lang=lang, kind=name, text=text)
    person = Person.objects.create_user("officer@example.org", name="Officer", role=Role.OFFICER)
    return Register(person, made)


@pytest.fixture
def filled(register: Register) -> Register:
    """A small register that has every kind of record, most of it stated by one report."""
    report = register.document("A/99/100", "2018-09")
    series = register.enter(
        Mechanism(type="meeting", label=Label.CLEAR),
        {"fr": "réunion générale ONU-Ligue des États arabes"},
        "UN LAS",
    )
    records = [
        register.enter(
            Meeting(mechanism=series, number=13, type="meeting", date="2016-07", label=Label.CLEAR),
            {"fr": "treizième réunion générale ONU-Ligue des États arabes"},
            "UN LAS",
            places=[("Geneva", "city", "CHE")],
        ),
        register.enter(
            Meeting(mechanism=series, number=14, type="meeting", date="2018-07", label=Label.CLEAR),
            {"fr": "quatorzième réunion générale ONU-Ligue des États arabes"},
            "UN LAS",
            places=[("Rabat", "city", "MAR")],
        ),
        register.enter(
            Agreement(type="memorandum", date="2017-09", term="2017/2020", label=Label.CLEAR),
            {"fr": "mémorandum d'accord sur la jeunesse"},
            "UN LAS",
            themes=["youth"],
        ),
        register.enter(
            Activity(type="support", label=Label.CLEAR),
            {"fr": "renforcement des services de statistique"},
            "UNDP AU",
            places=[("Gabon", "country", "GAB")],
            themes=["statistics"],
        ),
        register.enter(
            Presence(type="liaison-office", date="2017", label=Label.CLEAR),
            {"fr": "bureau de liaison"},
            "UN AUC",
            places=[("Addis Ababa", "city", "ETH")],
        ),
        register.enter(
            Pledge(type="pledge", date="2017-11-21", amount=1_300_000_000, currency="USD", label=Label.CLEAR),
            {"fr": "annonces de contributions pour la reconstruction"},
            "UNDP ECO",
        ),
        register.enter(
            Meeting(type="workshop", date="2017-05-12/2017-05-13", label=Label.CLEAR),
            {"fr": "atelier sur les droits de l'enfant"},
            "OHCHR GAB",
            places=[("Libreville", "city", "GAB")],
            themes=["children"],
        ),
    ]
    for number, record in enumerate(records, start=4):
        register.state(record, report, str(number), f"Passage {number} qui énonce ce fait en quelques mots.")
    register.enter(
        Mandate(
            symbol="A/RES/58/316", paragraph="4 l)", type="resolution", date="2004-07-01", label=Label.CLEAR
        ),
        {"fr": "résolution 58/316"},
        "UN",
    )
    return register
