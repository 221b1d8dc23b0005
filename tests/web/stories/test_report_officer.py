"""A report officer brings a report in, decides on what it states, and shows where each record comes from."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from concertation.cli import app
from concertation.review.models import Proposal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.story]


def test_from_a_report_to_records_with_evidence(visit, people, report):
    officer = people["officer"]
    loaded = CliRunner().invoke(app, ["load", str(report), "--label", "CLEAR", "--by", officer.email])
    assert loaded.exit_code == 0, loaded.output
    consultation, workshop, again, memorandum, office = Proposal.objects.order_by("paragraph__position")

    visit.sign_in(officer)
    visit.follow("Review")
    visit.see_heading("Review")
    visit.is_open_to_everybody()
    visit.follow_link(consultation.title)
    considers(visit, consultation)
    visit.key("a")
    visit.see("Accepted: %(title)s", title=consultation.title)

    considers(visit, workshop)
    visit.write("Title", f"{workshop.title} (2024)")
    visit.press("Accept")
    visit.see("Accepted: %(title)s", title=f"{workshop.title} (2024)")

    considers(visit, again)
    visit.main.get_by_role("radio", name=consultation.title).check()
    visit.key("a")

    considers(visit, memorandum)
    visit.key("x")
    visit.see("Rejected: %(title)s", title=memorandum.title)
    considers(visit, office)
    visit.key("u")
    considers(visit, memorandum)
    visit.fits_a_phone()
    visit.key("a")
    considers(visit, office)
    visit.key("a")
    visit.see("No proposal matches.")
    assert set(Proposal.objects.values_list("state", flat=True)) == {"accepted"}

    visit.open_menu("Meetings")
    visit.follow_link(consultation.title)
    visit.see_title(consultation.title)
    evidence = visit.main.get_by_role("region", name=visit.word("Evidence"))
    for proposal in (consultation, again):
        evidence.get_by_text(proposal.quote).wait_for()
    evidence.get_by_role("link").first.click()
    visit.page.wait_for_url("**/documents/*/#*")
    visit.see_text(consultation.quote)
    visit.main.get_by_role("link", name=f"{workshop.title} (2024)").wait_for()


def considers(visit, proposal: Proposal) -> None:
    """The paragraph that states it stands between those around it."""
    expect(visit.main.locator("[data-here]")).to_contain_text(proposal.quote)
