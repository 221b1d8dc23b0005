"""The pages of records of every kind, of organizations and documents, and the first page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from concertation.register.models import Agreement, Meeting, Organization, Paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("officer")


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("meeting", ["12–13 May 2020", "Cairo", "held", "annual consultation of the UN and the AU"]),
        ("agreement", ["19 April 2018", "2018 – 2022", "between parties", "expired", "framework"]),
        ("mechanism", ["every year", "desk", "first annual consultation", "second annual consultation"]),
        ("activity", ["support", "under way", "2020", "water"]),
        ("commitment", ["March 2021", "open", "second annual consultation"]),
        ("pledge", ["1,300,000 USD"]),
        ("presence", ["liaison office", "Cairo", "current"]),
        ("notice", ["early warning of a drought"]),
        ("mandate", ["A/RES/80/1", "every 2 years"]),
    ],
)  # fmt: skip
def test_a_record_tells_all_its_kind_knows(client, register, kind, expected):
    part = {"pledge": "Given by", "mandate": "Adopted by"}.get(kind, "Party")
    page = text(client, f"/records/{getattr(register, kind).uid}/")
    for words in [*expected, "TLP:GREEN", "Everybody who signs in can see this.", "African Union", part]:
        assert words in page, words


def test_a_record_shows_its_evidence_in_context_with_its_place(client, register):
    page = text(client, f"/records/{register.meeting.uid}/")
    assert "… The </span><mark>third annual consultation</mark>" in page.replace("…The", "… The")
    assert f'/documents/{register.document.pk}/#p4">A/86/1, paragraph 4</a>' in page
    assert "confirmed by Officer on" in page
    assert "reader (test)" in page


def test_a_record_says_which_text_is_the_original(client, register):
    page = text(client, f"/records/{register.meeting.uid}/")
    assert 'English <span class="muted">(original)' in page
    assert '<dd lang="fr" dir="ltr">deuxième consultation annuelle</dd>' in page


def test_a_record_leads_to_its_series_and_to_what_was_agreed_there(client, register):
    page = text(client, f"/records/{register.meeting.uid}/")
    assert "first annual consultation" in page
    assert str(register.commitment.uid) in page


def test_an_organization_tells_names_family_records_partners(client, register):
    Organization.objects.create(id="OLD", kind="other", successor_id="AU")
    page = text(client, "/organizations/AU/")
    for words in [
        "African Union",
        "Union africaine",
        "Organization of African Unity",
        "until July 2002",
        "/organizations/AUC/",
        "/organizations/OLD/",
        "/meetings/?organization=AU",
        "last: 2020",
    ]:
        assert words in page, words
    partners = page[page.index("Partners") : page.index("Names")]
    assert "/organizations/UN/" in partners
    assert "/organizations/AU/" not in partners


def test_an_identifier_with_special_signs_has_a_page(client, bodies):
    Organization.objects.create(id="SCO-RATS", kind="regional")
    assert client.get("/organizations/SCO-RATS/").status_code == 200


def test_a_document_shows_paragraphs_under_headings_with_what_they_state(client, register):
    page = text(client, f"/documents/{register.document.pk}/")
    for words in [
        "A/86/1",
        "December 2031",
        'id="p4"',
        'id="p5-bis"',
        'href="#s1"',
        "paragraph 4 follows paragraph 2: is 3 missing?",
        f'data-of="e{register.evidence.pk} p{register.proposal.pk}">third annual consultation</span>',
        f"/records/{register.meeting.uid}/",
        f"/review/{register.proposal.pk}/",
    ]:
        assert words in page, words
    assert page.index('id="s0"') < page.index('id="p1"') < page.index('id="s1"') < page.index('id="p4"')


def test_the_first_page_of_an_empty_register_says_what_to_do(client_of, people):
    assert "/documents/add/" in text(client_of("officer"), "/")
    assert "Sign in to see what is shared with you." in text(client_of("nobody"), "/")


def test_the_first_page_tells_what_comes_what_ends_and_what_waits(client, add, register):
    today = timezone.localdate()
    soon = today + timedelta(days=30)
    add(Meeting, "next week", date=str(today + timedelta(days=7)), status="planned")
    add(Meeting, "called off", date=str(soon), status="cancelled")
    add(Agreement, "ends soon", date="2019", term=f"2019/{soon}")
    add(Agreement, "ended", date="2019", term=f"2019/{today - timedelta(days=1)}")
    add(Agreement, "replaced", date="2019", term=f"2019/{soon}", status="superseded")
    page = text(client, "/")
    assert "next week" in page
    assert "ends soon" in page
    assert "1 proposal waits for a decision." in page
    for absent in ("called off", ">ended<", "replaced"):
        assert absent not in page
    assert (
        page.index("next week") < page.index("Last meetings held") < page.index("second annual consultation")
    )


def test_the_first_page_counts_quarters_only_where_the_quarter_is_known(client, add):
    add(Meeting, date="2020-05-02")
    add(Meeting, date="2020-04")
    add(Meeting, date="2020")
    add(Meeting, date="2020-03/2020-04")
    add(Agreement, date="2020-06-30")
    page = text(client, "/")
    assert '<th scope="row">Q2 2020</th><td>2</td><td>1</td>' in page
    assert '<th scope="row">Q1 2020</th><td>0</td><td>0</td>' in page


def test_evidence_from_a_printed_source_names_the_page(client, register):
    Paragraph.objects.update(page=12)
    assert "page 12" in text(client, f"/records/{register.meeting.uid}/")
