"""Two organizations become one: names, members, what refers to them, and that it can be undone whole."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.accounts.models import Circle, Person
from concertation.reading.catalogue import load
from concertation.register.catalogue import known, sync
from concertation.register.merging.moved import called_now
from concertation.register.merging.organizations import aspects_of, merge_organizations, widening
from concertation.register.merging.undoing import undo
from concertation.register.models import (
    Entry,
    Merge,
    Organization,
    OrganizationName,
    Participation,
    Passage,
    Section,
)
from concertation.register.search.names import called
from tests.register.merging.test_records import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(register) -> Person:
    return Person.objects.create_user("admin@example.org", role="administrator")


@pytest.fixture
def twice(register) -> tuple[Organization, Organization]:
    """The African Union, and once more under another identifier, with a body of its own."""
    kept, other = Organization.objects.get(pk="AU"), Organization.objects.create(id="AFUN", kind="regional")
    Organization.objects.filter(pk="AFUN").update(seat="Addis Ababa", founded="2002-07-09")
    Organization.objects.filter(pk="AU").update(founded="2002")
    Organization.objects.create(id="AFUNC", kind="regional", parent_id="AFUN")
    for body, kind, text in (
        (kept, "official", "African Union"),
        (other, "official", "Union of Africa"),
        (other, "alias", "Afrique unie"),
    ):
        OrganizationName.objects.create(organization=body, lang="en", kind=kind, text=text)
    return Organization.objects.get(pk="AU"), Organization.objects.get(pk="AFUN")


def test_everything_that_refers_to_one_refers_to_the_other(register, add, admin, twice):
    kept, other = twice
    alone, both = add(organizations=["UN", "AFUN"]), add(organizations=["AU", "AFUN"])
    Section.objects.create(document=register.document, position=0, title="On it", organization=other)
    admin.organizations.add(other)
    merge_organizations(kept, other, person=admin, why="one body", widen=True)
    assert not Organization.objects.filter(pk="AFUN").exists()
    assert {p.organization_id for p in alone.participations.all()} == {"UN", "AU"}
    assert [p.organization_id for p in both.participations.all()] == ["AU"]
    assert [body.pk for body in Organization.objects.get(pk="AU").bodies.all()] == ["AFUNC"]
    assert [body.pk for body in admin.organizations.all()] == ["AU"]
    assert Section.objects.get().organization_id == "AU"
    one = Organization.objects.get(pk="AU")
    assert (one.seat, one.founded) == ("Addis Ababa", "2002-07-09")
    assert all("AFUN" not in marks for marks in Entry.objects.values_list("marks", flat=True))
    assert all("AFUN" not in marks for marks in Passage.objects.values_list("marks", flat=True))


def test_one_official_name_stays_and_the_other_one_is_still_understood(register, admin, twice):
    kept, other = twice
    found = {one.name: one for one in aspects_of(kept, other)}
    assert found["name official en"].stays == "kept"
    merge_organizations(kept, other, person=admin, why="one", choices={"name official en": "other"})
    one = Organization.objects.get(pk="AU")
    assert one.name_in("en") == "Union of Africa"
    for text in ("african union", "union of africa", "afrique unie", "afun"):
        assert called([text]) == {text: ["AU"]}


def test_undoing_restores_everything_to_the_letter(register, add, admin, twice):
    kept, other = twice
    add(organizations=["UN", "AFUN"]), add(organizations=["AU", "AFUN"])
    register.other_circle.organizations.add(other)
    admin.organizations.add(other)
    before = everything()
    merge_organizations(kept, other, person=admin, why="one", widen=True)
    assert everything() != before
    assert set(register.other_circle.organizations.values_list("pk", flat=True)) == {"LAS", "AU"}
    undo(Merge.objects.get(), admin)
    assert everything() == before
    assert set(register.other_circle.organizations.values_list("pk", flat=True)) == {"LAS", "AFUN"}
    assert [body.pk for body in admin.organizations.all()] == ["AFUN"]


def test_whose_people_would_see_more_is_told_and_must_be_meant(register, admin, twice):
    kept, other = twice
    Circle.objects.get(name="LAS circle").organizations.add(other)
    told = widening(kept, other)
    assert [(one.people, [circle.name for circle in one.circles]) for one in told] == [(1, ["LAS circle"])]
    with pytest.raises(ValidationError, match="LAS circle"):
        merge_organizations(kept, other, person=admin, why="one")
    merge_organizations(kept, other, person=admin, why="one", widen=True)


def test_only_who_administers_people_may(register, twice):
    with pytest.raises(PermissionDenied):
        merge_organizations(*twice, person=register.officer, why="one")


@pytest.mark.parametrize("link", ["parent", "successor"])
def test_a_body_and_what_it_is_part_of_are_two(register, admin, twice, link):
    kept, other = twice
    setattr(other, link, kept)
    other.save()
    with pytest.raises(ValidationError, match="they are two"):
        merge_organizations(kept, other, person=admin, why="one")


def test_the_catalogue_does_not_bring_it_back(register, admin):
    sync(load())
    OrganizationName.objects.all().delete()
    sync(load())
    kept, other = Organization.objects.get(pk="OSCE"), Organization.objects.get(pk="SADC")
    merge_organizations(kept, other, person=admin, why="for a test")
    names = OrganizationName.objects.filter(organization="OSCE").count()
    sync(load())
    assert not Organization.objects.filter(pk="SADC").exists()
    assert OrganizationName.objects.filter(organization="OSCE").count() == names
    assert "SADC" not in known().organizations
    assert "Southern African Development Community" in {
        name.text for name in known().organizations["OSCE"].names
    }
    undo(Merge.objects.get(), admin)
    assert "SADC" in known().organizations


def test_identifiers_are_told_as_they_are_now(register, admin, twice):
    merge_organizations(*twice, person=admin, why="one")
    assert called_now(["UN", "AFUN", "AU", "none"]) == ["UN", "AU", "none"]


def test_who_is_named_in_records_finds_both(register, add, admin, twice):
    add(organizations=["UN", "AFUN"])
    merge_organizations(*twice, person=admin, why="one")
    assert Participation.objects.filter(organization="AU").count() == 1
