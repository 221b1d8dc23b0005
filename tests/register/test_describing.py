"""What is told of an organization: who may change it, and what the register keeps of that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.accounts.models import Person
from concertation.reading import catalogue
from concertation.register import constitution
from concertation.register.catalogue import sync
from concertation.register.constitution import members, statuses
from concertation.register.dates import bounds
from concertation.register.describing import describe, may_describe, version
from concertation.register.models import Head, Membership, Organization, OrganizationName
from concertation.register.organization_history import told_of_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies() -> dict[str, Organization]:
    for id, parent in (("AU", None), ("AUC", "AU"), ("LAS", None), ("EGY", None)):
        Organization.objects.create(id=id, kind="regional", parent_id=parent, source="A/INF/73/5")
        OrganizationName.objects.create(organization_id=id, lang="en", kind="official", text=f"{id} in full")
    return Organization.objects.in_bulk()


def somebody(role: str, *organizations: str) -> Person:
    person = Person.objects.create_user(f"{role}@example.org", role=role, name=role.capitalize())
    person.organizations.set(organizations)
    return person


@pytest.mark.parametrize(
    ("role", "own", "may"),
    [
        ("administrator", [], {"AU", "AUC", "LAS"}),
        ("officer", [], {"AU", "AUC", "LAS"}),
        ("focal-point", ["AU"], {"AU", "AUC"}),
        ("focal-point", ["AUC"], {"AUC"}),
        ("focal-point", [], set()),
        ("contributor", ["AU"], set()),
        ("reader", ["AU"], set()),
    ],
)
def test_officers_describe_all_and_focal_points_their_own_and_what_is_beneath(bodies, role, own, may):
    person = somebody(role, *own)
    assert {id for id in ("AU", "AUC", "LAS") if may_describe(bodies[id], person)} == may
    for id in {"AU", "AUC", "LAS"} - may:
        with pytest.raises(PermissionDenied):
            describe(bodies[id], facts={"seat": "Cairo"}, person=person, seen=version(bodies[id]))


def test_two_editors_never_overwrite_each_other(bodies):
    officer, seen = somebody("officer"), version(bodies["AU"])
    describe(bodies["AU"], facts={"seat": "Addis Ababa"}, person=officer, seen=seen)
    with pytest.raises(ValidationError, match="Somebody else changed"):
        describe(bodies["AU"], facts={"seat": "Cairo"}, person=officer, seen=seen)
    assert Organization.objects.get(pk="AU").seat == "Addis Ababa"


def test_a_member_entered_meanwhile_is_a_change_too(bodies):
    officer, seen = somebody("officer"), version(bodies["AU"])
    member = Membership(organization=bodies["AU"], member=bodies["EGY"], source="https://au.int")
    describe(bodies["AU"], rows=[member], person=officer, seen=seen)
    assert version(bodies["AU"]) != seen


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"source": ""}, "Say where"),
        ({"parent": "AUC"}, "part of itself"),
        ({"parent": "AU"}, "part of itself"),
        ({"identifiers": {"wikidata": "7159"}}, "no such identifier"),
        ({"identifiers": {"unheard-of": "1"}}, "no such identifier"),
        ({"founded": "in May"}, "EDTF|date"),
    ],
)
def test_what_breaks_a_rule_is_not_saved(bodies, facts, sentence):
    if "parent" in facts:
        facts = {"parent": bodies[facts["parent"]]}
    with pytest.raises(ValidationError, match=sentence):
        describe(bodies["AU"], facts=facts, person=somebody("officer"), seen=version(bodies["AU"]))
    assert Organization.objects.get(pk="AU").source == "A/INF/73/5"


def test_the_last_official_name_stays(bodies):
    name = bodies["AU"].names.get()
    with pytest.raises(ValidationError, match="Keep an official name"):
        describe(bodies["AU"], gone=[name], person=somebody("officer"), seen=version(bodies["AU"]))
    assert bodies["AU"].names.count() == 1


def test_the_history_tells_who_changed_what_from_what_and_why(bodies):
    officer = somebody("officer")
    head = Head(
        organization=bodies["LAS"], name="A. B.", function="Secretary-General", source="https://x.org"
    )
    describe(
        bodies["LAS"], facts={"seat": "Cairo"}, rows=[head], person=officer, seen=version(bodies["LAS"]),
        why="as on their page",
    )  # fmt: skip
    bodies["LAS"].refresh_from_db()
    other = somebody("administrator")
    describe(bodies["LAS"], facts={"seat": "Tunis"}, person=other, seen=version(bodies["LAS"]))
    told = [
        (step.what, step.before, step.after, one.who, one.why)
        for one in told_of_organization(bodies["LAS"])
        for step in one.steps
    ]
    assert ("headquarters", "Cairo", "Tunis", "Administrator", "") in told
    assert ("headquarters", "", "Cairo", "Officer", "as on their page") in told
    assert ("head", "", "A. B., Secretary-General", "Officer", "as on their page") in told


def test_what_came_with_the_program_and_was_taken_away_is_told_with_what_it_said(bodies):
    alias = OrganizationName(organization_id="LAS", lang="en", kind="alias", text="Arab League", folded="-")
    OrganizationName.objects.bulk_create([alias])
    describe(bodies["LAS"], gone=[alias], person=somebody("officer"), seen=version(bodies["LAS"]))
    changes = told_of_organization(bodies["LAS"])
    [told] = [step for one in changes for step in one.steps if step.what == "name" and step.before]
    assert (told.before, told.after) == ("Arab League (en, also called)", "")


def test_the_program_brings_its_facts_but_never_over_those_of_people(db):
    sync(catalogue.load())
    asean = Organization.objects.get(pk="ASEAN")
    assert (asean.un_status, asean.un_symbol, asean.seat) == ("observer", "", "Jakarta")
    assert asean.memberships.count() == 11
    officer = somebody("officer")
    left = asean.memberships.get(member="TLS")
    name = asean.names.filter(lang="fr", kind="alias").first()
    describe(
        asean, facts={"seat": "Bangkok"}, gone=[left, name], person=officer, seen=version(asean), why="test"
    )
    sync(catalogue.load())
    asean.refresh_from_db()
    assert asean.seat == "Bangkok"
    assert not asean.memberships.filter(member="TLS").exists()
    assert not asean.names.filter(text=name.text, lang="fr", kind="alias").exists()


def test_what_the_shipped_data_do_not_tell_any_more_goes_unless_people_changed_it(db, monkeypatch):
    sync(catalogue.load())
    officer = somebody("officer")
    kept = Organization.objects.get(pk="OIC")
    describe(kept, facts={"seat": "Riyadh"}, person=officer, seen=version(kept))
    entered = Membership(organization_id="OIC", member_id="AU", source="https://example.org")
    describe(kept, rows=[entered], person=officer, seen=version(kept))
    told, belong = statuses(), members()
    less = {id: row for id, row in told.items() if id not in ("ASEAN", "OIC")}
    fewer = belong | {"ASEAN": replace(belong["ASEAN"], members=belong["ASEAN"].members[1:])}
    monkeypatch.setattr("concertation.register.catalogue.statuses", lambda: less)
    monkeypatch.setattr(constitution, "members", lambda: fewer)
    sync(catalogue.load())
    asean = Organization.objects.get(pk="ASEAN")
    assert (asean.un_status, asean.un_symbol, asean.un_since) == ("", "", "")
    assert asean.memberships.count() == 10
    assert Organization.objects.get(pk="OIC").un_status == told["OIC"].status
    assert Membership.objects.filter(organization="OIC", member="AU").exists()
    assert Membership.objects.filter(organization="UN").count() == 193


def test_every_shipped_fact_is_of_a_known_organization_and_of_a_known_form():
    known = catalogue.load()
    assert set(statuses()) <= {one.id for one in known}
    for standing in statuses().values():
        bounds(standing.since)
    for id, row in members().items():
        assert id in known
        assert all(member in known for member in row.members)
    assert len(members()["UN"].members) == 193
    assert all(one.symbol.startswith("A/RES/") for one in statuses().values() if one.symbol)
