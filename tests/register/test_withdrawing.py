"""Withdrawing a record, and putting it back as it was."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from concertation.accounts.models import Person
from concertation.register.changes import changes
from concertation.register.models import Activity, Mechanism, Meeting, Organization, Record
from concertation.register.recording import enter
from concertation.register.search.finding import records
from concertation.register.search.queries import plain
from concertation.register.withdrawing import reinstate, withdraw, withdrawal, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db) -> Person:
    return Person.objects.create_user("officer@example.org", name="Officer", role="officer")


@pytest.fixture
def activity(officer) -> Activity:
    Organization.objects.create(id="AU", kind="regional")
    return enter(Activity(label="CLEAR", date="2031"), titles={"en": "wells"}, person=officer)


def test_it_is_out_of_the_register_for_everybody_and_back_as_it_was(activity, officer):
    before = Record.objects.filter(pk=activity.pk).values().get()
    withdraw(activity, officer, "entered twice")
    assert not Record.objects.visible_to(officer).exists()
    assert list(withdrawn(officer)) == [activity.record_ptr]
    row = withdrawal(activity)
    assert (row.history_user, row.history_change_reason) == (officer, "entered twice")
    reinstate(Activity.objects.get(), officer)
    assert Record.objects.filter(pk=activity.pk).values().get() | {"updated_at": 0} == before | {
        "updated_at": 0
    }


def test_it_is_not_found_any_more(activity, officer):
    query = plain("wells")
    assert records(query, officer).keys == [activity.pk]
    withdraw(activity, officer, "entered twice")
    assert records(query, officer).keys == []


def test_the_history_tells_both(activity, officer):
    withdraw(activity, officer, "entered twice")
    one = Activity.objects.get()
    Activity.history.filter(uid=one.uid).update(history_date="2021-01-01T00:00Z")
    reinstate(one, officer, "it was another one")
    told = changes(Activity.objects.get(), officer)
    assert told[0].why == "it was another one"
    assert [(step.before, step.after) for step in told[0].steps] == [("withdrawn", "")]


def test_a_reason_is_needed_and_it_is_withdrawn_once(activity, officer):
    with pytest.raises(ValidationError, match="Say why"):
        withdraw(activity, officer, " ")
    withdraw(activity, officer, "entered twice")
    with pytest.raises(ValidationError, match="already"):
        withdraw(Activity.objects.get(), officer, "again")
    reinstate(Activity.objects.get(), officer)
    with pytest.raises(ValidationError, match="is not withdrawn"):
        reinstate(Activity.objects.get(), officer)


def test_what_somebody_changed_meanwhile_is_not_withdrawn(activity, officer):
    seen = activity.updated_at
    Activity.objects.get().save()
    with pytest.raises(ValidationError, match="Somebody else changed"):
        withdraw(activity, officer, "entered twice", seen=seen)


@pytest.mark.parametrize(("taken", "number"), [(False, 14), (True, None)])
def test_the_number_of_a_session_is_free_for_the_one_that_really_has_it(officer, taken, number):
    series = enter(Mechanism(), titles={"en": "meetings"}, person=officer)
    wrong = enter(Meeting(mechanism=series, number=14), titles={"en": "wrong"}, person=officer)
    withdraw(wrong, officer, "it was the 13th")
    if taken:
        enter(Meeting(mechanism=series, number=14), titles={"en": "right"}, person=officer)
    reinstate(Meeting.objects.get(pk=wrong.pk), officer)
    assert Meeting.objects.get(pk=wrong.pk).number == number
