"""Pages of commitments: the board, updates, decisions."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from concertation.register.models import Attachment, Commitment, Meeting, Progress

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("focal point")


def test_the_board_has_a_column_for_each_side(client, add):
    add(Commitment, "send the list", due="2090")
    add(Commitment, "hidden promise", label="RED")
    page = client.get("/commitments/board/").content.decode()
    for words in ("Overdue", "Due from us", "Due to us", "send the list"):
        assert words in page
    assert "hidden promise" not in page


def test_an_update_is_added_and_taken_back(client, add):
    row = add(Commitment, "send the list")
    answer = client.post(
        f"/records/{row.uid}/progress/", {"day": "2026-01-05", "status": "done", "note": "sent by mail"}
    )
    assert answer.status_code == 302
    page = client.get(f"/records/{row.uid}/").content.decode()
    assert "sent by mail" in page
    client.post(f"/records/{row.uid}/progress/{Progress.objects.get().pk}/take-back/")
    assert Commitment.objects.get().status == "open"


def test_a_wrong_day_is_said_beside_the_field(client, add):
    row = add(Commitment, "send the list")
    answer = client.post(f"/records/{row.uid}/progress/", {"day": "2090-01-05", "status": "done"})
    assert answer.status_code == 422
    assert "cannot be to come" in answer.content.decode()


def decisions(*lines):
    data = {"decision-TOTAL_FORMS": str(len(lines)), "decision-INITIAL_FORMS": "0"}
    for number, (title, owners, due) in enumerate(lines):
        data |= {
            f"decision-{number}-title": title,
            f"decision-{number}-owners": owners,
            f"decision-{number}-due": due,
        }
    return data


def test_decisions_are_entered_from_the_meeting(client, add):
    meeting = add(Meeting, "talks", date="2026-05-12")
    lines = decisions(("send the list", "AU", "2026-09"), ("", "", ""), ("meet again", "UN; AU", ""))
    answer = client.post(f"/records/{meeting.uid}/decisions/", lines)
    assert answer.status_code == 302
    page = " ".join(client.get(f"/records/{meeting.uid}/").content.decode().split())
    assert "send the list" in page
    assert "0 of 2 done" in page


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("send", "Atlantis", ""), "The register knows no organization “Atlantis”."),
        (("", "AU", ""), "Say what was decided."),
        (("send", "AU", "soon"), "is not a date this register can keep"),
    ],
)
def test_what_is_wrong_with_a_decision_is_said_and_nothing_is_entered(client, add, line, sentence):
    meeting = add(Meeting, "talks", date="2026-05-12")
    answer = client.post(f"/records/{meeting.uid}/decisions/", decisions(("fine", "AU", ""), line))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("page", ["progress", "decisions"])
def test_hidden_records_are_absent_and_those_of_others_not_to_be_changed(client_of, add, page):
    model = Commitment if page == "progress" else Meeting
    hidden, other = add(model, label="RED"), add(model, organizations=["LAS"])
    assert client_of("officer").get(f"/records/{hidden.uid}/{page}/").status_code == 404
    assert client_of("focal point").get(f"/records/{other.uid}/{page}/").status_code == 403
    assert client_of("reader").get(f"/records/{other.uid}/{page}/").status_code == 403


# What shows how far it got -------------------------------------------------------------------------------


def told(client, row, **what):
    return client.post(f"/records/{row.uid}/progress/", {"day": "2026-01-05", "status": "done"} | what)


def test_a_file_shows_it(client, client_of, add, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = add(Commitment, "send the list")
    file = SimpleUploadedFile("receipt.txt", b"The list was received.")
    assert told(client, row, file=file).status_code == 302
    assert Progress.objects.get().proof.kind == "proof"
    assert client_of("reader").get(f"/records/{row.uid}/").content.decode().count("receipt.txt") >= 2
    assert told(client, row, proof=Progress.objects.get().proof.pk).status_code == 302
    assert Progress.objects.filter(proof=Attachment.objects.get()).count() == 2


def test_an_address_shows_it(client, add):
    row = add(Commitment, "send the list")
    assert told(client, row, link="https://example.org/minutes").status_code == 302
    assert 'href="https://example.org/minutes"' in client.get(f"/records/{row.uid}/").content.decode()
    assert told(client, row, link="javascript:alert(1)").status_code == 422


@pytest.mark.parametrize("cited", ["A/86/1, para. 2", "A/86/1 2", "a/86/1, paragraph 2", "ADDRESS"])
def test_a_paragraph_shows_it(client, client_of, add, document, cited):
    row = add(Commitment, "send the list")
    cited = cited.replace("ADDRESS", f"http://testserver/documents/{document.pk}/#p2")
    assert told(client, row, paragraph=cited).status_code == 302
    assert Progress.objects.get().paragraph.number == "2"
    address = f"/documents/{document.pk}/#p2"
    assert address in client.get(f"/records/{row.uid}/").content.decode()
    document.label = "RED"
    document.save()
    assert address not in client_of("reader").get(f"/records/{row.uid}/").content.decode()


def test_a_paragraph_that_one_may_not_see_is_none(client, add, document):
    document.label = "RED"
    document.save()
    answer = told(client, add(Commitment, "send the list"), paragraph="A/86/1, para. 2")
    assert answer.status_code == 422
    assert "No document here has that paragraph" in answer.content.decode()
