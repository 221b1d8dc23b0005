"""What holds for every page: few queries, language, security, refusals, signing in."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from concertation.register.models import Activity, Meeting
from concertation.web.lists.declared import LISTINGS

pytestmark = pytest.mark.django_db

MOST = 30


def addresses(register) -> list[str]:
    """One address of each kind of page."""
    kinds = (
        "mechanism",
        "meeting",
        "agreement",
        "activity",
        "commitment",
        "pledge",
        "presence",
        "notice",
        "mandate",
    )
    return [
        "/",
        *(f"/{slug}/" for slug in LISTINGS),
        *(f"/records/{getattr(register, kind).uid}/" for kind in kinds),
        f"/records/{register.meeting.uid}/edit/",
        "/organizations/AU/",
        f"/documents/{register.document.pk}/",
        "/search/?q=annual+consultation",
        "/review/",
        f"/review/{register.proposal.pk}/",
        "/review/confident/?above=50",
    ]  # fmt: skip


def test_no_page_needs_many_queries_however_much_there_is(
    client_of, register, add, prove, propose, people, django_assert_max_num_queries
):
    people["officer"].organizations.add("UN")
    for number in range(30):
        record = add(
            Meeting,
            f"annual consultation {number}",
            mechanism=register.mechanism,
            number=number + 10,
            date=f"2015-{number % 12 + 1:02}",
            places=["Cairo"],
            themes=["water"],
        )
        prove(record)
        add(Activity, f"annual consultation work {number}", date="2016")
        propose("5 bis", "second desk", date="")
    client = client_of("officer")
    for address in addresses(register):
        with django_assert_max_num_queries(MOST, info=address):
            assert client.get(address).status_code == 200, address


def test_no_page_has_style_or_script_of_its_own(client_of, register):
    """The security policy would refuse it."""
    client = client_of("officer")
    for address in addresses(register):
        page = client.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page), address
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "'unsafe" not in policy


def test_every_page_has_a_title_one_heading_and_a_language(client_of, register):
    client = client_of("officer")
    for address in addresses(register):
        page = client.get(address).content.decode()
        assert re.search(r"<title>[^<·]+ · Concertation</title>", page), address
        assert len(re.findall(r"<h1\b", page)) == 1, address
        assert '<html lang="en" dir="ltr">' in page


def test_a_person_reads_the_pages_in_the_language_they_chose(client_of, people):
    client = client_of("reader")
    client.post("/language/", {"language": "fr", "next": "/meetings/"})
    assert '<html lang="fr"' in client.get("/").content.decode()
    people["reader"].refresh_from_db()
    assert people["reader"].language == "fr"
    assert (
        '<html lang="fr"' in client_of("reader").get("/", headers={"Accept-Language": "en"}).content.decode()
    )


def test_a_visitor_reads_the_pages_in_the_language_of_the_browser_or_the_one_chosen(db):
    client = Client(headers={"Accept-Language": "fr-CA,fr;q=0.9"})
    assert '<html lang="fr"' in client.get("/").content.decode()
    client.post("/language/", {"language": "en"})
    assert '<html lang="en"' in client.get("/").content.decode()


def test_a_language_that_is_not_offered_changes_nothing(client_of, people):
    client_of("reader").post("/language/", {"language": "xx"})
    people["reader"].refresh_from_db()
    assert people["reader"].language == "en"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2017-10", "October 2017"),
        ("2017-10-05", "5 October 2017"),
        ("2017", "2017"),
        ("", ""),
        ("soon", "“soon” is not a date this register can keep"),
        ("2018/2017", "The end is before the start."),
    ],
)
def test_a_date_is_told_in_words(client, db, date, words):
    assert words in client.get("/date/", {"date": date}).content.decode()


def test_signing_in_and_out(people):
    client = Client()
    page = client.get("/accounts/login/?next=/meetings/").content.decode()
    assert "People are invited by the administrators" in page
    answer = client.post(
        "/accounts/login/",
        {"login": "reader@example.org", "password": "correct horse 9", "next": "/meetings/"},
    )
    assert answer.url == "/meetings/"
    assert "Sign out" in client.get("/").content.decode()
    client.post("/accounts/logout/")
    assert "Sign in" in client.get("/").content.decode()


def test_a_wrong_password_is_told_above_the_form(people):
    answer = Client().post("/accounts/login/", {"login": "reader@example.org", "password": "wrong"})
    assert 'role="alert"' in answer.content.decode()


def test_nobody_signs_himself_up(db):
    page = Client().get("/accounts/signup/").content.decode()
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_a_password_is_changed(client_of, people):
    client = client_of("reader")
    assert client.get("/accounts/password/change/").status_code == 200
    data = {
        "oldpassword": "correct horse 9",
        "password1": "battery staple 7",
        "password2": "battery staple 7",
    }
    assert client.post("/accounts/password/change/", data).status_code == 302
    people["reader"].refresh_from_db()
    assert people["reader"].check_password("battery staple 7")


def test_a_forgotten_password_is_answered_by_mail(people):
    assert Client().post("/accounts/password/reset/", {"email": "reader@example.org"}).status_code == 302
    assert len(mail.outbox) == 1


def test_what_is_not_there_helps_to_go_on(client, db):
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "There is nothing at this address" in page.content.decode()
    assert "/accounts/login/?next=/nowhere/" in page.content.decode()


def test_a_form_without_its_token_says_what_to_do(people):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {})
    assert answer.status_code == 403
    assert "reload the page and send the form again" in answer.content.decode()


def test_a_failure_is_told_without_details(client, db, monkeypatch):
    from concertation.register import overview

    def fail(person):
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(overview, "counts", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_static_files_have_addresses_that_change_with_them(client, db):
    page = client.get("/").content.decode()
    assert re.search(r"/static/css/site\.css\?v=[0-9a-f]{8}", page)
