"""Files that people give to be read: kept, read one after another, each document whole or not at all."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from concertation.accounts.models import Person
from concertation.register.models import Document
from concertation.review import loading
from concertation.review.loading import bring, claim, named_by_content, nobody_reads, read_in, release, sweep
from concertation.review.models import Loaded, Loading, Proposal

pytestmark = pytest.mark.django_db
HELD = "The United Nations and the League of Arab States held their {} general cooperation meeting in Geneva."


def report(ordinal: str = "fourteenth") -> bytes:
    return f"1. {HELD.format(ordinal)}\n".encode()


def packed(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def give(officer, bodies):
    def make(*files: tuple[str, bytes], **options) -> list[Loading]:
        batch = bring([ContentFile(data, name) for name, data in files], person=officer, **options)
        return list(Loading.objects.filter(batch=batch).order_by("position"))

    return make


def read_all(worker: str = "one") -> None:
    while found := claim(worker):
        read_in(found, worker)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Read what waits, with what happens when it is certain."""

    def make(worker: str = "one") -> None:
        with django_capture_on_commit_callbacks(execute=True):
            read_all(worker)

    return make


def test_a_file_waits_until_it_is_read_and_then_its_bytes_are_dropped(give, commit, officer):
    (row,) = give(("report.txt", report()), label="CLEAR")
    path = row.file.name
    assert (row.state, default_storage.exists(path)) == ("waiting", True)
    commit()
    row.refresh_from_db()
    assert (row.state, row.file.name, default_storage.exists(path)) == ("done", "", False)
    (came,) = row.brought.all()
    assert (came.document.label, came.document.creator, came.known) == ("CLEAR", officer, False)
    assert (came.paragraphs, came.proposals) == (1, Proposal.objects.count())
    assert came.proposals


def test_the_same_file_again_is_told_to_be_there(give, commit):
    give(("report.txt", report()), ("copy.txt", report()))
    commit()
    assert list(Loaded.objects.order_by("pk").values_list("known", flat=True)) == [False, True]
    assert Document.objects.count() == 1


def test_what_cannot_be_read_says_why_and_keeps_no_other_out(give, commit):
    broken, other = give(("broken.pdf", b"%PDF-1.7 broken"), ("report.txt", report()))
    commit()
    assert broken.brought.get().reason.startswith("broken.pdf: ")
    assert other.brought.get().document
    assert Loading.objects.filter(state="done").count() == 2


def test_every_document_of_a_packed_file_is_told(give, commit):
    (row,) = give(("all.zip", packed(a_txt=report(), b_pdf=b"no", c_txt=report("fifteenth"))))
    commit()
    assert [(bool(one.document), bool(one.reason)) for one in row.brought.all()] == [
        (True, False),
        (False, True),
        (True, False),
    ]


def test_language_versions_are_tied_to_the_original_which_comes_first(give, commit):
    give(("a.txt", report()), ("b.txt", report("fifteenth")), versions=True)
    assert claim("one").position == 0
    assert claim("two") is None  # the version waits for its original
    release("one")
    commit()
    original, version = Document.objects.order_by("pk")
    assert (original.version_of, version.version_of) == (None, original)


def test_a_version_of_an_original_that_could_not_be_read_is_a_document_all_the_same(give, commit):
    give(("a.pdf", b"no"), ("b.txt", report()), versions=True)
    commit()
    assert Document.objects.get().version_of is None


def test_it_is_tied_to_no_document_that_its_giver_does_not_see(give, commit, officer):
    Document.objects.all().delete()
    give(("a.txt", report()), label="RED")
    commit()
    Document.objects.update(creator=None)
    give(("a.txt", report()), ("b.txt", report("fifteenth")), versions=True)
    commit()
    original = Document.objects.get(name="b.txt").version_of
    assert (original.copy, original.creator) == (1, officer)


def test_what_a_killed_process_has_read_stays_read_and_another_goes_on(give, commit, monkeypatch):
    (row,) = give(("all.zip", packed(a_txt=report(), c_txt=report("fifteenth"))))
    found = claim("killed")
    begun: list[str] = []

    def killed(name: str) -> None:
        begun.append(name)
        if len(begun) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_in(found, "killed", begins=killed)
    assert [one.position for one in row.brought.all()] == [0]
    assert claim("early") is None
    Loading.objects.update(seen_at=timezone.now() - loading.LEASE - timedelta(seconds=1))
    found = claim("other")
    begun.clear()
    read_in(found, "other", begins=begun.append)
    assert begun == ["all.zip › c.txt"]
    assert [(one.position, one.known) for one in row.brought.all()] == [(0, False), (1, False)]


