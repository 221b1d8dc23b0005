"""Word documents: what stands in a text box is read once, after the paragraph on which the box hangs."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from concertation.reading.document import Document
from concertation.reading.formats import load

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
ANCHOR = "The members of the two bodies met at the seat of the centre."
AFTER = "The members of the bodies will meet again in the spring."
BOX = "The centre was opened in the presence of the members."


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def inside(*paragraphs: str) -> str:
    return "<w:txbxContent>" + "".join(f"<w:p>{p}</w:p>" for p in paragraphs) + "</w:txbxContent>"


def drawing(content: str) -> str:
    return (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData uri='x'><wps:wsp><wps:txbx>"
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def vml(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"


def either(new: str, old: str) -> str:
    return (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


BOTH = either(drawing(inside(run(BOX))), vml(inside(run(BOX))))
FORMS = {
    "in both forms": BOTH,
    "in the new form": drawing(inside(run(BOX))),
    "in the old form": vml(inside(run(BOX))),
    "in the old form of two, the new one being a picture": either("<w:drawing/>", vml(inside(run(BOX)))),
    "as an embedded object": vml(inside(run(BOX))).replace("w:pict", "w:object"),
    "within a box": either(drawing(inside(f"<w:r>{BOTH}</w:r>")), vml(inside(f"<w:r>{BOTH}</w:r>"))),
}


@pytest.fixture
def word(tmp_path: Path):
    def written(*paragraphs: str, cell: str | None = None, footnote: str | None = None) -> Document:
        """A document of these paragraphs, the contents of a table's last cell, and one footnote (id 5)."""
        file = docx.Document()
        body = file.element.body
        for paragraph in paragraphs:
            body.insert(len(body) - 1, parse_xml(f"<w:p {NAMESPACES}>{paragraph}</w:p>"))
        if cell is not None:
            table = file.add_table(1, 2)
            table.cell(0, 0).text = "May 2017"
            table.cell(0, 1)._tc.append(parse_xml(f"<w:p {NAMESPACES}>{cell}</w:p>"))
        buffer = BytesIO()
        file.save(buffer)
        path = tmp_path / "report.docx"
        with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
            for item in old.infolist():
                data = old.read(item)
                if item.filename == "word/_rels/document.xml.rels" and footnote:
                    data = data.replace(
                        b"</Relationships>",
                        b'<Relationship Id="n" Target="footnotes.xml" Type="http://schemas.openxmlformats.org'
                        b'/officeDocument/2006/relationships/footnotes"/></Relationships>',
                    )
                new.writestr(item, data)
            if footnote:
                new.writestr(
                    "word/footnotes.xml",
                    f"<w:footnotes {NAMESPACES}><w:footnote w:id='5'><w:p>{run(footnote)}</w:p></w:footnote>"
                    "</w:footnotes>",
                )
        return load(path)

    return written


def texts(document: Document) -> list[tuple[str, str]]:
    return [(p.number, p.text) for p in document.paragraphs]


@pytest.mark.parametrize("form", FORMS)
def test_a_text_box_is_read_once_at_its_anchor(word, form: str):
    box = f"<w:r>{FORMS[form]}</w:r>"
    document = word(
        run("1. The members of the two bodies met") + box + run(f" at the seat. {ANCHOR}"), run(f"2. {AFTER}")
    )
    assert texts(document) == [
        ("1", f"The members of the two bodies met at the seat. {ANCHOR} {BOX}"),
        ("2", AFTER),
    ]


def test_numbered_paragraphs_in_a_text_box_are_paragraphs(word):
    box = f"<w:r>{drawing(inside(run(f'2. {BOX}'), run(f'3. {AFTER}')))}</w:r>"
    document = word(run(f"1. {ANCHOR}") + box, run(f"4. {AFTER}"))
    assert texts(document) == [("1", ANCHOR), ("2", BOX), ("3", AFTER), ("4", AFTER)]


def test_a_text_box_in_a_cell_belongs_to_the_row(word):
    document = word(run(f"1. {ANCHOR}"), cell=run("A meeting") + f"<w:r>{BOTH}</w:r>")
    assert document.paragraphs[-1].text.endswith(f"May 2017 | A meeting {BOX}")


def test_what_is_deleted_in_a_text_box_is_not_read(word):
    changed = run("The centre") + "<w:del w:id='1' w:author='A'>" + run(" is to be") + "</w:del>"
    changed += "<w:ins w:id='2' w:author='A'>" + run(" was") + "</w:ins>" + run(" opened.")
    document = word(run(f"1. {ANCHOR}") + f"<w:r>{drawing(inside(changed))}</w:r>", run(f"2. {AFTER}"))
    assert texts(document)[0] == ("1", f"{ANCHOR} The centre was opened.")


def test_a_paragraph_that_was_moved_away_is_not_counted(word):
    moved = (
        "<w:pPr><w:rPr><w:moveFrom w:id='1' w:author='A'/></w:rPr></w:pPr><w:moveFrom w:id='2' w:author='A'>"
    )
    document = word(run(f"1. {ANCHOR}"), moved + run("2. Gone.") + "</w:moveFrom>", run(f"2. {AFTER}"))
    assert texts(document) == [("1", ANCHOR), ("2", AFTER)]


REFERENCE = "<w:r><w:footnoteReference w:id='5'/></w:r>"


@pytest.mark.parametrize(
    ("place", "paragraph"),
    [
        ("in a text box", "1"),
        ("in a cell", "¶1"),
    ],
)
def test_a_footnote_is_tied_to_the_paragraph_that_refers_to_it(word, place: str, paragraph: str):
    if place == "in a cell":
        document = word(run(f"1. {ANCHOR}"), "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>" + run("Meetings"),
                        cell=run("A meeting") + REFERENCE, footnote="See the plan.")  # fmt: skip
    else:
        box = f"<w:r>{drawing(inside(run(BOX) + REFERENCE))}</w:r>"
        document = word(run(f"1. {ANCHOR}") + box, run(f"2. {AFTER}"), footnote="See the plan.")
    (note,) = document.footnotes
    assert (note.mark, note.text, note.paragraph) == ("1", "See the plan.", paragraph)
