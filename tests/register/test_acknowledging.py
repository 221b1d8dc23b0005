"""Who has read a notice, and who may know."""

from __future__ import annotations

from itertools import product

import pytest

from concertation.accounts.audience import people_who_see
from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label
from concertation.register.acknowledging import acknowledge, is_sender, readers
from concertation.register.models import Notice, Organization, Participation
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Person]:
    """A person of an organization, of a body beneath it and of one beneath that, of another, of none."""
    above = None
    made = {"none": Person.objects.create_user("none@example.org", role="officer")}
    for id in ("AU", "AUC", "ECOSOCC"):
        above = Organization.objects.create(pk=id, kind="regional", parent=above)
        made[id] = Person.objects.create_user(f"{id}@example.org", role="focal-point")
        made[id].organizations.add(above)
    made["LAS"] = Person.objects.create_user("las@example.org", role="focal-point")
    made["LAS"].organizations.add(Organization.objects.create(pk="LAS", kind="regional"))
    made["gone"] = Person.objects.create_user("gone@example.org", is_active=False)
    made["gone"].organizations.add("AU")
    return made


@pytest.fixture
def circle(people) -> Circle:
    made = Circle.objects.create(name="AU circle")
    made.organizations.add("AU")
    made.people.add(people["none"], people["gone"])
    return made


def notice(creator=None, issued_by="LAS", **shared) -> Notice:
    lead = (Organization.objects.get(pk=issued_by), Participation.Role.LEAD.value)
    return enter(
        Notice(**shared), titles={"en": "early warning"}, organizations=[lead], person=creator, seconded=True
    )


@pytest.mark.parametrize(("label", "with_circle"), product(Label.values, (True, False)))
def test_a_notice_is_for_exactly_those_who_see_it(people, circle, label, with_circle):
    made = notice(people["LAS"], label=label, circle=circle if with_circle else None)
    see = {p for p in people.values() if p.is_active and made.may_be_seen_by(p)} - {people["LAS"]}
    assert set(people_who_see(made)) == see
    assert len(people_who_see(made)) == len(see)


def test_the_sender_learns_who_has_read_it_and_who_has_not(people, circle):
    made = notice(people["LAS"], label="AMBER", circle=circle)
    acknowledge(made, people["AUC"])
    acknowledge(made, people["AUC"])
    found = readers(made)
    assert [(row.person, row.organizations) for row in found.read] == [(people["AUC"], ("AUC",))]
    assert found.read[0].at
    assert {row.person for row in found.unread or ()} == {people["AU"], people["ECOSOCC"]}
    assert found.number == 3


def test_nobody_is_waited_for_where_a_notice_is_for_all(people):
    made = notice(people["LAS"], label="GREEN")
    acknowledge(made, people["AU"])
    assert readers(made).unread is None
    assert [row.person for row in readers(made).read] == [people["AU"]]


def test_the_sender_is_who_entered_it_and_who_may_change_it_for_the_organization_that_issued_it(people):
    made = notice(people["none"], issued_by="AU", label="GREEN")
    colleague = Person.objects.create_user("reader@example.org", role="reader")
    colleague.organizations.add("AU")
    assert {name for name, one in people.items() if is_sender(made, one)} == {"none", "AU"}
    assert not is_sender(made, colleague)