def test_a_process_that_was_taken_for_gone_writes_nothing_more(give):
    give(("report.txt", report()))
    found = claim("slow")
    Loading.objects.update(worker="other")
    with pytest.raises(loading.TakenOver):
        read_in(found, "slow")
    assert not Document.objects.exists()


def test_what_breaks_the_process_again_and_again_is_given_up(give):
    (row,) = give(("report.txt", report()))
    for _ in range(loading.MOST_ATTEMPTS):
        assert claim("one")
        Loading.objects.update(seen_at=timezone.now() - 2 * loading.LEASE)
    assert claim("one") is None
    row.refresh_from_db()
    assert (row.state, row.failure) == ("failed", "broken")


def test_who_stops_on_purpose_gives_back_what_it_has_begun(give):
    give(("report.txt", report()))
    for _ in range(2 * loading.MOST_ATTEMPTS):
        assert claim("one")
        release("one")
    assert claim("two")


def test_a_file_that_is_not_where_it_was_kept_says_so(give, commit):
    (row,) = give(("report.txt", report()))
    default_storage.delete(row.file.name)
    commit()
    row.refresh_from_db()
    assert (row.state, row.failure) == ("failed", "missing")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("a.txt", b"")], "a.txt: the file is empty."),
        ([("a.txt", b"x" * 1001)], "more than 0 MB"),
        ([("a.txt", b"x")] * 21, "At most 20 files"),
    ],
)
def test_what_is_too_much_is_refused_and_nothing_is_kept(give, monkeypatch, files, words):
    monkeypatch.setattr(loading, "MAXIMUM_BYTES", 1000)
    with pytest.raises(ValidationError, match=words):
        give(*files)
    assert not Loading.objects.exists()
    assert not default_storage.exists(loading.FOLDER)


def test_a_name_is_never_a_path(give):
    (row,) = give(("../../etc/x\u202e.txt", report()))
    assert row.name == "x.txt"
    assert row.file.name.startswith("loadings/")


def test_what_a_kill_left_of_finished_files_is_swept(give, commit):
    (row,) = give(("report.txt", report()))
    path = row.file.name
    Loading.objects.update(state="done")
    sweep()
    assert not default_storage.exists(path)


def test_that_nobody_reads_is_told_after_a_while(give):
    give(("report.txt", report()))
    assert not nobody_reads()
    Loading.objects.update(given_at=timezone.now() - timedelta(minutes=5))
    assert nobody_reads()
    claim("one")
    assert not nobody_reads()


WORD = packed(**{"word/document_xml": b"x", "[Content_Types]_xml": b"x"})


@pytest.mark.parametrize(
    ("name", "data", "read_as"),
    [
        ("report", b"%PDF-1.7", "report.pdf"),
        ("report.docx", b"%PDF-1.7", "report.docx.pdf"),
        ("report.PDF", b"%PDF-1.7", "report.PDF"),
        ("report.docm", WORD, "report.docm.docx"),
        ("report.doc", WORD, "report.doc.docx"),
        ("mail.eml", b"From: a@example.org\n\nText", "mail.eml"),
        ("table.csv", b"a,b", "table.csv"),
        ("notes", b"Text", "notes.txt"),
        ("notes.md", b"# Text", "notes.md"),
        ("page.xhtml", b"<html></html>", "page.xhtml"),
        ("all", packed(a_txt=b"x"), "all.zip"),
        ("all.zip", packed(a_txt=b"x"), "all.zip"),
        ("table.xlsx", packed(**{"xl/workbook_xml": b"x"}), "table.xlsx"),
        ("program.exe", b"MZ\x00\x00", "program.exe"),
    ],
)
def test_a_file_is_what_its_content_says(name, data, read_as):
    assert named_by_content(name, data) == read_as


def test_a_file_that_was_withdrawn_can_be_loaded_anew(give, commit, officer):
    give(("report.txt", report()), label="CLEAR")
    commit()
    Document.objects.update(held="withdrawn")
    other = Person.objects.create_user("other@example.org", role="officer")
    bring([ContentFile(report(), "again.txt")], person=other)
    commit()
    document = Document.objects.get(held="")
    assert (document.name, document.label, document.creator) == ("again.txt", "GREEN", other)
    assert Loaded.objects.order_by("-pk")[0].known is False
