"""What was told of an organization before, looked at and given back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.accounts.models import Person
from concertation.register.describing import describe, version
from concertation.register.models import Head, Membership, Organization, OrganizationName
from concertation.register.organization_history import told_of_organization
from concertation.register.organization_states import compared, restore, state_after, state_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db) -> Person:
    return Person.objects.create_user("officer@example.org", role="officer", name="Officer")


def earlier() -> None:
    for model in (Organization, OrganizationName, Head, Membership):
        for row in model.history.all():
            row.history_date -= timedelta(hours=1)
            row.save()


@pytest.fixture
def las(officer) -> Organization:
    """A body that came with the program, without a history, and of which people changed all there is."""
    Organization.objects.bulk_create(
        Organization(id=id, kind="regional", source="A/INF/73/5", seat="Cairo" if id == "LAS" else "")
        for id in ("LAS", "EGY", "AU")
    )
    OrganizationName.objects.bulk_create(
        OrganizationName(organization_id="LAS", lang="en", kind=kind, text=text, folded="-")
        for kind, text in (("official", "League of Arab States"), ("alias", "Arab League"))
    )
    Membership.objects.bulk_create([Membership(organization_id="LAS", member_id="EGY", source="x")])
    body = Organization.objects.get(pk="LAS")
    head = Head(organization=body, name="A. B.", function="Secretary-General", source="x")
    describe(body, facts={"seat": "Tunis"}, rows=[head], person=officer, seen=version(body), why="first")
    earlier()
    body = Organization.objects.get(pk="LAS")
    alias = OrganizationName.objects.get(kind="alias")
    official = OrganizationName.objects.get(kind="official")
    official.until, fresh = (
        "2020",
        OrganizationName(organization=body, lang="en", kind="official", text="The League", source="x"),
    )
    gone = [alias, *Membership.objects.all(), *Head.objects.all()]
    describe(
        body, facts={"seat": "Rabat"}, rows=[official, fresh], gone=gone, person=officer, seen=version(body),
        why="second",
    )  # fmt: skip
    return Organization.objects.get(pk="LAS")


def all_told(body: Organization) -> set[tuple[str, tuple[str, ...]]]:
    now = state_now(Organization.objects.get(pk=body.pk))
    return {(pair.after.name, pair.after.words) for pair in compared(now, now)}


def test_it_is_shown_as_it_was_what_came_with_the_program_among_it(las):
    second, first = told_of_organization(las)
    then = state_after(las, first)
    pairs = [pair for pair in compared(then, state_now(las)) if not pair.same]
    words = {(pair.before.what, pair.before.words, pair.after.words) for pair in pairs}
    assert words == {
        ("headquarters", ("Tunis",), ("Rabat",)),
        ("name", ("Arab League (en, also called)",), ()),
        (
            "name",
            ("League of Arab States (en, official name)",),
            ("League of Arab States (en, official name) […/2020]",),
        ),
        ("name", (), ("The League (en, official name)",)),
        ("head", ("A. B., Secretary-General",), ()),
        ("member", ("EGY (member)",), ()),
    }
    assert all(pair.same for pair in compared(state_after(las, second), state_now(las)))


def test_the_whole_is_given_back_with_who_and_why_and_that_can_be_undone(las, officer):
    now, first = all_told(las), told_of_organization(las)[-1]
    then = state_after(las, first)
    names = [pair.before.name for pair in compared(then, state_now(las))]
    restore(las, then, names, person=officer, why="a mistake", seen=version(las))
    las = Organization.objects.get(pk="LAS")
    assert all(pair.same for pair in compared(then, state_now(las)))
    told = told_of_organization(las)[0]
    assert (told.who, told.why) == ("Officer", "a mistake")
    earlier()
    before = state_after(las, told_of_organization(las)[1])
    restore(las, before, names, person=officer, why="no mistake", seen=version(las))
    assert all_told(las) == now


def test_what_is_not_chosen_stays(las, officer):
    then = state_after(las, told_of_organization(las)[-1])
    restore(las, then, ["own:seat"], person=officer, why="only the seat", seen=version(las))
    assert Organization.objects.get(pk="LAS").seat == "Tunis"
    assert not Head.objects.exists()


def test_a_rule_of_the_register_stands_against_an_earlier_state_as_against_any_change(las, officer):
    then = state_after(las, told_of_organization(las)[-1])
    own = [
        pair.after.name
        for pair in compared(then, state_now(las))
        if pair.after.words == ("The League (en, official name)",)
    ]
    with pytest.raises(ValidationError, match="official name"):
        restore(las, then, own, person=officer, why="x", seen=version(las))
    with pytest.raises(ValidationError, match="Somebody else changed"):
        restore(las, then, ["own:seat"], person=officer, why="x", seen="0")
    reader = Person.objects.create_user("reader@example.org", role="reader")
    with pytest.raises(PermissionDenied):
        restore(las, then, ["own:seat"], person=reader, why="x", seen=version(las))
    assert Organization.objects.get(pk="LAS").seat == "Rabat"


def test_a_member_that_is_not_in_the_register_any_more_is_not_given_back(las, officer):
    then = state_after(las, told_of_organization(las)[-1])
    [name] = [pair.before.name for pair in compared(then, state_now(las)) if pair.before.what == "member"]
    Organization.objects.filter(pk="EGY").delete()
    with pytest.raises(ValidationError, match="EGY is not in the register any more"):
        restore(las, then, [name], person=officer, why="x", seen=version(las))
