"""What a body does with its request: every act is a draft until it is submitted, and says who did it."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.reporting.cycles import contributing as act
from concertation.reporting.cycles import links
from concertation.reporting.cycles.access import Contributor, contributor_signed_in
from concertation.reporting.cycles.contributing import Meanwhile
from concertation.reporting.cycles.deciding import accept, send_back
from concertation.reporting.cycles.holding import held
from concertation.reporting.cycles.overview import board, out_of_period
from concertation.reporting.models import Answer, Contribution, InputRequest

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
FACT = {
    "kind": "event",
    "title": "Round table on youth",
    "date": "May 2018",
    "actors": "AU; Board of Friends",
}


@pytest.fixture
def guest(asked) -> Contributor:
    """Who came by the link."""
    asked.request.state = InputRequest.State.ASKED
    asked.request.questions = [{"key": "outlook", "texts": {"en": "What comes next?"}, "helps": {}}]
    asked.request.save()
    return Contributor(asked.request, AnonymousUser(), asked.addressee)


@pytest.fixture
def member(asked, guest) -> Contributor:
    """Who signed in for the organization."""
    found = contributor_signed_in(asked.request, asked.amina)
    assert found
    return found


def test_a_guest_is_shown_what_everybody_sees_of_the_organization_in_the_period(asked, guest, member):
    assert {row.pk for row in held(asked.request, guest.viewer)} == {asked.meeting.pk, asked.second.pk}
    assert asked.inner.pk in {row.pk for row in held(asked.request, member.viewer)}


def test_a_guest_can_say_nothing_of_a_record_that_they_do_not_see(asked, guest):
    for record in (asked.inner, asked.old):
        with pytest.raises(PermissionDenied):
            act.confirm(guest, record)


def test_what_is_said_stands_in_the_history_under_the_address_of_a_guest(asked, guest):
    row = act.confirm(guest, asked.meeting)
    told = row.history.get()
    assert told.history_user is None
    assert "desk@au.example" in told.history_change_reason


def test_who_signed_in_becomes_an_addressee_with_the_first_thing_they_write(asked, member):
    row = act.confirm(member, asked.inner)
    assert (row.by.email, row.by.person) == ("amina@au.example", asked.amina)
    assert row.history.get().history_user == asked.amina


def test_of_a_correction_only_what_differs_is_kept(asked, guest):
    whole = {"title": "Joint meeting on elections", "actors": "UN; AU", "type": "meeting", "status": "done"}
    row = act.correct(guest, asked.meeting, whole | {"date": "13 May 2017"})
    assert (row.verdict, row.values) == ("corrected", {"date": "2017-05-13"})
    assert act.confirm(guest, asked.meeting).pk == row.pk


def test_confirming_all_leaves_what_was_said(asked, guest):
    act.disown(guest, asked.meeting, note="Another body's")
    assert act.confirm_all(guest) == 1
    assert sorted(Contribution.objects.values_list("verdict", flat=True)) == ["confirmed", "not-ours"]
    act.unsay(guest, asked.meeting)
    assert act.confirm_all(guest) == 1


def test_a_fact_is_added_changed_and_taken_out_and_no_body_is_made(asked, guest):
    row = act.add(guest, FACT, lang="en")
    assert row.values["actors"] == ["AU", "Board of Friends"]
    act.change(guest, row.uid, FACT | {"date": "June 2018"})
    assert Contribution.objects.get().values["date"] == "2018-06"
    act.take_back(guest, row.uid)
    assert not Contribution.objects.exists()


def test_of_two_who_save_the_same_thing_the_second_is_shown_what_the_first_saved(asked, guest, member):
    seen = asked.request.version
    act.answer(guest, "outlook", "More meetings.", lang="en", seen=seen)
    with pytest.raises(Meanwhile) as caught:
        act.answer(member, "outlook", "Fewer meetings.", lang="en", seen=seen)
    assert isinstance(caught.value.theirs, Answer)
    assert caught.value.theirs.text == "More meetings."
    act.confirm(member, asked.meeting, seen=seen)  # another thing: nobody is in anybody's way


def test_an_answer_is_to_a_question_that_is_asked(guest):
    with pytest.raises(ValidationError):
        act.answer(guest, "weather", "Fine.", lang="en")


def test_nothing_to_report_is_not_said_beside_something(guest):
    act.report_nothing(guest, True)
    act.add(guest, FACT)
    assert InputRequest.objects.get().nothing is False
    with pytest.raises(ValidationError):
        act.report_nothing(guest, True)


def test_what_is_submitted_waits_and_is_changed_no_more_until_it_is_taken_back(asked, guest):
    with pytest.raises(ValidationError):
        act.submit(guest)
    row = act.add(guest, FACT)
    act.submit(guest)
    row.refresh_from_db()
    assert (InputRequest.objects.get().state, row.state) == ("submitted", "waiting")
    assert row.history.first().history_change_reason.startswith("desk@au.example")
    with pytest.raises(ValidationError):
        act.add(guest, FACT)
    act.withdraw(guest)
    row.refresh_from_db()
    assert (InputRequest.objects.get().state, row.state) == ("asked", "draft")


def test_what_is_sent_back_is_changed_again_and_what_is_accepted_no_more(asked, guest, sink):
    act.confirm_all(guest)
    act.submit(guest)
    send_back(asked.request, "Which year?", date(2026, 12, 20), by=asked.officer, today=TODAY)
    act.add(guest, FACT)
    act.submit(guest)
    accept(asked.request, by=asked.officer, today=TODAY)
    with pytest.raises(ValidationError):
        act.withdraw(guest)
    assert set(Contribution.objects.values_list("state", flat=True)) == {"waiting"}
    assert [to for to, _message in sink.messages] == [["desk@au.example"]] * 2


def test_only_officers_decide(asked, guest):
    act.confirm_all(guest)
    act.submit(guest)
    with pytest.raises(PermissionDenied):
        accept(asked.request, by=asked.amina, today=TODAY)


def test_a_file_is_kept_and_read_when_the_input_is_submitted(
    asked, guest, settings, monkeypatch, django_capture_on_commit_callbacks
):
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}
    read = []
    monkeypatch.setattr(act, "READERS", [lambda file: read.append(file.name)])
    with pytest.raises(ValidationError):
        act.attach(guest, b"MZ" + bytes(80), name="virus.exe")
    act.attach(guest, b"Minutes of the meeting.", name="../minutes.txt")
    with django_capture_on_commit_callbacks(execute=True):
        act.submit(guest)
    assert read == ["minutes.txt"]


def test_the_board_counts_what_its_viewer_sees(asked, guest, member):
    act.confirm(member, asked.inner)
    act.confirm(guest, asked.meeting)
    act.add(guest, FACT | {"date": "2030"})
    (row,) = board(asked.cycle, asked.officer, TODAY)
    assert (row.progress.held, row.progress.confirmed, row.progress.added) == (2, 1, 1)
    assert len(out_of_period(asked.request, asked.officer)) == 1


def test_the_token_of_a_link_is_written_nowhere_and_a_new_link_voids_the_old(asked):
    token = links.token_of(asked.addressee)
    asked.addressee.refresh_from_db()
    assert token not in str(vars(asked.addressee))
    assert links.addressee_by(token) == asked.addressee
    assert links.token_of(asked.addressee) == token  # a reminder carries the same
    new = links.renew(asked.addressee)
    assert links.addressee_by(token) is None
    assert links.addressee_by(new) == asked.addressee
    assert links.addressee_by("") is None
