"""Two records become one: what stays, what joins, who sees it, and that it can be undone whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError

from concertation.register.changes import changes
from concertation.register.merging.aspects import aspects
from concertation.register.merging.moved import record_now
from concertation.register.merging.records import merge, obstacles
from concertation.register.merging.undoing import standing_against, undo
from concertation.register.models import (
    AgendaItem,
    Agreement,
    Attachment,
    Commitment,
    Entry,
    Evidence,
    Formality,
    Mechanism,
    Meeting,
    Merge,
    Note,
    Participation,
    Progress,
    Record,
)
from concertation.register.search.finding import records as found
from concertation.register.search.queries import read

pytestmark = pytest.mark.django_db

UNTOLD = {"updated_at", "id"}


def everything() -> dict[str, list[Any]]:
    """All rows of the register, but for moments, the index and the history."""
    rows: dict[str, list[Any]] = {}
    for model in apps.get_models():
        own = model.__module__.startswith("concertation.register") and model._meta.managed
        if own and not model.__name__.startswith("Historical") and model is not Merge:
            names = [f.attname for f in model._meta.concrete_fields if f.name != "updated_at"]
            rows[model.__name__] = sorted(map(repr, model._base_manager.values_list(*names)))
    return rows


def choice(one: Any, other: Any, person: Any, name: str) -> Any:
    return next(row for row in aspects(one, other, person) if row.name == name)


def test_what_only_one_says_stays_and_everything_joins(register, add, state):
    kept = add(places=["Cairo"], themes=["water"], date="2021")
    other = add(
        title="3rd consultation", organizations=["AU", "LAS"], themes=["water", "mediation"],
        date="2021-05-12", titles={"fr": "troisième consultation"}, venue="Conference hall", number=3,
    )  # fmt: skip
    state(kept, "1"), state(other, "2")
    merge(kept, other, person=register.officer, why="one meeting")
    one = Meeting.objects.get()
    assert (one.uid, one.date, one.venue, one.number) == (kept.uid, "2021-05-12", "Conference hall", 3)
    assert one.title_in("fr") == "troisième consultation"
    assert {p.organization_id for p in one.participations.all()} == {"UN", "AU", "LAS"}
    assert {theme.pk for theme in one.themes.all()} == {"water", "mediation"}
    assert [place.name for place in one.places.all()] == ["Cairo"]
    assert {row.paragraph.number for row in one.evidence.all()} == {"1", "2"}


@pytest.mark.parametrize(
    ("mine", "theirs", "stays", "at_odds"),
    [
        ("2021", "2021-05-12", "other", False),
        ("2021-05-12", "2021-05", "kept", False),
        ("", "2021", "other", False),
        ("2021-05", "2021-06", "kept", True),
        ("2021-05-12/2021-05-13", "2021-05", "kept", False),
    ],
)
def test_of_two_dates_the_more_exact_one_stays_and_a_contradiction_is_told(
    register, add, mine, theirs, stays, at_odds
):
    date = choice(add(date=mine), add(date=theirs), register.officer, "date")
    assert (date.stays, date.contradict) == (stays, at_odds)


def test_what_the_better_sourced_record_says_stays(register, add, state):
    kept, other = add(title="talks"), add(title="third annual consultation")
    state(other, by=register.officer)
    assert choice(kept, other, register.officer, "title en").stays == "other"


def test_sources_that_one_may_not_see_do_not_decide(register, add, state):
    kept, other = add(title="talks"), add(title="third annual consultation")
    state(other, document=register.hidden, by=register.officer)
    assert choice(kept, other, register.officer, "title en").stays == "kept"


def test_what_is_chosen_stays(register, add):
    kept, other = add(title="talks", date="2021"), add(title="consultation", date="2021-05")
    merge(kept, other, person=register.officer, why="one", choices={"title en": "other", "date": "kept"})
    one = Meeting.objects.get()
    assert (one.title_in("en"), one.date) == ("consultation", "2021")


def test_a_part_is_chosen_where_both_name_the_organization(register, add):
    kept, other = add(), add()
    other.participations.filter(organization="AU").update(role="host")
    merge(kept, other, person=register.officer, why="one", choices={"role AU": "other"})
    assert Participation.objects.get(organization="AU").role == "host"


def test_what_belongs_to_single_kinds_joins(register, add):
    kept, other = add(), add()
    for meeting, titles in ((kept, ["Opening"]), (other, ["opening", "Next steps"])):
        for at, title in enumerate(titles, start=1):
            AgendaItem.objects.create(meeting=meeting, position=at, title=title)
    promise = add(Commitment, "send the list", source=other)
    merge(kept, other, person=register.officer, why="one")
    assert list(AgendaItem.objects.values_list("position", "title")) == [(1, "Opening"), (2, "Next steps")]
    assert Commitment.objects.get(pk=promise.pk).source_id == kept.pk


def test_formalities_of_one_party_become_one_the_more_exact_date_stays(register, add):
    kept, other = add(Agreement, "pact"), add(Agreement, "the pact")
    for pact, date in ((kept, "2021"), (other, "2021-05-12")):
        Formality.objects.create(participation=pact.participations.get(organization="AU"), act="signature",
                                 date=date)  # fmt: skip
    merge(kept, other, person=register.officer, why="one")
    assert [row.date for row in Formality.objects.all()] == ["2021-05-12"]


def test_the_same_file_is_kept_once_and_what_refers_to_it_finds_it(register, add):
    kept, other = add(Commitment, "send the list"), add(Commitment, "send the whole list")
    files = [
        Attachment.objects.create(record=one, sha256="c" * 64, size=1, media_type="text/plain", name="a.txt",
                                  file="attachments/cc/c")
        for one in (kept, other)
    ]  # fmt: skip
    Progress.objects.create(commitment=other, date="2026-01-02", status="done", proof=files[1])
    merge(kept, other, person=register.officer, why="one")
    assert Progress.objects.get().proof == files[0]
    assert Commitment.objects.get().status == "open"


def test_meetings_of_one_number_stand_against_merging_their_mechanisms(register, add):
    kept, other = add(Mechanism, "annual talks"), add(Mechanism, "yearly talks")
    add(mechanism=kept, number=3), add(title="3rd talks", mechanism=other, number=3)
    before = everything()
    with pytest.raises(ValidationError, match="Merge these two first"):
        merge(kept, other, person=register.officer, why="one")
    assert everything() == before


@pytest.mark.parametrize("why", ["kinds", "itself", "successor"])
def test_what_cannot_be_one(register, add, why):
    pact = add(Agreement, "pact")
    other = {"kinds": add(), "itself": pact, "successor": add(Agreement, "next", successor=pact)}[why]
    assert len(obstacles(pact, other)) == 1
    with pytest.raises(ValidationError):
        merge(pact, other, person=register.officer, why="one")


def test_the_search_follows(register, add):
    kept, other = add(title="talks"), add(title="zebra consultation", titles={"fr": "concertation"})
    merge(kept, other, person=register.officer, why="one")
    assert set(Entry.objects.values_list("record", flat=True)) == {kept.pk}
    assert found(read("concertation", register.officer), register.officer).keys == [kept.pk]
    undo(Merge.objects.get(), register.officer)
    assert set(Entry.objects.values_list("record", flat=True)) == {kept.pk, other.pk}
    assert found(read("concertation", register.officer), register.officer).keys == [other.pk]


# Who sees it ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mine", "theirs", "outcome"), [("GREEN", "AMBER", "AMBER"), ("RED", "CLEAR", "RED")]
)
def test_the_narrower_label_stays(register, add, mine, theirs, outcome):
    kept, other = (add(label=label, circle=register.circle) for label in (mine, theirs))
    merge(kept, other, person=register.officer, why="one")
    assert Record.objects.get().label == outcome


def test_sharing_with_more_people_must_be_meant(register, add):
    kept, other = add(label="GREEN"), add(label="AMBER", circle=register.circle)
    wide = {"sharing": "kept"}
    with pytest.raises(ValidationError, match="More people would see"):
        merge(kept, other, person=register.officer, why="one", choices=wide)
    merge(kept, other, person=register.officer, why="one", choices=wide, widen=True)
    assert Record.objects.get().label == "GREEN"


def test_two_circles_are_never_taken_for_one(register, add):
    kept, other = add(label="AMBER", circle=register.circle), add(label="AMBER", circle=register.other_circle)
    with pytest.raises(ValidationError, match="More people would see"):
        merge(kept, other, person=register.officer, why="one")


def test_who_entered_one_does_not_come_to_see_the_other(register, add):
    kept = add(person=register.reader)
    other = add(label="AMBER", circle=register.circle)
    merge(kept, other, person=register.officer, why="one")
    assert not Record.objects.get().may_be_seen_by(register.reader)
    assert Record.objects.get().may_be_seen_by(register.officer)


def test_only_who_may_change_both_may_merge(register, add):
    kept, other = add(), add(organizations=["LAS"])
    for person in (register.member, register.reader):
        with pytest.raises(PermissionDenied):
            merge(kept, other, person=person, why="one")
    hidden = add(label="RED", person=register.reader)
    with pytest.raises(PermissionDenied):
        merge(kept, hidden, person=register.officer, why="one")


def test_the_old_address_leads_to_the_outcome_for_those_who_see_it(register, add):
    kept, other = add(label="AMBER", circle=register.circle), add()
    merge(kept, other, person=register.officer, why="one")
    assert record_now(str(other.uid), register.member) == str(kept.uid)
    assert record_now(str(other.uid), register.reader) is None


def test_an_address_leads_on_and_on(register, add):
    first, second, third = add(title="a"), add(title="b"), add(title="c")
    merge(second, first, person=register.officer, why="one")
    merge(third, second, person=register.officer, why="one")
    assert record_now(str(first.uid), register.officer) == str(third.uid)


def test_what_it_was_is_told_to_those_only_who_would_have_seen_it(register, add):
    kept, other = add(), add(title="secret talks", label="AMBER", circle=register.circle)
    merge(kept, other, person=register.officer, why="one", choices={"sharing": "kept"}, widen=True)
    one = Meeting.objects.get()
    assert not Merge.objects.visible_to(register.reader).exists()
    assert Merge.objects.visible_to(register.member).exists()
    assert "secret talks" not in repr(changes(one, register.reader))
    assert "secret talks" in repr(changes(one, register.member))


def test_a_link_that_one_may_not_see_is_kept_and_not_told(register, add):
    secret = add(Agreement, "secret pact", label="RED", person=register.reader)
    kept, other = add(Agreement, "pact"), add(Agreement, "the pact", successor=secret)
    assert "successor_id" not in {one.name for one in aspects(kept, other, register.officer)}
    merge(kept, other, person=register.officer, why="one")
    assert Agreement.objects.get(pk=kept.pk).successor_id == secret.pk


def test_a_note_keeps_its_own_label(register, add):
    kept, other = add(), add()
    Note.objects.create(record=other, text="for us", label="AMBER", circle=register.circle)
    merge(kept, other, person=register.officer, why="one")
    assert Note.objects.get().record_id == kept.pk
    assert not Note.objects.visible_to(register.reader).exists()


# The history ---------------------------------------------------------------------------------------------


def test_the_history_tells_what_joined_and_why(register, add):
    kept, other = add(organizations=["UN"]), add(title="the same talks", organizations=["LAS"])
    merge(kept, other, person=register.officer, why="one meeting")
    last = changes(Meeting.objects.get(), register.officer)[0]
    assert ("", "the same talks") in [(step.before, step.after) for step in last.steps]
    assert ("", "LAS") in [(step.before, step.after) for step in last.steps]
    assert "one meeting" in last.why


def test_the_history_of_what_went_is_still_there(register, add):
    kept, other = add(), add(title="the same talks")
    merge(kept, other, person=register.officer, why="one")
    told = [step for change in changes(other, register.officer) for step in change.steps]
    assert ("the same talks", "") in [(step.before, step.after) for step in told]


# Undoing -------------------------------------------------------------------------------------------------


def rich(register, add, state) -> tuple[Any, Any]:
    """Two agreements that share some things, differ in others, and have each something of its own."""
    kept = add(Agreement, "pact", organizations=["UN", "AU"], themes=["water"], date="2021", places=["Cairo"])
    other = add(
        Agreement, "the pact of Cairo", organizations=["AU", "LAS"], themes=["water"], date="2021-05-12",
        titles={"fr": "pacte du Caire"}, places=["Cairo"], term="2021/2025", label="AMBER",
        circle=register.circle,
    )  # fmt: skip
    for pact, date in ((kept, "2021"), (other, "2021-05-12")):
        party = pact.participations.get(organization="AU")
        Formality.objects.create(participation=party, act="signature", date=date)
    Formality.objects.create(participation=other.participations.get(organization="LAS"), act="deposit",
                             date="2022")  # fmt: skip
    state(kept, "1"), state(other, "1"), state(other, "2")
    add(Agreement, "an older pact", successor=other)
    add(Commitment, "send the list", source=other)
    Note.objects.create(record=other, text="for us", label="AMBER", circle=register.circle)
    return kept, other


def test_undoing_restores_everything_to_the_letter(register, add, state):
    kept, other = rich(register, add, state)
    before = everything()
    merge(kept, other, person=register.officer, why="one", choices={"title en": "other", "role AU": "other"})
    assert everything() != before
    undo(Merge.objects.get(), register.officer)
    assert everything() == before


def test_what_was_added_since_stays_with_the_outcome(register, add, state):
    kept, other = rich(register, add, state)
    merge(kept, other, person=register.officer, why="one")
    state(Agreement.objects.get(pk=kept.pk), "9")
    undo(Merge.objects.get(), register.officer)
    assert {row.paragraph.number for row in Evidence.objects.filter(record=kept.pk)} == {"1", "9"}


def test_what_the_outcome_says_otherwise_by_now_stands_against_undoing(register, add):
    kept, other = add(date="2021"), add(date="2021-05")
    made = merge(kept, other, person=register.officer, why="one")
    one = Meeting.objects.get()
    one.date = "2021-06"
    one.save()
    assert "date" in standing_against(made)[0]
    with pytest.raises(ValidationError, match="changed since"):
        undo(made, register.officer)
    assert Meeting.objects.count() == 1


def test_merges_are_undone_the_last_one_first(register, add):
    first, second, third = add(title="a"), add(title="b"), add(title="c")
    earlier = merge(second, first, person=register.officer, why="one")
    later = merge(second, third, person=register.officer, why="one")
    with pytest.raises(ValidationError, match="Undo that merge first"):
        undo(earlier, register.officer)
    undo(later, register.officer)
    undo(earlier, register.officer)
    assert Meeting.objects.count() == 3


def test_a_place_that_was_taken_since_stands_against_undoing(register, add):
    series = add(Mechanism, "annual talks")
    kept, other = add(title="a"), add(title="b", mechanism=series, number=3)
    made = merge(kept, other, person=register.officer, why="one",
                 choices={"number": "kept", "mechanism_id": "kept"})  # fmt: skip
    add(title="c", mechanism=series, number=3)
    with pytest.raises(ValidationError, match="already has a meeting of that number"):
        undo(made, register.officer)
    assert Meeting.objects.count() == 2


def test_somebody_elses_change_is_not_written_over(register, add):
    kept, other = add(), add()
    seen = (kept.updated_at, other.updated_at)
    Meeting.objects.get(pk=other.pk).save()
    with pytest.raises(ValidationError, match="Somebody else changed"):
        merge(kept, other, person=register.officer, why="one", seen=seen)


def test_a_decision_keeps_its_item_of_the_agenda_with_its_meeting(register, add):
    talks = add(Meeting, "talks")
    item = AgendaItem.objects.create(meeting=talks, position=1, title="Water")
    kept, other = add(Commitment, "send the list"), add(Commitment, "send it", source=talks, agenda_item=item)
    merge(kept, other, person=register.officer, why="one")
    assert (Commitment.objects.get().source_id, Commitment.objects.get().agenda_item) == (talks.pk, item)
