"""The pages of requests: who comes by a link, who signs in, and the officer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concertation.accounts.models import Person
from concertation.reporting.cycles import links
from concertation.reporting.models import Addressee, Contribution, InputRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(asked):
    """The request is asked, and its addressee has a link."""
    cache.clear()
    asked.request.state = InputRequest.State.ASKED
    asked.request.due = date(2030, 1, 1)
    asked.request.questions = [{"key": "outlook", "texts": {"en": "What comes next?"}, "helps": {}}]
    asked.request.save()
    asked.token = links.token_of(asked.addressee)
    asked.page = f"/requests/{asked.request.uid}/"
    asked.board = f"/cycles/{asked.cycle.uid}/requests/"
    return asked


@pytest.fixture
def guest(sent) -> Client:
    client = Client()
    client.get(f"/contribute/{sent.token}/")
    client.cookies["django_language"] = "en"
    return client


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_link_is_kept_by_the_visit_and_stands_in_no_address(sent):
    client = Client()
    answer = client.get(f"/contribute/{sent.token}/")
    assert (answer.status_code, answer["Location"]) == (302, sent.page)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer.cookies["django_language"].value == "fr"
    page = client.get(sent.page)
    assert page.status_code == 200
    assert sent.token not in page.content.decode()
    assert sent.token not in str(dict(client.session))
    sent.addressee.refresh_from_db()
    assert sent.addressee.seen_at


def test_a_link_that_was_withdrawn_or_never_was_says_so_and_no_more(sent, guest):
    Addressee.objects.update(withdrawn_at="2026-01-01T00:00Z")
    for answer in (
        guest.get(sent.page),
        guest.get(f"/contribute/{sent.token}/"),
        Client().get("/contribute/none/"),
    ):
        assert answer.status_code == 404
        assert "African Union" not in answer.content.decode()


def test_without_a_link_a_guest_is_sent_to_sign_in_whether_there_is_a_request_or_not(sent):
    for uid in (sent.request.uid, "0b8d4b5e-0000-4000-8000-000000000000"):
        answer = Client().get(f"/requests/{uid}/")
        assert answer["Location"] == f"/accounts/login/?next=/requests/{uid}/"


def test_a_link_opens_one_request_and_nothing_else(sent, guest):
    other = sent.cycle.requests.create(organization_id="LAS", due=date(2030, 1, 1), state="asked")
    assert guest.get(f"/requests/{other.uid}/")["Location"].startswith("/accounts/login/")
    for address in (
        sent.board,
        f"{sent.board}send/",
        f"{sent.board}{sent.request.uid}/",
        "/requests/",
        "/news/",
    ):
        assert guest.get(address)["Location"].startswith("/accounts/login/"), address


def test_a_guest_sees_of_the_register_what_everybody_sees(sent, guest):
    for address in (sent.page, f"{sent.page}submit/", f"{sent.page}people/"):
        assert "Quiet talks" not in guest.get(address).content.decode()
    assert guest.get(f"{sent.page}records/{sent.inner.uid}/").status_code == 404
    assert guest.get(f"/records/{sent.inner.uid}/").status_code == 404
    assert "Quiet talks" in signed_in(sent.amina).get(sent.page).content.decode()


def test_the_whole_of_a_contribution_without_a_script(sent, guest, sink, settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }
    page, record = sent.page, f"{sent.page}records/{sent.meeting.uid}/"
    assert guest.post(record, {"said": "confirm", "seen": "0"})["Location"] == f"{page}#r{sent.meeting.uid}"
    form = guest.get(f"{page}records/{sent.second.uid}/").context["form"]
    given = {name: value for name in form.fields if (value := form[name].value())}
    given |= {"date": "12–14 March 2018"}
    answer = guest.post(f"{page}records/{sent.second.uid}/", given)
    assert answer.status_code == 302
    fact = {
        "kind": "event",
        "title": "Round table",
        "date": "May 2018",
        "actors": "AU; Board of Friends",
        "lang": "en",
    }
    assert guest.post(f"{page}facts/new/", fact | {"date": "some day"}).status_code == 422
    assert guest.post(f"{page}facts/new/", fact).status_code == 302
    assert (
        guest.post(f"{page}answers/outlook/", {"text": "More.", "lang": "fr", "seen": "9"}).status_code == 302
    )
    file = SimpleUploadedFile("minutes.txt", b"What was said.")
    guest.post(f"{page}files/", {"file": file})
    said = guest.get(f"{page}submit/").content.decode()
    assert "1 of 1" in said
    assert guest.post(f"{page}submit/").status_code == 302
    values = {row.verdict: row.values for row in Contribution.objects.all()}
    assert values["corrected"] == {"date": "2018-03-12/2018-03-14"}
    assert values["added"]["actors"] == ["AU", "Board of Friends"]
    sent.request.refresh_from_db()
    assert (sent.request.state, sent.request.answers.get().lang) == ("submitted", "fr")
    assert (
        b"".join(guest.get(f"{page}files/{sent.request.files.get().pk}/").streaming_content)
        == b"What was said."
    )
    assert "Take it back" in guest.get(page).content.decode()
    guest.post(f"{page}take-back/")
    sent.request.refresh_from_db()
    assert sent.request.state == "asked"


def test_who_saves_an_answer_over_another_is_shown_both(sent, guest):
    signed_in(sent.amina).post(f"{sent.page}answers/outlook/", {"text": "Theirs.", "lang": "en", "seen": "0"})
    answer = guest.post(f"{sent.page}answers/outlook/", {"text": "Mine.", "lang": "en", "seen": "0"})
    assert answer.status_code == 422
    assert "Theirs." in answer.content.decode()
    assert "Mine." in answer.content.decode()
    part = guest.post(
        f"{sent.page}answers/outlook/",
        {"text": "Mine.", "lang": "en", "seen": "0"},
        headers={"HX-Request": "true"},
    )
    assert "Theirs." in part.content.decode()


def test_a_row_is_saved_in_place(sent, guest):
    answer = guest.post(
        f"{sent.page}records/{sent.meeting.uid}/",
        {"said": "confirm", "seen": "0"},
        headers={"HX-Request": "true"},
    )
    said = answer.content.decode()
    assert "Confirmed" in said
    assert "1 of 2 records looked at" in said
    assert "<html" not in said


def test_the_officer_sees_the_board_sends_and_decides(sent, guest, sink):
    guest.post(f"{sent.page}confirm-all/")
    guest.post(f"{sent.page}submit/")
    officer = signed_in(sent.officer)
    assert "1 of 1 have answered" in officer.get(sent.board).content.decode()
    assert "<html" not in officer.get(sent.board, headers={"HX-Request": "true"}).content.decode()
    assert b"Confirmed" in b"".join(officer.get(f"{sent.board}?format=csv").streaming_content)
    one = f"{sent.board}{sent.request.uid}/"
    assert "by personal link" in officer.get(one).content.decode()
    assert officer.post(one, {"act": "back", "note": "", "due": "2030-01-01"}).status_code == 422
    officer.post(one, {"act": "back", "note": "Which day?", "due": "2030-01-01"})
    assert "Which day?" in guest.get(sent.page).content.decode()
    guest.post(f"{sent.page}submit/")
    officer.post(one, {"act": "accept"})
    sent.request.refresh_from_db()
    assert sent.request.state == "accepted"
    assert guest.post(f"{sent.page}reopen/", {"reason": "A wrong day"}).status_code == 302
    officer.post(one, {"act": "add", "email": "new@au.example", "name": "", "language": "en"})
    assert sent.request.addressees.filter(email="new@au.example").exists()


def test_the_dry_run_page_shows_what_would_go_and_sends_it(asked, sink):
    officer, address = signed_in(asked.officer), f"/cycles/{asked.cycle.uid}/requests/send/"
    assert "desk@au.example" in officer.get(address).content.decode()
    assert sink.messages == []
    officer.post(address)
    officer.post(address)
    assert len(sink.messages) == 1


@pytest.mark.parametrize("role", ["focal-point", "contributor", "reader"])
def test_only_who_may_report_sees_the_board(sent, role):
    person = Person.objects.create_user(f"{role}@las.example", role=role)
    person.organizations.add("LAS")
    client = signed_in(person)
    for address in (sent.board, f"{sent.board}send/", f"{sent.board}{sent.request.uid}/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"act": "accept"}).status_code in (403, 405)
    assert client.get(sent.page).status_code == 404


ACTS: list[tuple[str, dict[str, Any]]] = [
    ("", {}), ("confirm-all/", {}), ("facts/new/", {"kind": "event", "title": "x"}), ("nothing/", {}),
    ("answers/outlook/", {"text": "x", "lang": "en"}), ("submit/", {}), ("take-back/", {}), ("files/", {}),
    ("people/", {"email": "x@example.org", "language": "en"}),
    ("time/", {"until": "2031-01-01", "reason": "x"}),
    ("reopen/", {"reason": "x"}),
]  # fmt: skip


@given(token=st.text("abcdef0123456789", max_size=64), act=st.sampled_from(ACTS), post=st.booleans())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_token_a_stranger_tries_they_do_and_see_nothing(sent, token, act, post):
    cache.clear()
    client = Client()
    if token and token != sent.token:
        assert client.get(f"/contribute/{token}/").status_code == 404
    answer = client.post(sent.page + act[0], act[1]) if post else client.get(sent.page + act[0])
    assert answer["Location"].startswith("/accounts/login/")
    assert not Contribution.objects.exists()
    assert Addressee.objects.count() == 1


def test_the_pages_ask_few_questions_of_the_database(sent, guest, django_assert_max_num_queries):
    for record in (sent.meeting, sent.second):
        guest.post(f"{sent.page}records/{record.uid}/", {"said": "confirm"})
    with django_assert_max_num_queries(30):
        guest.get(sent.page)
    officer = signed_in(sent.officer)
    for address in (sent.board, f"{sent.board}{sent.request.uid}/", f"{sent.board}send/"):
        with django_assert_max_num_queries(30):
            officer.get(address)
