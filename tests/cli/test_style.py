"""`concert style`: findings as a table and as lines, and what its exit code means."""

import json


def test_errors_end_with_one_and_lines_hold_what_a_program_needs(concert, tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(
        "I. Introduction\n\n1. The UN took part in it, and some 5 percent of the fund was spent.\n\n"
        "2. The bodies met in Vietnam, where they had met in the year before.\n"
    )
    done = concert("style", file, "--format", "jsonl")
    assert done.returncode == 1, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["paragraph"], line["rule"], line["suggestion"]) for line in lines] == [
        ("1", "un", "United Nations"),
        ("1", "per-cent", "per cent"),
        ("2", "country", "Viet Nam"),
    ]
    assert lines[2]["sentence"] == "The United Nations writes “Viet Nam”."
    assert lines[2]["file"] == "report.txt"
    assert "Nations Unies" in concert("style", file, "--format", "jsonl", "--said", "fr").stdout


def test_suggestions_alone_end_with_zero(concert, tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("1. The bodies met in Vietnam, where they had met in the year before.\n")
    done = concert("style", file)
    assert done.returncode == 0, done.stderr
    assert "0 errors, 1 suggestion, 0 notes" in done.stderr


def test_the_rules_are_listed_with_their_sources(concert):
    done = concert("style", "--rules", "--lang", "fr", "--format", "jsonl", "--said", "fr")
    rules = {line["rule"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert rules["state-capital"]["source"] == "Nations Unies, Manuel, Emploi de la majuscule"
    assert rules["first-person"]["house"] is True


def test_bad_input_is_answered_with_what_to_do(concert, tmp_path):
    for arguments, word in (
        (["missing.docx"], "missing.docx"),
        ([], "--rules"),
        (["--rules", "--lang", "xx"], "en"),
    ):
        done = concert("style", *arguments)
        assert done.returncode == 2
        assert word in done.stderr
        assert "Traceback" not in done.stderr
