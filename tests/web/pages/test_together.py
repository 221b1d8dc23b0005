"""What organizations have together: the page of a pair, and the brief in its three forms."""

from __future__ import annotations

import sys
from io import BytesIO

import pypdfium2
import pytest
from docx import Document as Word

from concertation.register.models import Activity, Agreement, Commitment, FocalPoint, Mechanism, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def joint(add):
    mechanism = add(Mechanism, "annual talks", cadence="P1Y")
    add(Meeting, "third annual talks", date="2024-05-12", mechanism=mechanism, number=3, places=["Cairo"])
    add(Agreement, "memorandum on water", date="2020", term="2020/2040", notice_period="P6M")
    add(Commitment, "share the list", due="2027-01")
    add(Activity, "joint training", themes=["water"], date="2025")
    add(Activity, "secret work", label="RED")


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_of_a_pair_tells_all_that_lies_between(client_of, joint):
    page = text(client_of("reader"), "/together/AU+UN/")
    for words in [
        "annual talks",
        "overdue since",
        "memorandum on water",
        "in force",
        "until 31 December 2040",
        "notice until 30 June 2040",
        "share the list",
        "joint training",
        "third annual talks",
    ]:
        assert words in page, words
    assert "secret work" not in page


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/together/UN+AU/", 302, "/together/AU+UN/"),
        ("/together/AU/", 302, "/organizations/AU/"),
        ("/together/AU+XX/", 404, None),
        ("/brief/UN+AU/?on=2027-01-01", 302, "/brief/AU+UN/?on=2027-01-01"),
        ("/brief/XX/", 404, None),
    ],
)
def test_addresses_are_permanent(client_of, bodies, address, status, where):
    answer = client_of("reader").get(address)
    assert (answer.status_code, answer.get("Location")) == (status, where)


def test_a_pair_without_records_says_so(client_of, bodies):
    assert "No record that you can see names them all." in text(client_of("reader"), "/together/AU+LAS/")


def test_the_brief_as_a_page_and_in_french(client_of, joint):
    page = text(client_of("reader"), "/brief/AU+UN/?on=2026-11-24")
    assert "Memorandum on water" in page
    assert "secret work" not in page
    client = client_of("reader")
    client.post("/language/", {"language": "fr", "next": "/"})
    assert "Engagements en cours" in text(client, "/brief/AU+UN/")


def test_in_another_language_the_brief_is_written_in_one_of_reports(client_of, joint):
    client = client_of("reader")
    client.post("/language/", {"language": "ar", "next": "/"})
    page = text(client, "/brief/AU+UN/?on=2026-11-24")
    assert "Open commitments" in page
    assert "تُكتب الموجزات بالإنجليزية أو الفرنسية." in page
    for asked, heading in [
        ("", "Open commitments"),
        ("&lang=fr", "Engagements en cours"),
        ("&lang=ar", "Open commitments"),
    ]:
        answer = client.get(f"/brief/AU+UN/?on=2026-11-24&format=docx{asked}")
        assert heading in [p.text for p in Word(BytesIO(answer.content)).paragraphs]


def test_the_brief_as_a_word_document(client_of, joint):
    answer = client_of("reader").get("/brief/AU+UN/?on=2026-11-24&format=docx")
    assert answer["Content-Disposition"] == 'attachment; filename="brief-AU-UN-2026-11-24-en.docx"'
    document = Word(BytesIO(answer.content))
    said = "\n".join(p.text for p in document.paragraphs)
    assert "Memorandum on water (2020, in force, until 31 December 2040, notice until 30 June 2040)" in said
    assert "Annual talks (last: 12 May 2024, overdue since 11 August 2025)" in said
    assert "Share the list (due January 2027)" in said
    links = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert f"http://testserver/records/{Agreement.objects.get().uid}/" in links
    again = client_of("reader").get("/brief/AU+UN/?on=2026-11-24&format=docx")
    assert Word(BytesIO(again.content)).core_properties.modified == document.core_properties.modified


