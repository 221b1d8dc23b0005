"""Reminding of a notice: those who have not read it get it once more, nobody else gets anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from concertation.accounts.models import Circle, Person
from concertation.digest.models import Subscription
from concertation.digest.reminding import remind
from concertation.digest.sending import send
from concertation.register.acknowledging import acknowledge
from concertation.register.models import Notice, Organization, Reminder
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def people() -> dict[str, Person]:
    body = Organization.objects.create(pk="AU", kind="regional")
    names = ("sender", "slow", "quick", "silent")
    made = {name: Person.objects.create_user(f"{name}@example.org", role="focal-point") for name in names}
    for name in ("slow", "quick", "silent"):
        made[name].organizations.add(body)
    Subscription.objects.create(person=made["silent"], rhythm=Subscription.Rhythm.NEVER)
    return made


@pytest.fixture
def notice(people) -> Notice:
    circle = Circle.objects.create(name="AU circle")
    circle.organizations.add("AU")
    return enter(
        Notice(label="AMBER", circle=circle), titles={"en": "early warning"}, person=people["sender"]
    )


def recipients(sink) -> list[str]:
    return sorted(to for tos, _message in sink.messages for to in tos)


def test_only_those_who_have_not_read_it_are_mailed_again_at_the_next_run(sink, people, notice):
    send(TODAY)
    assert recipients(sink) == ["quick@example.org", "slow@example.org"]
    acknowledge(notice, people["quick"])
    sink.messages.clear()
    send(TODAY + timedelta(days=1))
    assert recipients(sink) == []
    assert remind(notice, people["sender"]) == 2
    send(TODAY + timedelta(days=1))
    assert recipients(sink) == ["slow@example.org"]


def test_once_a_day_is_enough(people, notice):
    remind(notice, people["sender"])
    with pytest.raises(ValidationError, match="reminded today already"):
        remind(notice, people["sender"])
    assert Reminder.objects.count() == 1


def test_where_all_have_read_it_there_is_nobody_to_remind(people, notice):
    for name in ("slow", "quick", "silent"):
        acknowledge(notice, people[name])
    with pytest.raises(ValidationError, match="nobody to remind"):
        remind(notice, people["sender"])


def test_only_the_sender_reminds(people, notice):
    with pytest.raises(PermissionDenied):
        remind(notice, people["slow"])


def test_the_page_tells_the_sender_and_a_reader_their_own_part(people, notice):
    sender, slow = Client(), Client()
    sender.force_login(people["sender"])
    slow.force_login(people["slow"])
    slow.post(f"/records/{notice.uid}/read/")
    page = " ".join(sender.get(f"/records/{notice.uid}/").content.decode().split())
    assert "1 of 3 people of the circle have read it." in page
    assert page.index("slow@example.org") < page.index("Not read yet") < page.index("quick@example.org")
    other = slow.get(f"/records/{notice.uid}/").content.decode()
    assert "You said on" in other
    assert "quick@example.org" not in other
    assert slow.post(f"/records/{notice.uid}/remind/").status_code == 403
    assert sender.post(f"/records/{notice.uid}/remind/").status_code == 302
    assert "Last reminder:" in sender.get(f"/records/{notice.uid}/").content.decode()
