"""Files of a record: kept by content, told by content, read where they can be."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from concertation.accounts.models import Person
from concertation.register import attachments
from concertation.register.amending import amend
from concertation.register.attachments import attach, remove
from concertation.register.changes import changes
from concertation.register.media_types import media_type
from concertation.register.models import Attachment, Document, Meeting, Passage
from concertation.register.recording import enter
from concertation.register.search import finding
from concertation.register.search.queries import read

WORDS = b"1. The two organizations met in Cairo in May 2031.\n"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def person(db) -> Person:
    return Person.objects.create_user("officer@example.org", role="officer")


@pytest.fixture
def meeting(person):
    return enter(Meeting(date="2026-05", label="AMBER"), titles={"en": "talks"}, person=person)


def packed(*names):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return kept.getvalue()


def word_file():
    kept = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("1. The two organizations met in Cairo.")
    document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"<!DOCTYPE html><p>x", "text/html"),
        (b"\n<html><body>x", "text/html"),
        ("Réunion à Genève".encode(), "text/plain"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (b"MZ" + bytes(300), None),
        (packed("a.txt"), None),
        (b"PK\x03\x04 cut short", None),
        (b"   \n", None),
    ],
)
def test_what_a_file_is_follows_from_its_content(data, name):
    found = media_type(data)
    assert (found.name if found else None) == name


def test_office_files_are_told_apart():
    assert media_type(word_file()).ending == ".docx"
    assert media_type(packed("xl/workbook.xml")).ending == ".xlsx"


@given(st.binary(max_size=400))
def test_any_bytes_whatever_are_told_or_not(data):
    media_type(data)


def test_a_readable_file_becomes_a_document_shared_as_the_record_is(meeting, person):
    row, reason = attach(meeting, WORDS, name="minutes.txt", kind="minutes", person=person)
    assert (reason, row.lang, row.size) == ("", "en", len(WORDS))
    assert (row.document.label, row.document.paragraphs.count()) == ("AMBER", 1)
    assert row.file.read() == WORDS


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/minutes.txt", "minutes.txt"),
        ("C:\\own\\minutes.md", "minutes.md"),
        ("minutes.pdf", "minutes.pdf.txt"),
        ("\u202efdp.txt", "fdp.txt"),
        ("", "file.txt"),
        ("x" * 400, "x" * 296 + ".txt"),
    ],
)
def test_a_name_is_no_path_and_tells_what_the_file_is(meeting, person, given_name, kept):
    row, _reason = attach(meeting, WORDS, name=given_name, kind="text", person=person)
    assert row.name == kept
    assert row.file.name == f"attachments/{row.sha256[:2]}/{row.sha256}"


def test_what_cannot_be_read_is_kept_and_the_reason_told(meeting, person):
    row, reason = attach(meeting, b"%PDF-1.7 broken", name="text.pdf", kind="text", person=person)
    assert row.document is None
    assert reason.startswith("text.pdf: ")
    assert default_storage.exists(row.file.name)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "empty"), (b"MZ" + bytes(300), "no kind that is kept"), (b"a" * 20_000_001, "more than 20 MB")],
)
def test_what_is_not_kept_is_refused(meeting, person, data, sentence):
    with pytest.raises(ValidationError) as refused:
        attach(meeting, data, name="x.txt", kind="text", person=person)
    assert sentence in refused.value.message_dict["file"][0]
    assert not Attachment.objects.exists()


def test_the_same_file_twice_is_refused_and_of_two_records_kept_once(meeting, person):
    first, _reason = attach(meeting, WORDS, name="a.txt", kind="text", person=person)
    with pytest.raises(ValidationError):
        attach(meeting, WORDS, name="b.txt", kind="minutes", person=person)
    other = enter(Meeting(label="GREEN"), titles={"en": "other"}, person=person)
    second, _reason = attach(other, WORDS, name="c.txt", kind="text", person=person)
    assert second.file.name == first.file.name
    assert Document.objects.count() == 1


def test_a_file_cut_short_by_a_stop_is_written_anew(meeting, person):
    path = attach(meeting, WORDS, name="a.txt", kind="text", person=person)[0].file.path
    with open(path, "wb") as file:
        file.write(WORDS[:5])
    other = enter(Meeting(label="GREEN"), titles={"en": "other"}, person=person)
    row, _reason = attach(other, WORDS, name="a.txt", kind="text", person=person)
    assert row.file.read() == WORDS


def test_the_bytes_go_with_the_last_record_that_has_them(meeting, person, django_capture_on_commit_callbacks):
    first, _reason = attach(meeting, WORDS, name="a.txt", kind="text", person=person)
    other = enter(Meeting(label="GREEN"), titles={"en": "other"}, person=person)
    second, _reason = attach(other, WORDS, name="a.txt", kind="text", person=person)
    path = second.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove(first, person)
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        remove(second, person)
    assert not default_storage.exists(path)
    assert Document.objects.exists()


def test_the_history_tells_who_added_and_removed_it_and_why(meeting, person):
    row, _reason = attach(meeting, WORDS, name="a.txt", kind="text", person=person)
    remove(row, person, "another record's")
    steps = [
        (step.before, step.after, one.who)
        for one in changes(meeting, person) for step in one.steps if step.what == "files"
    ]  # fmt: skip
    assert set(steps) == {("", "a.txt", str(person)), ("a.txt", "", str(person))}
    assert [h.history_change_reason for h in Attachment.history.all()] == [
        "another record's",
        "A file was added",
    ]


def test_the_limit_is_twenty_megabytes():
    assert attachments.MAXIMUM_BYTES == 20_000_000


def change_label(record, label, person):
    """Change nothing but the label."""
    return amend(
        record,
        titles={},
        date=record.date,
        organizations=[],
        places=[],
        themes=[],
        label=label,
        circle=None,
        person=person,
    )


def test_what_a_file_brought_is_shared_as_the_record_is(person):
    other = Person.objects.create_user("reader@example.org")
    meeting = enter(Meeting(date="2026-05", label="GREEN"), titles={"en": "talks"}, person=person)
    row, _reason = attach(meeting, WORDS, name="minutes.txt", kind="minutes", person=person)
    assert found("Cairo", other) == [row.document]
    change_label(meeting, "AMBER", person)
    assert found("Cairo", other) == []
    assert found("Cairo", person) == [row.document]
    change_label(meeting, "CLEAR", person)
    assert found("Cairo", AnonymousUser()) == [row.document]


def test_a_document_that_was_there_before_keeps_its_label(person):
    meeting = enter(Meeting(date="2026-05", label="GREEN"), titles={"en": "talks"}, person=person)
    other = enter(Meeting(date="2026-06", label="GREEN"), titles={"en": "more talks"}, person=person)
    attach(meeting, WORDS, name="minutes.txt", kind="minutes", person=person)
    attach(other, WORDS, name="minutes.txt", kind="minutes", person=person)
    change_label(other, "CLEAR", person)
    assert Document.objects.get().label == "GREEN"


def found(words, person):
    keys = finding.passages(read(words, person), person).keys
    return [row.document for row in Passage.objects.filter(pk__in=keys)]
