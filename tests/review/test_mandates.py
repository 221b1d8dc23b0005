"""Mandates that the reader proposes, taken in and accepted."""

import pytest
from django.core.exceptions import ValidationError

from concertation.reading.document import Document as Source
from concertation.reading.document import Paragraph, SourceMap
from concertation.register.models import Mandate, Organization
from concertation.review.deciding import accept, reopen
from concertation.review.intake import take_in
from concertation.review.models import Proposal

pytestmark = pytest.mark.django_db

ASKS = (
    "Requests the Secretary-General to submit to the General Assembly at its eighty-first session a biennial "
    "report on cooperation with regional organizations."
)


def resolution(text: str = ASKS, lang: str = "en", sha256: str = "a" * 64) -> Source:
    return Source(
        name=f"resolution.{lang}.txt",
        sha256=sha256,
        lang=lang,
        paragraphs=(Paragraph("7", text, SourceMap(((0, 0),))),),
        symbols=("A/RES/79/5",),
        date="2024-11-20",
    )


@pytest.fixture
def assembly(bodies) -> None:
    Organization.objects.create(id="GA", kind="un")


def test_a_mandate_waits_for_a_person_and_becomes_a_record(assembly, officer):
    take_in(resolution(), person=officer)
    proposal = Proposal.objects.get(kind="mandate")
    record = accept(proposal, officer)
    assert record is not None
    one = Mandate.objects.get(pk=record.pk)
    assert (one.symbol, one.paragraph, one.asks) == ("A/RES/79/5", "7", "report")
    assert (one.addressee, one.periodicity, one.next_session) == ("the Secretary-General", "P2Y", 81)
    assert (one.date, one.title_in("en")) == (
        "2024-11-20",
        "Report on cooperation with regional organizations",
    )
    assert [part.organization_id for part in one.participations.all()] == ["GA"]
    assert one.evidence.get().quote == ASKS.rstrip(".")


def test_what_a_person_amends_holds(assembly, officer):
    take_in(resolution(), person=officer)
    record = accept(Proposal.objects.get(kind="mandate"), officer, changes={"ordinal": 82, "type": "inputs"})
    assert record is not None
    one = Mandate.objects.get(pk=record.pk)
    assert (one.next_session, one.asks) == (82, "inputs")


def test_taking_it_in_again_adds_nothing(assembly, officer):
    take_in(resolution(), person=officer)
    take_in(resolution(), person=officer)
    assert Proposal.objects.filter(kind="mandate").count() == 1


def test_the_other_language_joins_the_same_mandate(assembly, officer):
    take_in(resolution(), person=officer)
    french = (
        "Prie le Secrétaire général de lui présenter, à sa quatre-vingt-unième session, un rapport sur la "
        "coopération avec les organisations régionales."
    )
    take_in(resolution(french, "fr", "b" * 64), person=officer)
    for proposal in Proposal.objects.filter(kind="mandate").order_by("pk"):
        accept(proposal, officer)
    one = Mandate.objects.get()
    assert {text.lang for text in one.texts.all()} == {"en", "fr"}


def test_reopening_takes_the_record_away(assembly, officer):
    take_in(resolution(), person=officer)
    proposal = Proposal.objects.get(kind="mandate")
    accept(proposal, officer)
    reopen(proposal, officer)
    assert not Mandate.objects.exists()


def test_no_other_proposal_becomes_a_mandate(propose, officer):
    proposal = propose()
    with pytest.raises(ValidationError, match="name no resolution"):
        accept(proposal, officer, changes={"kind": "mandate", "type": "report"}, apart=True)
    assert not Mandate.objects.exists()
