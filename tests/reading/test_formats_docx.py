"""Word documents: numbering, tracked changes, tables, footnotes, headers."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph

from concertation.reading.document import Document
from concertation.reading.formats import load

TEXT = "The members of the two bodies met at the seat of the centre."


@pytest.fixture
def word(tmp_path: Path):
    class Word:
        """A document being written with Word's own means."""

        def __init__(self):
            self.file = docx.Document()

        def add(self, text: str, style: str | None = None) -> WordParagraph:
            return self.file.add_paragraph(text, style)

        def runs(self, xml: str) -> WordParagraph:
            paragraph = self.file.add_paragraph()
            for run in parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"):
                paragraph._p.append(run)
            return paragraph

        def list(self, *levels: tuple[str, str], start: int = 1) -> str:
            """Define a list, each level a number form and the text around it; return the id to use."""
            numbering = self.file.part.numbering_part.element
            id = str(900 + len(numbering))
            inner = "".join(
                f'<w:lvl w:ilvl="{i}"><w:start w:val="{start if i == 0 else 1}"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
                for i, (form, text) in enumerate(levels)
            )
            definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id}">{inner}</w:abstractNum>'
            numbering.insert(0, parse_xml(definition))
            self.instance(id, id)
            return id

        def instance(self, definition: str, id: str, restart: int | None = None) -> str:
            override = (
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>'
                if restart
                else ""
            )
            self.file.part.numbering_part.element.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{id}">'
                    f'<w:abstractNumId w:val="{definition}"/>{override}</w:num>'
                )
            )
            return id

        def item(self, text: str, list_: str, level: int = 0) -> WordParagraph:
            paragraph = self.add(text)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
                )
            )
            return paragraph

        def load(self, parts: dict[str, str] | None = None) -> Document:
            """Save, put further parts into the package, and read."""
            buffer = BytesIO()
            self.file.save(buffer)
            path = tmp_path / "report.docx"
            with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
                for item in old.infolist():
                    data = old.read(item)
                    if item.filename == "word/_rels/document.xml.rels":
                        for number, part in enumerate(parts or {}):
                            kind = part.removesuffix(".xml")
                            relation = (
                                f'<Relationship Id="x{number}" Target="{part}" Type="http://schemas.openxmlformats.org'
                                f'/officeDocument/2006/relationships/{kind}"/></Relationships>'
                            )
                            data = data.replace(b"</Relationships>", relation.encode())
                    new.writestr(item, data)
                for part, xml in (parts or {}).items():
                    new.writestr(f"word/{part}", xml)
            return load(path)

    return Word()


def texts(document: Document) -> list[tuple[str, str]]:
    return [(p.number, p.text) for p in document.paragraphs]


def test_numbers_typed_in_the_text(word):
    word.add("Work with other bodies", "Title")
    word.add("I.\tPast work", "Heading 1")
    word.add(f"1.\t{TEXT}")
    word.add(f"2.\t{TEXT}")
    document = word.load()
    assert document.title == "Work with other bodies"
    assert [(s.number, s.title, s.level) for s in document.sections] == [("I", "Past work", 1)]
    assert texts(document) == [("1", TEXT), ("2", TEXT)]


def test_numbers_that_word_generates(word):
    paragraphs = word.list(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))
    sections = word.list(("upperRoman", "%1."))
    word.item("Past work", sections)
    word.item("The members of the bodies agreed to:", paragraphs)
    word.item("Meet, with:", paragraphs, 1)
    word.item("The chair;", paragraphs, 2)
    word.item("The others;", paragraphs, 2)
    word.item("Report.", paragraphs, 1)
    word.item("Next steps", sections)
    word.item(TEXT, paragraphs)
    word.item("The members of the other bodies too agreed to:", paragraphs)
    word.item("Rest.", paragraphs, 1)
    document = word.load()
    assert [(s.number, s.title) for s in document.sections] == [("I", "Past work"), ("II", "Next steps")]
    assert texts(document) == [
        (
            "1",
            "The members of the bodies agreed to: (a) Meet, with: (i) The chair; (ii) The others; "
            "(b) Report.",
        ),
        ("2", TEXT),
        ("3", "The members of the other bodies too agreed to: (a) Rest."),
    ]


