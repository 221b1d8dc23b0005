"""What the stories have in common: the people, a little register, and what a person does with a page.

A story follows one user from the sign-in to what they came for, in English and in French, on either database.
It names what is on a page as its user sees it: a message of the program in the language of the pages, by role
and label, as assistive technology reads it. What cannot be reached so, the story cannot do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Locator, Page, expect

from concertation.accounts.models import Person
from concertation.reading.catalogue import Catalogue
from concertation.reading.catalogue import load as shipped
from concertation.reading.formats import load_all
from concertation.register.catalogue import sync
from concertation.register.models import (
    Activity,
    Agreement,
    Commitment,
    Mechanism,
    Meeting,
    Organization,
    Place,
    Record,
    Theme,
)
from concertation.register.recording import enter
from concertation.review.deciding import accept
from concertation.review.intake import take_in
from concertation.review.models import Proposal
from concertation.web.wording import language_name

BODIES = ("UN", "AU", "AUC", "LAS", "OIC")
PASSWORD = "correct horse 9"
PHONE = {"width": 390, "height": 844}
LOCALES = {"en": "en-GB", "fr": "fr-FR"}
PEOPLE = {
    "administrator": ("Sara Haddad", "administrator", "UN"),
    "officer": ("Ngozi Eze", "officer", None),
    "desk officer": ("Jonas Weber", "reader", "UN"),
    "colleague": ("Binta Sow", "contributor", "AU"),
    "outsider": ("Karim Aziz", "contributor", "LAS"),
}


class Visit:
    """What a person does with the pages, read in one language. Words in English are messages of the program
    and are looked for as its pages say them; titles, names and what is written are taken as they are."""

    def __init__(self, page: Page, lang: str, axe: Callable[[], list[str]]) -> None:
        self.page, self.lang, self._axe = page, lang, axe

    def word(self, message: str, context: str = "", **values: object) -> str:
        """Return what the pages say for the message."""
        with translation.override(self.lang):
            said = pgettext(context, message) if context else gettext(message)
        return said % values if values else said

    @property
    def language(self) -> str:
        """The language of the pages, as they call it."""
        return language_name(self.lang, self.lang)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def open(self, address: str) -> int:
        """Go to the address and return the code of the answer."""
        answer = self.page.goto(address)
        assert answer
        return answer.status

    def open_menu(self, message: str) -> None:
        """Choose an entry of the menu, which leads to the page of that heading."""
        menu = self.page.get_by_role("navigation", name=self.word("Main"), exact=True)
        menu.get_by_role("link", name=self.word(message), exact=True).click()

    def see_heading(self, message: str) -> None:
        self.see_title(self.word(message))

    def see_title(self, text: str) -> None:
        self.main.get_by_role("heading", level=1, name=text).wait_for()

    def see(self, message: str, **values: object) -> None:
        self.see_text(self.word(message, **values))

    def see_text(self, text: str) -> None:
        self.main.get_by_text(text).locator("visible=true").first.wait_for()

    def follow(self, message: str) -> None:
        self.follow_link(self.word(message))

    def follow_link(self, name: str) -> None:
        self.main.get_by_role("link", name=name, exact=True).click()

    def press(self, message: str, context: str = "") -> None:
        # What the page asks for while one types is answered first: the tests' database is one for all, and
        # lets nobody look while somebody writes.
        self.page.wait_for_load_state("networkidle")
        self.main.get_by_role("button", name=self.word(message, context), exact=True).click()

    def write(self, message: str, text: str, **values: object) -> None:
        self.main.get_by_label(self.word(message, **values), exact=True).fill(text)

    def choose(self, message: str, option: str) -> None:
        self.main.get_by_label(self.word(message), exact=True).select_option(label=self.word(option))

    def key(self, key: str) -> None:
        """Press a key, once the page that one sees listens."""
        self.page.wait_for_load_state()
        self.page.keyboard.press(key)

    def pick(self, message: str, typed: str, name: str) -> None:
        """Type the beginning of an organization's name, and take by keyboard the one that is suggested."""
        field = self.main.get_by_role("combobox", name=self.word(message), exact=True)
        field.press_sequentially(typed)
        self.page.get_by_role("option", name=name).first.wait_for()
        field.press("ArrowDown")
        field.press("Enter")

    def download(self, button: Locator) -> Path:
        with self.page.expect_download() as coming:
            button.click()
        return coming.value.path()

    def sign_in(self, person: Person, password: str = PASSWORD) -> None:
        """Sign in through the form; the person's name stands on top of the page then."""
        self.try_to_sign_in(person, password)
        self.page.get_by_role("link", name=person.name, exact=True).wait_for()

    def try_to_sign_in(self, person: Person, password: str = PASSWORD) -> None:
        self.open("/")
        self.page.get_by_role("banner").get_by_role("link", name=self.word("Sign in"), exact=True).click()
        self.write("Email", person.email)
        self.write("Password", password)
        self.press("Sign in")

    def sign_out(self) -> None:
        self.page.get_by_role("button", name=self.word("Sign out"), exact=True).click()
        self.page.get_by_role("link", name=self.word("Sign in"), exact=True).first.wait_for()

    def invite(self, email: str, role: str, typed: str, body: str) -> None:
        """Invite somebody to act for an organization, as an administrator does."""
        self.open_menu("People")
        self.follow("Invite somebody")
        self.write("E-mail address", email)
        self.choose("Role", role)
        self.pick("Organizations", typed, body)
        self.press("Send the invitation")
        self.see("The invitation was mailed to %(email)s.", email=email)

    def join(self, link: str, name: str) -> None:
        """Take the invitation of the mailed link up."""
        self.open(link)
        self.write("Your name", name)
        self.write("Password", PASSWORD)
        self.write("Password, once more", PASSWORD)
        self.press("Join")
        self.see_heading("My account")

    def is_open_to_everybody(self) -> None:
        """Nothing on the page stands in the way of assistive technology."""
        assert self._axe() == []

    def fits_a_phone(self) -> None:
        """On a phone nothing is wider than the screen, and the menu opens and closes."""
        wide = self.page.viewport_size
        self.page.set_viewport_size(PHONE)
        self.page.reload()
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(width) <= 0
        button = self.page.get_by_role("button", name=self.word("Menu"), exact=True)
        menu = self.page.get_by_role("navigation", name=self.word("Main"), exact=True)
        expect(menu).to_be_hidden()
        button.click()
        expect(menu).to_be_visible()
        assert wide
        self.page.set_viewport_size(wide)
        self.page.reload()


