"""Who sees what: every label, every kind of viewer."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label, narrowest, wider
from concertation.register.models import Activity, Organization, Record
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Person | AnonymousUser]:
    """A circle of the AU, and people on all sides of it."""
    au = Organization.objects.create(id="AU", kind="regional")
    auc = Organization.objects.create(id="AUC", kind="regional", parent=au)
    osce = Organization.objects.create(id="OSCE", kind="regional")
    made: dict[str, Person | AnonymousUser] = {"nobody": AnonymousUser()}
    for name, role, body in [
        ("reader", "reader", None),
        ("administrator", "administrator", None),
        ("member", "focal-point", au),
        ("of a body beneath", "focal-point", auc),
        ("of another", "officer", osce),
        ("named", "reader", None),
        ("creator", "reader", None),
    ]:
        person = Person.objects.create_user(f"{name.replace(' ', '-')}@example.org", role=role)
        if body:
            person.organizations.add(body)
        made[name] = person
    circle = Circle.objects.create(name="AU circle")
    circle.organizations.add(au)
    circle.people.add(made["named"])
    Circle.objects.create(name="empty")
    return made


def thing(label: str, circle: str | None, creator: Person) -> Record:
    shared_with = Circle.objects.get(name=circle) if circle else None
    record = Activity(label=label, circle=shared_with)
    activity = enter(record, titles={"en": f"{label} in {circle}"}, person=creator, seconded=True)
    return Record.objects.get(pk=activity.pk)


EVERYBODY = {
    "nobody",
    "reader",
    "administrator",
    "member",
    "of a body beneath",
    "of another",
    "named",
    "creator",
}


@pytest.mark.parametrize(
    ("label", "circle", "seen_by"),
    [
        (Label.CLEAR, None, EVERYBODY),
        (Label.GREEN, None, EVERYBODY - {"nobody"}),
        (Label.AMBER, "AU circle", {"member", "of a body beneath", "creator"}),
        (Label.AMBER_STRICT, "AU circle", {"member", "creator"}),
        (Label.RED, "AU circle", {"named", "creator"}),
        (Label.AMBER, "empty", {"creator"}),
        (Label.AMBER_STRICT, "empty", {"creator"}),
        (Label.RED, "empty", {"creator"}),
        (Label.AMBER, None, {"creator"}),
        (Label.RED, None, {"creator"}),
    ],
)
def test_a_label_shows_a_thing_to_these_and_to_nobody_else(people, label, circle, seen_by):
    record = thing(label, circle, people["creator"])
    seen = {name for name, viewer in people.items() if record.may_be_seen_by(viewer)}
    listed = {name for name, viewer in people.items() if record in Record.objects.visible_to(viewer)}
    assert seen == listed == seen_by


def test_a_wider_label_never_hides_a_thing_from_one_who_saw_it(people):
    """From RED to CLEAR in one circle, nobody loses sight, but for those named one by one."""
    seen = {
        label: {
            name
            for name, viewer in people.items()
            if name != "named" and thing(label, "AU circle", people["creator"]).may_be_seen_by(viewer)
        }
        for label in Label
    }
    for wide, narrow in zip(list(Label), list(Label)[1:], strict=False):
        assert seen[narrow] <= seen[wide]


def test_a_thing_is_listed_once_however_many_ways_lead_to_it(people):
    """A member who is also the creator and in two circles sees one row."""
    record = thing(Label.AMBER, "AU circle", people["member"])
    record.circle.organizations.add("AUC")
    people["member"].organizations.add("AUC")
    assert list(Record.objects.visible_to(people["member"])) == [record]


def test_a_person_who_may_not_sign_in_may_do_nothing():
    person = Person.objects.create_user("gone@example.org", role="administrator", is_active=False)
    assert not person.may("review")


@pytest.mark.parametrize(
    ("role", "verbs"),
    [
        ("administrator", {"review", "load", "edit", "report", "people"}),
        ("officer", {"review", "load", "edit", "report"}),
        ("focal-point", {"edit"}),
        ("contributor", {"edit"}),
        ("reader", set()),
        ("no such role", set()),
    ],
)
def test_a_role_allows_these_verbs_and_no_others(role, verbs):
    from concertation.accounts.permissions import allowed

    assert {v for v in ("review", "load", "edit", "report", "people") if allowed(role, v)} == verbs


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    label=st.sampled_from(Label.values), circle=st.sampled_from([None, "AU circle", "empty"]), data=st.data()
)
def test_one_thing_and_the_list_of_things_obey_one_rule(people, label, circle, data):
    record = thing(label, circle, people["creator"])
    viewer = people[data.draw(st.sampled_from(sorted(people)))]
    assert record.may_be_seen_by(viewer) == Record.objects.visible_to(viewer).filter(pk=record.pk).exists()


@pytest.mark.parametrize(
    ("label", "circle", "than", "its", "expected"),
    [
        ("CLEAR", None, "GREEN", None, True),
        ("GREEN", None, "CLEAR", None, False),
        ("GREEN", None, "GREEN", None, False),
        ("AMBER", 1, "AMBER+STRICT", 1, True),
        ("AMBER+STRICT", 1, "AMBER", 1, False),
        ("AMBER", 1, "AMBER", 1, False),
        ("AMBER", 2, "AMBER", 1, True),
        ("RED", None, "RED", 1, False),
        ("RED", 1, "AMBER", 2, False),
    ],
)
def test_wider_is_what_somebody_sees_who_does_not_see_the_other(label, circle, than, its, expected):
    assert wider(label, circle, Activity(label=than, circle_id=its)) is expected


def test_the_narrowest_label_counts():
    assert narrowest(["GREEN", "RED", "CLEAR"]) == "RED"
    assert narrowest([]) == ""
