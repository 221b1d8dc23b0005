"""What is due, for whom it is, and that nothing hidden is."""

from __future__ import annotations

from datetime import date

import pytest

from concertation.insight.due import due
from concertation.register.models import Agreement, Commitment, Formality, Mechanism, Meeting, Organization
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def reader(django_user_model):
    return django_user_model.objects.create_user("reader@example.org", role="reader")


def add(model, bodies="AU LAS", role="party", **fields):
    parts = [Organization.objects.get_or_create(pk=id, kind="regional")[0] for id in bodies.split()]
    return enter(
        model(**fields), titles={"en": "x"}, organizations=[(part, role) for part in parts], person=None
    )


def told(person, **how):
    return [(one.what, str(one.day), one.late, one.step) for one in due(person, TODAY, **how)]


@pytest.mark.parametrize(
    ("model", "fields", "expected"),
    [
        (Agreement, {"term": "2020/2026"}, [("expiry", "2026-12-31", False, "P3M")]),
        (Agreement, {"term": "2020/2027-05"}, [("expiry", "2027-05-31", False, "P12M")]),
        (Agreement, {"term": "2020/2027-05-01"}, [("expiry", "2027-05-01", False, "P6M")]),
        (Agreement, {"term": "2020/2030"}, []),
        (Agreement, {"term": "2020/2025"}, []),
        (Agreement, {"term": "2020/2027-05", "notice_period": "P3M"},
         [("notice", "2027-02-28", False, ""), ("expiry", "2027-05-31", False, "P12M")]),
        # What renews itself is due when notice is, not when its term ends.
        (Agreement, {"term": "2020/2026", "renewal": "P1Y", "notice_period": "P1M"},
         [("notice", "2026-11-30", False, "")]),
        # Where notice can be given no more for the running term, it is due for the one after.
        (Agreement, {"term": "2020/2026", "renewal": "P1Y", "notice_period": "P6M"},
         [("notice", "2027-06-30", False, "")]),
        # Notice is due before an end that is further off than what is looked at.
        (Agreement, {"term": "2020/2028-03", "notice_period": "P6M"}, [("notice", "2027-09-30", False, "")]),
        (Agreement, {"term": "2020/2026", "status": "terminated", "review": "2027-03"}, []),
        (Agreement, {"term": "2020/2025", "review": "2027-03"}, []),
        (Agreement, {"date": "2020", "review": "2027-03"}, [("review", "2027-03-31", False, "")]),
        (Meeting, {"date": "2027-01-15", "status": "planned"}, [("meeting", "2027-01-15", False, "")]),
        (Meeting, {"date": "2027-01-15", "status": "cancelled"}, []),
        (Commitment, {"due": "2026-10"}, [("commitment", "2026-10-31", True, "")]),
        (Commitment, {"due": "2027"}, []),
        (Commitment, {"due": "2027-06"}, [("commitment", "2027-06-30", False, "")]),
        (Commitment, {"due": "2026-10", "status": "done"}, []),
    ],
)  # fmt: skip
def test_each_thing_is_due_on_its_day(reader, model, fields, expected):
    add(model, **fields)
    assert told(reader) == expected


def test_a_session_that_nobody_planned_is_due(reader):
    mechanism = add(Mechanism, cadence="P1Y")
    add(Meeting, date="2024-07-11", mechanism=mechanism, number=1)
    assert told(reader) == [("session", "2025-10-10", True, "")]
    add(Meeting, date="2027-01-11", status="planned", mechanism=mechanism, number=2)
    assert told(reader) == [("meeting", "2027-01-11", False, "")]


def test_what_is_hidden_is_not_due(reader):
    add(Agreement, term="2020/2026", label="RED")
    add(Commitment, due="2026-10", label="AMBER")
    assert told(reader) == []


def test_one_may_ask_for_some_organizations_only(reader):
    add(Agreement, term="2020/2026")
    add(Agreement, bodies="OIC UN", term="2020/2027-03")
    assert told(reader, organizations=frozenset({"OIC"})) == [("expiry", "2027-03-31", False, "P6M")]


def test_an_agreement_is_due_for_its_parties_as_long_as_they_are(reader):
    row = add(Agreement, "AU LAS UN", term="2020/2026")
    left, named = row.participations.get(organization="LAS"), row.participations.get(organization="UN")
    Formality.objects.create(participation=left, act="withdrawal", date="2024")
    named.role = "participant"
    named.save()
    (only,) = due(reader, TODAY)
    assert only.organizations == ("AU",)


def test_the_key_stays_until_the_date_or_the_step_moves(reader):
    row = add(Agreement, term="2020/2026")
    (first,) = due(reader, TODAY)
    (again,) = due(reader, date(2026, 11, 25))
    assert first.key == again.key
    row.term = "2020/2027"
    row.save()
    (moved,) = due(reader, date(2027, 1, 5))
    assert moved.key != first.key
