"""`concert read FOLDER --out`: codes, messages, and going on after the program was killed."""

import json
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = """\
I. Meetings

1. The United Nations and the League of Arab States held their fourteenth general cooperation meeting in
Geneva in July 2018.

2. The African Union and the United Nations held a seminar on mediation in Addis Ababa in May 2017.
"""


def concert(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "concertation.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    root.mkdir()
    (root / "a.txt").write_text(TEXT)
    (root / "b.md").write_text(TEXT)
    return root


def test_a_folder_is_read_into_a_table(folder: Path, tmp_path: Path):
    out = tmp_path / "records.jsonl"
    done = concert("read", folder, "--out", out, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(row["file"], row["para"]) for row in rows] == [
        ("a.txt", "1"), ("a.txt", "2"), ("b.md", "1"), ("b.md", "2"),
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "records.journal", "records.jsonl"]


def test_the_records_are_those_of_the_single_file(folder: Path, tmp_path: Path):
    out = tmp_path / "records.jsonl"
    concert("read", folder / "a.txt", "--out", out)
    single = concert("read", folder / "a.txt", "--format", "jsonl")
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    for row in rows:
        for name in ("file", "document", "sha256", "page"):
            del row[name]
    assert rows == [json.loads(line) for line in single.stdout.splitlines()]


def test_code_1_where_some_could_not_be_read(folder: Path, tmp_path: Path):
    (folder / "bad.docx").write_bytes(b"junk")
    (folder / "photo.jpg").write_bytes(b"junk")
    done = concert("read", folder, "--out", tmp_path / "records.jsonl")
    assert done.returncode == 1
    assert "records.failures.jsonl" in done.stderr
    assert "1 .jpg" in done.stderr
    assert "bad.docx" in (tmp_path / "records.failures.jsonl").read_text()


def test_code_2_where_nothing_could_be_read(tmp_path: Path):
    root = tmp_path / "archive"
    root.mkdir()
    out = tmp_path / "records.jsonl"
    empty = concert("read", root, "--out", out)
    assert (empty.returncode, "no document" in empty.stderr) == (2, True)
    (root / "bad.docx").write_bytes(b"junk")
    bad = concert("read", root, "--out", out)
    assert (bad.returncode, "nothing could be read" in bad.stderr) == (2, True)
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["FOLDER"], "--out records.parquet"),
        (["FOLDER", "--out", "records.csv"], ".parquet or .jsonl"),
        (["FOLDER", "--out", "no/folder/records.jsonl"], "no/folder"),
        (["absent", "--out", "records.jsonl"], "absent"),
        (["FOLDER", "--out", "records.jsonl", "--citations"], "--citations"),
        (["FOLDER", "--out", "records.jsonl", "--memory", "64"], "--memory"),
    ],
)
def test_a_wrong_argument_is_answered_with_what_to_do(
    folder: Path, tmp_path: Path, arguments: list[str], said: str
):
    given = [
        str(folder) if a == "FOLDER" else str(tmp_path / a) if a.startswith(("records", "no/")) else a
        for a in arguments
    ]
    done = concert("read", *given)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_that_was_killed_goes_on_and_writes_the_same_bytes(folder: Path, tmp_path: Path):
    for number in range(150):
        (folder / f"{number}.txt").write_text(TEXT.replace("2017", str(1900 + number)) * 8)
    whole, out = tmp_path / "whole.jsonl", tmp_path / "records.jsonl"
    assert concert("read", folder, "--out", whole).returncode == 0
    for _ in range(2):
        command = [
            sys.executable,
            "-m",
            "concertation.cli",
            "read",
            str(folder),
            "--out",
            str(out),
            "--jobs",
            "2",
        ]
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        journal = out.with_suffix(".journal-wal")
        before = time.monotonic()
        while not (journal.exists() and journal.stat().st_size > 60_000) and running.poll() is None:
            assert time.monotonic() - before < 60
            time.sleep(0.01)
        running.kill()
        running.wait()
    assert not out.exists()
    done = concert("read", folder, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "known from an earlier run" in done.stderr
    assert out.read_bytes() == whole.read_bytes()


def test_each_document_of_a_mail_is_printed(tmp_path: Path):
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "Meetings", "Thu, 05 Jul 2018 10:00:00 +0000"
    mail.set_content(TEXT)
    mail.add_attachment(TEXT, filename="note.txt")
    (tmp_path / "mail.eml").write_bytes(bytes(mail))
    table = concert("read", tmp_path / "mail.eml")
    assert table.returncode == 0, table.stderr
    assert "mail.eml: 2 paragraphs" in table.stderr
    assert "mail.eml › note.txt: 2 paragraphs" in table.stderr
    assert len(concert("read", tmp_path / "mail.eml", "--format", "jsonl").stdout.splitlines()) == 4
    mail.add_attachment(b"junk", maintype="application", subtype="octet-stream", filename="bad.docx")
    (tmp_path / "mail.eml").write_bytes(bytes(mail))
    some = concert("read", tmp_path / "mail.eml")
    assert (some.returncode, "bad.docx" in some.stderr) == (1, True)