def test_the_brief_as_a_pdf_of_two_pages_at_most(client_of, joint):
    answer = client_of("reader").get("/brief/AU+UN/?on=2026-11-24&format=pdf")
    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    assert len(document) <= 2
    said = document[0].get_textpage().get_text_range()
    assert "memorandum on water" in said.casefold()
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)


def test_contact_data_is_seen_by_those_who_may(client_of, people, bodies, circle):
    FocalPoint.objects.create(
        organization=bodies["AU"], name="Amina Diallo", function="Desk officer", email="amina@example.org",
        listed=True, label="AMBER", circle=circle,
    )  # fmt: skip
    FocalPoint.objects.create(organization=bodies["AU"], name="Hidden Person", label="RED")
    for name, sees in [("focal point", True), ("officer", False), ("nobody", False)]:
        page = text(client_of(name), "/organizations/AU/")
        assert "Amina Diallo" in page
        assert ("amina@example.org" in page) == sees
        assert "Hidden Person" not in page


def test_the_page_of_an_organization_leads_to_its_pairs(client_of, joint):
    page = text(client_of("reader"), "/organizations/AU/")
    assert 'href="/together/AU+UN/"' in page
    assert "memorandum on water" in page


class NoPango:
    """Fails as the import of WeasyPrint does on a machine without Pango."""

    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.fixture
def without_pango(monkeypatch):
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])


def test_without_pango_the_papers_of_a_meeting_are_offered_in_other_forms(client_of, add, without_pango):
    meeting = add(Meeting, "talks", label="CLEAR")
    answer = client_of("reader").get(f"/records/{meeting.uid}/papers/?format=pdf")
    assert answer.status_code == 503
    assert 'href="?format=docx"' in answer.content.decode()


def test_without_pango_the_other_forms_are_offered(client_of, joint, without_pango):
    answer = client_of("reader").get("/brief/AU+UN/?on=2026-11-24&format=pdf")
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "This server cannot make PDF files" in page
    assert "apt-get install libpangoft2-1.0-0" in page
    assert 'href="?on=2026-11-24&amp;format=docx"' in page
    assert 'href="?on=2026-11-24"' in page


def test_what_the_page_of_a_pair_counts_leads_to_the_list_of_it(client_of, joint, add):
    add(Activity, "work of one", organizations=["AU"])
    assert "/activities/?organization=AU%3B%20UN" in text(client_of("reader"), "/together/AU+UN/")
    listed = text(client_of("reader"), "/activities/?organization=AU%3B%20UN")
    assert "joint training" in listed
    assert "work of one" not in listed


@pytest.mark.parametrize("address", ["/together/AU+UN/", "/brief/AU+UN/", "/organizations/AU/"])
def test_however_much_lies_between_them_the_database_is_asked_little(
    client_of, joint, add, address, django_assert_max_num_queries
):
    for number in range(15):
        add(Activity, f"work {number}", themes=["water"], places=["Cairo"], date="2025")
        add(Activity, f"work of one {number}", organizations=["AU"], themes=["water"], places=["Cairo"])
        add(Agreement, f"memorandum {number}", date="2020", term="2020/2040")
        add(Commitment, f"promise {number}", due="2027-01")
        add(Mechanism, f"talks {number}", cadence="P1Y")
    client = client_of("reader")
    client.get(address)
    with django_assert_max_num_queries(30):
        client.get(address)


def test_a_page_shows_some_and_counts_all(client_of, joint, add):
    for number in range(15):
        add(Agreement, f"memorandum {number}", date="2020", term="2020/2040")
    page = text(client_of("reader"), "/together/AU+UN/")
    assert "16 agreements" in page
    assert page.count("until 31 December 2040") == 12
    assert "… and" in text(client_of("reader"), "/brief/AU+UN/")