def test_a_list_goes_on_counting_or_starts_again_as_word_does(word):
    first = word.list(("decimal", "%1."), start=7)
    going_on = word.instance(first, "801")
    word.item(TEXT, first)
    word.item(TEXT, going_on)
    word.add("Annex I", "Heading 1")
    restarted = word.instance(first, "802", restart=1)
    word.item(TEXT, restarted)
    word.item(TEXT, restarted)
    assert [n for n, _ in texts(word.load())] == ["7", "8", "annex I, 1", "annex I, 2"]


def test_numbers_of_a_style(word):
    list_ = word.list(("decimal", "%1."))
    style = word.file.styles.add_style("Report Paragraph", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{list_}"/></w:numPr>')
    )
    word.add(TEXT, "Report Paragraph")
    word.add(TEXT, "Report Paragraph")
    assert [n for n, _ in texts(word.load())] == ["1", "2"]


def test_headings_by_style_and_by_number(word):
    word.add("Past work", "Heading 1")
    word.add("Meetings", "Heading 2")
    word.add(f"1.\t{TEXT}")
    bold = word.add("")
    bold.add_run("A.\tVisits").bold = True
    word.add(f"2.\t{TEXT}")
    word.add("Next steps", "Heading 1")
    word.add(f"3.\t{TEXT}")
    document = word.load()
    assert [s.title for s in document.sections] == ["Past work", "Meetings", "Visits", "Next steps"]
    assert [p.section for p in document.paragraphs] == [1, 2, 3]
    assert document.sections[1].parent == 0


def test_tracked_changes_read_as_accepted(word):
    author = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'
    word.runs(
        "<w:r><w:t xml:space='preserve'>1. The members of the bodies met </w:t></w:r>"
        f"<w:ins {author}><w:r><w:t xml:space='preserve'>in May </w:t></w:r></w:ins>"
        f"<w:del {author}><w:r><w:delText xml:space='preserve'>in June </w:delText></w:r></w:del>"
        "<w:r><w:t>at the seat</w:t></w:r>"
        f"<w:moveFrom {author}><w:r><w:t> never</w:t></w:r></w:moveFrom>"
        f"<w:moveTo {author}><w:r><w:t> of the centre.</w:t></w:r></w:moveTo>"
    )
    joined = word.add("2. The members of the bodies")
    joined._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del {author}/></w:rPr>"))
    word.add(" met again.")
    assert texts(word.load()) == [
        ("1", "The members of the bodies met in May at the seat of the centre."),
        ("2", "The members of the bodies met again."),
    ]


def test_a_deleted_item_is_not_counted(word):
    list_ = word.list(("decimal", "%1."))
    author = 'w:id="1" w:author="A"'
    word.item(TEXT, list_)
    deleted = word.item("", list_)
    deleted._p.pPr.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del {author}/></w:rPr>"))
    deleted._p.append(
        parse_xml(f"<w:del {nsdecls('w')} {author}><w:r><w:delText>Gone.</w:delText></w:r></w:del>")
    )
    word.item(TEXT, list_)
    assert texts(word.load()) == [("1", TEXT), ("2", TEXT)]


def test_hidden_text_and_field_codes_are_not_read(word):
    word.runs(
        "<w:r><w:t xml:space='preserve'>1. The members of the bodies met </w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>with the others</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>.</w:t></w:r>"
    )
    assert texts(word.load()) == [("1", "The members of the bodies met with the others.")]


def test_tables_are_read_row_by_row(word):
    word.add(f"1.\t{TEXT}")
    word.add("Meetings", "Heading 1")
    table = word.file.add_table(2, 2)
    for cell, text in zip(
        table._cells, ["When", "What", "May 2017", "A meeting of the members"], strict=True
    ):
        cell.text = text
    word.add(f"2.\t{TEXT}")
    assert texts(word.load()) == [
        ("1", TEXT),
        ("¶1", "When | What"),
        ("¶2", "May 2017 | A meeting of the members"),
        ("2", TEXT),
    ]


