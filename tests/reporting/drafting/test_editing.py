"""What the officer does to a draft keeps every source, and never overwrites what somebody else did."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concertation.register.models import Record
from concertation.register.withdrawing import withdraw
from concertation.reporting.drafting.coverage import Coverage, budget, coverage, rests
from concertation.reporting.drafting.editing import (
    Overtaken,
    add,
    edit,
    join,
    move,
    part,
    revert,
    take_out,
)
from concertation.reporting.models import Draft, Sentence
from concertation.reporting.style.words import count


def shape(draft: Draft) -> list[list[int]]:
    """The sentences of each paragraph, by primary key."""
    found: dict[int, list[int]] = {}
    for sentence in draft.sentences.all():
        found.setdefault(sentence.paragraph, []).append(sentence.pk)
    return list(found.values())


def again(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


def test_an_edit_keeps_what_the_sentence_rests_on_and_can_be_reverted(written) -> None:
    draft = written.draft("LAS")
    sentence = draft.sentences.all()[0]
    rests = list(sentence.records.all())
    edit(sentence, "Autrement dit.", person=written.officer, seen=draft.version)
    sentence.refresh_from_db()
    assert sentence.edited
    assert list(sentence.records.all()) == rests
    revert(sentence, person=written.officer, seen=again(draft).version)
    sentence.refresh_from_db()
    assert not sentence.edited


def test_who_saves_from_an_older_version_is_told(written) -> None:
    draft = written.draft("LAS")
    sentence = draft.sentences.all()[0]
    edit(sentence, "Le premier.", person=written.officer, seen=draft.version)
    with pytest.raises(Overtaken):
        edit(sentence, "Le second.", person=written.officer, seen=draft.version)
    sentence.refresh_from_db()
    assert sentence.text == "Le premier."


def test_an_empty_sentence_is_refused(written) -> None:
    draft = written.draft("LAS")
    with pytest.raises(ValidationError):
        edit(draft.sentences.all()[0], "  ", person=written.officer, seen=draft.version)


def test_a_sentence_is_added_after_another_with_its_sources(written) -> None:
    draft = written.draft("LAS")
    first = draft.sentences.all()[0]
    record = Record.objects.filter(kind="agreement").get()
    made = add(draft, "Nouvelle.", after=first, person=written.officer, seen=draft.version, records=[record])
    assert shape(again(draft))[0][:2] == [first.pk, made.pk]
    assert list(made.records.all()) == [record]


def test_a_new_paragraph_parts_the_one_that_it_stands_in(written) -> None:
    draft = written.draft("LAS")
    add(draft, "Une.", after=None, person=written.officer, seen=draft.version)
    first = again(draft).sentences.all()[0]
    made = add(
        again(draft), "Deux.", after=first, person=written.officer, seen=draft.version + 1, new_paragraph=True
    )
    assert shape(again(draft))[:2] == [[first.pk], [made.pk]]


@pytest.fixture
def three(written) -> Draft:
    """A draft of two paragraphs of our own: two sentences and one."""
    draft = Draft.objects.create(section=written.sections["others"], lang="en")
    for paragraph, position in ((1, 1), (1, 2), (2, 1)):
        Sentence.objects.create(
            draft=draft, paragraph=paragraph, position=position, text=f"{paragraph}.{position}"
        )
    return draft


def test_sentences_move_within_and_between_paragraphs(three) -> None:
    a, b, c = (pk for paragraph in shape(three) for pk in paragraph)
    move(Sentence.objects.get(pk=a), 1, seen=0)
    assert shape(again(three)) == [[b, a], [c]]
    move(Sentence.objects.get(pk=a), 1, seen=1)
    assert shape(again(three)) == [[b], [a, c]]
    move(Sentence.objects.get(pk=b), -1, seen=2)  # there is nothing above
    assert shape(again(three)) == [[b], [a, c]]


def test_paragraphs_are_parted_and_joined(three) -> None:
    a, b, c = (pk for paragraph in shape(three) for pk in paragraph)
    part(Sentence.objects.get(pk=b), seen=0)
    assert shape(again(three)) == [[a], [b], [c]]
    join(Sentence.objects.get(pk=c), seen=1)
    assert shape(again(three)) == [[a], [b, c]]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["up", "down", "part", "join"]), st.integers(0, 2)), max_size=8))
def test_no_act_loses_a_sentence_or_leaves_a_gap(three, acts: list[tuple[str, int]]) -> None:
    all_of_them = {pk for paragraph in shape(again(three)) for pk in paragraph}
    for act, number in acts:
        draft = again(three)
        sentence = draft.sentences.all()[number]
        if act in ("up", "down"):
            move(sentence, -1 if act == "up" else 1, seen=draft.version)
        else:
            (part if act == "part" else join)(sentence, seen=draft.version)
        rows = list(again(three).sentences.values_list("paragraph", "position"))
        numbers = sorted({paragraph for paragraph, _ in rows})
        assert numbers == list(range(1, len(numbers) + 1))
        for one in numbers:
            positions = [position for paragraph, position in rows if paragraph == one]
            assert positions == list(range(1, len(positions) + 1))
        assert {pk for paragraph in shape(again(three)) for pk in paragraph} == all_of_them


def lacks(draft: Draft, person: object) -> Coverage:
    return coverage(again(draft), list(rests(draft, person)), person)


def test_the_margin_says_what_is_not_told_told_twice_or_rests_on_nothing(written) -> None:
    draft = written.draft("LAS")
    assert lacks(draft, written.officer) == Coverage((), (), (), ())
    agreement = Sentence.objects.get(draft=draft, records__kind="agreement")
    lost = agreement.records.get()
    agreement.delete()
    meeting = Record.objects.filter(kind="meeting", organizations="LAS").first()
    bare = add(draft, "Sans source.", after=None, person=written.officer, seen=draft.version)
    add(
        again(draft), "Encore.", after=bare, person=written.officer, seen=draft.version + 1, records=[meeting]
    )
    found = lacks(draft, written.officer)
    assert (found.untold, found.unsourced, found.twice) == ((lost,), (bare,), (meeting,))
    edit(bare, bare.text, records=[lost], person=written.officer, seen=again(draft).version)
    found = lacks(draft, written.officer)
    assert found.untold == found.unsourced == ()


def test_what_was_left_out_on_purpose_is_not_missed(written) -> None:
    draft = written.draft("LAS")
    agreement = Sentence.objects.get(draft=draft, records__kind="agreement")
    take_out(agreement, person=written.officer, seen=draft.version, why="Told elsewhere")
    assert lacks(draft, written.officer).untold == ()


def test_a_sentence_on_a_withdrawn_record_is_pointed_out(written) -> None:
    draft = written.draft("LAS")
    agreement = Sentence.objects.get(draft=draft, records__kind="agreement")
    withdraw(agreement.records.get().detail, written.officer, "Entered by mistake")
    assert lacks(draft, written.officer).gone == (agreement,)


def test_words_are_counted_against_the_share_of_the_section(written) -> None:
    written.cycle.words = 1000
    written.cycle.save()
    section = written.sections["AU"]
    section.words = 200
    section.save()
    first, second = written.draft("LAS"), written.draft("AU")
    assert budget(first, written.officer).share == 200  # 800 for four sections
    assert budget(second, written.officer).share == 200
    assert (
        budget(first, written.officer).whole
        == budget(first, written.officer).words + budget(second, written.officer).words
    )
    assert count("Le secrétariat a, en 2017, publié 3 rapports.") == 8
