"""What PDF/UA-1 (ISO 14289-1) asks for and a program can see, clause by clause.

Not checked here: that the reading order and the headings make sense,
that contrast is sufficient, that every glyph has its Unicode value, and the whole of ISO 32000 syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from concertation.reporting.files import content

PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
DC = "{http://purl.org/dc/elements/1.1/}title"


@pytest.fixture(scope="module", params=[("en", "en"), ("ar", "en")], ids=["English", "Arabic"])
def pdf(request: pytest.FixtureRequest, an_edition) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(content(an_edition(*request.param), ".pdf"))) as file:
        yield file


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """All elements of the structure, in order."""
    found: list[Any] = []
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(reversed(list(one)))
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found.append(one)
            waiting += [one.K] if "/K" in one else []
    return found


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


def test_5_the_file_says_that_it_is_pdf_ua_1(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata[PDFUA] == "1"


def test_7_1_it_is_tagged_and_shows_its_title(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked is True
    assert not pdf.Root.MarkInfo.get("/Suspects", False)
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    with pdf.open_metadata() as metadata:
        assert metadata[DC]


def test_7_1_all_that_is_painted_is_content_of_the_structure_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    painted = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh"}
    for page in pdf.pages:
        open_marks: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                open_marks.append(str(instruction.operands[0]))
            elif operator == "EMC":
                open_marks.pop()
            elif operator in painted:
                assert open_marks, f"{operator} outside of marked content"
        assert open_marks == []


def test_7_1_each_marked_content_is_in_the_structure_once(pdf: pikepdf.Pdf) -> None:
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    by_page = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    for page in pdf.pages:
        marks = [
            int(instruction.operands[1].MCID)
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
        ]
        assert len(marks) == len(set(marks))
        assert len(by_page[int(page.obj.StructParents)]) == len(marks)


def test_7_2_the_language_is_told(pdf: pikepdf.Pdf) -> None:
    assert re.fullmatch(r"(en-GB|ar-SA)", str(pdf.Root.Lang))


def test_7_3_there_is_no_figure_without_words(pdf: pikepdf.Pdf) -> None:
    assert all("/Alt" in element for element in elements(pdf) if element.S == "/Figure")


def test_7_4_headings_begin_at_the_first_level_and_leave_none_out(pdf: pikepdf.Pdf) -> None:
    levels = [int(kind[2:]) for kind in kinds(pdf) if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_7_5_every_header_of_a_table_says_which_way_it_points(pdf: pikepdf.Pdf) -> None:
    scopes = [str(element.A.Scope) for element in elements(pdf) if element.S == "/TH"]
    assert set(scopes) == {"/Column", "/Row"}


def test_7_9_notes_are_notes_with_an_identifier_of_their_own(pdf: pikepdf.Pdf) -> None:
    ids = [str(element.ID) for element in elements(pdf) if element.S == "/Note"]
    assert len(ids) == len(set(ids)) == 4


def test_7_18_links_are_in_the_structure_and_pages_are_tabbed_in_its_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            assert "/StructParent" in annotation
            assert "/Contents" in annotation
            assert str(page.obj.get("/Tabs")) == "/S"


def test_7_21_every_font_is_in_the_file(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys())


def test_it_has_bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root]
