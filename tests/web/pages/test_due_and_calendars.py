"""The board of what is due, and the calendars to subscribe to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from concertation.exchange.models import CalendarKey
from concertation.register.models import Agreement, Commitment, Mechanism, Meeting

pytestmark = pytest.mark.django_db


def soon(days: int = 10) -> str:
    return str(timezone.localdate() + timedelta(days))


@pytest.fixture
def dates(add):
    mechanism = add(Mechanism, "yearly talks", cadence="P1Y", label="CLEAR")
    return [
        add(Meeting, "talks of AU", date=soon(), status="planned", label="CLEAR", mechanism=mechanism),
        add(Meeting, "talks of LAS", date=soon(), status="planned", organizations=["LAS"]),
        add(Meeting, "hidden talks", date=soon(), status="planned", label="RED"),
        add(Commitment, "late promise", due="2020-05"),
    ]


def page(client, address="/due/"):
    return client.get(address).content.decode()


def test_the_board_shows_ones_own_organizations_first_and_all_on_request(client_of, dates):
    own = page(client_of("focal point"))
    assert "talks of AU" in own
    assert "late promise" in own
    assert "talks of LAS" not in own
    assert "talks of LAS" in page(client_of("focal point"), "/due/?of=all")


def test_nothing_hidden_is_due(client_of, dates):
    for name in ("focal point", "officer", "nobody"):
        assert "hidden talks" not in page(client_of(name), "/due/?of=all")


def test_one_kind_may_be_asked_for(client_of, dates):
    only = page(client_of("officer"), "/due/?what=commitment")
    assert "late promise" in only
    assert "talks of AU" not in only


def test_an_empty_board_says_what_would_stand_there(client_of):
    assert "Nothing is due within a year." in page(client_of("officer"))


def events(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return {str(event["summary"]) for event in Calendar.from_ical(answer.content).events}


def test_a_program_with_a_key_sees_what_its_person_sees(client_of, people, dates):
    client_of("focal point").get("/calendars/")
    key = CalendarKey.objects.get(person=people["focal point"]).key
    nobody = client_of("nobody")
    assert events(nobody, f"/calendars/mine.ics?key={key}") == {"Talks of AU", "Due: Late promise"}
    assert events(nobody, f"/calendars/organization/LAS.ics?key={key}") == {"Talks of LAS"}


def test_without_a_key_everybody_sees_what_is_public(client_of, dates):
    assert events(client_of("nobody"), "/calendars/organization/AU.ics") == {"Talks of AU"}
    assert events(client_of("nobody"), "/calendars/organization/AU.ics?key=wrong") == {"Talks of AU"}
    assert client_of("nobody").get("/calendars/mine.ics").status_code == 404


def test_a_mechanism_is_one_feed(client_of, dates):
    assert events(client_of("nobody"), f"/calendars/mechanism/{dates[0].mechanism.uid}.ics") == {
        "Talks of AU"
    }


def test_the_calendar_of_a_mechanism_stands_on_the_page_of_calendars(client_of, add, dates):
    client = client_of("focal point")
    series = dates[0].mechanism
    assert f"/calendars/?mechanism={series.uid}" in page(client, f"/records/{series.uid}/")
    calendars = page(client, f"/calendars/?mechanism={series.uid}")
    assert f"/calendars/mechanism/{series.uid}.ics?key=" in calendars
    hidden = add(Mechanism, "hidden series", label="RED")
    assert "hidden series" not in page(client, f"/calendars/?mechanism={hidden.uid}")
    assert client.get("/calendars/?mechanism=nonsense").status_code == 200


def test_one_meeting_is_taken_into_ones_own_calendar(client_of, dates):
    assert events(client_of("nobody"), f"/calendars/meeting/{dates[0].uid}.ics") == {"Talks of AU"}
    assert client_of("officer").get(f"/calendars/meeting/{dates[2].uid}.ics").status_code == 404


def test_a_calendar_reaches_two_years_back_and_a_series_is_whole(client_of, add, dates):
    series = dates[0].mechanism
    add(Meeting, "old talks", date="2015-03-01", label="CLEAR", mechanism=series)
    assert "Old talks" not in events(client_of("nobody"), "/calendars/organization/AU.ics")
    assert "Old talks" in events(client_of("nobody"), f"/calendars/mechanism/{series.uid}.ics")


def test_a_calendar_that_has_not_changed_is_not_sent_again(client_of, add, dates):
    client = client_of("nobody")
    address = "/calendars/organization/AU.ics"
    mark = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": mark}).status_code == 304
    add(Meeting, "more talks", date=soon(), status="planned", label="CLEAR")
    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


@pytest.mark.parametrize("address", ["/due/?of=all", "/news/", "/calendars/organization/AU.ics"])
def test_what_is_due_asks_the_database_little_however_much_it_is(
    client_of, add, dates, address, django_assert_max_num_queries
):
    for number in range(30):
        add(Commitment, f"late promise {number}", due="2020-05")
        add(Agreement, f"memorandum {number}", term=f"2020/{soon(30)}")
        add(Mechanism, f"yearly talks {number}", cadence="P1Y")
    client = client_of("focal point")
    client.get(address)
    with django_assert_max_num_queries(30):
        client.get(address)


def test_much_news_is_told_page_by_page(client_of, add, dates):
    for number in range(70):
        add(Commitment, f"late promise {number}", due="2020-05")
    client = client_of("focal point")
    assert page(client, "/news/").count('<li class="line') == 60
    assert 0 < page(client, "/news/?page=2").count('<li class="line') < 60


def test_a_new_key_ends_the_old_one_and_so_does_leaving(client_of, people, dates):
    client = client_of("focal point")
    client.get("/calendars/")
    old = CalendarKey.objects.get().key
    client.post("/calendars/renew/")
    assert client_of("nobody").get(f"/calendars/mine.ics?key={old}").status_code == 404
    new = CalendarKey.objects.get().key
    people["focal point"].is_active = False
    people["focal point"].save()
    assert client_of("nobody").get(f"/calendars/mine.ics?key={new}").status_code == 404


def test_the_addresses_stand_on_a_page_of_ones_own(client_of, people):
    shown = page(client_of("focal point"), "/calendars/")
    assert "/calendars/mine.ics?key=" in shown
    assert "/calendars/organization/AU.ics?key=" in shown
    assert client_of("nobody").get("/calendars/").status_code == 302
