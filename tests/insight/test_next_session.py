"""What a series lets expect of its next session."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.accounts.models import Person
from concertation.insight.next_session import carried_on, next_session
from concertation.register.models import Mechanism, Meeting, Organization
from concertation.register.recording import enter

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("title", "lang", "number", "expected"),
    [
        ("second annual consultation", "en", 2, "third annual consultation"),
        ("Nineteenth meeting", "en", 19, "Twentieth meeting"),
        ("twentieth meeting", "en", 20, "21st meeting"),
        ("the 21st session", "en", 21, "the 22nd session"),
        ("the 110th session", "en", 110, "the 111th session"),
        ("deuxième consultation", "fr", 2, "troisième consultation"),
        ("XIVe réunion générale", "fr", 14, "Quinzième réunion générale"),
        ("20e session", "fr", 20, "21e session"),
        ("14.ª reunión general", "es", 14, "15.ª reunión general"),
        ("第14次会议", "zh", 14, "第15次会议"),
        ("desk-to-desk dialogue", "en", 2, "desk-to-desk dialogue"),
        ("second meeting of the Third Committee", "en", 2, "third meeting of the Third Committee"),
        # Only a person can tell: a year, a number that is not the session's, a gender.
        ("annual conference 2025", "en", 2, ""),
        ("fourth meeting", "en", 2, ""),
        ("الاجتماع الرابع عشر", "ar", 14, ""),
        ("meeting", "tlh", 2, ""),
    ],
)
def test_a_title_is_carried_on_where_its_number_can_be_counted_on(title, lang, number, expected):
    assert carried_on(title, lang, number, number + 1) == expected


@given(st.integers(min_value=22, max_value=998))
def test_figures_go_on_one_by_one(number):
    title = f"{number}e session"
    assert carried_on(title, "fr", number, number + 1) == f"{number + 1}e session"


@pytest.mark.django_db
def test_sessions_that_a_person_does_not_see_are_not_counted():
    body = Organization.objects.create(pk="AU", kind="regional")
    person = Person.objects.create_user("a@example.org")

    def add(model, **fields):
        return enter(
            model(**({"label": "GREEN"} | fields)), titles={"en": "talks"}, organizations=[(body, "party")],
            person=None,
        )  # fmt: skip

    series = add(Mechanism, cadence="P1Y", type="dialogue")
    empty = next_session(series, person, TODAY)
    assert (empty.number, empty.titles, empty.type) == (None, {}, "dialogue")
    add(Meeting, mechanism=series, number=4, date="2025-05-12", type="session")
    add(Meeting, mechanism=series, number=5, date="2026-05-12", label="RED")
    found = next_session(series, person, TODAY)
    assert (found.number, found.type, found.parts) == (5, "session", {"participant": ["AU"]})
    assert found.outlook.opens == date(2026, 5, 12)
