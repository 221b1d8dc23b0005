"""What lies between organizations, as far as one person may see it."""

from __future__ import annotations

from datetime import date

import pytest

from concertation.insight import joint
from concertation.register.models import Activity, Agreement, Commitment, Organization, Place, Theme
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def reader(django_user_model):
    return django_user_model.objects.create_user("reader@example.org", role="reader")


def add(model, bodies, title="x", places=(), themes=(), role="party", **fields):
    parts = [Organization.objects.get_or_create(pk=id, kind="regional")[0] for id in bodies.split()]
    return enter(
        model(**({"label": "GREEN"} | fields)),
        titles={"en": title},
        organizations=[(part, role) for part in parts],
        places=[Place.objects.get_or_create(name=name, kind="city", country="EGY")[0] for name in places],
        themes=[Theme.objects.get_or_create(slug=slug)[0] for slug in themes],
        person=None,
    )


def test_only_what_all_of_them_take_part_in(reader):
    add(Activity, "AU LAS")
    add(Activity, "AU LAS OIC")
    add(Activity, "AU OIC")
    assert joint.by_kind(reader, ["AU", "LAS"]) == {"activity": 2}
    assert joint.by_kind(reader, ["AU", "LAS", "OIC"]) == {"activity": 1}


def test_agreements_that_count_come_first(reader):
    add(Agreement, "AU LAS", "old", term="2010/2015")
    add(Agreement, "AU LAS", "current", term="2020/2030")
    found = joint.agreements(reader, ["AU", "LAS"], TODAY)
    assert [(one.agreement.title_in("en"), one.status) for one in found] == [
        ("current", "in-force"),
        ("old", "expired"),
    ]


def test_activities_by_theme_the_most_first(reader):
    add(Activity, "AU LAS", "a", themes=["water"], date="2024")
    add(Activity, "AU LAS", "b", themes=["water", "mediation"], date="2019")
    add(Activity, "AU LAS", "c")
    found = joint.activities_by_theme(reader, ["AU", "LAS"], most=1, themes=2)
    assert [(one.theme, one.number) for one in found] == [("water", 2), ("mediation", 1), ("", 1)]
    assert [len(one.activities) for one in found] == [1, 1, 0]
    recent = joint.activities_by_theme(reader, ["AU", "LAS"], date(2023, 1, 1), most=5, themes=5)
    assert [(one.theme, len(one.activities)) for one in recent] == [("water", 1), ("", 1)]


def test_thirds_work_on_the_same_theme_in_the_same_place(reader):
    add(Activity, "AU LAS", themes=["water"], places=["Cairo"])
    add(Activity, "OIC", themes=["water"], places=["Cairo"])
    add(Activity, "OIC OSCE", themes=["water"], places=["Cairo"])
    add(Activity, "ASEAN", themes=["water"], places=["Rabat"])
    add(Activity, "ASEAN", themes=["mediation"], places=["Cairo"])
    found = joint.thirds(reader, ["AU", "LAS"])
    assert [(one.organization.pk, one.theme, one.place.name, one.number) for one in found] == [
        ("OIC", "water", "Cairo", 2),
        ("OSCE", "water", "Cairo", 1),
    ]


def test_hidden_records_count_nowhere(reader):
    add(Activity, "AU LAS", themes=["water"], places=["Cairo"])
    add(Activity, "AU LAS", themes=["water"], label="RED")
    add(Activity, "OIC", themes=["water"], places=["Cairo"], label="RED")
    add(Commitment, "AU LAS", label="RED", due="2027")
    add(Agreement, "AU LAS", label="AMBER")
    ids = ["AU", "LAS"]
    assert joint.by_kind(reader, ids) == {"activity": 1}
    assert joint.thirds(reader, ids) == []
    assert list(joint.commitments(reader, ids)) == []
    assert list(joint.agreements(reader, ids, TODAY)) == []
    assert joint.theme_counts(reader, ids) == [("water", 1)]
