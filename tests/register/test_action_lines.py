"""Action lines: pasted in one step, entered as commitments, counted as far as one sees them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from concertation.accounts.models import Person
from concertation.register.action_lines import ActionLine, Pasted, agree, completions, in_order, pasted
from concertation.register.models import Agreement, Commitment, Organization, Participation
from concertation.register.recording import enter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exchange staff", Pasted("", "Exchange staff")),
        ("12. Exchange staff", Pasted("12", "Exchange staff")),
        ("12) Exchange staff", Pasted("12", "Exchange staff")),
        ("(a) Exchange staff", Pasted("a", "Exchange staff")),
        ("3.1. Exchange staff", Pasted("3.1", "Exchange staff")),
        ("4b. Exchange staff", Pasted("4b", "Exchange staff")),
        ("iv. Exchange staff", Pasted("iv", "Exchange staff")),
        # A number that belongs to the sentence stays there.
        ("12 officers are trained", Pasted("", "12 officers are trained")),
        ("2030 Agenda: report every year", Pasted("", "2030 Agenda: report every year")),
        ("3.5 million are vaccinated", Pasted("", "3.5 million are vaccinated")),
        # Cells of a spreadsheet.
        ("12\tExchange staff\tAU; UN\t2019-06", Pasted("12", "Exchange staff", "AU; UN", "2019-06")),
        ("Exchange staff\tAU", Pasted("", "Exchange staff", "AU")),
        ("12.\tExchange staff", Pasted("12", "Exchange staff")),
    ],
)
def test_a_pasted_line(text, expected):
    assert pasted(text) == [expected]


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)))
def test_every_line_that_holds_something_is_one_and_no_word_is_lost(lines):
    text = "\n".join(lines)
    found = pasted(text)
    assert len(found) == sum(bool(line.strip()) for line in text.splitlines())
    for line, one in zip((line for line in text.splitlines() if line.strip()), found, strict=True):
        assert line.strip().endswith(one.title)
        assert one.title


@pytest.fixture
def person(db) -> Person:
    return Person.objects.create_user("officer@example.org", role="officer")


@pytest.fixture
def pact(db) -> Agreement:
    bodies = [Organization.objects.create(pk=id, kind="regional") for id in ("AU", "LAS", "UN")]
    return enter(
        Agreement(type="plan", date="2015-06", label="GREEN"),
        titles={"fr": "plan d’action"},
        organizations=[(body, "party") for body in bodies],
        person=None,
    )


def test_lines_become_commitments_of_the_agreement(pact, person):
    body = Organization.objects.get(pk="AU")
    first, second = agree(
        pact, [ActionLine("échanger", "12", (body,), "2019"), ActionLine("se revoir", "13")], person
    )
    assert (first.title_in("fr"), first.reference, first.due, first.source_id, first.label) == (
        "échanger", "12", "2019", pact.pk, "GREEN",
    )  # fmt: skip
    assert set(Participation.objects.filter(record=first).values_list("organization_id", "role")) == {
        ("AU", "owner"), ("LAS", "beneficiary"), ("UN", "beneficiary")
    }  # fmt: skip
    assert second.participations.count() == 0


def test_one_bad_line_and_none_is_entered(pact, person):
    with pytest.raises(ValidationError):
        agree(pact, [ActionLine("one"), ActionLine("two", due="soon")], person)
    assert not Commitment.objects.exists()


def test_lines_stand_as_the_text_numbers_them(pact, person):
    wanted = ["2", "10", "10a", "10b", "10.1", "11", "b", ""]
    agree(pact, [ActionLine("x", reference) for reference in reversed(wanted)], person)
    found = [row.reference for row in in_order(Commitment.objects.all())]
    assert found == ["2", "10", "10.1", "10a", "10b", "11", "b", ""]


def test_what_is_done_is_counted_of_what_one_sees(pact, person):
    lines = agree(pact, [ActionLine(str(number)) for number in range(5)], person)
    for row, status, label in zip(
        lines, ("done", "done", "open", "dropped", "done"), ("GREEN",) * 4 + ("RED",), strict=True
    ):
        Commitment.objects.filter(pk=row.pk).update(status=status, label=label, creator=None)
    assert completions([pact.pk], person) == {pact.pk: (2, 3)}
