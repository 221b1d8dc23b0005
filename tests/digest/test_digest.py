"""The digest: one mail to one person about what concerns them, and nothing twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from concertation.accounts.models import Person
from concertation.digest.models import Subscription, Told
from concertation.digest.news import news
from concertation.digest.sending import send
from concertation.register.models import (
    Acknowledgement,
    Agreement,
    Commitment,
    Notice,
    Organization,
    SavedSearch,
)
from concertation.register.recording import enter
from concertation.register.search.saved import keep

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def add(model, bodies="AU LAS", title="memorandum on water", **fields):
    parts = [Organization.objects.get_or_create(pk=id, kind="regional")[0] for id in bodies.split()]
    return enter(
        model(**({"label": "GREEN"} | fields)),
        titles={"en": title},
        organizations=[(part, "owner" if model is Commitment else "party") for part in parts],
        person=None,
    )


@pytest.fixture
def person() -> Person:
    made = Person.objects.create_user("amina@example.org", name="Amina", role="focal-point", language="fr")
    made.organizations.add(Organization.objects.get_or_create(pk="AU", kind="regional")[0])
    return made


@pytest.fixture
def officer() -> Person:
    return Person.objects.create_user("officer@example.org", role="officer")


def told(person: Person, today: date = TODAY) -> list[str]:
    return [one.key.split(":")[0] + ":" + one.key.rsplit(":", 1)[1] for one in news(person, today)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 11, 1), []),
        (date(2026, 1, 1), ["expiry:P12M"]),
        (date(2026, 7, 1), ["expiry:P6M"]),
        (date(2026, 8, 15), ["notice:", "expiry:P6M"]),
        (date(2026, 10, 1), ["expiry:P3M"]),
        (date(2027, 1, 1), []),
    ],
)
def test_parties_are_warned_before_notice_and_before_the_end(person, today, expected):
    add(Agreement, term="2020/2026", notice_period="P3M")
    assert told(person, today) == expected


def test_others_are_not_told_what_does_not_concern_them(officer, person):
    add(Agreement, bodies="LAS OIC", term="2020/2026")
    assert told(officer) == told(person) == []


def test_a_commitment_late_by_a_month_goes_to_the_officers_too(person, officer):
    add(Commitment, due="2026-11-10")
    assert told(person) == ["commitment:"]
    assert told(officer) == []
    assert told(officer, TODAY + timedelta(30)) == ["commitment:"]


def test_a_notice_is_news_until_it_is_read(person):
    notice = add(Notice, title="early warning")
    assert [one.what for one in news(person, TODAY)] == ["read"]
    Acknowledgement.objects.create(notice=notice, person=person)
    assert news(person, TODAY) == []


def test_nothing_hidden_is_news(person):
    add(Agreement, term="2020/2026", label="RED")
    add(Notice, label="AMBER")
    assert news(person, TODAY) == []


def test_one_message_goes_to_one_person_in_their_language(sink, person, officer):
    record = add(Agreement, term="2020/2026")
    other = Person.objects.create_user("kofi@example.org", language="en")
    other.organizations.add("LAS")
    done = send(TODAY)
    assert (done.people, done.mails) == (3, 2)
    by_person = {recipients[0]: message for recipients, message in sink.messages}
    assert all(len(recipients) == 1 for recipients, _ in sink.messages)
    french, english = by_person["amina@example.org"], by_person["kofi@example.org"]
    assert french["Subject"] == "Concertation: 1 point vous concerne"
    assert english["Subject"] == "Concertation: 1 thing for you"
    assert french["To"] == "amina@example.org"
    body = french.get_body(("plain",)).get_content()
    assert "memorandum on water (31 décembre 2026)" in body
    assert "La période s’achève le 31 décembre 2026." in body
    assert f"https://register.example/records/{record.uid}/" in body
    assert french.get_body(("html",)) is not None


def test_nobody_gets_the_same_news_twice_and_a_new_step_is_told(sink, person):
    add(Agreement, term="2020/2027-06-30")
    send(date(2026, 7, 1))
    send(date(2026, 7, 9))
    assert len(sink.messages) == 1
    send(date(2027, 1, 2))
    assert len(sink.messages) == 2


def test_what_was_dealt_with_is_mailed_no_more(sink, person):
    row = add(Commitment, due="2026-11-10")
    row.status = "done"
    row.save()
    assert send(TODAY).mails == 0
    assert not Told.objects.exists()


@pytest.mark.parametrize(("rhythm", "mails"), [("daily", 2), ("weekly", 1), ("never", 0)])
def test_mails_come_as_often_as_the_person_wants(sink, person, rhythm, mails):
    Subscription.objects.create(person=person, rhythm=rhythm)
    add(Agreement, term="2020/2026")
    send(TODAY)
    add(Agreement, title="another", term="2020/2026")
    send(TODAY + timedelta(1))
    assert len(sink.messages) == mails


def test_a_mailbox_that_refuses_stops_nobody_else_and_is_tried_again(sink, person):
    other = Person.objects.create_user("kofi@example.org")
    other.organizations.add("AU")
    add(Agreement, term="2020/2026")
    sink.refused.add("amina@example.org")
    done = send(TODAY)
    assert (done.mails, [p.email for p, _ in done.failed]) == (1, ["amina@example.org"])
    sink.refused.clear()
    assert send(TODAY + timedelta(1)).mails == 1


def test_a_dry_run_mails_and_marks_nothing(sink, person):
    add(Agreement, term="2020/2026")
    seen = []
    send(TODAY, dry=True, each=lambda who, fresh: seen.append((who, len(fresh))))
    assert seen == [(person, 1)]
    assert not sink.messages
    assert not Told.objects.exists()


def test_the_link_stops_the_mails_without_signing_in(sink, person):
    add(Agreement, term="2020/2026")
    send(TODAY)
    message = sink.messages[0][1]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = message["List-Unsubscribe"].strip()
    assert link.startswith("<https://register.example/news/stop/"), repr(link)
    path = link.removeprefix("<https://register.example").removesuffix(">")
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert not Subscription.objects.exists() or Subscription.objects.get().rhythm != "never"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.get(person=person).rhythm == "never"
    assert client.post("/news/stop/1:forged/").status_code == 404


def test_the_page_shows_the_news_and_counts_what_was_not_read(person):
    add(Agreement, term="2020/2026")
    client = Client()
    client.force_login(person)
    page = client.get("/news/").content.decode()
    assert "memorandum on water" in page
    assert '<span class="badge-count">1' in client.get("/").content.decode()
    client.post("/news/")
    assert "badge-count" not in client.get("/").content.decode()
    client.post("/news/", {"rhythm": "never"})
    assert Subscription.objects.get(person=person).rhythm == "never"


def test_a_notice_is_acknowledged_on_its_page(person):
    notice = add(Notice, title="early warning")
    client = Client()
    client.force_login(person)
    assert "J’ai lu cet avis" in client.get(f"/records/{notice.uid}/").content.decode()
    client.post(f"/records/{notice.uid}/read/")
    assert "Amina" in client.get(f"/records/{notice.uid}/").content.decode()
    hidden = add(Notice, label="RED")
    assert client.post(f"/records/{hidden.uid}/read/").status_code == 404


@pytest.fixture
def search(person):
    """A search of Amina's that tells of new results each day; yesterday nobody had entered anything."""
    saved = keep(person, "Puits", "wells", SavedSearch.Notify.DAILY)
    SavedSearch.objects.filter(pk=saved.pk).update(told_on=TODAY - timedelta(1))
    return saved


