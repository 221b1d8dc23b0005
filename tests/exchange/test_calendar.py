"""Meetings and due dates as a calendar that other programs read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from concertation.exchange.calendar import calendar
from concertation.insight.due import due, with_records
from concertation.register.agenda import Line, set_agenda
from concertation.register.models import Agreement, Meeting, Organization, Place
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def add(model, title="consultation", places=(), **fields):
    parts = [Organization.objects.get_or_create(pk=id, kind="regional")[0] for id in ("AU", "LAS")]
    return enter(
        model(label="GREEN", **fields),
        titles={"en": title},
        organizations=[(part, "party") for part in parts],
        places=[Place.objects.get_or_create(name=name, kind="city", country="EGY")[0] for name in places],
        person=None,
    )


def read(meetings=(), dues=()):
    body = calendar("x", meetings, dues, lang="en", address=lambda r: f"https://register.example/{r.uid}/")
    return Calendar.from_ical(body), body


def test_a_meeting_of_some_days_is_all_day_and_ends_the_day_after():
    meeting = add(Meeting, date="2027-01-15/2027-01-16", status="planned", places=["Cairo"])
    found, _ = read([meeting])
    (entry,) = found.events
    assert (entry.start, entry.end) == (date(2027, 1, 15), date(2027, 1, 17))
    assert str(entry["uid"]) == f"{meeting.uid}@concertation"
    assert (str(entry["summary"]), str(entry["location"])) == ("Consultation", "Cairo")
    assert str(entry["status"]) == "CONFIRMED"
    assert len(entry.alarms.times) == 1


def test_a_meeting_with_hours_keeps_its_time_zone():
    meeting = add(
        Meeting,
        date="2027-01-15",
        status="planned",
        starts_at=datetime(2027, 1, 15, 6, 30, tzinfo=UTC),
        ends_at=datetime(2027, 1, 15, 14, 0, tzinfo=UTC),
        timezone="Africa/Nairobi",
    )
    found, body = read([meeting])
    (entry,) = found.events
    assert entry.start.isoformat() == "2027-01-15T09:30:00+03:00"
    assert b"TZID=Africa/Nairobi" in body
    assert [str(zone["tzid"]) for zone in found.timezones] == ["Africa/Nairobi"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-02", (date(2027, 2, 1), date(2027, 3, 1), "TENTATIVE")),
        ("2027", None),
        ("2027-01/2027-06", None),
        ("", None),
    ],
)
def test_no_day_is_invented(day, expected):
    found, _ = read([add(Meeting, date=day, status="planned")])
    told = [(e.start, e.end, str(e["status"])) for e in found.events]
    assert told == ([expected] if expected else [])
    assert all("The day is not known yet." in e["description"] for e in found.events)


def test_a_meeting_that_was_cancelled_says_so_under_the_same_uid():
    meeting = add(Meeting, date="2027-01-15", status="planned")
    before = read([meeting])[0].events[0]["uid"]
    meeting.status = "cancelled"
    meeting.save()
    (entry,) = read([meeting])[0].events
    assert (entry["uid"], str(entry["status"])) == (before, "CANCELLED")


@pytest.mark.parametrize(
    ("status", "summary"),
    [("cancelled", "Cancelled: Consultation"), ("postponed", "Postponed: Consultation")],
)
def test_each_change_raises_the_sequence_and_so_does_undoing_it(status, summary):
    meeting = add(Meeting, date="2027-01-15", status="planned")
    assert read([meeting])[0].events[0]["sequence"] == 0
    meeting.status = status
    meeting.save()
    (entry,) = read([meeting])[0].events
    assert (entry["sequence"], str(entry["status"]), str(entry["summary"])) == (1, "CANCELLED", summary)
    assert (str(entry["transp"]), len(entry.alarms.times)) == ("TRANSPARENT", 0)
    meeting.status = "planned"
    meeting.save()
    (entry,) = read([meeting])[0].events
    assert (entry["sequence"], str(entry["status"])) == (2, "CONFIRMED")


def test_the_agenda_is_told(django_user_model):
    meeting = add(Meeting, date="2027-01-15", status="planned")
    person = django_user_model.objects.create_user("a@example.org")
    set_agenda(meeting, [Line("Opening"), Line("Water", Organization.objects.get(pk="AU"))], person)
    (entry,) = read([meeting])[0].events
    assert str(entry["description"]).splitlines()[:2] == ["1. Opening", "2. Water (AU)"]


def test_what_is_due_stands_in_it(django_user_model):
    person = django_user_model.objects.create_user("a@example.org")
    add(Agreement, "memorandum", term="2020/2027-05", notice_period="P3M")
    found, _ = read(dues=with_records(due(person, TODAY), person))
    assert [(str(e["summary"]), e.start) for e in found.events] == [
        ("Last day to give notice: Memorandum", date(2027, 2, 28)),
        ("Term ends: Memorandum", date(2027, 5, 31)),
    ]
    assert len({str(e["uid"]) for e in found.events}) == 2


def test_lines_are_folded_and_texts_escaped_as_rfc_5545_wants():
    title = "réunion; avec, des signes\\ et un très long titre " * 5
    found, body = read([add(Meeting, title, date="2027-01-15", status="planned")])
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert str(found.events[0]["summary"]).casefold() == title.casefold()
