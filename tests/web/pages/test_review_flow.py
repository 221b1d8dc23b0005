"""Review: one proposal at a time, many at once, amended, joined, undone. All of it without scripts."""

from __future__ import annotations

import pytest

from concertation.register.models import Evidence, Meeting, Record
from concertation.review.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("officer")


def filled(client, proposal, **changes) -> dict[str, object]:
    """What the form of the proposal would send, with these changes."""
    form = client.get(f"/review/{proposal.pk}/").context["form"]
    data = {field.html_name: field.value() for field in form if field.value() is not None}
    return data | {"decision": "accept", "into": "new"} | changes


def send(client, proposal, query: str = "", **changes):
    return client.post(f"/review/{proposal.pk}/{query}", filled(client, proposal, **changes))


def bodies_of(record: Record) -> set[str]:
    return {organization.pk for organization in record.organizations.all()}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_proposal_stands_beside_its_words(client, propose):
    proposal = propose(unknown=["Desk of Desks"])
    page = text(client.get(f"/review/{proposal.pk}/"))
    assert "The <mark>third annual consultation</mark> of the two organizations" in page
    assert "1 of 1" in page
    assert "May 2031" in page
    assert "Desk of Desks" in page
    assert 'value="UN; AU"' in page


def test_accepting_makes_a_record_and_goes_on_to_the_next(client, propose):
    first, second = propose(), propose("5 bis", "second desk", date="")
    answer = send(client, first)
    assert answer.status_code == 302
    assert answer.url == f"/review/{second.pk}/"
    first.refresh_from_db()
    assert first.state == "accepted"
    meeting = Meeting.objects.get(pk=first.record_id)
    assert meeting.date == "2031-05"
    assert {o.pk for o in meeting.organizations.all()} == {"UN", "AU"}
    assert meeting.evidence.get().confirmed_by.email == "officer@example.org"
    assert "Accepted: third annual consultation" in text(client.get(answer.url))


@pytest.mark.parametrize(
    ("changes", "attribute", "expected"),
    [
        ({"title": "third consultation"}, lambda r: r.title_in("en"), "third consultation"),
        ({"date": "2031-05-06"}, lambda r: r.date, "2031-05-06"),
        ({"actors": "UN; Ligue des États arabes"}, bodies_of, {"UN", "LAS"}),
        ({"place": "Rabat; Cairo"}, lambda r: {p.name for p in r.places.all()}, {"Rabat", "Cairo"}),
        ({"themes": ["water"]}, lambda r: [t.pk for t in r.themes.all()], ["water"]),
        ({"type": "workshop"}, lambda r: r.type, "workshop"),
        ({"ordinal": "3"}, lambda r: r.meeting.number, 3),
        ({"kind": "activity", "type": "support"}, lambda r: r.kind, "activity"),
        (
            {"kind": "resource", "type": "pledge", "amount": "5000", "currency": "usd"},
            lambda r: (str(r.pledge.amount), r.pledge.currency),
            ("5000.00", "USD"),
        ),
    ],
)  # fmt: skip
def test_every_field_can_be_amended(client, propose, changes, attribute, expected):
    proposal = propose()
    assert send(client, proposal, **changes).status_code == 302
    proposal.refresh_from_db()
    assert attribute(Record.objects.get(pk=proposal.record_id)) == expected


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"actors": "Atlantis"}, "actors", "The register knows no organization “Atlantis”."),
        ({"date": "last May"}, "date", "is not a date this register can keep"),
        ({"date": "2031-05/2031-04"}, "date", "The end is before the start."),
        ({"place": "Erewhon"}, "place", "knows a place “Erewhon”"),
        ({"type": "memorandum"}, "type", "This type does not belong to the kind chosen above."),
        ({"title": ""}, "title", "This field is required."),
        ({"status": "done"}, "status", "A meeting to come cannot have been held."),
        (
            {"kind": "instrument", "type": "plan", "actors": ""},
            "actors",
            "An agreement needs at least two parties.",
        ),
        (
            {"kind": "instrument", "type": "plan", "period": "2020/2021"},
            "period",
            "The term ends before the text was signed.",
        ),
    ],
)
def test_what_breaks_a_rule_is_said_beside_its_field(client, propose, changes, field, sentence):
    proposal = propose()
    answer = send(client, proposal, **changes)
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors[field])
    proposal.refresh_from_db()
    assert proposal.state == "pending"
    assert not Record.objects.exists()


def test_a_likely_record_is_offered_and_joined(client, add, propose):
    meeting = add(Meeting, "third annual consultation", date="2031-05", status="planned", places=["Cairo"])
    proposal = propose()
    page = text(client.get(f"/review/{proposal.pk}/"))
    assert f'value="{meeting.uid}" checked' in page
    assert "similar title" in page
    send(client, proposal, into=str(meeting.uid))
    proposal.refresh_from_db()
    assert proposal.record_id == meeting.pk
    assert Meeting.objects.count() == 1


