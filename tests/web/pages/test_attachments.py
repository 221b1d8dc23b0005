"""Files on the page of a record."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from concertation.register.models import Attachment, Document, Meeting

pytestmark = pytest.mark.django_db
WORDS = b"1. The two organizations met in Cairo in May 2031.\n"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def attach(client_of):
    def make(row, data=WORDS, name="minutes.txt", who="focal point"):
        return client_of(who).post(
            f"/records/{row.uid}/files/new/",
            {"file": SimpleUploadedFile(name, data), "kind": "minutes", "lang": ""},
            follow=True,
        )

    return make


def test_a_file_is_added_and_stands_on_the_page(add, attach):
    page = attach(add(Meeting)).content.decode()
    for words in ("minutes.txt", "Read it here", "The file “minutes.txt” was added."):
        assert words in page


def test_it_is_given_out_for_keeping_and_never_shown_as_a_page(client_of, add, attach):
    meeting = add(Meeting)
    attach(meeting, b"<html><script>alert(1)</script>", "été.html")
    row = Attachment.objects.get()
    answer = client_of("reader").get(f"/records/{meeting.uid}/files/{row.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"<html>")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%A9t%C3%A9.html"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_that_it_could_not_be_read_is_told(add, attach):
    page = attach(add(Meeting), b"%PDF-1.7 broken", "text.pdf").content.decode()
    assert "It could not be read" in page
    assert "Read it here" not in page


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"", "The file is empty."), (b"MZ" + bytes(99), "no kind that is kept")]
)
def test_what_is_refused_is_said_beside_the_field(add, attach, data, sentence):
    answer = attach(add(Meeting), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_it_is_removed_once_that_is_confirmed(client_of, add, attach):
    meeting = add(Meeting)
    attach(meeting)
    address = f"/records/{meeting.uid}/files/{Attachment.objects.get().pk}/remove/"
    client = client_of("focal point")
    assert "cannot be brought back" in client.get(address).content.decode()
    assert Attachment.objects.exists()
    client.post(address, {"why": "wrong file"})
    assert not Attachment.objects.exists()
    assert Document.objects.exists()


def test_a_file_is_as_hidden_as_its_record(client_of, add, attach, circle):
    meeting = add(Meeting, label="AMBER", circle=circle)
    attach(meeting)
    own, other = f"/records/{meeting.uid}/files/{Attachment.objects.get().pk}/", add(Meeting)
    assert client_of("contributor").get(own).status_code == 200
    for who in ("nobody", "reader", "officer", "administrator"):
        assert client_of(who).get(own).status_code == 404
    pk = Attachment.objects.get().pk
    assert client_of("officer").get(f"/records/{other.uid}/files/{pk}/").status_code == 404
    assert client_of("officer").post(f"/records/{other.uid}/files/{pk}/remove/").status_code == 404
    assert client_of("reader").post(f"/records/{other.uid}/files/new/").status_code == 403


def test_a_hidden_document_is_not_named_beside_the_file(client_of, add, attach, document, people):
    meeting = add(Meeting)
    attach(meeting)
    Document.objects.exclude(pk=document.pk).update(label="RED", circle=None, creator=people["officer"])
    assert "Read it here" not in client_of("reader").get(f"/records/{meeting.uid}/").content.decode()


def test_a_text_that_is_found_says_what_it_is_attached_to(client_of, add, attach, circle):
    meeting = add(Meeting, "talks on wells")
    attach(meeting)
    found = client_of("reader").get("/search/?q=Cairo+2031&in=documents").content.decode()
    assert "attached to" in found
    assert "talks on wells" in found
    Meeting.objects.filter(pk=meeting.pk).update(label="RED")
    found = client_of("reader").get("/search/?q=Cairo+2031&in=documents").content.decode()
    assert "attached to" not in found
