"""Which records a report tells, to whom, and in which section."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label
from concertation.register.models import Activity, Agreement, Mechanism, Meeting, Notice
from concertation.reporting.arrange import arrange
from concertation.reporting.select import Selection, select
from concertation.reporting.telling.group import group

PERIOD = "2016-07-16/2018-08-17"


def titles(selection: Selection) -> set[str]:
    return {fact.title("fr") for fact in selection.facts}


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2016-07-15", False),
        ("2016-07-16", True),
        ("2016-07", True),  # can be the 16th
        ("2016", True),
        ("2018-08-17", True),
        ("2018-08-18", False),
        ("2015-01/2016-08", True),
        ("2012/..", True),
        ("2019/..", False),
    ],
)
def test_a_dated_record_is_told_when_its_date_can_lie_in_the_period(register, date: str, told: bool) -> None:
    register.enter(Activity(type="project", date=date, label=Label.CLEAR), {"fr": "projet"})
    assert bool(select(PERIOD, AnonymousUser()).facts) is told


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2017-05", True),
        ("2018-08-17", True),
        ("2019-02-17", True),
        ("2019-02-18", False),
        ("2016-01", False),
    ],
)
def test_an_undated_record_is_told_when_a_document_near_the_period_states_it(
    register, published: str, told: bool
) -> None:
    record = register.enter(Activity(type="support", label=Label.CLEAR), {"fr": "appui"})
    register.state(record, register.document("A/1", published), "3", "un appui a été fourni")
    selection = select(PERIOD, AnonymousUser())
    assert bool(selection.facts) is told
    assert selection.undated == (not told)


def test_an_undated_record_without_document_is_left_out_and_counted(register) -> None:
    register.enter(Activity(type="support", label=Label.CLEAR), {"fr": "appui"})
    selection = select(PERIOD, AnonymousUser())
    assert (selection.facts, selection.undated) == ((), 1)


def test_work_that_began_earlier_is_told_when_a_document_says_that_it_goes_on(register) -> None:
    going_on = register.enter(
        Activity(type="project", date="2012", status="under-way", label=Label.CLEAR), {"fr": "continue"}
    )
    done = register.enter(
        Activity(type="project", date="2012", status="done", label=Label.CLEAR), {"fr": "achevé"}
    )
    document = register.document("A/2", "2017-05")
    for number, record in (("3", going_on), ("4", done)):
        register.state(record, document, number, "un projet")
    assert titles(select(PERIOD, AnonymousUser())) == {"continue"}


def test_cancelled_meetings_and_notices_are_not_told(register) -> None:
    register.enter(Meeting(date="2017", status="cancelled", label=Label.CLEAR), {"fr": "annulée"})
    register.enter(Notice(date="2017", label=Label.CLEAR), {"fr": "alerte"})
    assert select(PERIOD, AnonymousUser()).facts == ()


def test_only_what_the_person_may_see(register) -> None:
    for label in Label:
        circle = None
        if label not in (Label.CLEAR, Label.GREEN):
            circle = Circle.objects.create(name=label)
            circle.people.add(register.person)
            circle.organizations.add(register.organizations["AU"])
        register.enter(Activity(type="project", date="2017", label=label, circle=circle), {"fr": label})
    member = Person.objects.create_user("member@example.org")
    member.organizations.add(register.organizations["AU"])
    stranger = Person.objects.create_user("stranger@example.org")
    assert titles(select(PERIOD, AnonymousUser())) == {"CLEAR"}
    assert titles(select(PERIOD, stranger)) == {"CLEAR", "GREEN"}
    assert titles(select(PERIOD, member)) == {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT"}
    assert titles(select(PERIOD, register.person)) == {label.value for label in Label}
    assert [select(PERIOD, who).label for who in (AnonymousUser(), stranger, member, register.person)] == [
        "CLEAR",
        "GREEN",
        "AMBER+STRICT",
        "RED",
    ]


def test_quotes_of_documents_that_the_person_may_not_see_stay_hidden(register) -> None:
    record = register.enter(Activity(type="project", date="2017", label=Label.CLEAR), {"fr": "projet"})
    register.state(record, register.document("A/3", "2017", Label.RED), "1", "ouvert")
    assert select(PERIOD, AnonymousUser()).facts[0].sources == ()


def test_the_title_of_a_series_that_the_person_may_not_see_stays_hidden(register) -> None:
    series = register.enter(Mechanism(type="meeting", label=Label.RED), {"fr": "réunion secrète"})
    register.enter(
        Meeting(mechanism=series, number=2, date="2017", label=Label.CLEAR), {"en": "second meeting"}
    )
    assert dict(select(PERIOD, AnonymousUser()).facts[0].series_titles) == {}


@pytest.mark.parametrize("period", ["2017", "2018/2016", "2016/..", "x/y"])
def test_a_period_needs_two_ends(db, period: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|period"):
        select(period, AnonymousUser())


def test_a_partner_has_a_section_with_the_records_of_its_bodies(filled) -> None:
    selection = select(PERIOD, filled.person)
    arrangement = arrange(selection.facts, selection.bodies)
    assert [id for id, _facts in arrangement.partners] == ["AU", "ECO", "LAS"]  # by English names
    assert {fact.kind for fact in dict(arrangement.partners)["AU"]} == {"activity", "presence"}
    assert [fact.title("fr") for fact in arrangement.others] == ["atelier sur les droits de l'enfant"]


def test_a_section_goes_from_political_meetings_to_resources(register) -> None:
    for number in (1, 2):
        register.enter(Activity(type="support", date="2017", label=Label.CLEAR), {"fr": f"a{number}"},
                       themes=["water"])  # fmt: skip
    register.enter(Activity(type="support", date="2017", label=Label.CLEAR), {"fr": "b"}, themes=["ict"])
    register.enter(Meeting(type="summit", date="2018", label=Label.CLEAR), {"fr": "sommet"})
    register.enter(Agreement(type="plan", date="2017", label=Label.CLEAR), {"fr": "plan"})
    groups = group(select(PERIOD, AnonymousUser()).facts)
    assert [(g.topic, g.theme) for g in groups] == [
        ("political", None),
        ("agreements", None),
        ("theme", "water"),
        ("theme", "ict"),
    ]