def test_a_new_record_is_made_although_one_resembles_it(client, add, propose):
    add(Meeting, "third annual consultation", date="2031-05", status="planned", places=["Cairo"])
    send(client, propose(), into="new")
    assert Meeting.objects.count() == 2


def test_a_record_that_was_not_offered_cannot_be_joined(client, add, propose, circle):
    hidden = add(
        Meeting, "third annual consultation", date="2031-05", status="planned", label="RED", circle=circle
    )
    answer = send(client, propose(), into=str(hidden.uid))
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_rejecting_leaves_the_register_alone(client, propose):
    proposal = propose()
    send(client, proposal, decision="reject")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by.email) == ("rejected", "officer@example.org")
    assert not Record.objects.exists()


def test_undo_takes_the_decisions_back_one_after_another(client, propose):
    first, second = propose(), propose("5 bis", "second desk", date="")
    send(client, first)
    send(client, second, decision="reject")
    assert client.post("/review/undo/").url == f"/review/{second.pk}/"
    assert client.post("/review/undo/").url == f"/review/{first.pk}/"
    assert set(Proposal.objects.values_list("state", flat=True)) == {"pending"}
    assert not Record.objects.exists()
    assert "There is nothing to undo." in text(client.post("/review/undo/", follow=True))


def test_what_another_decided_is_not_decided_again_but_can_be_reopened(client, client_of, propose):
    proposal = propose()
    data = filled(client, proposal)
    send(client_of("administrator"), proposal)
    record = Record.objects.get()
    client.post(f"/review/{proposal.pk}/", data | {"decision": "reject"})
    proposal.refresh_from_db()
    assert proposal.state == "accepted"
    page = text(client.get(f"/review/{proposal.pk}/"))
    assert "Decided by Administrator" in page
    assert str(record.uid) in page
    client.post("/review/undo/", {"proposal": proposal.pk})
    proposal.refresh_from_db()
    assert proposal.state == "pending"


@pytest.fixture
def several(propose):
    return [
        propose("1", "report", title="r1", confidence=0.5, kind="activity", type="support", date=""),
        propose("4", "third annual consultation", confidence=0.95),
        propose("5 bis", "second desk", title="d1", confidence=0.85, date=""),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1, 2]),
        ("?order=confidence", [1, 2, 0]),
        ("?order=doubt", [0, 2, 1]),
        ("?kind=event", [1, 2]),
        ("?least=85", [1, 2]),
        ("?kind=activity&least=60", []),
        ("?state=rejected", []),
        ("?state=any", [0, 1, 2]),
        ("?least=lots", []),
    ],
)
def test_the_queue_is_narrowed_and_ordered(client, several, query, expected):
    page = client.get(f"/review/{query}").context["page"]
    assert [several.index(proposal) for proposal in page] == expected


def test_a_decision_stays_in_the_queue_that_was_chosen(client, several):
    answer = send(client, several[1], "?order=confidence&kind=event")
    assert answer.url == f"/review/{several[2].pk}/?kind=event&order=confidence"
    answer = send(client, several[2], "?order=confidence&kind=event")
    assert answer.url == "/review/?kind=event&order=confidence"


def test_the_place_in_the_queue_is_told(client, several):
    send(client, several[0])
    page = text(client.get(f"/review/{several[2].pk}/"))
    assert "3 of 3" in page
    assert "2 waiting" in page
    assert f'data-key="k" href="/review/{several[1].pk}/"' in page


@pytest.mark.parametrize(("decision", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_selected_proposals_are_decided_together_and_undone_together(client, several, decision, state):
    chosen = [several[0].pk, several[2].pk]
    client.post("/review/", {"proposal": chosen, "decision": decision})
    assert set(Proposal.objects.filter(state=state).values_list("pk", flat=True)) == set(chosen)
    assert client.post("/review/undo/").url == "/review/"
    assert Proposal.objects.pending().count() == 3


def test_selecting_none_says_so(client, several):
    page = text(client.post("/review/", {"decision": "accept"}, follow=True))
    assert "Select proposals that wait for a decision first." in page


def test_accepting_all_above_a_confidence_asks_first_how_many(client, several, propose):
    propose("2", "Evaluation", title="e1", confidence=0.99, unknown=["Desk of Desks"])
    page = text(client.get("/review/confident/?above=85"))
    assert "Accept 2 proposals?" in page
    assert "1 more names something" in page
    assert Proposal.objects.pending().count() == 4
    page = text(client.post("/review/confident/?above=85", follow=True))
    assert "2 new records, 0 joined" in page
    assert "Not accepted: e1. unknown names: Desk of Desks" in page
    assert Proposal.objects.pending().count() == 2
    client.post("/review/undo/")
    assert Proposal.objects.pending().count() == 4


def test_many_are_accepted_within_the_queue_only(client, several):
    client.post("/review/confident/?above=50&kind=activity")
    assert list(Proposal.objects.filter(state="accepted")) == [several[0]]
