"""A whole folder becomes one table: the same bytes, however many processes read, however often they stop."""

import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from email.message import EmailMessage
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from concertation.reading.archive import journal, table
from concertation.reading.archive.folder import Tally, read_folder
from concertation.reading.archive.journal import JournalError, open_journal
from concertation.reading.archive.outcome import FileRead, Limits, Task, Unchanged
from concertation.reading.archive.record import CONTRACT
from concertation.reading.archive.table import OutputError, schema
from concertation.reading.archive.team import CannotStart, Worker, read_side_by_side

TEXT = """\
Cooperation with other bodies

I. Meetings

1. The United Nations and the League of Arab States held their fourteenth general cooperation meeting in
Geneva in July 2018. In September 2017, the Office of the United Nations High Commissioner for Refugees
and the League of Arab States signed a memorandum of understanding.

2. The African Union and the United Nations held a seminar on mediation in Addis Ababa in May 2017.
"""
LIMITS = Limits(seconds=30, memory=1500)

Readers = Callable[[Sequence[Task]], Iterable[FileRead | Unchanged]]


def side_by_side(jobs: int = 1, limits: Limits = LIMITS) -> Readers:
    return partial(read_side_by_side, jobs=jobs, limits=limits)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents of several kinds, some of which cannot be read."""
    root = tmp_path / "archive"
    (root / "2018" / "deep").mkdir(parents=True)
    for number, place in enumerate(["a.txt", "B.md", "2018/a.txt", "2018/deep/é.txt", "z.txt"]):
        (root / place).write_text(TEXT.replace("2017", str(2010 + number)), encoding="utf-8")
    (root / "bad.docx").write_bytes(b"junk")
    (root / "old.doc").write_bytes(b"junk")
    (root / "photo.jpg").write_bytes(b"junk")
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "Meetings", "Thu, 05 Jul 2018 10:00:00 +0000"
    mail.set_content(TEXT)
    mail.add_attachment(TEXT, filename="b.txt")
    mail.add_attachment(TEXT, filename="a.txt")
    mail.add_attachment("nothing", filename="c.txt")
    (root / "mail.eml").write_bytes(bytes(mail))
    with zipfile.ZipFile(root / "packed.zip", "w") as packed:
        packed.writestr("one.txt", TEXT)
    return root


@pytest.fixture
def whole(folder: Path, tmp_path: Path) -> bytes:
    """What an uninterrupted run of one process writes."""
    out = tmp_path / "whole" / "records.jsonl"
    out.parent.mkdir()
    read_folder(folder, out, side_by_side(), LIMITS)
    return out.read_bytes()


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Counting:
    """Readers that note which files were read, and stop after `limit` of them, if there is one."""

    def __init__(self, limit: int | None = None):
        self.limit = limit
        self.read: list[str] = []

    def __call__(self, tasks: Sequence[Task]) -> Iterator[FileRead | Unchanged]:
        for found in islice(side_by_side()(tasks), self.limit):
            if isinstance(found, FileRead):
                self.read.append(found.file)
            yield found
        if self.limit is not None:
            raise KeyboardInterrupt


def test_records_are_sorted_by_file_document_paragraph_and_start(whole: bytes):
    found = [json.loads(line) for line in whole.decode().splitlines()]
    keys = [(row["file"], row["document"], int(row["para"]), row["span"][0]) for row in found]
    assert keys == sorted(keys)
    assert list(dict.fromkeys(row["document"] for row in found if row["file"] == "mail.eml")) == [
        "mail.eml",
        "mail.eml › a.txt",
        "mail.eml › b.txt",
    ]
    assert len({row["file"] for row in found}) == 7


def test_each_row_is_the_record_contract_and_where_it_stands(whole: bytes):
    for line in whole.decode().splitlines():
        assert tuple(json.loads(line)) == ("file", "document", "sha256", "page", *CONTRACT)


@pytest.mark.parametrize(("jobs", "seed"), [(1, "1"), (2, "2"), (5, "3")])
def test_the_same_bytes_however_many_processes_read(
    folder: Path, tmp_path: Path, whole: bytes, monkeypatch, jobs: int, seed: str
):
    monkeypatch.setenv("PYTHONHASHSEED", seed)
    out = tmp_path / "records.jsonl"
    read_folder(folder, out, side_by_side(jobs), LIMITS)
    assert out.read_bytes() == whole


def test_a_report_is_read_alike_by_every_process(monkeypatch):
    reports = sorted((Path(__file__).parents[2] / "sample").glob("report.*.md"))
    tasks = [Task(path.name, str(path)) for path in reports]
    found: set[tuple[tuple[str, bytes], ...]] = set()
    for seed in ("0", "1", "2", "3"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        reads = [read for read in side_by_side()(tasks) if isinstance(read, FileRead)]
        found.add(tuple((read.file, read.records) for read in reads))
    assert len(found) == 1


def test_what_fails_is_in_a_table_of_its_own(folder: Path, tmp_path: Path):
    out = tmp_path / "records.jsonl"
    tally = read_folder(folder, out, side_by_side(), LIMITS)
    failures = rows(tmp_path / "records.failures.jsonl")
    assert [(row["file"], row["document"], row["cause"]) for row in failures] == [
        ("bad.docx", "bad.docx", "refused"),
        ("mail.eml", "mail.eml › c.txt", "refused"),
        ("old.doc", "old.doc", "refused"),
    ]
    assert (tally.files, tally.done, tally.failed, tally.failures) == (9, 9, 3, 3)
    assert (tally.documents, tally.records) == (9, len(rows(out)))
    assert dict(tally.passed_over) == {".jpg": 1}


def test_a_table_of_failures_of_an_earlier_run_goes_when_all_is_read(folder: Path, tmp_path: Path):
    out = tmp_path / "records.jsonl"
    read_folder(folder, out, side_by_side(), LIMITS)
    for path in ("bad.docx", "old.doc", "mail.eml"):
        (folder / path).unlink()
    read_folder(folder, out, side_by_side(), LIMITS)
    assert not (tmp_path / "records.failures.jsonl").exists()


@pytest.mark.parametrize("stopped_after", [0, 1, 4, 8])
def test_a_run_that_was_stopped_goes_on(folder: Path, tmp_path: Path, whole: bytes, stopped_after: int):
    out = tmp_path / "records.jsonl"
    with pytest.raises(KeyboardInterrupt):
        read_folder(folder, out, Counting(stopped_after), LIMITS)
    assert not out.exists()
    rest = Counting()
    tally = read_folder(folder, out, rest, LIMITS)
    assert len(rest.read) == 9 - stopped_after
    assert tally.unchanged == stopped_after
    assert out.read_bytes() == whole


def test_a_second_run_reads_only_what_has_changed(folder: Path, tmp_path: Path):
    out, again = tmp_path / "records.jsonl", tmp_path / "again.jsonl"
    read_folder(folder, out, side_by_side(), LIMITS)
    times = (folder / "a.txt").stat()
    (folder / "a.txt").write_text((folder / "a.txt").read_text().replace("Geneva", "Vienna"))
    os.utime(folder / "a.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    os.utime(folder / "z.txt")
    (folder / "2018" / "a.txt").unlink()
    (folder / "new.txt").write_text(TEXT)
    counting = Counting()
    read_folder(folder, out, counting, LIMITS)
    assert sorted(counting.read) == ["a.txt", "new.txt"]
    read_folder(folder, again, side_by_side(), LIMITS)
    assert out.read_bytes() == again.read_bytes()
    assert {row["file"] for row in rows(out)} & {"2018/a.txt", "new.txt"} == {"new.txt"}


def test_another_reader_reads_all_again(folder: Path, tmp_path: Path, monkeypatch):
    out = tmp_path / "records.jsonl"
    read_folder(folder, out, side_by_side(), LIMITS)
    monkeypatch.setattr(journal, "fingerprint", lambda: "a later reader")
    counting = Counting()
    read_folder(folder, out, counting, LIMITS)
    assert len(counting.read) == 9


def test_one_file_is_a_folder_of_one(folder: Path, tmp_path: Path):
    out = tmp_path / "records.jsonl"
    tally = read_folder(folder / "a.txt", out, side_by_side(), LIMITS)
    assert (tally.files, {row["file"] for row in rows(out)}) == (1, {"a.txt"})


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path):
    root = tmp_path / "archive"
    root.mkdir()
    out = tmp_path / "records.jsonl"
    assert read_folder(root, out, side_by_side(), LIMITS) == Tally()
    (root / "bad.docx").write_bytes(b"junk")
    assert read_folder(root, out, side_by_side(), LIMITS).documents == 0
    assert not out.exists()


def test_a_name_of_bytes_that_are_no_text(tmp_path: Path):
    root = tmp_path / "archive"
    root.mkdir()
    with open(os.fsencode(root) + b"/r\xe9sum\xe9.txt", "w") as file:
        file.write(TEXT)
    out = tmp_path / "records.jsonl"
    read_folder(root, out, side_by_side(), LIMITS)
    assert {row["file"] for row in rows(out)} == {"r\\xe9sum\\xe9.txt"}


def test_links_to_folders_are_not_followed(folder: Path, tmp_path: Path, whole: bytes):
    (folder / "round").symlink_to(folder)
    out = tmp_path / "records.jsonl"
    read_folder(folder, out, side_by_side(), LIMITS)
    assert out.read_bytes() == whole


# Tables


def test_a_parquet_table_holds_the_same_as_the_lines(folder: Path, tmp_path: Path, whole: bytes):
    from pyarrow import parquet

    out = tmp_path / "records.parquet"
    read_folder(folder, out, side_by_side(), LIMITS)
    read = parquet.read_table(out)
    assert read.schema == schema()
    assert read.to_pylist() == [json.loads(line) for line in whole.decode().splitlines()]


def test_a_parquet_table_is_the_same_to_the_byte(folder: Path, tmp_path: Path):
    one, other = tmp_path / "one.parquet", tmp_path / "other.parquet"
    read_folder(folder, one, side_by_side(1), LIMITS)
    with pytest.raises(KeyboardInterrupt):
        read_folder(folder, other, Counting(3), LIMITS)
    read_folder(folder, other, side_by_side(2), LIMITS)
    assert one.read_bytes() == other.read_bytes()


def test_the_columns_are_typed():
    types = {field.name: str(field.type) for field in schema()}
    assert tuple(types) == ("file", "document", "sha256", "page", *CONTRACT)
    assert types["ordinal"] == "int64"
    assert types["actors"] == "list<item: string>"
    assert types["amount"] == "double"
    assert types["span"] == "fixed_size_list<item: int64>[2]"


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("records.csv", ".parquet or .jsonl"),
        ("no/folder/records.jsonl", "no/folder"),
        ("records", ".parquet"),
    ],
)
def test_an_output_that_cannot_be_written(folder: Path, tmp_path: Path, out: str, said: str):
    with pytest.raises((OutputError, JournalError), match=said.replace(".", r"\.")):
        read_folder(folder, tmp_path / out, side_by_side(), LIMITS)


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(table, "find_spec", lambda name: None)
    with pytest.raises(OutputError, match=r"pip install 'concertation\[archive\]'.*records\.jsonl"):
        table.writer(tmp_path / "records.parquet")


# The journal


def test_two_runs_at_once_on_one_output(tmp_path: Path):
    with (
        open_journal(tmp_path / "records.journal", LIMITS),
        pytest.raises(JournalError, match="another run"),
        open_journal(tmp_path / "records.journal", LIMITS),
    ):
        pass


def test_a_damaged_journal(folder: Path, tmp_path: Path):
    (tmp_path / "records.journal").write_bytes(b"junk" * 1000)
    with pytest.raises(JournalError, match="Delete it"):
        read_folder(folder, tmp_path / "records.jsonl", side_by_side(), LIMITS)


# Limits


def long_text(path: Path, paragraphs: int) -> Task:
    paragraph = TEXT.partition("1. ")[2].partition("\n\n")[0].replace("\n", " ")
    path.write_text("\n\n".join(f"{n}. {paragraph}" for n in range(1, paragraphs + 1)))
    return Task(path.name, str(path))


@pytest.fixture
def short(tmp_path: Path) -> Task:
    return long_text(tmp_path / "short.txt", 3)


def test_a_document_that_takes_too_long_is_stopped_and_the_next_is_read(tmp_path: Path, short: Task):
    limits = Limits(seconds=5, memory=1500)
    slow = long_text(tmp_path / "slow.txt", 60_000)
    found = {read.file: read for read in read_side_by_side([slow, short], 1, limits)}
    (failure,) = found["slow.txt"].failures
    assert (failure.cause, found["slow.txt"].count) == ("limit", 0)
    assert failure.error.startswith("slow.txt: it took more than 5 seconds.")
    assert found["short.txt"].count > 0


def test_a_document_that_needs_too_much_memory_is_stopped_and_the_next_is_read(tmp_path: Path, short: Task):
    limits = Limits(seconds=30, memory=400)
    (tmp_path / "large.html").write_text("<html><body>" + "<p>1. The body</p>" * 2_000_000)
    large = Task("large.html", str(tmp_path / "large.html"))
    found = {read.file: read for read in read_side_by_side([large, short], 1, limits)}
    (failure,) = found["large.html"].failures
    assert failure.cause == "limit"
    assert "memory" in failure.error
    assert found["short.txt"].count > 0


def test_documents_of_a_packed_file_that_came_before_the_one_that_breaks_are_kept(
    tmp_path: Path, short: Task
):
    slow = long_text(tmp_path / "slow.txt", 60_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.write(short.path, "short.txt")
        packed.write(slow.path, "slow.txt")
    (read,) = read_side_by_side([Task("a.zip", str(tmp_path / "a.zip"))], 1, Limits(8, 1500))
    assert isinstance(read, FileRead)
    assert read.documents == 1
    assert "1 were reached before" in read.failures[0].error


def test_a_process_that_is_killed_is_replaced(short: Task):
    worker = Worker(LIMITS)
    try:
        assert worker.read(short).count > 0
        worker._process.kill()
        worker._process.wait()
        broken = worker.read(short)
        assert "SIGKILL" in broken.failures[0].error
        assert worker.read(short).count > 0
    finally:
        worker.end()


def test_a_file_that_failed_by_its_limits_is_read_again_with_wider_ones(tmp_path: Path):
    root = tmp_path / "archive"
    root.mkdir()
    long_text(root / "slow.txt", 4_000)
    out = tmp_path / "records.jsonl"
    narrow = Limits(seconds=0.4, memory=1500)
    assert read_folder(root, out, side_by_side(1, narrow), narrow).documents == 0
    assert read_folder(root, out, side_by_side(1, narrow), narrow).unchanged == 1
    assert read_folder(root, out, side_by_side(), LIMITS).documents == 1


def test_too_little_memory_to_start_says_so(short: Task):
    with pytest.raises(CannotStart, match="--memory"):
        list(read_side_by_side([short], 1, Limits(seconds=30, memory=64)))
