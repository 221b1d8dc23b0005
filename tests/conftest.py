"""What every test may count on."""

import socket
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

if TYPE_CHECKING:
    from concertation.register.models import Record


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Hashing a password is slow on purpose; the tests make hundreds of people and attack none."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a page drives a browser and carries the mark, so that nobody has to remember it."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


class Sink:
    """Keeps each message with its recipients; refuses those of `refused`."""

    def __init__(self) -> None:
        self.messages: list[tuple[list[str], EmailMessage]] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.messages.append((list(envelope.rcpt_tos), message))
        return "250 OK"


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    found = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SITE_ADDRESS = "https://register.example"
    yield found
    server.stop()


@pytest.fixture
def asked(db) -> SimpleNamespace:
    """A cycle on 2017 and 2018 in which the African Union (AU) is asked for its input, of which the register
    holds three meetings: one that everybody sees, one for people of AU, and one of another year."""
    # Models can be had once Django is set up, which is after this file is read.
    from concertation.accounts.models import Circle, Person
    from concertation.register.models import Meeting, Organization, OrganizationName
    from concertation.register.recording import enter
    from concertation.reporting.models import Cycle

    made = SimpleNamespace()
    for id, kind, name in (("UN", "un", "United Nations"), ("AU", "regional", "African Union"),
                           ("LAS", "regional", "League of Arab States")):  # fmt: skip
        Organization.objects.get_or_create(pk=id, defaults={"kind": kind})
        for word, text in (("official", name), ("acronym", id)):
            OrganizationName.objects.get_or_create(organization_id=id, lang="en", kind=word, text=text)
    made.officer = Person.objects.create_user("officer@un.example", name="Olga Officer", role="officer")
    made.amina = Person.objects.create_user("amina@au.example", name="Amina", role="focal-point")
    made.amina.organizations.add("AU")
    circle = Circle.objects.create(name="AU only")
    circle.organizations.add("AU")

    def meeting(title: str, date: str, **shared: Any) -> "Record":
        one = Meeting(type="meeting", date=date, status="held", **({"label": "CLEAR"} | shared))
        bodies = [(Organization.objects.get(pk=id), "party") for id in ("UN", "AU")]
        return enter(one, titles={"en": title}, organizations=bodies, person=None)

    made.meeting = meeting("Joint meeting on elections", "2017-05-12")
    made.second = meeting("Joint meeting on water", "2018-03")
    made.inner = meeting("Quiet talks", "2018-04", label="AMBER", circle=circle)
    made.old = meeting("Meeting of long ago", "2010-05-12")
    made.cycle = Cycle.objects.create(
        title="Cooperation with regional organizations",
        period="2017-01-01/2018-12-31",
        officer=made.officer,
        due=date(2026, 12, 15),
        languages=["en"],
    )
    made.cycle.questions.create(
        key="outlook", texts={"en": "What comes next?", "fr": "Quelles sont les perspectives ?"}
    )
    made.request = made.cycle.requests.create(organization_id="AU", due=made.cycle.due)
    made.addressee = made.request.addressees.create(email="desk@au.example", name="Desk", language="fr")
    return made
