"""A real report of the Secretary-General, in French, as a converter left it (not part of the project)."""

import re
import string
from pathlib import Path

import pytest

from concertation.reading.document import Document
from concertation.reading.formats import load

REPORT = Path(__file__).parents[2] / "../shared/seed/A_73_328_fr.txt"
pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the report is not beside the checkout")


@pytest.fixture(scope="module")
def report() -> Document:
    return load(REPORT)


def test_every_numbered_paragraph_is_there_once_and_whole(report: Document):
    assert [p.number for p in report.paragraphs] == [str(n) for n in range(1, 102)]
    assert [p.number for p in report.paragraphs if not p.text.endswith((".", "»", ":"))] == []
    assert report.notes == ()


def test_headings_enclose_one_another(report: Document):
    main = [(s.number, s.level, s.parent) for s in report.sections if s.number]
    assert main == [("I", 1, None), ("II", 1, None), ("III", 1, None), ("IV", 1, None)]
    organizations = [s for s in report.sections if s.number is None]
    assert len(organizations) == 24
    assert {(s.level, s.parent) for s in organizations} == {(2, 1)}
    assert len({p.section for p in report.paragraphs}) == 27


def test_a_long_heading_with_a_semicolon_is_one(report: Document):
    third = next(s for s in report.sections if s.number == "III")
    assert "; " in third.title
    assert third.title.endswith("nucléaires")
    assert [p.number for p in report.paragraphs if report.sections[p.section or 0] is third] == ["95", "96"]


def test_paragraphs_cut_by_a_page_break_are_joined(report: Document):
    text = {p.number: p.text for p in report.paragraphs}
    assert "la solidarité, et avons signé" in text["5"]
    assert "et la prévention" in text["91"]


def test_link_remnants_become_text(report: Document):
    assert not [p.number for p in report.paragraphs if re.search(r"\]\(|\\|\*\*|  |\n", p.text)]
    assert "résolution 1809 (2008)" in report.paragraphs[1].text
    assert "(S/PRST/2013/12)" in report.paragraphs[1].text


def test_the_head_of_the_document(report: Document):
    assert report.lang == "fr"
    assert report.original_lang == "en"
    assert report.date == "2018-08-17"
    assert report.session == "Soixante-treizième session"
    assert report.organs == ("GA", "SC")
    assert report.symbols == ()
    assert report.title == (
        "Coopération entre l'Organisation des Nations Unies et les organisations régionales ou autres"
    )
    assert [(n.mark, n.text) for n in report.footnotes] == [("*", "A/73/150.")]


def test_the_agenda_item_has_a_title_for_each_letter(report: Document):
    (item,) = report.agenda
    assert item.number == "129"
    assert item.letters == tuple(string.ascii_lowercase)
    assert len(item.titles) == 26
    assert item.titles[0].endswith("l'Union africaine")
    assert item.titles[24].endswith("(INTERPOL)")
    assert item.title == report.title


def test_the_summary_has_three_paragraphs(report: Document):
    assert report.summary is not None
    assert len(report.summary.split("\n\n")) == 3


def test_every_word_stands_in_the_source_where_the_map_says(report: Document):
    source = REPORT.read_text(encoding="utf-8")
    for paragraph in report.paragraphs:
        for word in re.finditer(r"\w+", paragraph.text):
            start, end = paragraph.source.source(*word.span())
            assert source[start:end] == word[0]
