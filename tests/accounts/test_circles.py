"""Who may make which circles: officers any; a focal point those of their own organization, and only these."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.accounts.circles import draw, drawn_by, people_to_name
from concertation.accounts.models import Circle, Person
from concertation.register.models import Organization

pytestmark = pytest.mark.django_db


def made_by(person: Person, *bodies: str, name: str = "new", people: tuple[Person, ...] = ()) -> Circle:
    organizations = Organization.objects.filter(pk__in=bodies)
    return draw(Circle(), name=name, organizations=organizations, people=people, by=person)


def test_a_focal_point_makes_a_circle_with_their_own_organization(staff):
    made = made_by(staff["focal"], "AU", "LAS")
    assert made.creator == staff["focal"]
    assert set(made.organizations.values_list("pk", flat=True)) == {"AU", "LAS"}
    with pytest.raises(ValidationError, match="one of your own organizations"):
        made_by(staff["focal"], "LAS", name="without us")


@pytest.mark.parametrize("role", ["contributor", "reader"])
def test_others_make_none(staff, role):
    with pytest.raises(PermissionDenied):
        made_by(staff[role], "AU")
    assert not drawn_by(staff[role]).exists()


def test_a_focal_point_changes_the_circles_that_they_made_and_no_others(staff):
    mine, other = made_by(staff["focal"], "AU"), made_by(staff["officer"], "AU", name="of the officer")
    assert list(drawn_by(staff["focal"])) == [mine]
    with pytest.raises(PermissionDenied):
        draw(other, name="mine", organizations=[], people=[], by=staff["focal"])
    assert set(drawn_by(staff["officer"])) == {mine, other}


def test_a_focal_point_names_people_of_their_own_organizations_and_who_is_there_already(staff):
    near = staff["contributor"]
    near.organizations.set(["AU"])
    with pytest.raises(ValidationError, match="people of your own organizations"):
        made_by(staff["focal"], "AU", people=(staff["reader"],))
    made = made_by(staff["focal"], "AU", people=(near,))
    made.people.add(staff["reader"])
    assert {near, staff["reader"]} <= set(people_to_name(staff["focal"], made))
    assert staff["reader"] not in people_to_name(staff["focal"], Circle())


def test_a_name_is_taken_only_by_circles_that_one_knows_of(staff):
    made_by(staff["officer"], "LAS", name="Mediation")
    assert made_by(staff["focal"], "AU", name="mediation").pk
    with pytest.raises(ValidationError, match="of this name"):
        made_by(staff["focal"], "AU", name="MEDIATION")
