"""What the register refuses, and what it keeps apart."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from concertation.accounts.models import Person
from concertation.register.models import Agreement, Mechanism, Meeting, Organization, Pledge, Record, Text
from concertation.register.numbering import same_number
from concertation.register.recording import enter, join, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies():
    return [Organization.objects.create(id=id, kind="regional") for id in ("LAS", "OSCE", "AU")]


def parties(*bodies):
    return [(body, "party") for body in bodies]


@pytest.mark.parametrize(
    ("record", "how_many", "field"),
    [
        (Agreement(), 1, "organizations"),
        (Agreement(basis="within"), 0, "organizations"),
        (Agreement(date="2018-05", term="2010/2015"), 2, "term"),
        (Meeting(date="2018-31"), 2, "date"),
        (Meeting(date="2018-05-12/2018-05-11"), 2, "date"),
        (Meeting(number=0), 2, "number"),
        (Meeting(date=str(timezone.localdate() + timedelta(days=30)), status="held"), 2, "status"),
        (Pledge(amount=-5, currency="USD"), 1, "amount"),
        (Mechanism(cadence="yearly"), 2, "cadence"),
    ],
    ids=[
        "an agreement of one party",
        "a text adopted by nobody",
        "a term that ends before the signing",
        "a month that does not exist",
        "an end before the start",
        "a meeting numbered nought",
        "a meeting held in the future",
        "a negative amount",
        "a cadence that is no duration",
    ],
)
def test_a_broken_rule_is_refused_and_nothing_is_kept(bodies, record, how_many, field):
    with pytest.raises(ValidationError) as refused:
        enter(record, titles={"en": "title"}, organizations=parties(*bodies[:how_many]), person=None)
    assert field in refused.value.message_dict
    assert not Record.objects.exists()


def test_a_record_has_a_title(bodies):
    with pytest.raises(ValidationError, match="title"):
        enter(Meeting(), titles={}, person=None)


def test_a_number_is_unique_in_its_mechanism(bodies):
    series = enter(
        Mechanism(), titles={"en": "General meeting"}, organizations=parties(*bodies[:2]), person=None
    )
    enter(Meeting(mechanism=series, number=14), titles={"en": "14th"}, person=None)
    with pytest.raises(ValidationError, match="already has a meeting of that number"):
        enter(Meeting(mechanism=series, number=14), titles={"en": "14th again"}, person=None)


def test_a_number_that_is_taken_out_of_sight_is_free(bodies):
    series = enter(Mechanism(), titles={"en": "talks"}, organizations=parties(*bodies[:2]), person=None)
    hidden = enter(Meeting(mechanism=series, number=14, label="RED"), titles={"en": "14th"}, person=None)
    officer = Person.objects.create_user("officer@example.org", role="officer")
    mine = enter(Meeting(mechanism=series, number=14), titles={"en": "talks"}, person=officer)
    assert not same_number(mine, officer).exists()
    with pytest.raises(ValidationError, match="already has a meeting of that number"):
        enter(Meeting(mechanism=series, number=14), titles={"en": "once more"}, person=officer)
    assert list(same_number(hidden, officer)) == [mine]


@pytest.mark.parametrize(
    ("days", "given", "status"),
    [(30, "", "planned"), (-30, "", "held"), (None, "", "held"), (30, "cancelled", "cancelled")],
)
def test_a_meeting_to_come_is_planned_unless_something_else_is_said(bodies, days, given, status):
    date = str(timezone.localdate() + timedelta(days=days)) if days else ""
    meeting = enter(
        Meeting(date=date, status=given),
        titles={"en": "talks"},
        organizations=parties(*bodies[:2]),
        person=None,
    )
    assert Meeting.objects.get(pk=meeting.pk).status == status


def test_a_text_adopted_within_one_organization_needs_no_second_party(bodies):
    strategy = Agreement(type="strategy", basis="within", date="2018-02")
    assert enter(strategy, titles={"en": "Strategy"}, organizations=parties(bodies[0]), person=None).pk


def test_saying_it_in_one_language_leaves_the_others_as_they_are(bodies):
    record = enter(Meeting(), titles={"fr": "réunion", "en": "meeting"}, person=None)
    say(record, "title", "ar", "اجتماع")
    say(record, "title", "en", "general meeting")
    values = dict(record.texts.values_list("lang", "value"))
    assert values == {"fr": "réunion", "en": "general meeting", "ar": "اجتماع"}


def test_a_change_of_the_original_marks_translations_as_outdated_and_keeps_their_words(bodies):
    record = enter(Meeting(), titles={"fr": "réunion", "en": "meeting"}, person=None)
    say(record, "title", "fr", "réunion générale")
    english = record.texts.get(lang="en")
    assert (english.value, english.status) == ("meeting", Text.Status.OUTDATED)


def test_an_organization_takes_part_once(bodies):
    record = enter(Meeting(), titles={"en": "meeting"}, organizations=parties(bodies[0]), person=None)
    join(record, bodies[0], "host")
    assert list(record.participations.values_list("role", flat=True)) == ["party"]


def test_every_change_is_in_the_history_with_its_reason(bodies):
    record = enter(Meeting(date="2018"), titles={"en": "meeting"}, person=None, why="A/73/328, 4")
    record.date = "2018-06"
    record._change_reason = "the communiqué names the month"
    record.save()
    assert list(record.history.values_list("date", "history_change_reason")) == [
        ("2018-06", "the communiqué names the month"),
        ("2018", "A/73/328, 4"),
    ]
    assert (record.earliest.isoformat(), record.latest.isoformat()) == ("2018-06-01", "2018-06-30")
