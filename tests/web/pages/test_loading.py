"""Adding documents on the pages: what is chosen, how far reading is, what came of it, and taking it back."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from concertation.accounts.models import Circle
from concertation.register.models import Document
from concertation.review.loading import claim, read_in
from concertation.review.models import Loaded, Loading, Proposal
from concertation.review.taking_back import rests_on
from concertation.review.working import work

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).resolve().parents[3] / "sample"
HELD = "1. The United Nations and the League of Arab States held their {} cooperation meeting in Cairo.\n"
ADD = "/documents/add/"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def report(number: str = "fourteenth", name: str = "report.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, HELD.format(number).encode())


def word(number: str = "fourteenth") -> bytes:
    """A Word document of our own wording."""
    made, data = docx.Document(), io.BytesIO()
    made.add_paragraph(HELD.format(number).strip())
    made.save(data)
    return data.getvalue()


@pytest.fixture
def send(client_of) -> Callable:
    """Add files as somebody; return the address to which that leads."""

    def make(*files: SimpleUploadedFile, who: str = "officer", **fields: object) -> str:
        answer = client_of(who).post(ADD, {"chosen": files, "label": "GREEN", **fields})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    return make


@pytest.fixture
def read_all(django_capture_on_commit_callbacks) -> Callable[[], None]:
    def make() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            while found := claim("test"):
                read_in(found, "test")

    return make


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("who", ["focal point", "contributor", "reader"])
def test_who_may_not_add_documents_is_told_so_and_shown_no_way_there(client_of, document, who):
    assert client_of(who).get(ADD).status_code == 403
    assert client_of(who).post(ADD, {"chosen": report()}).status_code == 403
    assert ADD not in text(client_of(who), "/documents/")
    assert not Loading.objects.exists()


def test_who_may_finds_it_on_the_documents_and_where_nothing_waits(client_of):
    for address in ("/documents/", "/review/"):
        assert ADD in text(client_of("officer"), address)


def test_a_file_is_read_and_the_page_says_what_came_of_it(client_of, send, read_all):
    address, client = send(report(), label="CLEAR"), client_of("officer")
    page = text(client, address)
    assert "report.txt" in page
    assert "waiting" in page
    assert 'hx-trigger="every 1s"' in page
    read_all()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "<html" not in part
    document = Document.objects.get()
    number = Proposal.objects.count()
    assert f"Done: {number} proposal" in part
    assert f'href="/documents/{document.pk}/"' in part
    assert f'href="/review/?document={document.pk}"' in part
    assert document.label == "CLEAR"


def test_how_far_reading_is_stands_there_while_it_goes_on(client_of, send):
    address = send(report())
    Loading.objects.update(state="reading", done=7, of=40)
    assert "reading: 7 of 40 paragraphs" in text(client_of("officer"), address)


def test_a_refused_file_is_told_with_the_sentence_of_the_reader(client_of, send, read_all):
    address = send(SimpleUploadedFile("scan.docx", b"PK\x03\x04 broken"), report())
    read_all()
    page = text(client_of("officer"), address)
    assert "scan.docx: this is no Word document" in page
    assert "not read" in page
    assert Document.objects.count() == 1


def test_a_document_with_macros_is_read_as_text_only(client_of, send, read_all):
    data = io.BytesIO(word())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    send(SimpleUploadedFile("report.docm", data.getvalue()))
    read_all()
    assert "AutoOpen" not in Document.objects.get().paragraphs.get().text


def test_a_bomb_is_refused_with_a_sentence(client_of, send, read_all):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(120_000_000))
    address = send(SimpleUploadedFile("bomb.zip", data.getvalue()))
    read_all()
    assert "more than the limit of" in text(client_of("officer"), address)


def test_the_same_file_again_is_said_to_be_there_to_who_may_see_it(client_of, send, read_all):
    send(report())
    address = send(report(name="copy.txt"), who="administrator")
    read_all()
    page = text(client_of("administrator"), address)
    assert "it is in the register already" in page
    assert "there is nothing new to decide" in page


def test_who_may_not_see_what_is_there_is_told_nothing_of_it(client_of, send, read_all, people):
    send(report(), label="RED")
    read_all()
    Document.objects.update(title="A title of theirs", notes=["a note of theirs"])
    address = send(report(name="copy.txt"), who="administrator")
    read_all()
    page = text(client_of("administrator"), address)
    own = Document.objects.get(name="copy.txt")
    assert f"/documents/{own.pk}/" in page
    for words in ("theirs", f"/documents/{Document.objects.get(name='report.txt').pk}/", "report.txt"):
        assert words not in page


def test_the_chosen_original_comes_first(send, read_all):
    files = (report("second", "a.txt"), report("third", "b.txt"))
    send(*files, versions="on", original="1")
    read_all()
    assert Document.objects.get(name="a.txt").version_of == Document.objects.get(name="b.txt")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Choose one or several files."),
        ([SimpleUploadedFile("a.txt", b"")], "a.txt: the file is empty."),
        ([report(name=f"{n}.txt") for n in range(21)], "At most 20 files are added at once."),
    ],
)
def test_what_is_too_much_or_nothing_is_said_beside_the_field(client_of, files, words):
    answer = client_of("officer").post(ADD, {"chosen": files, "label": "GREEN"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Loading.objects.exists()


def test_one_shares_only_with_circles_that_one_belongs_to(client_of, people):
    other = Circle.objects.create(name="Others")
    fields = {"chosen": report(), "label": "AMBER", "circle": other.pk}
    assert client_of("officer").post(ADD, fields).status_code == 422


def test_a_batch_is_seen_by_who_added_it_and_administrators_see_states(client_of, send, read_all):
    open_one, hidden = send(report()), send(report("second", "secret.txt"), label="RED")
    listed = text(client_of("administrator"), "/documents/added/")
    assert "report.txt" in listed
    assert "secret.txt" not in listed
    assert "2 files wait or are being read." in listed
    for who in ("administrator", "reader", "focal point"):
        assert client_of(who).get(open_one).status_code == 404
        assert client_of(who).get(hidden).status_code == 404
    assert "secret.txt" in text(client_of("officer"), "/documents/added/")


def test_that_nothing_reads_is_said(client_of, send):
    address = send(report())
    Loading.objects.update(given_at="2020-01-01T00:00Z")
    assert "Nothing reads files at the moment" in text(client_of("officer"), address)
    assert "Nothing reads files at the moment" in text(client_of("administrator"), "/documents/added/")


def test_a_document_loaded_by_mistake_is_withdrawn_and_put_back(client_of, send, read_all):
    address = send(report())
    read_all()
    one = Document.objects.get()
    client, own = client_of("officer"), f"/documents/{one.pk}/"
    asked = text(client, f"{own}withdraw/")
    assert "go from all lists" in asked
    assert client.post(f"{own}withdraw/", {"why": " "}).status_code == 422
    assert client.post(f"{own}withdraw/", {"why": "the wrong draft"}).status_code == 302
    for who, words in (("officer", "the wrong draft"), ("reader", "This document was withdrawn")):
        assert words in text(client_of(who), own, 410)
    assert "the wrong draft" not in text(client_of("reader"), own, 410)
    assert f'"{own}"' not in text(client, "/documents/")
    assert "No proposal matches." in text(client, "/review/")
    assert "the wrong draft" in text(client, "/withdrawn/")
    assert "withdrawn" in text(client, address)
    assert "cooperation meeting" not in text(client, "/search/?q=cooperation")
    assert client.post(f"{own}reinstate/", {"why": "right after all"}).status_code == 302
    page = text(client, own)
    for words in ("the wrong draft", "right after all", "Officer"):
        assert words in page
    assert one.pk == Document.objects.get().pk


def test_a_hidden_document_that_is_withdrawn_does_not_exist(client_of, send, read_all):
    send(report(), label="RED")
    read_all()
    Document.objects.update(held="withdrawn")
    own = f"/documents/{Document.objects.get().pk}/"
    for who in ("administrator", "reader", "nobody"):
        assert client_of(who).get(own).status_code == 404
    assert client_of("administrator").post(f"{own}reinstate/").status_code == 404
    assert own not in text(client_of("administrator"), "/withdrawn/")


def test_what_a_record_rests_on_is_not_withdrawn(client_of, register):
    own = f"/documents/{register.document.pk}/withdraw/"
    assert "A record rests on it." in text(client_of("officer"), own)
    assert client_of("officer").post(own, {"why": "x"}).status_code == 422
    register.evidence.delete()
    Proposal.objects.update(state="accepted")
    assert "A proposal from it was accepted." in rests_on(register.document)
    assert client_of("reader").get(own).status_code == 403


def test_many_documents_of_one_file_are_shown_in_part(
    client_of, send, document, django_assert_max_num_queries
):
    address = send(report())
    loading = Loading.objects.get()
    rows = [Loaded(loading=loading, position=n, document=document, proposals=1) for n in range(250)]
    Loaded.objects.bulk_create([*rows, Loaded(loading=loading, position=250, reason="x.pdf: broken.")])
    Loading.objects.update(state="done")
    client = client_of("officer")
    client.get(address)
    with django_assert_max_num_queries(30):
        page = text(client, address)
    assert "151 more documents" in page
    assert "x.pdf: broken." in page
    assert "Done: 250 proposals" in page


@pytest.mark.django_db(transaction=True)
def test_a_word_document_is_added_in_the_browser_and_seen_to_be_done(page, sign_in, axe, tmp_path, settings):
    path = tmp_path / "report.docx"
    path.write_bytes(word())
    other = tmp_path / "report.fr.md"
    other.write_bytes((SAMPLE / "report.fr.md").read_bytes())
    sign_in("officer")
    page.goto("/documents/")
    page.get_by_role("link", name="Add documents").click()
    page.get_by_label("Files").set_input_files([path, other])
    page.get_by_label("They are one text in several languages").check()
    expect(page.get_by_role("radio", name="original")).to_have_count(2)
    page.get_by_label("They are one text in several languages").uncheck()
    assert axe() == []
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("waiting")).to_have_count(2)
    # The tests' database is one for all threads, and lets nobody look while somebody writes: the page is left
    # while the files are read.
    address = page.url
    page.goto("about:blank")
    reader = threading.Thread(target=work, args=("test", threading.Event()), kwargs={"once": True})
    reader.start()
    reader.join()
    page.goto(address)
    expect(page.get_by_role("status")).to_contain_text("Done:")
    assert axe() == []
    page.get_by_role("link", name="Review what they state").click()
    expect(page).to_have_url(f"{page.url.split('/review')[0]}{reverse('review')}")
    assert Document.objects.count() == 2
