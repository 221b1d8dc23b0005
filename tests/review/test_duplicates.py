"""Records that look like one: who is shown which, and what nobody's hidden document decides."""

from __future__ import annotations

from typing import Any

import pytest

from concertation.accounts.models import Person
from concertation.register.models import Activity, Document, Evidence, Meeting, Organization, Paragraph
from concertation.register.recording import enter
from concertation.review.duplicates import alike, are_two, look, may_be_one, unlooked
from concertation.review.models import Likeness

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(bodies, officer):
    def make(model: Any, title: str, organizations: str = "UN LAS", **fields: Any) -> Any:
        named = [(Organization.objects.get(pk=id), "participant") for id in organizations.split()]
        record = model(**{"label": "GREEN", "date": "2018-07"} | fields)
        return enter(record, titles={"en": title}, organizations=named, person=officer)

    return make


@pytest.mark.parametrize(
    ("model", "mine", "theirs", "one"),
    [
        (Meeting, {"title": "general cooperation meeting"},
         {"title": "14th general cooperation meeting"}, True),
        (Meeting, {"title": "general cooperation meeting"},
         {"title": "general cooperation meeting", "date": "2018-07-10/2018-07-12"}, True),
        (Meeting, {"title": "general cooperation meeting"},
         {"title": "general cooperation meeting", "date": "2016-05"}, False),
        (Meeting, {"title": "general meeting", "number": 13},
         {"title": "general meeting", "number": 14}, False),
        (Activity, {"title": "training of mediators"},
         {"title": "training of mediators", "organizations": "UN"}, True),
        (Activity, {"title": "training of mediators"},
         {"title": "training of mediators", "organizations": "UN OSCE"}, False),
        (Activity, {"title": "training of mediators"}, {"title": "support for elections"}, False),
    ],
)  # fmt: skip
def test_what_looks_like_one(add, officer, model, mine, theirs, one):
    first, second = add(model, **mine), add(model, **theirs)
    assert [row.record.pk for row in alike(first, officer)] == [second.pk] * one
    assert [row.record.pk for row in alike(second, officer)] == [first.pk] * one


def test_what_one_paragraph_states_twice_is_two_for_those_who_see_the_paragraph(add, officer):
    reader = Person.objects.create_user("reader@example.org", role="reader")
    document = Document.objects.create(name="a.md", sha256="b" * 64, lang="en", label="RED", creator=officer)
    paragraph = Paragraph.objects.create(
        document=document, position=0, number="1", text="Twice.", source_runs=[]
    )
    first, second = add(Meeting, "general cooperation meeting"), add(Meeting, "general cooperation meeting")
    for record in (first, second):
        span = {"start": 0, "end": 5, "source_start": 0, "source_end": 5}
        Evidence.objects.create(record=record, paragraph=paragraph, quote="Twice", method="hand", **span)
    assert not alike(first, officer)
    assert [row.record.pk for row in alike(first, reader)] == [second.pk]


def test_looking_goes_on_where_it_was_and_two_that_are_two_are_left_out(add, officer):
    first, second = add(Meeting, "general cooperation meeting"), add(Meeting, "general cooperation meeting")
    look(unlooked()[:1])
    assert [row.pk for row in unlooked()] == [second.pk]
    look(unlooked())
    assert not unlooked().exists()
    assert Likeness.objects.count() == 1
    are_two(str(second.uid), str(first.uid), officer)
    first.save()
    look(unlooked())
    assert not Likeness.objects.exists()
    may_be_one(str(first.uid), str(second.uid))
    assert Likeness.objects.count() == 1