def mails_to(sink, address: str) -> list[str]:
    return [
        message.get_body(("plain",)).get_content()
        for recipients, message in sink.messages
        if recipients == [address]
    ]


def test_new_results_of_a_kept_search_are_mailed_once(sink, person, search):
    Subscription.objects.create(person=person, rhythm="daily")
    record = add(Agreement, title="on wells")
    add(Agreement, title="on secret wells", label="RED")
    assert send(TODAY).mails == 1
    (mail,) = mails_to(sink, "amina@example.org")
    assert "1 nouveau résultat de votre recherche «\xa0Puits\xa0»" in mail
    assert "on wells" in mail
    assert f"https://register.example/records/{record.uid}/" in mail
    assert "https://register.example/search/?q=wells&sort=date" in mail
    assert "secret" not in mail
    assert send(TODAY + timedelta(1)).mails == 0
    add(Agreement, title="on other wells")
    assert send(TODAY + timedelta(2)).mails == 1
    assert "on other wells" in mails_to(sink, "amina@example.org")[1]
    assert "- on wells" not in mails_to(sink, "amina@example.org")[1]


def test_who_wants_no_mails_gets_none_of_a_search_and_sees_it_on_the_page(sink, person, search):
    add(Agreement, title="on wells")
    Subscription.objects.create(person=person, rhythm="never")
    assert send(TODAY).mails == 0
    client = Client()
    client.force_login(person)
    page = client.get("/news/").content.decode()
    assert "1 nouveau résultat de «\xa0Puits\xa0»" in page
    assert "on wells" in page
    client.post("/news/")
    assert "on wells" not in client.get("/news/").content.decode()


def test_a_mail_that_fails_leaves_the_results_to_be_told(sink, person, search):
    add(Agreement, title="on wells")
    sink.refused.add("amina@example.org")
    assert send(TODAY).mails == 0
    sink.refused.clear()
    assert send(TODAY + timedelta(1)).mails == 1


def test_a_dry_run_leaves_a_search_as_it_is(sink, person, search):
    add(Agreement, title="on wells")
    seen = []
    send(TODAY, dry=True, each=lambda who, fresh: seen.append([str(one) for one in fresh]))
    assert seen == [["Puits"]]
    search.refresh_from_db()
    assert search.fresh == {}
