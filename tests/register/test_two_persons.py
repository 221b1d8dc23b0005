"""Where a label asks for two persons: what waits, who may confirm it, and how it is undone."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.accounts.models import Circle, Person
from concertation.register.amending import amend
from concertation.register.asking import waiting_for
from concertation.register.confirming import (
    confirm,
    confirmations,
    may_confirm,
    seconds,
    send_back,
    sent_back_to,
    take_back,
    undo,
)
from concertation.register.models import Activity, Confirmation, Organization, Record
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db) -> dict[str, Person]:
    names = ("first", "second", "outside", "reader")
    made = {
        name: Person.objects.create_user(
            f"{name}@example.org", name=name, role="reader" if name == "reader" else "contributor"
        )
        for name in names
    }
    Organization.objects.create(id="AU", kind="regional")
    circle = Circle.objects.create(name="few")
    circle.people.add(made["first"], made["second"], made["reader"])
    return made


@pytest.fixture
def circle(people) -> Circle:
    return Circle.objects.get()


@pytest.fixture
def red(people, circle) -> Activity:
    return enter(Activity(label="RED", circle=circle), titles={"en": "quiet talks"}, person=people["first"])


def question(record: Record) -> Confirmation:
    return waiting_for(record).get()


def as_now(record: Record, person: Person, **changes):
    record = Activity.objects.get(pk=record.pk)
    own = {"titles": {}, "date": "", "organizations": [], "places": [], "themes": []}
    return amend(record, person=person, **own | {"label": record.label, "circle": record.circle} | changes)


def in_register(record: Record, person: Person) -> bool:
    return Record.objects.visible_to(person).filter(pk=record.pk).exists()


def test_a_new_record_is_in_the_register_only_when_a_second_person_has_confirmed_it(red, people):
    assert not any(in_register(red, person) for person in people.values())
    confirm(question(red), people["second"])
    assert [name for name, person in people.items() if in_register(red, person)] == [
        "first",
        "second",
        "reader",
    ]
    told = Activity.history.filter(uid=red.uid).latest("history_date", "history_id")
    assert (told.history_user, told.history_change_reason) == (
        people["second"],
        "Confirmed as second person, after first",
    )


@pytest.mark.parametrize("label", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT"])
def test_other_labels_ask_for_nobody(people, circle, label):
    record = enter(Activity(label=label, circle=circle), titles={"en": "talks"}, person=people["first"])
    assert (record.held, waiting_for(record).count()) == ("", 0)


def test_which_labels_ask_is_a_setting(people, circle, settings):
    settings.TWO_PERSONS = frozenset({"AMBER+STRICT"})
    for label, held in (("RED", ""), ("AMBER+STRICT", "waiting")):
        record = enter(Activity(label=label, circle=circle), titles={"en": "talks"}, person=people["first"])
        assert record.held == held


def test_what_the_program_enters_waits_for_nobody(people, circle):
    record = enter(Activity(label="RED", circle=circle), titles={"en": "talks"}, person=None)
    assert record.held == ""


def test_the_first_person_is_never_the_second(red, people):
    assert not may_confirm(question(red), people["first"])
    for verb in (confirm, lambda one, person: send_back(one, person, "no"), undo):
        with pytest.raises(PermissionDenied):
            verb(question(red), people["first"])


def test_only_those_who_may_see_and_change_are_asked(red, people):
    assert seconds(red, people["first"]) == [people["second"]]
    assert list(confirmations(people["second"])) == [question(red)]
    assert not confirmations(people["outside"]).exists()
    assert not confirmations(people["reader"]).exists()


def test_it_is_sent_back_with_a_note_and_asked_for_again_by_saving(red, people):
    with pytest.raises(ValidationError):
        send_back(question(red), people["second"], " ")
    send_back(question(red), people["second"], "Who else was there?")
    assert [one.note for one in sent_back_to(people["first"])] == ["Who else was there?"]
    assert not confirmations(people["second"]).exists()
    as_now(red, people["first"], date="2031")
    assert question(red).asked_by == people["first"]
    assert not sent_back_to(people["first"]).exists()


def test_what_was_changed_since_it_was_looked_at_is_not_confirmed(red, people):
    seen = Record.objects.get(pk=red.pk).updated_at
    as_now(red, people["first"], date="2031")
    with pytest.raises(ValidationError, match="changed this record meanwhile"):
        confirm(question(red), people["second"], seen=seen)


def test_confirming_twice_says_so(red, people):
    one = question(red)
    confirm(one, people["second"])
    with pytest.raises(ValidationError, match="decided meanwhile"):
        confirm(one, people["second"])


def test_a_confirmation_is_undone(red, people):
    one = question(red)
    confirm(one, people["second"])
    undo(one, people["second"])
    assert not in_register(red, people["second"])
    assert question(red) == one


def test_widening_waits_and_everything_else_is_changed(red, people):
    confirm(question(red), people["second"])
    as_now(red, people["first"], label="GREEN", circle=None, date="2031", why="It is public now")
    record = Record.objects.get(pk=red.pk)
    assert (record.label, record.date) == ("RED", "2031")
    assert not in_register(red, people["outside"])
    one = question(red)
    assert (one.act, one.label, one.why) == ("widen", "GREEN", "It is public now")
    confirm(one, people["second"])
    assert in_register(red, people["outside"])
    undo(one, people["second"])
    assert not in_register(red, people["outside"])
    take_back(one, people["first"])
    assert not waiting_for(red).exists()


def test_narrowing_waits_for_nobody(people, circle):
    record = enter(Activity(label="GREEN"), titles={"en": "talks"}, person=people["first"])
    as_now(record, people["first"], label="RED", circle=circle)
    assert not waiting_for(record).exists()
    assert not in_register(record, people["outside"])


def test_asking_anew_takes_the_earlier_question_back(red, people):
    confirm(question(red), people["second"])
    as_now(red, people["first"], label="GREEN", circle=None)
    as_now(red, people["first"], label="CLEAR", circle=None)
    assert question(red).label == "CLEAR"
