"""What parties of an agreement did to be bound: which dates can be, what they amount to, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from concertation.accounts.models import Person
from concertation.register.amending import amend
from concertation.register.changes import changes
from concertation.register.formalities import Tally, parties, tally, tell_act, tell_acts, withdrawn
from concertation.register.models import Agreement, Formality, Organization
from concertation.register.recording import enter


def agreement(bodies="AU LAS UN", **fields) -> Agreement:
    rows = [Organization.objects.get_or_create(pk=id, kind="regional")[0] for id in bodies.split()]
    return enter(
        Agreement(**{"type": "protocol", "label": "CLEAR", "date": "2015-06"} | fields),
        titles={"en": "Protocol"},
        organizations=[(row, "party") for row in rows],
        person=None,
    )


@pytest.fixture
def person(db) -> Person:
    return Person.objects.create_user("officer@example.org", name="Amina", role="officer")


def party(of: Agreement, id: str):
    return next(one.participation for one in parties(of) if one.participation.organization_id == id)


def refused(of: Agreement, person, **dates) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        tell_acts(of, party(of, "AU"), dates, person=person)
    assert not Formality.objects.exists()
    return error.value.message_dict


def test_a_date_is_entered_corrected_and_taken_back(person):
    one = agreement()
    tell_acts(one, party(one, "AU"), {"signature": "2015-06", "ratification": "2016"}, person=person)
    tell_acts(one, party(one, "AU"), {"ratification": "2016-11-30"}, person=person, why="the depositary")
    tell_acts(one, party(one, "AU"), {"signature": ""}, person=person)
    assert [dict(row.acts) for row in parties(one)] == [{"ratification": "2016-11-30"}, {}, {}]
    told = [
        (step.what, step.before, step.after, step.kind)
        for change in changes(one, person)
        for step in change.steps
        if step.kind == "date"
    ]
    assert ("AU – ratification or approval", "2016", "2016-11-30", "date") in told
    assert ("AU – signature", "2015-06", "", "date") in told
    assert Formality.history.filter(history_change_reason="the depositary", history_user=person).exists()


@pytest.mark.parametrize(
    ("fields", "dates", "field", "sentence"),
    [
        ({}, {"deposit": "2014"}, "deposit", "AU: the deposit of the instrument is before the text was"),
        ({}, {"ratification": "2015-05-31"}, "ratification", "before the text was adopted"),
        ({}, {"signature": "2015-06-10", "ratification": "2015-06-09"}, "ratification",
         "AU: the ratification or approval is before the signature."),
        ({}, {"ratification": "2017", "deposit": "2016"}, "deposit", "before the ratification or approval"),
        ({}, {"accession": "2018-02", "deposit": "2018-01"}, "deposit", "before the accession"),
        ({}, {"ratification": "2018", "withdrawal": "2017"}, "withdrawal", "before the ratification"),
        ({"entry": "2019"}, {"withdrawal": "2018-12-31"}, "withdrawal", "before the text entered into force"),
        ({}, {"signature": str(timezone.localdate() + timedelta(days=40))}, "signature", "This is to come"),
        ({}, {"signature": "2015/2016"}, "signature", "a day, a month or a year"),
        ({}, {"signature": "last week"}, "signature", "is not a date this register can keep"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused_beside_its_act(person, fields, dates, field, sentence):
    assert sentence in refused(agreement(**fields), person, **dates)[field][0]


@pytest.mark.parametrize(
    ("fields", "dates"),
    [
        # "June 2015" may be the first as well as the thirtieth.
        ({"date": "2015-06"}, {"deposit": "2015-06"}),
        ({"date": "2015-06-30"}, {"deposit": "2015-06"}),
        ({"date": "2015"}, {"signature": "2015-03", "ratification": "2015-03", "deposit": "2015"}),
        ({"entry": "2019"}, {"withdrawal": "2019"}),
        ({"date": ""}, {"deposit": "1999"}),
        # Of letters that are exchanged, the first is signed before the text is agreed.
        ({"date": "2015-06-30"}, {"signature": "2015-05-02"}),
        ({"date": "2015-06-30"}, {"signature": "2015~"}),
    ],
)
def test_a_date_that_may_be_is_kept(person, fields, dates):
    one = agreement(**fields)
    tell_acts(one, party(one, "AU"), dates, person=person)
    assert parties(one)[0].acts == dates


def test_several_parties_did_the_same_on_one_day(person):
    one = agreement()
    tell_act(one, "signature", "2015-06-12", [party(one, id) for id in ("AU", "LAS")], person=person)
    assert [dict(row.acts) for row in parties(one)] == [
        {"signature": "2015-06-12"}, {"signature": "2015-06-12"}, {}
    ]  # fmt: skip


def test_of_several_one_that_has_another_date_is_named_and_nothing_is_changed(person):
    one = agreement()
    tell_act(one, "signature", "2015-07", [party(one, "LAS")], person=person)
    with pytest.raises(ValidationError, match=r"LAS \(2015-07\)"):
        tell_act(one, "signature", "2015-06", [party(one, id) for id in ("AU", "LAS")], person=person)
    assert Formality.objects.count() == 1


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(person):
    one = agreement()
    seen = parties(one)[0].version
    tell_acts(one, party(one, "AU"), {"signature": "2015-06"}, person=person)
    with pytest.raises(ValidationError, match="Somebody else changed these dates"):
        tell_acts(one, party(one, "AU"), {"signature": "2015-07"}, person=person, seen=seen)
    assert parties(one)[0].acts == {"signature": "2015-06"}


def test_what_the_dates_amount_to(person):
    one = agreement()
    tell_act(one, "signature", "2015-06", [party(one, id) for id in ("AU", "LAS")], person=person)
    tell_acts(one, party(one, "AU"), {"ratification": "2016", "deposit": "2016"}, person=person)
    tell_acts(one, party(one, "UN"), {"accession": "2017", "withdrawal": "2019"}, person=person)
    assert tally(parties(one)) == Tally(parties=3, signed=2, ratified=2, deposited=1, withdrawn=1)
    assert withdrawn([one.pk]) == {one.pk: {"UN"}}


def amended(one: Agreement, person, **changed):
    row = Agreement.objects.get(pk=one.pk)
    return amend(
        row,
        **{
            "titles": {"en": "Protocol"},
            "date": row.date,
            "organizations": list(row.organizations.all()),
            "places": [],
            "themes": [],
            "label": row.label,
            "circle": None,
            "person": person,
        }
        | changed,
    )


def test_a_text_is_not_adopted_after_a_party_deposited(person):
    one = agreement()
    tell_acts(one, party(one, "AU"), {"deposit": "2016"}, person=person)
    with pytest.raises(ValidationError, match="before the text was adopted"):
        amended(one, person, date="2017")
    assert Agreement.objects.get().date == "2015-06"


def test_a_party_with_dates_is_not_lost_unseen(person):
    one = agreement()
    tell_acts(one, party(one, "UN"), {"signature": "2015-06"}, person=person)
    two = list(Organization.objects.filter(pk__in=["AU", "LAS"]))
    with pytest.raises(ValidationError, match="recorded for UN"):
        amended(one, person, organizations=two)
    tell_acts(one, party(one, "UN"), {"signature": ""}, person=person)
    amended(one, person, organizations=two)
    steps = [step for change in changes(Agreement.objects.get(), person) for step in change.steps]
    assert any(step.what == "UN – signature" for step in steps)  # its history outlives the party


class NoFalseError(TestCase):
    """Whatever exactness each date is told with, steps in their order are kept."""

    days = st.dates(
        min_value=timezone.datetime(1990, 1, 1).date(), max_value=timezone.datetime(2020, 1, 1).date()
    )

    @settings(deadline=None, max_examples=40)
    @given(data=st.data(), days=st.lists(days, min_size=4, max_size=4).map(sorted))
    def test_steps_in_their_order_are_kept(self, data, days):
        told = [str(day)[: data.draw(st.sampled_from([4, 7, 10]))] for day in days]
        adopted, ratified, deposited, left = told
        one = agreement("AU LAS", date=adopted)
        person = Person.objects.create_user(f"{one.uid}@example.org", role="officer")
        dates = {"ratification": ratified, "deposit": deposited, "withdrawal": left}
        tell_acts(one, party(one, "AU"), dates, person=person)
        assert parties(one)[0].acts == dates
