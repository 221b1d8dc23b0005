"""What is done in a country, as far as one person may see it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from concertation.insight import in_place
from concertation.register.models import Activity, Agreement, Organization, Place, Record, Theme
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def add(model, bodies, place="", themes=(), **fields):
    parts = [Organization.objects.get_or_create(pk=id, kind="regional")[0] for id in bodies.split()]
    known = {"Cairo": "EGY", "Egypt": "EGY", "Rabat": "MAR"}
    kind = "country" if place == "Egypt" else "city"
    places = [Place.objects.get_or_create(name=place, kind=kind, country=known[place])[0]] if place else []
    return enter(
        model(**({"label": "CLEAR"} | fields)),
        titles={"en": "x"},
        organizations=[(part, "party") for part in parts],
        places=places,
        themes=[Theme.objects.get_or_create(slug=slug)[0] for slug in themes],
        person=None,
    )


def test_what_lies_in_it_or_in_a_city_of_it_and_what_the_state_takes_part_in():
    there = [add(Activity, "AU", "Cairo"), add(Activity, "LAS", "Egypt")]
    party = add(Agreement, "UN EGY")
    add(Activity, "AU", "Rabat")
    rows = Record.objects.visible_to(NOBODY)
    assert {row.pk for row in in_place.located(rows, "EGY")} == {row.pk for row in there}
    assert {row.pk for row in in_place.concerning(rows, "EGY")} == {row.pk for row in (*there, party)}
    assert in_place.by_kind(NOBODY, "EGY") == {"activity": 2, "agreement": 1}


def test_who_works_there_the_most_first_the_state_itself_aside():
    add(Activity, "AU EGY", "Cairo")
    add(Activity, "AU LAS", "Egypt")
    assert [(body.pk, n) for body, n in in_place.bodies(NOBODY, "EGY")] == [("AU", 2), ("LAS", 1)]


@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        (["AU", "LAS"], [("AU", 1), ("LAS", 1)]),
        (["AU", "AU"], None),
        (["AU LAS"], None),  # they do it together already
        (["AU LAS", "OIC"], [("AU", 1), ("LAS", 1), ("OIC", 1)]),
        (["AU", "EGY"], None),
    ],
)
def test_several_work_on_the_same_where_no_one_activity_brings_them_together(activities, expected):
    for bodies in activities:
        add(Activity, bodies, "Cairo", themes=["water"])
    found = in_place.shared_themes(NOBODY, "EGY")
    told = [[(body.pk, n) for body, n in one.bodies] for one in found]
    assert told == ([expected] if expected else [])


def test_hidden_records_count_nowhere():
    add(Activity, "AU", "Cairo", themes=["water"], label="RED")
    add(Activity, "LAS", "Cairo", themes=["water"])
    assert [body.pk for body, _n in in_place.bodies(NOBODY, "EGY")] == ["LAS"]
    assert in_place.shared_themes(NOBODY, "EGY") == []
    assert in_place.themes(NOBODY, "EGY") == [("water", 1)]
    assert in_place.countries(NOBODY) == [("EGY", 1)]
    assert [n for _place, n in in_place.places(NOBODY, "EGY")] == [1]
