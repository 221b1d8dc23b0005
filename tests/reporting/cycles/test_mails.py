"""The mails of requests: a dry run first, nothing twice, and whoever has to act is told in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from typer.testing import CliRunner

from concertation.cli import app
from concertation.digest.news import news
from concertation.reporting.cycles import contributing as act
from concertation.reporting.cycles.access import Contributor
from concertation.reporting.cycles.asking import ask, plan, resend
from concertation.reporting.cycles.deciding import decline_more_time, move_deadline
from concertation.reporting.cycles.letters import ENCLOSED
from concertation.reporting.cycles.links import addressee_by
from concertation.reporting.cycles.reminding import remind
from concertation.reporting.cycles.requesting import (
    ask_more_time,
    ask_to_reopen,
    delegate,
    hand_in,
    undelegate,
)
from concertation.reporting.cycles.standing import Owner, Standing, standing
from concertation.reporting.models import InputRequest, Sending

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def sent(asked, sink):
    """The cycle, its request sent today."""
    ask(asked.cycle, by=asked.officer, today=TODAY)
    InputRequest.objects.update(sent_at=datetime(2026, 11, 24, 8, tzinfo=UTC))
    asked.request.refresh_from_db()
    asked.addressee.refresh_from_db()
    asked.addressee.request = asked.request
    asked.guest = Contributor(asked.request, AnonymousUser(), asked.addressee)
    sink.messages.clear()
    return asked


def test_a_dry_run_says_all_that_would_go_and_what_is_missing(asked, sink):
    asked.cycle.questions.all().delete()
    asked.cycle.requests.create(organization_id="LAS", due=asked.cycle.due)
    found = plan(asked.cycle, TODAY, asked.officer)
    (one,) = found.messages
    assert (
        one.letter.subject.startswith("Demande de contribution") or "15 décembre 2026" in one.letter.subject
    )
    assert "…" in one.letter.text
    assert one.missing
    assert not one.held_up
    assert [row.organization_id for row in found.without] == ["LAS"]
    assert sink.messages == []
    assert not Sending.objects.exists()
    asked.addressee.refresh_from_db()
    assert asked.addressee.digest == ""


def test_a_request_goes_out_once_in_the_language_of_its_addressee_with_a_link(asked, sink):
    assert ask(asked.cycle, by=asked.officer, today=TODAY).sent == 1
    assert ask(asked.cycle, by=asked.officer, today=TODAY).sent == 0
    ((to, message),) = sink.messages
    assert to == ["desk@au.example"]
    assert message["Reply-To"] == "officer@un.example"
    plain = message.get_body(("plain",)).get_content()
    assert "15 décembre 2026" in plain
    token = plain.split("https://register.example/contribute/")[1].split("/")[0]
    assert addressee_by(token) == asked.addressee
    assert token in message.get_body(("html",)).get_content()
    asked.request.refresh_from_db()
    assert (asked.request.state, [one["key"] for one in asked.request.questions]) == ("asked", ["outlook"])
    asked.cycle.refresh_from_db()
    assert asked.cycle.state == "collecting"


def test_a_mail_that_fails_is_kept_and_the_others_go_out(asked, sink):
    other = asked.cycle.requests.create(organization_id="LAS", due=asked.cycle.due)
    other.addressees.create(email="gone@las.example")
    sink.refused.add("gone@las.example")
    run = ask(asked.cycle, by=asked.officer, today=TODAY)
    assert (run.sent, [row.email for row, _reason in run.failed]) == (1, ["gone@las.example"])
    assert "no such mailbox" in Sending.objects.get(to="gone@las.example").failure
    other.refresh_from_db()
    assert other.state == "planned"
    sink.refused.clear()
    assert ask(asked.cycle, by=asked.officer, today=TODAY).sent == 1


def test_files_are_enclosed_where_something_makes_them(asked, sink, monkeypatch):
    monkeypatch.setattr(
        "concertation.reporting.cycles.letters.ENCLOSED",
        [*ENCLOSED, lambda request, lang: [(f"{request.organization_id}-{lang}.txt", b"x", "text/plain")]],
    )
    ask(asked.cycle, by=asked.officer, today=TODAY)
    assert [part.get_filename() for part in sink.messages[0][1].iter_attachments()] == ["AU-fr.txt"]


def test_a_new_link_voids_the_old_one(sent, sink):
    old = sent.addressee.digest
    assert resend(sent.addressee, by=sent.officer, today=TODAY) == ""
    sent.addressee.refresh_from_db()
    assert sent.addressee.digest != old
    assert len(sink.messages) == 1


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        ("planned", TODAY, (Standing.PLANNED, Owner.OFFICER, False)),
        ("asked", TODAY, (Standing.DUE, Owner.ADDRESSEES, False)),
        ("asked", date(2026, 12, 8), (Standing.SOON, Owner.ADDRESSEES, False)),
        ("asked", date(2026, 12, 15), (Standing.SOON, Owner.ADDRESSEES, False)),
        ("asked", date(2026, 12, 17), (Standing.OVERDUE, Owner.ADDRESSEES, True)),
        ("submitted", date(2026, 12, 17), (Standing.SUBMITTED, Owner.OFFICER, False)),
        ("submitted", date(2026, 12, 22), (Standing.WAITING, Owner.OFFICER, True)),
        ("returned", TODAY, (Standing.RETURNED, Owner.ADDRESSEES, False)),
        ("returned", date(2026, 12, 17), (Standing.RETURNED, Owner.ADDRESSEES, True)),
        ("accepted", date(2026, 12, 17), (Standing.ACCEPTED, Owner.NOBODY, False)),
    ],
)
def test_how_a_request_stands_follows_from_its_dates(asked, state, today, expected):
    asked.request.state = state
    asked.request.submitted_at = datetime(2026, 12, 15, 9, tzinfo=UTC)
    found = standing(asked.request, today)
    assert (found.standing, found.owner, found.late) == expected


def mailed_on(days: range) -> list[tuple[int, str]]:
    found = []
    for day in days:
        before = set(Sending.objects.values_list("pk", flat=True))
        for _run in range(2):
            remind(TODAY + timedelta(days=day))
        new = Sending.objects.exclude(pk__in=before).order_by("pk")
        found += [(day, row.kind) for row in new]
    return found


def test_reminders_go_on_their_days_once_then_the_officer_is_told(sent, sink):
    # Due in 21 days: reminded 14 and 3 days before and one after, the officer told 7 days after.
    assert mailed_on(range(40)) == [(7, "reminder"), (18, "reminder"), (22, "reminder"), (28, "escalation")]
    assert sink.messages[-1][0] == ["officer@un.example"]


def test_a_day_without_a_run_loses_no_reminder(sent, sink):
    assert mailed_on(range(9, 10)) == [(9, "reminder")]


def test_what_is_submitted_is_reminded_of_no_more_and_the_officer_is_told_when_it_waits(sent, sink):
    act.confirm_all(sent.guest)
    assert hand_in(sent.guest, today=TODAY) == {}
    InputRequest.objects.update(submitted_at=sent.request.sent_at)
    assert mailed_on(range(30)) == [(7, "waiting")]


def test_a_dry_run_of_the_reminders_mails_nothing(sent, sink):
    result = CliRunner().invoke(app, ["cycle", "remind", "--dry-run", "--today", "2026-12-01"])
    assert "desk@au.example" in result.output
    assert sink.messages == []


def test_a_colleague_gets_a_link_of_their_own_that_can_be_withdrawn(sent, sink):
    row, failed = delegate(
        sent.guest, email="Kofi@AU.example", name="Kofi", language="en", note="Please.", today=TODAY
    )
    assert (row.email, row.delegated_by, failed) == ("kofi@au.example", sent.addressee, "")
    ((_to, message),) = sink.messages
    plain = message.get_body(("plain",)).get_content()
    assert "Desk" in plain
    assert "Please." in plain
    token = plain.split("/contribute/")[1].split("/")[0]
    assert addressee_by(token) == row
    with pytest.raises(ValidationError):
        delegate(sent.guest, email="kofi@au.example", name="", language="en", today=TODAY)
    undelegate(sent.guest, row.pk)
    assert addressee_by(token) is None


def test_more_time_is_asked_granted_and_declined_by_mail(sent, sink):
    with pytest.raises(ValidationError):
        ask_more_time(sent.guest, sent.request.due, "Holidays", today=TODAY)
    ask_more_time(sent.guest, date(2026, 12, 31), "Holidays", today=TODAY)
    assert [one.what for one in news(sent.officer, TODAY)] == ["input-time"]
    decline_more_time(sent.request, by=sent.officer, today=TODAY)
    ask_more_time(sent.guest, date(2026, 12, 31), "Holidays", today=TODAY)
    move_deadline(sent.request, date(2026, 12, 31), by=sent.officer, today=TODAY)
    sent.request.refresh_from_db()
    assert (sent.request.due, sent.request.asked_until) == (date(2026, 12, 31), None)
    officer, desk = ["officer@un.example"], ["desk@au.example"]
    assert [to for to, _message in sink.messages] == [officer, desk, officer, desk]


def test_only_an_accepted_input_is_asked_to_be_opened_again(sent, sink):
    with pytest.raises(ValidationError):
        ask_to_reopen(sent.guest, "A wrong date", today=TODAY)


def test_a_request_is_news_to_who_may_answer_it(sent):
    (one,) = news(sent.amina, TODAY)
    assert (one.what, one.address) == ("input", f"/requests/{sent.request.uid}/")