def test_a_table_of_one_column_is_a_frame_around_paragraphs(word):
    cell = word.file.add_table(1, 1).cell(0, 0)
    cell.text = f"1.\t{TEXT}"
    cell.add_paragraph(f"2.\t{TEXT}")
    assert [n for n, _ in texts(word.load())] == ["1", "2"]


def test_footnotes_stand_apart_with_the_paragraph_that_refers_to_them(word):
    word.add(f"1.\t{TEXT}")
    word.runs(
        "<w:r><w:t>2. The members of the bodies</w:t></w:r><w:r><w:footnoteReference w:id='5'/></w:r>"
        "<w:r><w:t xml:space='preserve'> met with the others.</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='6' w:customMarkFollows='1'/><w:t>*</w:t></w:r>"
    )
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='0' w:type='separator'><w:p/></w:footnote>"
        "<w:footnote w:id='5'><w:p><w:r><w:t>See the plan.</w:t></w:r></w:p></w:footnote>"
        "<w:footnote w:id='6'><w:p><w:r><w:t>Not </w:t></w:r><w:r><w:t>yet.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    document = word.load({"footnotes.xml": notes})
    assert texts(document)[1] == ("2", "The members of the bodies met with the others.")
    assert [(n.mark, n.text, n.paragraph) for n in document.footnotes] == [
        ("1", "See the plan.", "2"),
        ("*", "Not yet.", "2"),
    ]


def test_headers_and_footers_are_not_in_the_flow_but_the_first_page_says_what_it_is(word):
    section = word.file.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "A/99/12"
    section.first_page_header.add_paragraph("General Assembly")
    section.first_page_header.add_paragraph("3 May 2044")
    section.footer.paragraphs[0].text = "Not to be read"
    word.add("Ninety-ninth session")
    word.add(f"1.\t{TEXT}")
    document = word.load()
    assert (document.symbols, document.organs, document.date) == (("A/99/12",), ("GA",), "2044-05-03")
    assert document.session == "Ninety-ninth session"
    assert texts(document) == [("1", TEXT)]


def test_a_generated_table_of_contents_is_not_read(word):
    word.file.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    word.add("Contents", "TOC Heading")
    word.add("1. Past work\t3", "toc 1")
    word.add("I.\tPast work", "Heading 1")
    word.add(f"1.\t{TEXT}")
    document = word.load()
    assert texts(document) == [("1", TEXT)]
    assert len(document.sections) == 1


def test_pages_count_where_word_has_noted_them(word):
    word.add(f"1.\t{TEXT}")
    word.runs("<w:r><w:lastRenderedPageBreak/><w:t>2. The members of the bodies met again.</w:t></w:r>")
    document = word.load()
    assert [p.page for p in document.paragraphs] == [1, 2]


def test_the_map_leads_back_into_the_extracted_text(word):
    word.runs(
        "<w:r><w:t>1.</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>The members  of</w:t></w:r><w:r><w:br/></w:r>"
        "<w:r><w:t>the bodies met.</w:t></w:r>"
    )
    (paragraph,) = word.load().paragraphs
    assert paragraph.text == "The members of the bodies met."
    source = "1.\tThe members  of\nthe bodies met."
    for match in re.finditer(r"\w+", paragraph.text):
        start, end = paragraph.source.source(*match.span())
        assert source[start:end] == match[0]


def test_styles_that_go_round_in_a_circle_do_no_harm(word):
    style = word.file.styles.add_style("Loop", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    based = style.element.find(qn("w:basedOn"))
    if based is None:
        based = parse_xml(f'<w:basedOn {nsdecls("w")} w:val="Loop"/>')
        style.element.insert(1, based)
    based.set(qn("w:val"), "Loop")
    word.add(f"1.\t{TEXT}", "Loop")
    assert texts(word.load()) == [("1", TEXT)]
