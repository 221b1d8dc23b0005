"""A cycle is opened from the register and from the one before; one officer at a time changes its plan."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st

from concertation.accounts.models import Circle, Person, Role
from concertation.register.models import (
    Commitment,
    FocalPoint,
    Mandate,
    Meeting,
    Organization,
    Progress,
    Theme,
)
from concertation.reporting.cycles import mandates, planning, questions, sections
from concertation.reporting.cycles.changing import version
from concertation.reporting.cycles.looking_back import follow_up
from concertation.reporting.cycles.opening import change, give_up, open_cycle
from concertation.reporting.cycles.periods import starts_after
from concertation.reporting.cycles.told import told_of_cycle
from concertation.reporting.models import Cycle, CycleSection, InputRequest, Snapshot

pytestmark = pytest.mark.django_db
PERIOD = "2016-07-16/2018-08-17"
VALUES = {"title": "Cooperation", "period": PERIOD, "due": date(2027, 1, 15), "languages": ["en", "fr"]}


def said(cycle: Cycle, person: Person) -> list[str]:
    """What the history of the cycle says that something became."""
    return [step.after for change in told_of_cycle(cycle, person) for step in change.steps]


@pytest.fixture
def cycle(filled: Any) -> Cycle:
    return open_cycle(VALUES, person=filled.person)


def titles(cycle: Cycle) -> list[str]:
    return [sections.title_in(one, "en") for one in sections.sections_of(cycle)]


def test_sections_are_proposed_in_the_order_of_english_names(cycle):
    assert titles(cycle) == [
        "Introduction", "African Union", "Economic Cooperation Organization", "League of Arab States",
        "Other forms of cooperation", "Observations",
    ]  # fmt: skip


def test_the_period_begins_the_day_after_the_previous_report_closed(register):
    assert starts_after(register.document("A/73/328", "2018-08-17"), None) == date(2018, 8, 18)
    assert starts_after(register.document("A/75/1", "2020-08"), None) == date(2020, 9, 1)
    assert starts_after(None, Cycle(period=PERIOD)) == date(2018, 8, 18)
    assert starts_after(None, None) is None


def test_who_does_not_report_opens_nothing(register):
    reader = Person.objects.create_user("reader@example.org", role=Role.READER)
    with pytest.raises(PermissionDenied):
        open_cycle(VALUES, person=reader)


@pytest.mark.parametrize(
    "wrong", [{"period": "2018"}, {"languages": []}, {"languages": ["xx"]}, {"words": 5}]
)
def test_a_value_that_is_no_good_opens_nothing(register, wrong):
    with pytest.raises(ValidationError):
        open_cycle(VALUES | wrong, person=register.person)
    assert not Cycle.objects.exists()


def test_a_section_moves_is_named_and_taken_out(cycle, filled):
    first = sections.sections_of(cycle)[1]
    sections.move(first, False, person=filled.person, seen=version(cycle))
    assert titles(cycle)[1:3] == ["Economic Cooperation Organization", "African Union"]
    sections.name(
        first, titles={"en": "The Union", "fr": " "}, words=900, person=filled.person, seen=version(cycle)
    )
    assert (titles(cycle)[2], sections.title_in(sections.sections_of(cycle)[2], "fr")) == (
        "The Union",
        "Union africaine",
    )
    sections.remove(first, person=filled.person, seen=version(cycle))
    assert [one.position for one in cycle.sections.all()] == [1, 2, 3, 4, 5]


def test_grouping_puts_regional_organizations_before_others(filled):
    filled.enter(Meeting(type="meeting", date="2017", label="CLEAR"), {"fr": "réunion"}, "UN INTERPOL COE")
    cycle = open_cycle(VALUES | {"grouped": True}, person=filled.person)
    assert titles(cycle)[-3] == "International Criminal Police Organization"
    change(cycle, VALUES | {"grouped": False}, person=filled.person, seen=version(cycle))
    assert titles(cycle).index("International Criminal Police Organization") == 4


def test_a_theme_stands_behind_the_organizations_and_only_once(cycle, filled):
    youth = Theme.objects.get(pk="youth")
    sections.add(cycle, theme=youth, person=filled.person, seen=version(cycle))
    assert titles(cycle)[4] == "Youth"
    with pytest.raises(ValidationError, match="already"):
        sections.add(cycle, theme=youth, person=filled.person, seen=version(cycle))


def test_who_looked_before_a_change_is_told(cycle, filled):
    seen = version(cycle)
    sections.share_out(cycle, {cycle.sections.first().pk: 500}, person=filled.person, seen=seen)
    with pytest.raises(ValidationError, match="Somebody else"):
        sections.move(cycle.sections.last(), True, person=filled.person, seen=seen)


@given(st.integers(100, 100_000), st.lists(st.none() | st.integers(0, 20_000), max_size=12))
def test_even_shares_never_go_over_what_is_left(whole, words):
    rows = [CycleSection(position=at, words=one) for at, one in enumerate(words)]
    found = sections.budget(Cycle(words=whole), rows)
    own = sum(one or 0 for one in words)
    assert found.given == sum(share.words for share in found.shares)
    assert found.over == (max(0, own - whole))
    assert [share.words for share in found.shares if share.own] == [one for one in words if one is not None]


def test_each_change_of_the_questions_is_a_new_version_of_the_form(cycle, filled):
    person = filled.person
    assert {code for one in cycle.questions.all() for code in one.texts} == {
        "ar",
        "en",
        "es",
        "fr",
        "ru",
        "zh",
    }
    new = questions.put(
        cycle, None, texts={"en": "What else?"}, helps={}, kind="", person=person, seen=version(cycle)
    )
    questions.move(new, True, person=person, seen=version(cycle))
    questions.drop(new, person=person, seen=version(cycle))
    again = questions.put(
        cycle, None, texts={"en": "What else?"}, helps={}, kind="un", person=person, seen=version(cycle)
    )
    cycle.refresh_from_db()
    assert (cycle.form_version, again.key) == (5, "what-else-2")
    assert again in questions.questions_for(cycle, "un")
    assert again not in questions.questions_for(cycle, "regional")


def test_a_mandate_is_not_yet_answered_until_a_section_is_named(cycle, filled):
    (one,) = mandates.mandates_for(cycle, filled.person)
    key = one.mandate.pk

    def seen() -> str:
        return mandates.version(cycle, filled.person)

    mandates.answer(cycle, {key: None}, person=filled.person, seen=seen())
    assert mandates.mandates_for(cycle, filled.person)[0].missing
    mandates.answer(cycle, {key: cycle.sections.first()}, person=filled.person, seen=seen())
    assert not mandates.mandates_for(cycle, filled.person)[0].missing
    mandates.answer(cycle, {}, person=filled.person, seen=seen())
    assert mandates.mandates_for(cycle, filled.person)[0].row is None


def test_a_mandate_that_one_officer_does_not_see_stays_with_the_cycle(cycle, filled):
    other = Person.objects.create_user("other@example.org", role=Role.OFFICER)
    hidden = filled.enter(Mandate(symbol="A/RES/80/7", label="AMBER"), {"en": "hidden"}, "UN")
    mandates.answer(
        cycle, {hidden.pk: None}, person=filled.person, seen=mandates.version(cycle, filled.person)
    )
    assert not any(one.row for one in mandates.mandates_for(cycle, other))
    assert not any("80/7" in after for after in said(cycle, other))
    assert any("80/7" in after for after in said(cycle, filled.person))
    mandates.answer(cycle, {}, person=other, seen=mandates.version(cycle, other))
    assert cycle.answered.count() == 1


def test_those_are_asked_whom_the_register_knows(cycle, filled):
    point = Person.objects.create_user(
        "point@example.org", role=Role.FOCAL_POINT, name="Point", language="fr"
    )
    point.organizations.add("AU")
    FocalPoint.objects.create(organization_id="AU", name="Ama", email="ama@example.org", label="GREEN")
    FocalPoint.objects.create(organization_id="AU", name="Gone", email="gone@example.org", until="2020")
    FocalPoint.objects.create(organization_id="AU", name="Same", email="Point@example.org", label="GREEN")
    bodies = planning.bodies_left(cycle)
    assert [body.pk for body in bodies] == ["AU", "ECO", "LAS"]
    made = planning.plan(cycle, [*bodies, Organization.objects.get(pk="UNDP")], person=filled.person)
    assert (len(made), planning.bodies_left(cycle)) == (4, [])
    asked = planning.asked_in(cycle, filled.person)
    assert [(one.email, one.language) for one in asked[0].addressees] == [
        ("point@example.org", "fr"), ("ama@example.org", "en"),
    ]  # fmt: skip
    assert [one.missing for one in asked] == [False, True, True, True]
    assert planning.plan(cycle, bodies, person=filled.person) == []


def test_who_was_taken_off_is_not_proposed_again(cycle, filled):
    FocalPoint.objects.create(organization_id="AU", name="Ama", email="ama@example.org", label="GREEN")
    (request,) = planning.plan(cycle, [Organization.objects.get(pk="AU")], person=filled.person)
    planning.take_off(request.addressees.get(), person=filled.person)
    assert planning.look_up(request, person=filled.person) == 0


def test_a_hidden_focal_point_is_asked_by_who_sees_it_and_not_shown_to_others(cycle, filled):
    circle = Circle.objects.create(name="one")
    circle.people.add(filled.person)
    FocalPoint.objects.create(
        organization_id="AU", name="Red", email="red@example.org", label="RED", circle=circle
    )
    planning.plan(cycle, [Organization.objects.get(pk="AU")], person=filled.person)
    other = Person.objects.create_user("other@example.org", role=Role.OFFICER)
    assert planning.asked_in(cycle, filled.person)[0].addressees
    assert planning.asked_in(cycle, other)[0].missing


def test_what_was_sent_keeps_its_day_and_keeps_the_cycle(cycle, filled):
    sent, planned = planning.plan(cycle, planning.bodies_left(cycle)[:2], person=filled.person)
    InputRequest.objects.filter(pk=sent.pk).update(state="asked")
    later = VALUES | {"due": date(2027, 2, 1)}
    change(cycle, later, person=filled.person, seen=version(cycle))
    sent.refresh_from_db()
    planned.refresh_from_db()
    assert (sent.due, planned.due) == (date(2027, 1, 15), date(2027, 2, 1))
    for act in (
        lambda: give_up(cycle, person=filled.person),
        lambda: planning.spare(sent, person=filled.person),
    ):
        with pytest.raises(ValidationError, match="sent"):
            act()
    InputRequest.objects.filter(pk=sent.pk).delete()
    give_up(cycle, person=filled.person, why="Opened twice")
    assert Cycle.history.filter(history_type="-").get().history_change_reason == "Opened twice"  # type: ignore[attr-defined]


def test_the_next_cycle_takes_over_the_plan_and_the_last_one_stays(cycle, filled):
    person = filled.person
    first = cycle.sections.first()
    sections.name(first, titles={"en": "Opening"}, words=400, person=person, seen=version(cycle))
    key = mandates.mandates_for(cycle, person)[0].mandate.pk
    mandates.answer(cycle, {key: first}, person=person, seen=mandates.version(cycle, person))
    Cycle.objects.filter(pk=cycle.pk).update(state="submitted")
    cycle.refresh_from_db()
    following = open_cycle(
        VALUES | {"period": "2018-08-18/2020-08-01"}, person=person, follows=cycle, why="next"
    )
    assert titles(following)[0] == "Opening"
    assert following.questions.count() == cycle.questions.count()
    assert mandates.mandates_for(following, person)[0].missing
    with pytest.raises(ValidationError, match="over"):
        sections.remove(first, person=person, seen=version(cycle))


def test_looking_back_tells_what_became_of_commitments(cycle, filled):
    person = filled.person
    after = open_cycle(VALUES | {"period": "2018-08-18/2020-08-01"}, person=person, follows=cycle)

    def entered(title: str, **fields: Any) -> Commitment:
        return filled.enter(Commitment(label="CLEAR", **fields), {"en": title}, "UN AU")

    still = entered("open", date="2017", status="open")
    done = entered("done", due="2018-01", status="done")
    before = entered("done before", date="2017", status="done")
    entered("of another time", date="2012", due="2013", status="open")
    for one, day in ((done, date(2019, 1, 1)), (before, date(2017, 12, 1))):
        Progress.objects.create(commitment=one, date=day, status="done", person=person)
    filled.enter(Commitment(label="RED", date="2017", status="open"), {"en": "hidden"}, "UN AU")
    other = Person.objects.create_user("other@example.org", role=Role.OFFICER)
    found = follow_up(after, other)
    assert ([one.pk for one in found.open], [one.pk for one in found.closed]) == ([still.pk], [done.pk])


def test_every_act_says_who_when_and_why(cycle, filled):
    sections.name(
        cycle.sections.first(), titles={}, words=300, person=filled.person, seen=version(cycle), why="Short"
    )
    told = told_of_cycle(cycle, filled.person)[0]
    assert (told.who, told.why, told.steps[-1].after) == ("Officer", "Short", "1. Introduction, 300 words")
    assert not Snapshot.objects.exists()
