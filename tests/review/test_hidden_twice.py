"""The same file, loaded by somebody who may not see that it is there: nothing tells them."""

from __future__ import annotations

import pytest

from concertation.accounts.models import Person
from concertation.reading.formats import documents
from concertation.register.models import Document
from concertation.review.intake import take_in
from concertation.review.models import Proposal

pytestmark = pytest.mark.django_db
REPORT = b"1. In May 2018 the United Nations and the African Union held their annual consultation in Cairo.\n"


def somebody(name: str) -> Person:
    return Person.objects.create_user(f"{name}@example.org", role="officer")


def load(person: Person | None, label: str):
    source = next(documents(REPORT, "report.txt"))
    return take_in(source, person=person, label=label)


def test_whoever_does_not_see_the_first_has_one_of_their_own():
    one, other = somebody("one"), somebody("other")
    first, second = load(one, "RED"), load(other, "GREEN")
    assert (second.known, second.new) == (False, first.new)
    assert second.new > 0
    assert first.document != second.document
    assert Proposal.objects.filter(paragraph__document=second.document).count() == second.new


def test_whoever_sees_one_loads_it_once():
    one, other = somebody("one"), somebody("other")
    first, second = load(one, "RED"), load(other, "GREEN")
    again = load(other, "GREEN")
    assert (again.known, again.new, again.document) == (True, 0, second.document)
    assert load(one, "RED").document == first.document
    assert Document.objects.count() == 2


def test_the_program_loads_a_file_once():
    load(None, "GREEN")
    assert load(None, "RED").known
    assert Document.objects.count() == 1
