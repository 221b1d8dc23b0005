"""The people through whom an organization is reached: who sees what of them, who keeps them."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label
from concertation.register.focal_points import FIELDS, contacts, keep, remove, touched, version
from concertation.register.models import FocalPoint, Organization, OrganizationName, Presence
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies() -> dict[str, Organization]:
    for id in ("AU", "LAS"):
        Organization.objects.create(id=id, kind="regional")
        OrganizationName.objects.create(organization_id=id, lang="en", kind="official", text=f"{id} in full")
    return Organization.objects.in_bulk()


@pytest.fixture
def keeper(bodies) -> Person:
    person = Person.objects.create_user("keeper@example.org", role="focal-point", name="Keeper")
    person.organizations.add("AU")
    return person


@pytest.fixture
def circle(bodies) -> Circle:
    made = Circle.objects.create(name="AU circle")
    made.organizations.add("AU")
    return made


def values(**given: object) -> dict[str, object]:
    plain = dict.fromkeys(("function", "email", "phone", "since", "until"), "")
    plain |= {"name": "Amina Diallo", "presence": None, "account": None, "listed": False, "label": "GREEN"}
    assert {*plain, "circle"} == set(FIELDS)
    return plain | {"circle": None} | given


def test_one_is_entered_changed_and_ended(bodies, keeper):
    one = keep(FocalPoint(organization=bodies["AU"]), values(email="a@example.org"), person=keeper)
    keep(one, values(email="b@example.org"), person=keeper, seen=version(one), why="new address")
    keep(one, values(email="b@example.org", until="2026-10"), person=keeper, seen=version(one))
    now, before = contacts(keeper, organization="AU")
    assert now == []
    assert [row.focal_point.name for row in before] == ["Amina Diallo"]
    told = touched(one, keeper)
    assert [(row.what, row.why, row.new) for row in told] == [
        (("until",), "", False),
        (("e-mail address",), "new address", False),
        ((), "", True),
    ]
    assert "example.org" not in str([row.what for row in told])


def test_others_may_not_keep_them(bodies, keeper):
    with pytest.raises(PermissionDenied):
        keep(FocalPoint(organization=bodies["LAS"]), values(), person=keeper)
    one = keep(FocalPoint(organization=bodies["AU"]), values(), person=keeper)
    contributor = Person.objects.create_user("contributor@example.org", role="contributor")
    contributor.organizations.add("AU")
    with pytest.raises(PermissionDenied):
        keep(one, values(), person=contributor, seen=version(one))
    with pytest.raises(PermissionDenied):
        remove(one, person=contributor)


def test_two_never_overwrite_each_other(bodies, keeper):
    one = keep(FocalPoint(organization=bodies["AU"]), values(), person=keeper)
    seen = version(one)
    keep(one, values(phone="1"), person=keeper, seen=seen)
    with pytest.raises(ValidationError, match="Somebody else"):
        keep(one, values(phone="2"), person=keeper, seen=seen)


def test_an_officer_stands_at_a_presence_in_which_the_organization_takes_part(bodies, keeper):
    presence = enter(
        Presence(label="GREEN"),
        titles={"en": "office"},
        organizations=[(bodies["LAS"], "party")],
        person=None,
    )
    with pytest.raises(ValidationError, match="no part in that presence"):
        keep(FocalPoint(organization=bodies["AU"]), values(presence=presence), person=keeper)


def test_a_presence_that_one_does_not_see_is_not_told(bodies, keeper):
    presence = enter(
        Presence(label="RED"), titles={"en": "office"}, organizations=[(bodies["AU"], "party")], person=None
    )
    FocalPoint.objects.create(organization=bodies["AU"], presence=presence, name="N", label="GREEN")
    [contact] = contacts(keeper, organization="AU")[0]
    assert contact.at is None


def test_who_is_removed_is_forgotten_in_the_history_too(bodies, keeper):
    one = keep(
        FocalPoint(organization=bodies["AU"]), values(email="a@example.org", phone="77"), person=keeper
    )
    key = one.pk
    remove(one, person=keeper, why="asked for it")
    rows = FocalPoint.history.filter(id=key)
    assert [row.history_type for row in rows] == ["-", "+"]
    assert {(row.name, row.email, row.phone, row.function) for row in rows} == {("", "", "", "")}
    assert (rows[0].history_user, rows[0].history_change_reason) == (keeper, "asked for it")


def test_what_was_changed_while_it_was_shared_more_narrowly_is_not_told(bodies, keeper, circle):
    one = FocalPoint.objects.create(organization=bodies["AU"], name="N", label="RED", circle=circle)
    one.email, one.label = "n@example.org", "GREEN"
    one.save()
    assert touched(one, keeper) == []


class ContactDataIsSeenOnlyByThoseAllowed(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        st.sampled_from(Label.values), st.booleans(), st.booleans(), st.booleans(), st.booleans()
    )  # fmt: skip
    def test_whole_as_the_label_says_and_else_name_and_function_where_listed(
        self, label, listed, in_circle, named, signed_in
    ):
        from django.contrib.auth.models import AnonymousUser

        body = Organization.objects.create(id="AU", kind="regional")
        circle = Circle.objects.create(name="circle")
        person: Person | AnonymousUser = AnonymousUser()
        if signed_in:
            person = Person.objects.create_user("viewer@example.org", role="reader")
            if in_circle:
                person.organizations.add(body)
            if named:
                circle.people.add(person)
        circle.organizations.add(body)
        FocalPoint.objects.create(organization=body, name="N", label=label, circle=circle, listed=listed)
        whole = {
            "CLEAR": True,
            "GREEN": signed_in,
            "AMBER": signed_in and in_circle,
            "AMBER+STRICT": signed_in and in_circle,
            "RED": signed_in and named,
        }[label]
        seen = [contact.whole for contact in contacts(person, organization="AU")[0]]
        assert seen == ([whole] if whole or listed else [])
