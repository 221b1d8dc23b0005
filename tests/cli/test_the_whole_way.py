"""From a report in to a report out, by the commands alone; and what a kill in the middle leaves."""

import json
import signal
import time
import zipfile

import pytest


def counts(concert) -> dict[str, int]:
    return json.loads(concert("review", "--json").stdout)["waiting"]


def loaded(concert, *arguments) -> dict[str, object]:
    done = concert("load", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[0])


def test_read_load_review_report(concert, report, tmp_path):
    read = concert("read", report, "--format", "jsonl")
    proposals = [json.loads(line) for line in read.stdout.splitlines()]
    meeting = next(p for p in proposals if p["kind"] == "event")
    assert meeting["ordinal"] == 14
    assert meeting["date"] == "2018-07"
    assert meeting["place"] == ["Geneva"]
    assert set(meeting["actors"]) == {"UN", "LAS"}

    added = concert("user", "add", "officer@example.org", "--role", "officer")
    assert added.returncode == 0, added.stderr
    assert loaded(concert, report, "--by", "officer@example.org")["new"] == len(proposals)

    accepted = concert("review", "--accept-above", "0", "--by", "officer@example.org", "--json")
    assert json.loads(accepted.stdout)["new"] == len(proposals)
    assert concert("check").returncode == 0

    out = tmp_path / "report.docx"
    period = "2016-07-16/2018-08-17"
    written = concert("report", "--period", period, "--lang", "fr", "--by", "officer@example.org", "-o", out)
    assert written.returncode == 0, written.stderr
    assert out.read_bytes()[:2] == b"PK"


def test_loading_twice_adds_nothing(concert, report):
    first = loaded(concert, report)
    second = loaded(concert, report)
    assert first["new"] > 0
    assert (second["new"], second["known"]) == (0, True)
    assert sum(counts(concert).values()) == first["new"]


def test_one_bad_file_does_not_keep_the_others_out(concert, report, tmp_path):
    done = concert("load", tmp_path / "missing.md", report)
    assert done.returncode == 2
    assert "missing.md" in done.stderr
    assert counts(concert)


@pytest.mark.parametrize("after", [0.3, 0.8, 1.3, 2.0])
def test_a_kill_in_the_middle_leaves_a_register_that_the_same_command_completes(
    concert, start, report, tmp_path, after
):
    files = []
    for n in range(30):
        file = tmp_path / f"report-{n}.md"
        file.write_text(report.read_text() + f"\n4. This is copy number {n} of the text.\n")
        files.append(str(file))
    killed = start("load", *files)
    time.sleep(after)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    each = loaded(concert, files[0])["proposals"]
    assert sum(counts(concert).values()) % each == 0
    assert concert("check").returncode == 0
    assert concert("load", *files).returncode == 0
    assert sum(counts(concert).values()) == 30 * each


def test_help_tells_every_command_with_an_example(concert):
    shown = concert("--help")
    assert shown.returncode == 0
    for command in ("read", "load", "review", "report", "serve", "check", "user", "setup", "demo"):
        assert command in shown.stdout
        assert concert(command, "--help").returncode == 0


def test_every_document_of_a_packed_file_is_loaded_and_what_breaks_is_said(concert, report, tmp_path):
    packed = tmp_path / "reports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(report, "one.md")
        archive.writestr("two.md", report.read_text() + "\n4. This is the second text of the two.\n")
        archive.writestr("bad.docx", b"junk")
    done = concert("load", packed, "--json")
    assert done.returncode == 2
    assert "bad.docx" in done.stderr
    names = [json.loads(line)["document"] for line in done.stdout.splitlines()]
    assert len(names) == 2
