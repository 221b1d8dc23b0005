"""The shelves hold what the register holds, after every change and after none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from concertation.register.amending import amend
from concertation.register.models import (
    Attachment,
    Entry,
    Mandate,
    Paragraph,
    Passage,
    Record,
    SavedSearch,
    Text,
    Theme,
)
from concertation.register.recording import concern, say
from concertation.register.search import finding, storage
from concertation.register.search.in_step import together
from concertation.register.search.queries import read
from concertation.register.search.rebuilding import is_missing, rebuild
from concertation.register.search.saved import keep, look, new_results, notify, told

pytestmark = pytest.mark.django_db


def found(query: str, person) -> list[int]:
    return finding.records(read(query, person), person).keys


def test_a_change_is_found_at_once_and_what_it_replaced_no_more(add, reader, creator, bodies):
    record = add("first title")
    amend(
        record,
        titles={"en": "second name"},
        date="2021",
        organizations=[bodies["AU"], bodies["UN"]],
        places=[],
        themes=[],
        label="GREEN",
        circle=None,
        person=creator,
    )
    assert found("first", reader) == []
    assert found("name year:2021 org:AU", reader) == [record.pk]
    assert found("org:LAS", reader) == []


def test_a_text_that_is_said_or_taken_away_is_noticed(add, reader):
    record = add("visit")
    say(record, "title", "fr", "déplacement")
    assert found("déplacements", reader) == [record.pk]
    Text.objects.filter(record=record, lang="fr").delete()
    assert found("déplacements", reader) == []


def test_a_record_that_is_deleted_leaves_the_shelf(add, reader):
    record = add("visit")
    record.delete()
    assert found("visit", reader) == []
    assert not Entry.objects.exists()


def test_changes_together_are_filed_once(add, reader, django_assert_max_num_queries):
    record = add("visit")
    with together():
        for n in range(5):
            say(record, "title", "fr", f"déplacement {n}")
        assert found("déplacement", reader) == []
    assert found('"déplacement 4"', reader) == [record.pk]


def test_what_fails_is_taken_back_on_the_shelf_too(add, reader, bodies):
    with pytest.raises(ValidationError), transaction.atomic():
        add("talks", organizations=[], titles={"en": " "})
    assert found("talks", reader) == []
    assert not Record.objects.exists()


def test_a_document_is_filed_with_each_of_its_paragraphs(load, reader):
    document = load("One talk.", "Two talks.", title="Report on talks", symbols=["A/1/2"])
    query = read("talk", reader)
    assert len(finding.passages(query, reader)) == 3
    assert finding.documents(read("A/1/2", reader), reader, 5) == [document.pk]
    Paragraph.objects.filter(number="2").delete()
    assert len(finding.passages(query, reader)) == 2
    document.title = "Report"
    document.save()
    assert len(finding.passages(query, reader)) == 1


def test_symbols_of_mandates_and_names_of_files_are_found_with_their_record(add, reader):
    mandate = add("resolution", model=Mandate, symbol="A/RES/71/12")
    assert found("A/RES/71/12", reader) == [mandate.pk]
    record = add("visit")
    Attachment.objects.create(
        record=record,
        name="minutes of Rabat.pdf",
        lang="en",
        file="x",
        sha256="0" * 64,
        media_type="x",
        size=1,
    )
    assert found("rabat", reader) == [record.pk]


def test_all_is_filed_anew_and_the_same_is_found(add, load, prove, reader):
    record, document = add("visit", date="2020"), load("The visit took place.", date="2021")
    prove(record, document, "visit took place")
    entries, passages = list(Entry.objects.values()), list(Passage.objects.values())
    Entry.objects.all().delete()
    Passage.objects.all().delete()
    assert is_missing()
    assert rebuild(tidy=False) == (1, 1)
    assert list(Entry.objects.values()) == entries
    assert list(Passage.objects.values()) == passages
    assert all(rows == known for rows, known in storage.in_step("default").values())
    assert not is_missing()


def test_the_index_is_made_again_where_it_is_missing(add, reader):
    add("visit")
    storage.install(connection.alias)
    assert len(found("visit", reader)) == 1


def test_a_saved_search_tells_what_is_new_to_its_person(add, load, reader, circle):
    known, unshared, other = add("wells"), add("early wells", label="AMBER", circle=circle), add("visit")
    load("Old wells.")
    saved = keep(reader, "Wells", "wells", SavedSearch.Notify.WEEKLY)
    today = timezone.localdate()
    new, _hidden = add("more wells"), add("secret wells", label="AMBER", circle=circle)
    document = load("New wells.")
    load("Secret wells.", label="RED")
    say(other, "description", "en", "about wells")
    for row, label in ((unshared, "GREEN"), (known, "CLEAR")):
        row.label = label
        row.save()
    look(saved, today + timedelta(days=6))
    assert not new_results(saved)
    week = today + timedelta(days=7)
    look(saved, week)
    results = new_results(saved)
    assert {row.pk for row in results.records} == {new.pk, unshared.pk, other.pk}
    assert [row.pk for row in results.documents] == [document.pk]
    told(saved, week)
    look(saved, week + timedelta(days=7))
    assert not new_results(saved)


def test_what_is_hidden_before_it_is_told_is_not_told(add, reader):
    saved = keep(reader, "Wells", "wells", SavedSearch.Notify.DAILY)
    record = add("wells")
    look(saved, timezone.localdate() + timedelta(days=1))
    assert len(new_results(saved)) == 1
    record.label = "RED"
    record.save()
    assert not new_results(saved)


def test_a_search_that_was_not_to_be_told_begins_with_what_there_is(add, reader):
    saved = keep(reader, "Wells", "wells")
    add("wells")
    later = timezone.localdate() + timedelta(days=30)
    look(saved, later)
    assert not new_results(saved)
    notify(saved, SavedSearch.Notify.DAILY)
    look(saved, later)
    assert not new_results(saved)
    add("wells again")
    look(saved, later)
    assert len(new_results(saved)) == 1
    notify(saved, SavedSearch.Notify.NEVER)
    assert not new_results(saved)


def test_two_searches_of_a_person_have_two_names(reader, creator):
    keep(reader, "Wells", "wells")
    keep(creator, "Wells", "wells")
    with pytest.raises(ValidationError, match="You have a search of that name already"):
        keep(reader, "Wells", "water")
    with pytest.raises(ValidationError):
        keep(reader, "", "water")


def test_a_theme_is_noticed(add, reader):
    record = add("visit")
    concern(record, Theme.objects.get(pk="water"))
    assert found("theme:water", reader) == [record.pk]
