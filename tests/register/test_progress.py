"""How far commitments get, and how decisions become commitments."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from concertation.accounts.models import Person
from concertation.register.models import Agreement, Commitment, Meeting, Organization, Participation, Progress
from concertation.register.progress import Decision, board, completion, decide, take_back, tell
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def person() -> Person:
    return Person.objects.create_user("officer@example.org", role="officer")


@pytest.fixture
def bodies():
    return {id: Organization.objects.create(pk=id, kind="regional") for id in ("AU", "LAS", "UN")}


@pytest.fixture
def commit(bodies):
    def make(owner="AU", to="UN", title="send the list", **fields):
        parts = [(bodies[owner], "owner"), (bodies[to], "beneficiary")]
        return enter(
            Commitment(**({"label": "GREEN"} | fields)),
            titles={"en": title},
            organizations=parts,
            person=None,
        )

    return make


def test_the_status_follows_the_newest_update(commit, person):
    row = commit()
    first = tell(row, day=date(2026, 3, 1), status="done", note="sent", person=person)
    # What happened earlier may be told later, and changes nothing.
    tell(row, day=date(2026, 2, 1), status="open", note="under way", person=person)
    assert Commitment.objects.get().status == "done"
    take_back(first, person)
    assert Commitment.objects.get().status == "open"
    history = list(Commitment.history.order_by("-history_date", "-history_id")[:2])
    assert [(h.status, str(h.history_user)) for h in history] == [
        ("open", "officer@example.org"),
        ("done", "officer@example.org"),
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"day": date.today() + timedelta(2), "status": "open"}, "day"),
        ({"day": date(2026, 1, 1), "status": "forgotten"}, "status"),
    ],
)
def test_an_update_that_cannot_be_is_refused(commit, person, fields, field):
    with pytest.raises(ValidationError) as refused:
        tell(commit(), note="", person=person, **fields)
    assert field in refused.value.message_dict
    assert not Progress.objects.exists()


def test_decisions_of_a_meeting_become_commitments_in_one_step(bodies, person):
    meeting = enter(
        Meeting(date="2026-05-12", label="GREEN"),
        titles={"fr": "réunion"},
        organizations=[(bodies[id], "participant") for id in ("AU", "UN")],
        person=None,
    )
    made = decide(
        meeting,
        [Decision("envoyer la liste", (bodies["AU"],), "2026-09"), Decision("se revoir", ())],
        person,
    )
    first, second = made
    assert (first.title_in("fr"), first.due, first.reference, first.source_id) == (
        "envoyer la liste", "2026-09", "1", meeting.pk,
    )  # fmt: skip
    assert set(Participation.objects.filter(record=first).values_list("organization_id", "role")) == {
        ("AU", "owner"),
        ("UN", "beneficiary"),
    }
    assert (second.reference, second.participations.count()) == ("2", 0)


def test_one_bad_decision_and_none_is_entered(bodies, person):
    meeting = enter(Meeting(date="2026-05-12"), titles={"en": "x"}, person=None)
    with pytest.raises(ValidationError):
        decide(meeting, [Decision("one", ()), Decision("two", (), "soon")], person)
    assert not Commitment.objects.exists()


def test_how_many_are_done_of_how_many():
    assert completion(["done", "done", "open", "dropped"]) == (2, 3)


def test_the_board_parts_ours_from_theirs_and_what_is_late(commit, person):
    commit("AU", "UN", "ours", due="2027")
    commit("UN", "AU", "theirs", due="2027")
    commit("UN", "AU", "late", due="2026-05")
    commit("LAS", "UN", "of others", due="2027")
    commit("AU", "UN", "hidden", label="RED")
    commit("AU", "UN", "done", status="done")
    found = board(person, frozenset({"AU"}), TODAY)
    told = [
        [row.title_in("en") for row in column.rows] for column in (found.from_us, found.to_us, found.late)
    ]
    assert told == [["ours"], ["theirs"], ["late"]]
    everything = board(person, None, TODAY)
    assert (len(everything.from_us.rows), everything.from_us.number, everything.to_us.number) == (3, 3, 0)


def test_what_nobody_owns_stands_on_the_boards_of_those_who_agreed_to_it(bodies, person):
    parts = [(bodies[id], "party") for id in ("AU", "LAS")]
    for title, label in (("plan of action", "GREEN"), ("hidden plan", "RED")):
        plan = enter(Agreement(label=label), titles={"en": title}, organizations=parts, person=None)
        for number, due in enumerate(("2027", "2026-05")):
            line = Commitment(label="GREEN", source=plan, due=due)
            enter(line, titles={"en": f"line {number} of the {title}"}, person=None)
    of_a_party = board(person, frozenset({"LAS"}), TODAY)
    told = [row.title_in("en") for row in of_a_party.unowned.rows]
    assert told == ["line 1 of the plan of action", "line 0 of the plan of action"]
    assert (of_a_party.from_us.number, of_a_party.to_us.number, of_a_party.late.number) == (0, 0, 0)
    assert board(person, frozenset({"UN"}), TODAY).unowned.number == 0
    everything = board(person, None, TODAY)
    assert (everything.unowned.number, everything.from_us.number, everything.late.number) == (4, 0, 0)
