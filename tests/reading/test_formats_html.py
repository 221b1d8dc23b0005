"""Web pages."""

from pathlib import Path

import pytest

from concertation.reading.document import Document
from concertation.reading.formats import load


@pytest.fixture
def page(tmp_path: Path):
    def read(body: str, head: str = '<meta charset="utf-8">', encoding: str = "utf-8") -> Document:
        path = tmp_path / "report.html"
        path.write_bytes(
            f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding)
        )
        return load(path)

    return read


def texts(document: Document) -> list[tuple[str, str]]:
    return [(p.number, p.text) for p in document.paragraphs]


def test_paragraphs_and_headings(page):
    document = page(
        "<h1>Work with other bodies</h1><h2>Past work</h2><p>1. The members of the <b>two</b> bodies"
        " met\n at the <a href='https://example.org'>seat</a>.</p><div>2. They agreed on the plan.</div>"
        "<h2>Next steps</h2><h3>Meetings</h3><p>3. The members will<br>meet with the others.</p>"
    )
    assert document.title == "Work with other bodies"
    assert [(s.title, s.level, s.parent) for s in document.sections] == [
        ("Past work", 1, None),
        ("Next steps", 1, None),
        ("Meetings", 2, 1),
    ]
    assert texts(document) == [
        ("1", "The members of the two bodies met at the seat."),
        ("2", "They agreed on the plan."),
        ("3", "The members will meet with the others."),
    ]


def test_lists_carry_the_numbers_that_a_browser_prints(page):
    document = page(
        "<ol start=4><li>The members of the bodies met at the seat of the centre.<li value=6>They agreed on:"
        "<ol type=a><li>A plan;</li><li>A report.</li></ol></li><li>They did this with:"
        "<ul><li>The chair</ul></ol>"
    )
    assert texts(document) == [
        ("4", "The members of the bodies met at the seat of the centre."),
        ("6", "They agreed on: a) A plan; b) A report."),
        ("7", "They did this with: • The chair"),
    ]


def test_what_is_not_text_is_not_read(page):
    document = page(
        "<style>p {}</style><nav>Menu of the site</nav><p>1. The members of the bodies met with the others."
        "</p><script>var x = 'the'</script><p hidden>2. Not for the eye.</p>"
        "<p style='display: none'>3. Nor this.</p>"
        "<form>Search</form><footer>Contact</footer><!-- 2. Nor that. -->"
    )
    assert texts(document) == [("1", "The members of the bodies met with the others.")]


def test_a_page_with_a_main_part_is_read_there_only(page):
    document = page(
        "<p>News of the site.</p><main><p>1. The members of the bodies met with the others.</p></main>"
    )
    assert texts(document) == [("1", "The members of the bodies met with the others.")]


def test_tables_are_read_row_by_row_unless_they_are_a_frame(page):
    document = page(
        "<table><tr><td><p>1. The members of the bodies met with the others.</p></td></tr></table>"
        "<h2>Meetings</h2><table><tr><th>When<th>What<tr><td>May<td>A meeting of the members</table>"
        "<p>2. The members of the bodies rested.</p>"
    )
    assert texts(document) == [
        ("1", "The members of the bodies met with the others."),
        ("¶1", "When | What"),
        ("¶2", "May | A meeting of the members"),
        ("2", "The members of the bodies rested."),
    ]


def test_footnotes_stand_apart(page):
    document = page(
        "<p>1. The members of the bodies<sup><a href='#n1'>1</a></sup> met with the others.</p>"
        "<p>2. They agreed on the plan.<a href='#n2' role='doc-noteref'>[2]</a></p>"
        "<p>3. See <a href='#n2'>below</a> for what is to be done.</p>"
        "<ol><li id='n1'>See the plan. <a href='#x'>↩</a></li></ol><p><a name='n2'>[2]</a> Not yet.</p>"
    )
    assert [text for _, text in texts(document)] == [
        "The members of the bodies met with the others.",
        "They agreed on the plan.",
        "See below for what is to be done.",
    ]
    assert [(n.mark, n.text, n.paragraph) for n in document.footnotes] == [
        ("1", "See the plan.", "1"),
        ("2", "Not yet.", "2"),
    ]


FRENCH = "<p>1. Les représentants des organisations ont tenu à Genève une réunion avec les États.</p>"
CHARSETS = [
    ("meta charset", '<meta charset="iso-8859-1">', "cp1252"),
    ("meta http-equiv", '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8"),
    ("nothing said", "", "utf-8"),
    ("nothing said, Western", "", "cp1252"),
    ("a wrong statement", '<meta charset="utf-8">', "cp1252"),
    ("an unknown name", '<meta charset="klingon">', "utf-8"),
    ("UTF-16", "", "utf-16"),
]


@pytest.mark.parametrize(("head", "encoding"), [c[1:] for c in CHARSETS], ids=[c[0] for c in CHARSETS])
def test_the_encoding_is_what_the_page_says_or_else_what_it_is(page, head: str, encoding: str):
    assert "ont tenu à Genève une réunion avec les États." in page(FRENCH, head, encoding).paragraphs[0].text
