"""Earlier states of people and circles, looked at and given back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.accounts.acts import version
from concertation.accounts.circles import draw
from concertation.accounts.earlier import (
    compared,
    restore_circle,
    restore_person,
    state_after,
    state_now,
)
from concertation.accounts.models import Circle, Person
from concertation.accounts.people import change, keep_out
from concertation.accounts.told import told_of_circle, told_of_person
from concertation.register.models import Organization

pytestmark = pytest.mark.django_db


def earlier(*models: type[Person] | type[Circle]) -> None:
    """Move what was done so far an hour back, so that what is done now is another change."""
    for model in models:
        for row in model.history.all():
            row.history_date -= timedelta(hours=1)
            row.save()


def differing(before, after) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        pair.before.name: (pair.before.words, pair.after.words)
        for pair in compared(before, after)
        if not pair.same
    }


@pytest.fixture
def changed(staff) -> Person:
    """A focal point of AU who became an officer for LAS and was kept out."""
    earlier(Person)
    change(staff["focal"], role="officer", organizations=["LAS"], by=staff["administrator"], why="new post")
    earlier(Person)
    keep_out(staff["focal"], by=staff["administrator"], why="left")
    return staff["focal"]


def test_a_person_is_shown_as_they_were(changed):
    last, post, first = told_of_person(changed)
    assert differing(state_after(changed, first), state_after(changed, post)) == {
        "role": (("Focal point",), ("Report officer",)),
        "organizations": (("AU",), ("LAS",)),
    }
    assert differing(state_after(changed, post), state_now(changed)) == {"is_active": (("yes",), ("no",))}
    assert differing(state_after(changed, last), state_now(changed)) == {}


def test_role_organizations_and_access_of_a_person_are_given_back_and_that_can_be_undone(staff, changed):
    by, first = staff["administrator"], told_of_person(changed)[-1]
    names = ["role", "organizations", "is_active"]
    then, seen = state_after(changed, first), version(changed)
    restore_person(changed, then, names, by=by, why="a mistake", seen=seen)
    changed = Person.objects.get(pk=changed.pk)
    assert (changed.role, changed.own, changed.is_active) == ("focal-point", {"AU"}, True)
    told = told_of_person(changed)[0]
    assert (told.who, told.why) == ("Administrator", "a mistake")
    earlier(Person)
    before = told_of_person(changed)[1]
    restore_person(
        changed, state_after(changed, before), ["role"], by=by, why="no mistake", seen=version(changed)
    )
    changed = Person.objects.get(pk=changed.pk)
    assert (changed.role, changed.own, changed.is_active) == ("officer", {"AU"}, True)


def test_only_administrators_restore_people(staff, changed):
    then = state_after(changed, told_of_person(changed)[-1])
    with pytest.raises(PermissionDenied):
        restore_person(changed, then, ["role"], by=staff["officer"], why="x", seen=version(changed))


@pytest.mark.parametrize(
    ("names", "why", "seen", "said"),
    [
        ([], "x", None, "Choose what"),
        (["role"], " ", None, "Say why"),
        (["role"], "x", "1", "Somebody else changed"),
    ],
)
def test_what_stands_against_restoring_a_person(staff, changed, names, why, seen, said):
    then = state_after(changed, told_of_person(changed)[-1])
    with pytest.raises(ValidationError, match=said):
        restore_person(
            changed, then, names, by=staff["administrator"], why=why, seen=seen or version(changed)
        )
    assert Person.objects.get(pk=changed.pk).role == "officer"


def test_an_earlier_role_does_not_take_the_last_administrator_away(staff):
    last = staff["administrator"]
    earlier(Person)
    second = staff["officer"]
    change(second, role="administrator", organizations=[], by=last)
    keep_out(last, by=second)
    then = state_after(second, told_of_person(second)[-1])
    with pytest.raises(ValidationError, match="last administrator"):
        restore_person(second, then, ["role"], by=second, why="x", seen=version(second))


@pytest.fixture
def circle(staff) -> Circle:
    """A circle of AU, that was then one of LAS and the reader under another name."""
    made = draw(
        Circle(), name="few", organizations=Organization.objects.filter(pk="AU"), people=[],
        by=staff["administrator"],
    )  # fmt: skip
    earlier(Circle)
    bodies = Organization.objects.filter(pk="LAS")
    return draw(
        made, name="others", organizations=bodies, people=[staff["reader"]], by=staff["administrator"],
        why="asked for", seen=version(made),
    )  # fmt: skip


def test_a_circle_is_shown_as_it_was_and_given_back_in_part(staff, circle):
    first = told_of_circle(circle)[-1]
    then = state_after(circle, first)
    assert differing(then, state_now(circle)) == {
        "name": (("few",), ("others",)),
        "organizations": (("AU",), ("LAS",)),
        "people": ((), ("Reader",)),
    }
    names = ["organizations"]
    restore_circle(circle, then, names, by=staff["officer"], why="a mistake", seen=version(circle))
    fresh = Circle.objects.get(pk=circle.pk)
    assert (fresh.name, [body.pk for body in fresh.organizations.all()]) == ("others", ["AU"])
    assert list(fresh.people.all()) == [staff["reader"]]
    told = told_of_circle(circle)[0]
    assert (told.who, told.why) == ("Officer", "a mistake")


def test_two_keepers_of_a_circle_never_overwrite_each_other(staff, circle):
    seen = version(circle)
    draw(circle, name="third", organizations=[], people=[], by=staff["officer"], seen=seen)
    with pytest.raises(ValidationError, match="Somebody else changed"):
        draw(circle, name="fourth", organizations=[], people=[], by=staff["administrator"], seen=seen)
