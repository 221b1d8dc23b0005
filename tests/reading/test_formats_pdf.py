"""PDF files, written here line by line as typesetting programs do."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from concertation.reading.document import Document
from concertation.reading.formats import load

LEFT, WIDTH, LEADING = 72, 450, 12
WORDS = (
    "the members of the two bodies met at the seat of the centre with all of the others and agreed on a plan"
)
LONG = " ".join([WORDS] * 4)


class Page:
    """Writes text at places on a page, breaking lines as a typesetter does."""

    def __init__(self, canvas: Canvas):
        self.canvas = canvas
        self.y = 740.0

    def write(self, x: float, text: str, size: float = 10, bold: bool = False) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, self.y, text)

    def paragraph(
        self, text: str, size: float = 10, bold: bool = False, left: float = LEFT, width: float = WIDTH
    ) -> None:
        font = "Helvetica-Bold" if bold else "Helvetica"
        line = ""
        for word in text.split():
            if line and stringWidth(f"{line} {word}", font, size) > width:
                self.write(left, line, size, bold)
                self.y -= 1.2 * size
                line = word
            else:
                line = f"{line} {word}".strip()
        self.write(left, line, size, bold)
        self.y -= 1.2 * size + 8


@pytest.fixture
def pdf(tmp_path: Path):
    def read(*pages: Callable[[Page], None]) -> Document:
        path = tmp_path / "report.pdf"
        canvas = Canvas(str(path), pagesize=A4)
        for write in pages:
            write(Page(canvas))
            canvas.showPage()
        canvas.save()
        return load(path)

    return read


def texts(document: Document) -> list[tuple[str, str]]:
    return [(p.number, p.text) for p in document.paragraphs]


def running(page: Page, number: int, of: int) -> None:
    """A header and a footer as UN documents have them: they change sides from page to page."""
    page.y = 800
    page.write(LEFT if number % 2 == 0 else 450, "A/99/12", 8, bold=True)
    page.y = 40
    page.write(LEFT, f"{number}/{of}" if number % 2 == 0 else "44-12345", 8)
    page.write(450, "44-12345" if number % 2 == 0 else f"{number}/{of}", 8)
    page.y = 740


def test_paragraphs_and_headings_over_pages(pdf):
    heading = "A heading so long that it takes two lines of the page, since it names the two Bodies That Met"

    def first(page: Page) -> None:
        running(page, 1, 3)
        page.paragraph(f"I. {heading}", 13, bold=True)
        page.paragraph(f"1. Then {LONG}.")
        page.paragraph("Bodies of the north", 11, bold=True)
        page.paragraph(f"2. Then {LONG} that")

    def second(page: Page) -> None:
        running(page, 2, 3)
        page.paragraph(f"was good. Then {WORDS}.")
        page.paragraph(f"3. Then {LONG}.")

    def third(page: Page) -> None:
        running(page, 3, 3)
        page.paragraph("4. They will meet again.")

    document = pdf(first, second, third)
    assert texts(document) == [
        ("1", f"Then {LONG}."),
        ("2", f"Then {LONG} that was good. Then {WORDS}."),
        ("3", f"Then {LONG}."),
        ("4", "They will meet again."),
    ]
    assert [s.title for s in document.sections] == [
        heading,
        "Bodies of the north",
    ]
    assert [p.page for p in document.paragraphs] == [1, 1, 2, 3]
    assert document.symbols == ("A/99/12",)
    assert document.notes == ()


def test_footnotes_in_small_type_stand_apart(pdf):
    def first(page: Page) -> None:
        page.paragraph(f"1. Then {LONG}.")
        page.write(LEFT, "2. Then the members of the bodies")
        x = LEFT + stringWidth("2. Then the members of the bodies", "Helvetica", 10)
        page.y += 4
        page.write(x, "1", 6)
        page.y -= 4
        page.write(x + 4, " met with the others.")
        page.y = 120
        page.write(LEFT, "1", 6)
        page.paragraph(f"See the plan, in which {WORDS} and rest.", 8, left=LEFT + 8)
        page.paragraph("2   Not yet.", 8)

    document = pdf(first)
    assert texts(document)[1] == ("2", "Then the members of the bodies met with the others.")
    assert [(n.mark, n.text, n.paragraph) for n in document.footnotes] == [
        ("1", f"See the plan, in which {WORDS} and rest.", "2"),
        ("2", "Not yet.", None),
    ]


def columns(page: Page, left: Sequence[str], right: Sequence[str]) -> None:
    top = page.y
    for x, paragraphs in ((LEFT, left), (LEFT + 235, right)):
        page.y = top
        for text in paragraphs:
            page.paragraph(text, left=x, width=215)


def test_two_columns_are_read_one_after_the_other(pdf):
    def first(page: Page) -> None:
        page.paragraph(
            "I. Work of the bodies over the whole width of the page and of both of its columns", 13, True
        )
        columns(
            page, [f"1. Then {LONG}.", f"2. Then {WORDS} that"], [f"was good, and {WORDS}.", f"3. So {LONG}."]
        )

    assert texts(pdf(first)) == [
        ("1", f"Then {LONG}."),
        ("2", f"Then {WORDS} that was good, and {WORDS}."),
        ("3", f"So {LONG}."),
    ]


def test_words_broken_at_the_end_of_a_line_are_whole_again(pdf):
    def first(page: Page) -> None:
        for line in (
            "1. Then the members of the bodies that met at the seat of the centre sent repre-",
            "sentatives to the other bodies, and those of the centre stayed where they were-",
        ):
            page.write(LEFT, line)
            page.y -= LEADING
        page.write(LEFT, "by there.")

    assert "sent representatives to the other" in pdf(first).paragraphs[0].text


def test_a_page_without_text_is_stated(pdf):
    def first(page: Page) -> None:
        page.paragraph(f"1. Then {LONG}.")

    def blank(page: Page) -> None:
        page.canvas.rect(100, 100, 200, 200, fill=1)

    assert "No text was found on page 2" in pdf(first, blank).notes[0]


def test_paragraphs_without_numbers_are_parted_by_their_space(pdf):
    def first(page: Page) -> None:
        page.paragraph("Work with other bodies", 16, bold=True)
        page.paragraph(f"First {LONG}.")
        page.paragraph(f"Then {LONG}.")

    document = pdf(first)
    assert texts(document) == [("¶1", f"First {LONG}."), ("¶2", f"Then {LONG}.")]
    assert document.title == "Work with other bodies"
