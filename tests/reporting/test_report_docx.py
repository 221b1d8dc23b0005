"""The .docx: styles, numbering, fields, properties, annex; the same bytes each time; and it reads back."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from django.contrib.auth.models import AnonymousUser
from docx.oxml.ns import qn
from lxml import etree

from concertation.accounts.sharing import Label
from concertation.reading.formats import load
from concertation.register.models import Activity
from concertation.reporting.consolidated import Summary, write
from concertation.reporting.report import Form
from concertation.reporting.telling.language import LanguageError

PERIOD = "2016-07-16/2018-08-17"
TITLE = "Coopération entre l’Organisation des Nations Unies et les organisations régionales ou autres"
FORM = Form(
    symbol="A/99/328–S/2018/592",
    session="Soixante-treizième session",
    item="Point 129 de l’ordre du jour provisoire",
    agenda=("Coopération entre l’ONU et les organisations régionales ou autres",),
    date=date(2018, 8, 17),
    original="en",
    job="18-00001",
)


@pytest.fixture
def written(filled, tmp_path: Path) -> tuple[Path, Summary]:
    out = tmp_path / "report.docx"
    return out, write(PERIOD, "fr", AnonymousUser(), out, FORM)


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_summary_says_what_was_written(written) -> None:
    _out, summary = written
    assert (summary.records, summary.sections, summary.unsourced, summary.undated) == (7, 3, 0, 0)
    assert (summary.without_name, summary.label) == ((), "CLEAR")


def test_the_headings_are_styles_with_outline_levels(written) -> None:
    document = docx.Document(str(written[0]))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("H_")]
    assert headings == [
        ("H_Ch", "Introduction"),
        ("H_Ch", TITLE),
        ("H_1", "Union africaine"),
        ("H_1", "Organisation de coopération économique"),
        ("H_1", "Ligue des États arabes"),
        ("H_Ch", "Autres formes de coopération"),
        ("H_Ch", "Observations"),
        ("H_Ch Annex", "Annexe"),
        ("H_1 Annex", "Enregistrements et sources, par paragraphe"),
    ]
    outline = {name: _outline(document.styles[name]) for name in ("H_Ch", "H_1", "H_2/3", "H_Ch Annex")}
    assert outline == {"H_Ch": "0", "H_1": "1", "H_2/3": "2", "H_Ch Annex": "0"}


def test_nothing_is_formatted_by_hand(written) -> None:
    body = parts(written[0])["word/document.xml"]
    assert set(re.findall(r"<w:pPr>(<w:(?!pStyle)[^>]+>)", body)) == set()
    assert set(re.findall(r"<w:rPr>(<w:(?!rStyle)[^>]+>)", body)) == set()
    used = set(
        re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', "".join(parts(written[0]).values()))
    )
    defined = set(re.findall(r'w:styleId="(\w+)"', parts(written[0])["word/styles.xml"]))
    assert used <= defined


def test_paragraphs_are_numbered_by_one_list_through_the_document(written) -> None:
    document = docx.Document(str(written[0]))
    numbering = document.styles["Single Txt"].element.pPr.numPr
    assert numbering.numId.val == 1
    numbered = [p for p in document.paragraphs if p.style.name == "Single Txt"]
    assert len(numbered) == written[1].paragraphs
    assert not any(re.match(r"\d+\.", p.text) for p in numbered)


def test_symbol_and_pages_are_fields(written) -> None:
    whole = parts(written[0])
    fields = {
        name: [" ".join(i.split()) for i in re.findall(r"<w:instrText[^>]*>([^<]*)<", content)]
        for name, content in whole.items()
    }
    names = ("Symbol letter", "Symbol rest", "Second symbol letter", "Second symbol rest")
    symbol = [f'DOCPROPERTY "{name}"' for name in names]
    for header in ("header_even", "header_default", "header_first"):
        assert fields[f"word/{header}.xml"] == symbol
    for footer in ("footer_even", "footer_default"):
        assert fields[f"word/{footer}.xml"] == ["PAGE", "NUMPAGES"]
    kept = re.findall(r"<vt:lpwstr>([^<]*)<", whole["docProps/custom.xml"])
    assert kept == ["A", "/99/328", "S", "/2018/592"]


def test_page_title_and_language(written) -> None:
    document = docx.Document(str(written[0]))
    section = document.sections[0]
    assert (section.page_width.pt, section.page_height.pt) == (612, 792)
    margins = (section.top_margin.pt, section.left_margin.pt, section.bottom_margin.pt)
    assert margins == pytest.approx((72, 60, 57.6))
    assert section.different_first_page_header_footer
    assert document.settings.odd_and_even_pages_header_footer
    assert document.core_properties.title == TITLE
    assert document.core_properties.language == "fr-FR"
    assert 'w:lang w:val="fr-FR"' in parts(written[0])["word/styles.xml"]


def test_the_annex_names_records_and_sources_and_repeats_its_header(written) -> None:
    document = docx.Document(str(written[0]))
    table = document.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["Paragraphe", "Enregistrement", "Source"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert len(rows) == 7
    workshop = next(row for row in rows if row[1].startswith("atelier sur les droits de l'enfant ["))
    assert workshop[2] == "A/99/100, par. 10 : Passage 10 qui énonce ce fait en quelques mots."
    body = parts(written[0])["word/document.xml"]
    referred = set(re.findall(r"REF (par_\d+) ", body))
    assert referred <= set(re.findall(r'w:name="(par_\d+)"', body))


def test_the_numbers_in_the_annex_are_those_of_the_paragraphs(written) -> None:
    document = docx.Document(str(written[0]))
    numbered = [p.text for p in document.paragraphs if p.style.name == "Single Txt"]
    for row in document.tables[-1].rows[1:]:
        number, record = row.cells[0].text, row.cells[1].text
        if record.startswith("mémorandum"):
            assert "mémorandum d’accord sur la jeunesse" in numbered[int(number) - 1]
            break
    else:
        pytest.fail("the memorandum is not in the annex")


def test_the_sessions_of_a_series_are_told_together(written) -> None:
    text = "\n".join(p.text for p in docx.Document(str(written[0])).paragraphs)
    assert (
        "Les treizième et quatorzième réunions générales ONU-Ligue des États arabes se sont tenues "
        "respectivement à Genève en juillet 2016 et à Rabat en juillet 2018." in text
    )


def test_a_record_in_french_is_told_in_english(filled, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    write(PERIOD, "en", AnonymousUser(), out)
    text = "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert (
        "The thirteenth and fourteenth meetings between the United Nations and the League of Arab "
        "States (LAS) "
        "were held respectively in Geneva in July 2016 and in Rabat in July 2018." in text
    )
    assert "pursuant to General Assembly resolution 58/316 (para. 4 l))." in text
    assert "réunion" not in text


def test_the_same_register_gives_the_same_bytes(filled, tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        write(PERIOD, "fr", AnonymousUser(), tmp_path / name, FORM)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_it_reads_back(written) -> None:
    out, summary = written
    read = load(out)
    numbered = [paragraph for paragraph in read.paragraphs if paragraph.number.isdigit()]
    assert [paragraph.number for paragraph in numbered] == [str(n) for n in range(1, summary.paragraphs + 1)]
    assert read.symbols == ("A/99/328", "S/2018/592")
    assert (read.lang, read.date, read.organs) == ("fr", "2018-08-17", ("GA", "SC"))
    chapters = [section.title for section in read.sections if section.level == 1]
    assert chapters[0] == "Introduction"
    assert chapters[3] == "Observations"


def test_without_options_nothing_is_made_up(filled, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    write(PERIOD, "en", AnonymousUser(), out)
    masthead = etree.fromstring(parts(out)["word/header_first.xml"].encode())
    words = "".join(masthead.itertext())
    assert words == "United NationsDistr.: GeneralOriginal: English"


def test_a_report_with_restricted_records_says_so(filled, tmp_path: Path) -> None:
    filled.enter(Activity(type="project", date="2017", label=Label.GREEN), {"en": "project on water"})
    out = tmp_path / "report.docx"
    assert write(PERIOD, "en", filled.person, out).label == "GREEN"
    assert "Distr.: TLP:GREEN" in parts(out)["word/header_first.xml"]


def test_an_empty_register_gives_a_report_that_says_so(register, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    summary = write(PERIOD, "en", AnonymousUser(), out)
    text = "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert summary.records == 0
    assert "The register holds no record for the period under review." in text


def test_control_characters_of_a_source_do_not_break_the_file(register, tmp_path: Path) -> None:
    record = register.enter(
        Activity(type="project", date="2017", label=Label.CLEAR), {"en": "water <&> \x0b power\x01"}
    )
    register.state(record, register.document("A/4", "2017"), "1", "a \x0c quote & more")
    out = tmp_path / "report.docx"
    write(PERIOD, "en", AnonymousUser(), out)
    assert "water <&>" in "\n".join(p.text for p in docx.Document(str(out)).paragraphs)


def test_a_language_that_is_not_there_leaves_nothing_behind(filled, tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="'xx' yet; there are: en, fr"):
        write(PERIOD, "xx", AnonymousUser(), tmp_path / "report.docx")
    assert list(tmp_path.iterdir()) == []


def _outline(style: object) -> str | None:
    level = style.element.find(f".//{qn('w:outlineLvl')}")  # type: ignore[attr-defined]
    return None if level is None else level.get(qn("w:val"))


def test_the_introduction_names_the_mandates_that_are_given(register, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    write(PERIOD, "fr", AnonymousUser(), out, Form(mandates=("A/RES/58/316", "S/RES/1809(2008)")))
    told = "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert "résolution 58/316 de l’Assemblée générale" in told.replace("\u00a0", " ")
    assert "1809 (2008)" in told.replace("\u00a0", " ")
