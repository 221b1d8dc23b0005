"""What is told of a document: who may correct it, what follows, and what it was before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.accounts.acts import version
from concertation.accounts.models import Circle, Person
from concertation.register.changes import document_changes
from concertation.register.correcting import at_odds, compared, correct, may_correct, restore, state_after
from concertation.register.models import (
    Activity,
    Attachment,
    Document,
    Evidence,
    Organization,
    Paragraph,
    Passage,
    Record,
)
from concertation.register.recording import enter
from concertation.register.search.filing import file_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db) -> Person:
    Organization.objects.bulk_create(Organization(id=id, kind="regional") for id in ("AU", "LAS"))
    return Person.objects.create_user("officer@example.org", role="officer", name="Officer")


@pytest.fixture
def document(officer) -> Document:
    made = Document.objects.create(
        name="report.txt", sha256="a" * 64, lang="en", title="Report", label="GREEN"
    )
    Paragraph.objects.create(document=made, position=0, number="1", text="Les consultations annuelles")
    file_document(made)
    earlier()
    return made


def earlier() -> None:
    for row in Document.history.all():
        row.history_date -= timedelta(hours=1)
        row.save()


def resting(document: Document, label: str, title: str = "wells") -> Record:
    """A record with evidence in the document."""
    record = enter(
        Activity(label=label),
        titles={"en": title},
        organizations=[(body, "party") for body in Organization.objects.all()],
        person=None,
    )
    span = {"start": 0, "end": 3, "source_start": 0, "source_end": 3, "method": "test", "quote": "Les"}
    Evidence.objects.create(record=record, paragraph=document.paragraphs.get(), **span)
    return record


def changed(document: Document, person: Person, **wanted: Any) -> Document:
    names = ("title", "lang", "label", "circle")
    told: dict[str, Any] = {name: getattr(document, name) for name in names}
    told |= {"seen": version(document), "person": person, "why": "a mistake"}
    return correct(document, **told | wanted)


@pytest.mark.parametrize(
    ("role", "loaded", "may"),
    [
        ("administrator", False, True),
        ("officer", False, True),
        ("focal-point", False, False),
        ("focal-point", True, True),
        ("reader", True, False),
    ],
)
def test_officers_correct_any_and_others_what_they_loaded(document, role, loaded, may):
    person = Person.objects.create_user("somebody@example.org", role=role)
    document.creator = person if loaded else None
    document.save()
    assert may_correct(document, person) == may
    if not may:
        with pytest.raises(PermissionDenied):
            changed(document, person, title="Other")


def test_another_language_files_the_paragraphs_and_what_rests_on_them_anew(document, officer):
    resting(document, "GREEN")
    before = set(Passage.objects.values_list("words", flat=True))
    changed(document, officer, lang="fr")
    marks = list(Passage.objects.values_list("marks", flat=True))
    assert len(marks) == 2
    assert all("lang·fr" in one for one in marks)
    assert set(Passage.objects.values_list("words", flat=True)) != before
    [told, _loaded] = document_changes(document, officer)
    assert [(step.what, step.before, step.after) for step in told.steps] == [("language", "en", "fr")]
    assert (told.who, told.why) == ("Officer", "a mistake")


@pytest.mark.parametrize(
    ("record", "label", "said"),
    [
        ("GREEN", "CLEAR", "The document would be shared more widely"),
        ("CLEAR", "AMBER", "more widely than the document"),
        ("GREEN", "GREEN", ""),
    ],
)
def test_a_label_at_odds_with_records_that_rest_on_it_is_asked_about(document, officer, record, label, said):
    circle = Circle.objects.create(name="AU circle")
    circle.organizations.add("AU")
    officer.organizations.add("AU")
    one = resting(document, record)
    if said:
        with pytest.raises(ValidationError, match=said) as refused:
            changed(document, officer, label=label, circle=circle)
        assert str(one) in str(refused.value)
        assert Document.objects.get().label == "GREEN"
    assert changed(document, officer, label=label, circle=circle, anyway=bool(said)).label == label


def test_hidden_records_that_rest_on_it_are_not_told_of(document, officer):
    resting(document, "RED")
    assert not at_odds(document, "CLEAR", None, officer)
    assert changed(document, officer, label="CLEAR").label == "CLEAR"


def test_who_could_not_see_it_any_more_does_not_change_it_so(document, officer):
    with pytest.raises(ValidationError, match="could not see this document"):
        changed(document, officer, label="RED")


def test_two_editors_never_overwrite_each_other(document, officer):
    seen = version(document)
    changed(document, officer, title="One")
    with pytest.raises(ValidationError, match="Somebody else changed"):
        changed(document, officer, title="Other", seen=seen)


def test_the_text_of_a_records_file_is_shared_as_the_record_is(document, officer):
    record = resting(document, "GREEN")
    Attachment.objects.create(record=record, document=document, brought=True, name="a", sha256="a", size=1)
    with pytest.raises(ValidationError, match="shared as that record is"):
        changed(document, officer, label="CLEAR")
    assert changed(document, officer, title="Other").title == "Other"


def test_what_two_persons_are_needed_for_is_not_widened_by_who_loaded_it(document, officer, settings):
    settings.TWO_PERSONS = ["RED"]
    circle = Circle.objects.create(name="few")
    second = Person.objects.create_user("second@example.org", role="officer")
    circle.people.add(officer, second)
    document.label, document.circle, document.creator = "RED", circle, officer
    document.save()
    with pytest.raises(ValidationError, match="two persons"):
        changed(document, officer, label="GREEN")
    assert changed(document, second, label="GREEN").label == "GREEN"


def test_an_earlier_state_is_shown_and_given_back_field_by_field(document, officer):
    changed(document, officer, title="Rapport", lang="fr", label="CLEAR")
    document = Document.objects.get()
    [_second, first] = document_changes(document, officer)
    then = state_after(document, first)
    pairs = {pair.before.name: pair for pair in compared(then, document) if not pair.same}
    assert {name: (pair.before.words, pair.after.words) for name, pair in pairs.items()} == {
        "title": (("Report",), ("Rapport",)),
        "lang": (("en",), ("fr",)),
        "sharing": (("TLP:GREEN",), ("TLP:CLEAR",)),
    }
    restore(document, then, ["title", "sharing"], person=officer, why="back", seen=version(document))
    document = Document.objects.get()
    assert (document.title, document.lang, document.label) == ("Report", "fr", "GREEN")
    told = document_changes(document, officer)[0]
    assert (told.who, told.why) == ("Officer", "back")


def test_an_earlier_wider_label_is_given_back_only_where_that_is_meant(document, officer):
    document.creator = officer
    document.save()
    changed(document, officer, label="RED")
    document, told = Document.objects.get(), document_changes(document, officer)
    then = state_after(document, told[-1])
    with pytest.raises(ValidationError, match="More people would see"):
        restore(document, then, ["sharing"], person=officer, why="x", seen=version(document))


def test_what_was_changed_while_it_was_shared_more_narrowly_does_not_become_known(document, officer):
    document.creator = officer
    document.save()
    earlier()
    changed(document, officer, label="RED")
    earlier()
    changed(Document.objects.get(), officer, title="Secret title")
    earlier()
    second = Person.objects.create_user("second@example.org", role="officer")
    Document.objects.filter(pk=document.pk).update(label="GREEN", title="Report")
    told = document_changes(Document.objects.get(), second)
    assert "Secret title" not in str(told)
    assert "Secret title" in str(document_changes(Document.objects.get(), officer))
