"""A draft follows the register where nobody touched it, and keeps what people wrote."""

from __future__ import annotations

from concertation.accounts.models import Person, Role
from concertation.accounts.sharing import Label
from concertation.register.models import Activity, Meeting
from concertation.register.recording import say
from concertation.register.withdrawing import withdraw
from concertation.reporting.drafting.composing import compose_sections
from concertation.reporting.drafting.coverage import budget, rests
from concertation.reporting.drafting.editing import edit, give_back, take_out
from concertation.reporting.drafting.refreshing import changes, refresh
from concertation.reporting.models import Draft, Sentence


def texts(draft: Draft) -> list[str]:
    return [sentence.text for sentence in draft.sentences.all()]


def test_every_sentence_of_a_new_draft_knows_the_records_that_it_tells(written) -> None:
    draft = written.draft("LAS")
    told = {str(record.uid) for sentence in draft.sentences.all() for record in sentence.records.all()}
    facts = written.composed().facts[draft.section_id]
    assert told == {fact.uid for fact in facts} != set()
    assert all(sentence.text == sentence.generated for sentence in draft.sentences.all())


def test_every_record_of_the_period_is_told_in_some_section(written) -> None:
    composed = written.composed()
    told = {fact.uid for facts in composed.facts.values() for fact in facts}
    assert told == {fact.uid for fact in composed.selection.facts}


def test_the_introduction_rests_on_the_mandates(written) -> None:
    draft = written.draft("introduction")
    first = draft.sentences.all()[0]
    assert [record.kind for record in first.records.all()] == ["mandate"]
    assert "58/316" in first.text


def test_a_second_refresh_changes_nothing(written) -> None:
    draft = written.draft("LAS")
    before = [(s.pk, s.text, s.paragraph, s.position) for s in draft.sentences.all()]
    assert not changes(draft, written.composed().paragraphs[draft.section_id], written.officer)
    refreshed = written.draft("LAS")
    assert [(s.pk, s.text, s.paragraph, s.position) for s in refreshed.sentences.all()] == before


def test_a_new_record_is_added_where_the_register_has_it(written) -> None:
    draft = written.draft("AU")
    written.register.enter(
        Meeting(type="meeting", date="2017-05", label=Label.CLEAR), {"fr": "réunion sur la paix"}, "SG AU"
    )
    found = changes(draft, written.composed().paragraphs[draft.section_id], written.officer)
    assert [one.text for one in found.new]
    assert (
        "réunion sur la paix" in texts(written.draft("AU"))[0]
    )  # meetings at the political level come first


def test_untouched_words_follow_the_register(written) -> None:
    draft = written.draft("AU")
    record = Activity.objects.get()
    say(record, "title", "fr", "renforcement des services de cartographie")
    found = changes(draft, written.composed().paragraphs[draft.section_id], written.officer)
    assert len(found.instead) == 1
    assert any("cartographie" in text for text in texts(written.draft("AU")))


def test_edited_words_are_kept_and_what_the_register_says_now_stands_beside(written) -> None:
    draft = written.draft("AU")
    sentence = Sentence.objects.get(draft=draft, records=Activity.objects.get())
    edit(sentence, "Le PNUD a aidé le Gabon.", person=written.officer, seen=draft.version)
    say(Activity.objects.get(), "title", "fr", "renforcement des services de cartographie")
    written.draft("AU")
    sentence.refresh_from_db()
    assert sentence.text == "Le PNUD a aidé le Gabon."
    assert "cartographie" in sentence.generated
    assert list(sentence.records.all()) == [Activity.objects.get().record_ptr]


def test_a_withdrawn_record_is_told_no_more_unless_somebody_edited_its_sentence(written) -> None:
    draft = written.draft("LAS")
    edited, other = draft.sentences.all()
    edit(edited, "Des mots à nous.", person=written.officer, seen=draft.version)
    for sentence in (edited, other):
        for record in sentence.records.all():
            withdraw(record.detail, written.officer, "Entered by mistake")
    found = changes(draft, written.composed().paragraphs[draft.section_id], written.officer)
    assert found.gone == [other]
    assert found.kept == [edited]
    assert "Des mots à nous." in texts(written.draft("LAS"))
    assert not Sentence.objects.filter(pk=other.pk).exists()


def test_what_was_taken_out_stays_out_until_it_is_given_back(written) -> None:
    draft = written.draft("AU")
    count = draft.sentences.count()
    sentence = draft.sentences.all()[0]
    key = sentence.key
    take_out(sentence, person=written.officer, seen=draft.version, why="Too small")
    draft = written.draft("AU")
    assert draft.sentences.count() == count - 1
    assert draft.left_out[key]["why"] == "Too small"
    give_back(draft, key, seen=draft.version)
    assert written.draft("AU").sentences.count() == count


def test_records_that_one_may_not_see_are_in_no_draft_of_theirs(written) -> None:
    written.register.enter(
        Meeting(type="meeting", date="2017-05", label=Label.RED), {"fr": "réunion discrète"}, "UN AU"
    )
    Meeting.objects.filter(date="2017-05", label=Label.RED).update(creator=None)
    assert not any("discrète" in text for text in texts(written.draft("AU")))


def test_who_does_not_see_a_record_neither_sees_nor_loses_the_sentence_about_it(written) -> None:
    other = Person.objects.create_user("other@example.org", role=Role.OFFICER)
    record = written.register.enter(
        Meeting(type="meeting", date="2017-05", label=Label.RED), {"fr": "réunion discrète"}, "UN AU"
    )
    draft = written.draft("AU")
    told = Sentence.objects.get(records=record)
    assert told in list(rests(draft, written.officer))
    assert told not in list(rests(draft, other))
    assert budget(draft, other).words < budget(draft, written.officer).words
    composed = compose_sections(written.cycle, "fr", other)
    facts = [fact.uid for fact in composed.facts[draft.section_id]]
    refresh(draft, composed.paragraphs[draft.section_id], facts, other)
    assert Sentence.objects.filter(pk=told.pk).exists()
    assert str(record.uid) in Draft.objects.get(pk=draft.pk).to_tell
