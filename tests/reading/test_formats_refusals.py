"""A file that cannot be read is refused with a sentence: what is wrong, where, and what to do."""

import os
import random
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from concertation.reading import formats
from concertation.reading.document import Unreadable
from concertation.reading.formats import load
from concertation.reading.formats.docx_package import MAXIMUM_UNPACKED

SENTENCE = "The members of the two bodies met at the seat of the centre."
MAIN = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument"/></Relationships>'
)
BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    "{}</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def refused(path: Path, *said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        load(path)
    message = str(caught.value)
    assert path.name in message
    assert message.endswith(".")
    for words in said:
        assert words in message


def packed(parts: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def pdf(*texts: str, protected: bool = False) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret") if protected else None)
    for text in texts:
        canvas.rect(100, 100, 50, 50, fill=1)
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def word() -> bytes:
    buffer = BytesIO()
    document = docx.Document()
    document.add_paragraph(f"1. {SENTENCE}")
    document.save(buffer)
    return buffer.getvalue()


CONTENTS: list[tuple[str, str, bytes, tuple[str, ...]]] = [
    ("an empty file", "a.txt", b"", ("is empty",)),
    ("blanks only", "a.txt", b" \n\n \n", ("holds no text",)),
    ("an ending not read", "a.odt", b"x", (".odt", ".docx", "save it as")),
    ("no ending", "report", b"x", ("no ending", ".docx")),
    ("an old Word document", "a.doc", b"\xd0\xcf\x11\xe0", (".doc", "save it as .docx")),
    ("binary junk", "a.txt", random.Random(1).randbytes(5000), ("no text",)),
    ("junk after text", "a.txt", b"The plan\nof the body \x00\x01", ("line 2",)),
    ("a PDF named .txt", "a.txt", pdf(SENTENCE), ("a PDF",)),
    ("a Word document named .txt", "a.txt", word(), (".docx",)),
    ("another language", "a.txt", "Οι δύο οργανισμοί συνεδρίασαν.".encode(), ("English, Spanish",)),
    ("a packed file named .docx", "a.docx", packed({"a.txt": "x"}), ("not a Word document",)),
    ("an old Word document named .docx", "a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, ("old Word document",)),
    (
        "a protected Word document",
        "a.docx",
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        ("password",),
    ),
    ("text named .docx", "a.docx", b"The plan of the body.", ("no Word document",)),
    ("a cut Word document", "a.docx", word()[:-400], ("damaged",)),
    ("broken XML", "a.docx", packed({"_rels/.rels": MAIN, "word/document.xml": "<w:document>"}), ("line 1",)),
    ("a missing part", "a.docx", packed({"_rels/.rels": MAIN}), ("not a Word document",)),
    (
        "a workbook named .docx",
        "a.docx",
        packed({"_rels/.rels": MAIN.replace("word/document", "xl/book"), "xl/book.xml": "<workbook/>"}),
        ("not a Word document",),
    ),
    (
        "a part that draws in what is outside",
        "a.docx",
        packed(
            {
                "_rels/.rels": MAIN,
                "word/document.xml": OUTSIDE + BODY.format("&e;"),
            }
        ),
        ("document type",),
    ),
    (
        "a Word document without text",
        "a.docx",
        packed({"_rels/.rels": MAIN, "word/document.xml": BODY.format("")}),
        ("holds no text",),
    ),
    ("a PDF of pictures", "a.pdf", pdf("", ""), ("pictures of 2 pages", "text recognition")),
    ("a protected PDF", "a.pdf", pdf(SENTENCE, protected=True), ("password",)),
    ("a cut PDF", "a.pdf", pdf(SENTENCE)[:200], ("damaged",)),
    ("text named .pdf", "a.pdf", b"The plan of the body.", ("no PDF",)),
    ("a page without text", "a.html", b"<html><body><script>x</script></body></html>", ("holds no text",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "said"), [c[1:] for c in CONTENTS], ids=[c[0] for c in CONTENTS])
def test_contents_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, said: tuple[str, ...]):
    path = tmp_path / name
    path.write_bytes(data)
    refused(path, *said)


def test_a_file_that_is_not_there(tmp_path: Path):
    refused(tmp_path / "absent.txt", "no such file")


def test_a_folder(tmp_path: Path):
    refused(tmp_path, "a folder")


def test_a_pipe(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    refused(tmp_path / "pipe.txt", "no ordinary file")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(formats.MAXIMUM_BYTES + 1)
    refused(path, "100 MB")


def test_a_small_file_that_unpacks_to_a_huge_one(tmp_path: Path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("_rels/.rels", MAIN)
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(MAXIMUM_UNPACKED // 10_000_000 + 1):
                part.write(b" " * 10_000_000)
    assert path.stat().st_size < 1_000_000
    refused(path, "unpacked", "200 MB")


def test_entities_that_multiply_are_not_expanded(tmp_path: Path):
    layers = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 20))
    page = f'<!DOCTYPE html [<!ENTITY e0 "ha">{layers}]><html><body><p>1. {SENTENCE} &e19;</p></body></html>'
    path = tmp_path / "laughs.html"
    path.write_text(page, encoding="utf-8")
    assert load(path).paragraphs[0].text.startswith(SENTENCE[:20])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["docx", "pdf"]), st.data())
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: st.DataObject
):
    contents = bytearray(word() if ending == "docx" else pdf(f"1. {SENTENCE}"))
    for _ in range(data.draw(st.integers(1, 8))):
        contents[data.draw(st.integers(0, len(contents) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("damaged") / f"a.{ending}"
    path.write_bytes(contents)
    try:
        load(path)
    except Unreadable as error:
        assert path.name in str(error)  # noqa: PT017
