"""Plain text in any usual encoding, and Markdown."""

import unicodedata
from pathlib import Path

import pytest

from concertation.reading.formats import load

FRENCH = (
    "1. Les représentants des deux organisations ont tenu à Genève une réunion « élargie » sur l’œuvre "
    "accomplie par les États.\n\n"
    "2. Ils ont décidé de poursuivre le dialogue engagé en août avec les autres membres."
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_is_recognized(tmp_path: Path, encoding: str):
    path = tmp_path / "rapport.txt"
    path.write_bytes(FRENCH.encode(encoding))
    document = load(path)
    assert document.paragraphs[0].text.endswith(
        "une réunion « élargie » sur l’œuvre accomplie par les États."
    )
    assert document.name == "rapport.txt"
    assert len(document.sha256) == 64


def test_latin_1_is_recognized(tmp_path: Path):
    path = tmp_path / "rapport.txt"
    path.write_bytes(FRENCH.replace("’", "'").replace("œ", "oe").encode("latin-1"))
    assert "à Genève une réunion « élargie »" in load(path).paragraphs[0].text


def test_accents_are_composed_whatever_the_file_does(tmp_path: Path):
    path = tmp_path / "rapport.txt"
    path.write_text(unicodedata.normalize("NFD", FRENCH), encoding="utf-8")
    assert "Genève" in load(path).paragraphs[0].text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(tmp_path: Path, line_end: str):
    path = tmp_path / "rapport.txt"
    path.write_bytes(FRENCH.replace("\n", line_end).encode())
    assert [p.number for p in load(path).paragraphs] == ["1", "2"]


def test_form_feeds_part_pages(tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_text(
        "1. The members of the body met at\fthe seat of it.\n\n2. They agreed on the plan.", "utf-8"
    )
    assert [(p.number, p.page) for p in load(path).paragraphs] == [("1", 1), ("2", 2)]


MARKDOWN = """# Work with other bodies

## Past work

1. The members of the *two* bodies met at the seat[^1] of
   the [centre](https://example.org/centre).
2. They agreed on the following:

> that the plan is to be carried out.

Next steps
----------

| When | What |
|------|------|
| May  | a meeting of the members |

3. The members will meet with **all** of the others.

[^1]: In the capital.
"""


def test_markdown(tmp_path: Path):
    path = tmp_path / "report.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    document = load(path)
    assert document.title == "Work with other bodies"
    assert [s.title for s in document.sections] == ["Past work", "Next steps"]
    assert [(p.number, p.text) for p in document.paragraphs] == [
        ("1", "The members of the two bodies met at the seat of the centre."),
        ("2", "They agreed on the following: that the plan is to be carried out."),
        ("¶1", "When | What"),
        ("¶2", "May | a meeting of the members"),
        ("3", "The members will meet with all of the others."),
    ]
    assert [(n.mark, n.text, n.paragraph) for n in document.footnotes] == [("1", "In the capital.", "1")]


def test_the_marks_of_a_quotation_of_several_lines_are_no_text(tmp_path: Path):
    path = tmp_path / "a.md"
    quoted = "> They will meet\n> in the spring\n>> of the year.\n"
    path.write_text(f"1. The members of the bodies said:\n\n{quoted}")
    (paragraph,) = load(path).paragraphs
    assert paragraph.text == "The members of the bodies said: They will meet in the spring of the year."
    start, end = paragraph.source.source(paragraph.text.index("spring"), paragraph.text.index("spring") + 6)
    assert path.read_text()[start:end] == "spring"
