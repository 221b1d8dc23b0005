"""Whatever is given: a clear sentence, exit code 2 where nothing could be read, nothing half-written."""

import json
import zipfile

import pytest


def write(path, content: bytes):
    path.write_bytes(content)
    return path


def renamed_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "not a document")
    return path


def scanned_pdf(path):
    """A PDF whose only page is a picture: no text layer."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument.new()
    document.new_page(612, 792)
    document.save(path)
    return path


BAD = {
    "no such file": lambda folder: folder / "missing.docx",
    "a folder": lambda folder: folder,
    "an empty file": lambda folder: write(folder / "empty.txt", b""),
    "blanks only": lambda folder: write(folder / "blank.md", b" \n\n \t\n"),
    "an unknown format": lambda folder: write(folder / "report.xyz", b"text"),
    "junk named .txt": lambda folder: write(folder / "junk.txt", bytes(range(256)) * 64),
    "a renamed zip": lambda folder: renamed_zip(folder / "report.docx"),
    "text named .docx": lambda folder: write(folder / "text.docx", b"1. A paragraph."),
    "a cut .pdf": lambda folder: write(folder / "cut.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    "a scanned .pdf": lambda folder: scanned_pdf(folder / "scan.pdf"),
}


@pytest.mark.parametrize("command", ["read", "load"])
@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_said_and_nothing_is_written(concert, tmp_path, command, case):
    file = BAD[case](tmp_path)
    done = concert(command, file)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert file.name in done.stderr
    assert json.loads(concert("review", "--json").stdout) == {"waiting": {}}


def test_a_file_of_200_megabytes_is_refused_by_its_size(concert, tmp_path):
    file = tmp_path / "large.txt"
    with file.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    done = concert("read", file)
    assert done.returncode == 2
    assert "large.txt" in done.stderr
    assert "MB" in done.stderr


def test_latin_1_text_is_read(concert, tmp_path):
    text = "I. Introduction\n\n1. La réunion générale s'est tenue à Genève en juillet 2018, où elle a siégé."
    file = write(tmp_path / "latin.txt", text.encode("latin-1"))
    done = concert("read", file, "--structure")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["lang"] == "fr"


def test_a_text_with_no_numbered_paragraphs_is_read_and_that_is_said(concert, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text(
        "The United Nations and the African Union held a meeting in Addis Ababa in July 2018.\n\n"
        "It was the second of its kind, and it was well attended by all.\n"
    )
    done = concert("load", file)
    assert done.returncode == 0, done.stderr
    assert "number" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["load", "REPORT", "--label", "SECRET"], "CLEAR"),
        (["load", "REPORT", "--label", "AMBER"], "--circle"),
        (["load", "REPORT", "--by", "nobody@example.org"], "nobody@example.org"),
        (["review", "--accept-above", "0.5"], "--by"),
        (["report", "--period", "last year", "-o", "out.docx"], "last year"),
        (["report", "--period", "2018/2017", "-o", "out.docx"], "2018/2017"),
        (["report", "--period", "2016/2018", "-o", "out.odt"], ".docx"),
        (["report", "--period", "2016/2018", "-o", "no/such/folder/out.docx"], "no/such/folder"),
        (["user", "add", "not an address"], "address"),
        (["user", "add", "a@example.org", "--role", "king"], "reader"),
        (["user", "add", "a@example.org", "--organization", "NOPE"], "NOPE"),
        (["user", "password", "nobody@example.org"], "nobody@example.org"),
        (["demo", "--report", "missing.docx"], "missing.docx"),
    ],
)
def test_a_wrong_argument_is_answered_with_what_to_do(concert, report, arguments, word):
    done = concert(*[report if argument == "REPORT" else argument for argument in arguments])
    assert done.returncode == 2, done.stdout
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_a_register_that_is_not_set_up_says_how_to(concert, environment, tmp_path, monkeypatch):
    monkeypatch.setitem(environment, "DATABASE_URL", f"sqlite:///{tmp_path / 'none.sqlite3'}")
    done = concert("review")
    assert done.returncode == 2
    assert "concert setup" in done.stderr
