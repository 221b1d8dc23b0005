"""Sharing on the page of a record: who else sees it, narrower parts, what history may tell, warnings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concertation.accounts.models import Circle
from concertation.register.amending import amend
from concertation.register.models import Activity, Document, Note, Record

pytestmark = pytest.mark.django_db


def text_of(client, record) -> str:
    answer = client.get(f"/records/{record.uid}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("label", "circle", "viewer", "words"),
    [
        ("CLEAR", None, "nobody", "Everybody can see this."),
        ("GREEN", None, "reader", "Everybody who signs in can see this."),
        ("AMBER", "AU circle", "contributor", "and of the bodies beneath them: African Union."),
        ("AMBER+STRICT", "AU circle", "focal point", "Seen by people of these organizations: African Union."),
        ("RED", "AU circle", "named", "Seen by: Named."),
        ("RED", "empty", "creator", "Nobody else sees this"),
        ("AMBER", None, "creator", "Nobody else sees this"),
    ],
)
def test_a_page_says_in_words_who_else_sees_it(add, people, client_of, label, circle, viewer, words):
    Circle.objects.create(name="empty")
    record = add(Activity, "wells", label=label, circle=Circle.objects.filter(name=circle or "").first())
    assert words in " ".join(text_of(client_of(viewer), record).split())


def test_a_document_says_so_too(document, circle, client_of):
    Document.objects.update(label="AMBER", circle=circle)
    page = client_of("focal point").get(f"/documents/{document.pk}/").content.decode()
    assert "Seen by people of these organizations, and of the bodies beneath them" in page


def relabel(record, person, label, circle=None, title="talks", why="relabelled"):
    return amend(
        type(record).objects.get(pk=record.pk), titles={"en": title}, date=record.date, places=[], themes=[],
        organizations=list(record.organizations.all()), label=label, circle=circle, person=person, why=why,
    )  # fmt: skip


def age(record, days: int = 1) -> None:
    """Have all that was done to the record so far be done earlier."""
    for model in (type(record), *(one.related_model for one in record._meta.related_objects)):
        if history := getattr(model, "history", None):
            for row in history.all():
                row.history_date -= timedelta(days=days)
                row.save()


def test_a_change_of_label_stands_in_the_history(add, people, circle, client_of):
    record = add(Activity, "talks", label="GREEN")
    age(record)
    relabel(record, people["focal point"], "AMBER+STRICT", circle)
    page = text_of(client_of("focal point"), record)
    assert "TLP:GREEN" in page.split("h-changes")[-1]
    assert "TLP:AMBER+STRICT" in page.split("h-changes")[-1]


def test_what_was_said_in_a_circle_does_not_become_known_when_it_widens(add, people, circle, client_of):
    record = add(Activity, "secret first words", label="AMBER", circle=circle)
    age(record, 2)
    relabel(record, people["focal point"], "AMBER", circle, title="secret second words", why="secret reason")
    age(record, 1)
    relabel(record, people["focal point"], "GREEN", title="open words")
    age(record, 1)
    relabel(record, people["focal point"], "GREEN", title="opener words", why="clearer")
    reader, member = text_of(client_of("reader"), record), text_of(client_of("focal point"), record)
    for words in ("secret first", "secret second", "secret reason", "TLP:AMBER"):
        assert words not in reader, words
        assert words in member, words
    for words in ("open words", "opener words", "clearer"):
        assert words in reader, words


def test_a_note_is_a_narrower_part_of_a_record(add, people, circle, client_of):
    record = add(Activity, "talks", label="GREEN")
    sent = {"text": "They will not sign.", "label": "AMBER+STRICT", "circle": circle.pk}
    assert client_of("focal point").post(f"/records/{record.uid}/notes/", sent).status_code == 302
    seen = {name for name in people if "They will not sign." in text_of(client_of(name), record)}
    assert seen == {"focal point"}
    note = Note.objects.get()
    assert client_of("named").post(f"/records/{record.uid}/notes/{note.pk}/take-back/").status_code == 404
    client_of("focal point").post(f"/records/{record.uid}/notes/{note.pk}/take-back/")
    assert not Note.objects.exists()


def test_a_note_of_somebody_else_stays(add, people, client_of):
    record = add(Activity, "talks", label="GREEN")
    client_of("focal point").post(f"/records/{record.uid}/notes/", {"text": "Known.", "label": "GREEN"})
    address = f"/records/{record.uid}/notes/{Note.objects.get().pk}/take-back/"
    assert client_of("administrator").post(address).status_code == 403


@pytest.mark.parametrize(("who", "status"), [("nobody", 302), ("reader", 403), ("contributor", 302)])
def test_these_may_write_notes(add, client_of, who, status):
    record = add(Activity, "talks", label="GREEN")
    answer = client_of(who).post(f"/records/{record.uid}/notes/", {"text": "Known.", "label": "GREEN"})
    assert answer.status_code == status
    assert Note.objects.exists() == (who == "contributor")


def test_an_empty_note_is_asked_for_again(add, client_of):
    record = add(Activity, "talks", label="GREEN")
    answer = client_of("contributor").post(f"/records/{record.uid}/notes/", {"text": " ", "label": "GREEN"})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()


def filled(client, record, **changes) -> dict[str, object]:
    form = client.get(f"/records/{record.uid}/edit/").context["form"]
    return {field.html_name: field.value() or "" for field in form} | changes


def test_a_label_wider_than_the_sources_is_asked_about(add, prove, document, circle, client_of):
    record = add(Activity, "talks", label="AMBER", circle=circle, type="support", themes=["water"])
    prove(record)
    Document.objects.update(label="AMBER", circle=circle)
    client, address = client_of("focal point"), f"/records/{record.uid}/edit/"
    wide = filled(client, record, label="CLEAR", circle="")
    answer = client.post(address, wide)
    assert answer.status_code == 422
    assert "Sources of this record are shared more narrowly: A/86/1 (TLP:AMBER)" in answer.content.decode()
    assert client.post(address, wide | {"anyway": "on"}).status_code == 302
    assert Record.objects.get(pk=record.pk).label == "CLEAR"
    assert "It is shared more widely than a source of it: A/86/1." in text_of(client, record)
    assert "shared more widely" not in text_of(client_of("officer"), record)
    assert client.post(address, filled(client, record, title_en="open talks")).status_code == 302
