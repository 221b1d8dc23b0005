"""What becomes of a proposal."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from concertation.register.models import Agreement, Evidence, Meeting, Organization, Pledge, Record
from concertation.review.deciding import accept, accept_confident, reject, reopen
from concertation.review.models import Proposal

pytestmark = pytest.mark.django_db


def test_an_accepted_proposal_is_a_record_with_its_evidence(propose, officer):
    record = accept(propose(ordinal=14, themes=["mediation"]), officer)
    meeting = Meeting.objects.get(pk=record.pk)
    assert meeting.title_in("en") == "general cooperation meeting"
    assert (meeting.number, meeting.date, meeting.label, meeting.creator) == (14, "2018-07", "GREEN", officer)
    assert {o.pk for o in meeting.organizations.all()} == {"UN", "LAS"}
    assert [p.name for p in meeting.places.all()] == ["Geneva"]
    assert meeting.mechanism is not None
    assert meeting.mechanism.title_in("en") == "general cooperation meeting"
    evidence = meeting.evidence.get()
    assert (evidence.prefix, evidence.suffix) == ("Before it, ", ", and after it.")
    assert evidence.confirmed_by == officer
    assert [change.history_user for change in meeting.history.all()] == [officer]


def test_accepting_twice_gives_the_same_record_once(propose, officer):
    proposal = propose()
    assert accept(proposal, officer) == accept(proposal, officer)
    assert Record.objects.count() == Evidence.objects.count() == 1


def test_what_is_told_fifteen_times_is_one_meeting_with_fifteen_pieces_of_evidence(propose, officer):
    bodies = ["LAS", "OSCE", "CSTO", "CIS", "OIC"]
    for body in bodies * 3:
        accept(
            propose(
                title="high-level interactive dialogue with heads of regional organizations",
                type="dialogue",
                actors=["SG", body],
                date="2018-06",
                place=[],
            ),
            officer,
        )
    meeting = Meeting.objects.get()
    assert meeting.evidence.count() == 15
    assert {o.pk for o in meeting.organizations.all()} == {"SG", *bodies}


def test_consultations_with_two_bodies_in_one_city_and_month_are_two(propose, officer):
    for body, title in (
        ("CSTO", "consultations with the secretariat of CSTO"),
        ("CIS", "consultations with the Executive Committee of CIS"),
    ):
        fields = {"actors": ["DPA", body], "date": "2017-05", "place": ["Moscow"]}
        accept(propose(title=title, type="consultation", **fields), officer)
    assert Meeting.objects.count() == 2


def test_a_more_exact_date_refines_and_a_contrary_one_does_not_join(propose, officer):
    accept(propose(date="2018"), officer)
    accept(propose(date="2018-07"), officer)
    accept(propose(date="2017-07"), officer)
    assert sorted(Meeting.objects.values_list("date", flat=True)) == ["2017-07", "2018-07"]


def test_what_is_amended_is_on_the_record_and_what_was_read_stays(propose, officer):
    proposal = propose()
    record = accept(proposal, officer, changes={"date": "2018-07-11", "actors": ["UN", "OIC"]})
    proposal.refresh_from_db()
    assert (record.date, proposal.date) == ("2018-07-11", "2018-07")
    assert proposal.actors == ["UN", "LAS"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"actors": ["UN", "XYZ"]}, "XYZ"),
        ({"place": ["Erewhon"]}, "Erewhon"),
        ({"date": "July 2018"}, "2017-10"),
        ({"kind": "rumour"}, "rumour"),
        ({"kind": "instrument", "type": "memorandum", "actors": []}, "parties"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_a_sentence_and_nothing_changes(
    propose, officer, changes, message
):
    proposal = propose()
    with pytest.raises((ValidationError, ValueError), match=message):
        accept(proposal, officer, changes=changes)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.PENDING
    assert not Record.objects.exists()


def test_an_instrument_of_one_body_is_adopted_within_it(propose, officer):
    record = accept(
        propose(kind="instrument", type="strategy", actors=["LAS"], place=[], period="2016/2020"), officer
    )
    agreement = Agreement.objects.get(pk=record.pk)
    assert (agreement.basis, agreement.term) == ("within", "2016/2020")


def test_an_organ_adopts_a_resolution_and_its_subject_does_not(propose, officer):
    Organization.objects.create(id="GA", kind="un")
    fields = {"kind": "instrument", "type": "resolution", "actors": ["GA", "LAS"], "place": []}
    record = accept(propose(**fields), officer)
    assert dict(record.participations.values_list("organization", "role")) == {
        "GA": "party",
        "LAS": "participant",
    }
    assert record.detail.basis == "within"


def test_a_partner_is_observer_with_an_organ_of_the_united_nations(propose, officer):
    Organization.objects.create(id="GA", kind="un")
    fields = {"kind": "presence", "type": "observer", "actors": ["GA", "LAS"], "place": []}
    record = accept(propose(**fields), officer)
    assert dict(record.participations.values_list("organization", "role")) == {
        "GA": "host",
        "LAS": "participant",
    }


def test_an_amount_stays_exact(propose, officer):
    record = accept(
        propose(kind="resource", type="pledge", amount=Decimal("1300000000"), currency="USD"), officer
    )
    assert Pledge.objects.get(pk=record.pk).amount == Decimal("1300000000.00")


def test_rejecting_and_reopening_leave_a_trace(propose, officer):
    proposal = propose()
    reject(proposal, officer, "a hope, not a meeting")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("rejected", "a hope, not a meeting")
    reopen(proposal, officer)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("pending", None)
    assert proposal.history.count() == 3


def test_undoing_takes_back_the_record_that_it_made(propose, officer):
    proposal = propose()
    accept(proposal, officer)
    reopen(proposal, officer)
    assert not Record.objects.filter(kind="meeting").exists()
    assert not Evidence.objects.exists()


def test_undoing_a_join_takes_back_only_what_it_added(propose, officer):
    accept(propose(date="2018-07"), officer)
    second = propose(date="2018-07-11", actors=["UN", "LAS", "OIC"], themes=["water"])
    accept(second, officer)
    meeting = Meeting.objects.get()
    assert meeting.date == "2018-07-11"
    second.refresh_from_db()
    reopen(second, officer)
    meeting = Meeting.objects.get()
    assert meeting.date == "2018-07"
    assert {o.pk for o in meeting.organizations.all()} == {"UN", "LAS"}
    assert not meeting.themes.exists()
    assert meeting.evidence.count() == 1


def test_in_bulk_only_what_is_certain_is_accepted(propose, officer):
    sure = propose(title="first meeting of experts", date="2018-01")
    unsure = propose(title="second gathering of ministers", date="2018-02", confidence=0.4)
    unknown = propose(title="third workshop on water", date="2018-03", unknown=["Committee of X"])
    broken = propose(kind="instrument", type="memorandum", actors=[], title="memorandum", place=[])
    outcome = accept_confident([sure, unsure, unknown, broken], officer, least=0.8)
    assert (outcome.new, outcome.joined) == (1, 0)
    assert [proposal for proposal, _why in outcome.left] == [unsure, unknown, broken]
    assert all(why for _proposal, why in outcome.left)


def test_what_is_shared_otherwise_is_never_joined(propose, officer, document):
    """Joining would show readers of one label what only those of another may know."""
    accept(propose(), officer)
    document.label = "AMBER+STRICT"
    document.save()
    accept(propose(), officer)
    assert sorted(Meeting.objects.values_list("label", flat=True)) == ["AMBER+STRICT", "GREEN"]