@pytest.fixture(params=["en", "fr"])
def lang(request: pytest.FixtureRequest) -> str:
    """The language of the pages and of their user."""
    return request.param


@pytest.fixture
def locale(lang: str) -> str:
    return LOCALES[lang]


@pytest.fixture
def visit(page: Page, lang: str, axe: Callable[[], list[str]]) -> Visit:
    cache.clear()  # it counts who tries to sign in how often
    return Visit(page, lang, axe)


@pytest.fixture
def bodies(live_server) -> dict[str, Organization]:
    """Some organizations of the catalogue, with their names in all languages."""
    known = shipped()
    sync(Catalogue({id: known[id] for id in BODIES}))
    return Organization.objects.prefetch_related("names").in_bulk()


@pytest.fixture
def name(bodies: dict[str, Organization], lang: str) -> Callable[[str], str]:
    """What an organization is called in the language of the pages."""
    return lambda id: bodies[id].name_in(lang)


@pytest.fixture
def acronym(bodies: dict[str, Organization], lang: str) -> Callable[[str], str]:
    """An organization's acronym in the language of the pages."""
    return lambda id: bodies[id].acronym_in(lang)


@pytest.fixture
def people(bodies: dict[str, Organization], lang: str) -> dict[str, Person]:
    made = {}
    for key, (called, role, body) in PEOPLE.items():
        email = f"{called.split()[0].lower()}@example.org"
        made[key] = Person.objects.create_user(email, PASSWORD, name=called, role=role, language=lang)
        if body:
            made[key].organizations.add(body)
    return made


@pytest.fixture
def report(lang: str) -> Path:
    """A report in the language of the pages: five paragraphs, the third about the meeting of the first."""
    return Path(__file__).with_name(f"report.{lang}.txt")


@pytest.fixture
def titles(lang: str) -> Callable[[Record], str]:
    """The title of a record as the pages show it."""
    return lambda record: Record.objects.prefetch_related("texts").get(pk=record.pk).title_in(lang)


@pytest.fixture
def register(people: dict[str, Person], bodies: dict[str, Organization], report: Path) -> SimpleNamespace:
    """What the United Nations and the African Union have together, seen by everybody; one commitment and one
    agreement that are due; one meeting with another organization that only those who sign in see."""
    today = timezone.localdate()
    add = _adder(people["officer"], bodies)
    source = next(iter(load_all(report)))
    document = take_in(source, person=people["officer"], label="CLEAR").document  # type: ignore[arg-type]
    first = Proposal.objects.filter(paragraph__document=document).order_by("paragraph__position").first()
    assert first
    consultation = accept(first, people["officer"])
    mechanism = add(Mechanism, "annual consultation", "consultation annuelle", cadence="P1Y", level="desk")
    return SimpleNamespace(
        document=document,
        consultation=consultation,
        mechanism=mechanism,
        agreement=add(
            Agreement, "framework on peace and security", "cadre pour la paix et la sécurité",
            type="framework", status="in-force", date=str(today.year - 2), term=_term(today),
        ),
        commitment=add(
            Commitment, "open a joint desk in Cairo", "ouvrir un bureau commun au Caire", label="GREEN",
            parts={"AU": "owner", "UN": "beneficiary"}, due=(today - timedelta(days=10)).isoformat(),
        ),
        activity=add(
            Activity, "training of mediators", "formation de médiateurs", type="training", date="2024",
            themes=["mediation"], places=["Cairo"],
        ),
        hidden=add(
            Meeting, "informal talks on the corridor", "entretiens informels sur le corridor",
            parts={"UN": "participant", "LAS": "participant"}, date="2024-02", label="GREEN",
        ),
    )  # fmt: skip


def _term(today: date) -> str:
    """A term that ends in some five months."""
    return f"{today.year - 2}-01-01/{(today + timedelta(days=150)).isoformat()}"


def _adder(person: Person, bodies: dict[str, Organization]) -> Callable[..., Any]:
    def add(model: type[Record], english: str, french: str, **fields: Any) -> Any:
        parts = fields.pop("parts", {"UN": "party", "AU": "party"})
        cities = fields.pop("places", [])
        themes = Theme.objects.filter(pk__in=fields.pop("themes", []))
        return enter(
            model(**({"label": "CLEAR"} | fields)),
            titles={"en": english, "fr": french},
            themes=themes,
            organizations=[(bodies[id], part) for id, part in parts.items()],
            places=[Place.objects.get_or_create(name=n, kind="city", country="EGY")[0] for n in cities],
            person=person,
        )

    return add


@pytest.fixture
def link_in() -> Callable[[str, str], str]:
    """Find the address in a mail that leads to such a page."""

    def find(text: str, part: str) -> str:
        found = re.search(rf"https?://\S*{part}\S*", text)
        assert found, text
        return found[0]

    return find
