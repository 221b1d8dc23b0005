"""A record as it was after a change: looked at, compared, and given back whole or in part."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concertation.accounts.models import Circle, Person
from concertation.register.amending import amend
from concertation.register.changes import changes
from concertation.register.models import (
    Agreement,
    Location,
    Meeting,
    Organization,
    Participation,
    Place,
    Record,
    Subject,
    Text,
    Theme,
)
from concertation.register.organization_changes import organization_changes
from concertation.register.recording import enter, say
from concertation.register.states import compared, restore, state_after, state_now

pytestmark = pytest.mark.django_db

MODELS = (Agreement, Meeting, Text, Participation, Location, Subject)


@pytest.fixture
def officer(db) -> Person:
    Organization.objects.bulk_create(Organization(id=id, kind="regional") for id in ("AU", "LAS", "OIC"))
    Place.objects.create(name="Cairo", kind="city", country="EGY")
    Place.objects.create(name="Rabat", kind="city", country="MAR")
    Theme.objects.bulk_create(Theme(slug=slug) for slug in ("water", "mediation"))
    return Person.objects.create_user("officer@example.org", name="Officer", role="officer")


def earlier() -> None:
    """Move all that was done so far an hour back, so that what is done now is another change."""
    for model in MODELS:
        for row in model.history.all():
            row.history_date -= timedelta(hours=1)
            row.save()


@pytest.fixture
def agreement(officer) -> Agreement:
    made = enter(
        Agreement(label="GREEN", date="2020", term="2020/2030", type="memorandum"),
        titles={"en": "memorandum on wells", "fr": "mémorandum sur les puits"},
        organizations=[(body, "party") for body in Organization.objects.filter(pk__in=["AU", "LAS"])],
        places=Place.objects.filter(name="Cairo"),
        themes=Theme.objects.filter(pk="water"),
        person=officer,
    )
    say(made, "description", "en", "About wells.")
    earlier()
    return Agreement.objects.get(pk=made.pk)


def change(record: Record, person: Person, **wanted: Any) -> Any:
    """Amend the record; what is not said is taken away."""
    own: dict[str, Any] = {"date": "", "organizations": [], "places": [], "themes": []}
    own |= {"titles": {}, "label": record.label, "circle": record.circle, "person": person}
    return amend(record, **own | wanted)


def everything(record: Record) -> dict[str, Any]:
    state = state_now(type(record).objects.get(pk=record.pk))
    own = type(record).objects.filter(pk=record.pk).values().get()
    return {
        "own": {name: value for name, value in own.items() if name not in ("updated_at", "held")},
        "texts": state.texts,
        "parts": state.parts,
        "places": sorted(state.places),
        "themes": sorted(state.themes),
    }


def changed_wholly(agreement: Agreement, officer: Person) -> Agreement:
    return change(
        agreement,
        officer,
        titles={"en": "plan on roads", "fr": ""},
        date="2021-05",
        parts={"party": list(Organization.objects.filter(pk="OIC")), "host": []},
        places=list(Place.objects.filter(name="Rabat")),
        themes=list(Theme.objects.filter(pk="mediation")),
        details={"term": "2021/2022", "type": "plan", "basis": "within"},
        description="",
        why="it was another text",
    )


def test_a_state_is_what_the_record_was(agreement, officer):
    before = everything(agreement)
    now = changed_wholly(agreement, officer)
    first = changes(now, officer)[-1]
    state = state_after(now, first)
    assert state.texts == before["texts"]
    assert state.parts == {"AU": "party", "LAS": "party"}
    assert (state.own.term, state.own.date) == ("2020/2030", "2020")


def test_two_states_are_compared_field_by_field(agreement, officer):
    now = changed_wholly(agreement, officer)
    state = state_after(now, changes(now, officer)[-1])
    pairs = {pair.before.name: pair for pair in compared(state, state_now(now), officer)}
    told = {name: (pair.before.words, pair.after.words) for name, pair in pairs.items() if not pair.same}
    assert told == {
        "title:en": (("memorandum on wells",), ("plan on roads",)),
        "title:fr": (("mémorandum sur les puits",), ()),
        "description:en": (("About wells.",), ()),
        "own:type": (("memorandum",), ("plan",)),
        "own:date": (("2020",), ("2021-05",)),
        "own:basis": (("between parties",), ("within one organization",)),
        "own:term": (("2020/2030",), ("2021/2022",)),
        "part:party": (("AU", "LAS"), ("OIC",)),
        "places": (("Cairo",), ("Rabat",)),
        "themes": (("water",), ("mediation",)),
    }
    assert pairs["sharing"].same


def names_of(record: Any, person: Person) -> tuple[Any, list[str]]:
    state = state_after(record, changes(record, person)[-1])
    return state, [p.before.name for p in compared(state, state_now(record), person) if not p.same]


def test_the_whole_is_given_back_as_a_new_change(agreement, officer):
    before = everything(agreement)
    now = changed_wholly(agreement, officer)
    earlier()
    state, names = names_of(now, officer)
    restored = restore(now, state, names, person=officer, why="it was right")
    assert everything(restored) == before
    told = changes(restored, officer)
    assert [one.why for one in told] == ["it was right", "it was another text", ""]


def test_a_single_field_is_given_back(agreement, officer):
    now = changed_wholly(agreement, officer)
    state = state_after(now, changes(now, officer)[-1])
    restored = restore(now, state, ["title:fr", "places"], person=officer, why="as it was")
    assert restored.text_in("title", "fr") == "mémorandum sur les puits"
    assert [place.name for place in restored.places.all()] == ["Cairo"]
    assert (restored.text_in("title", "en"), restored.date) == ("plan on roads", "2021-05")


def test_the_rules_of_the_register_hold(agreement, officer):
    """Giving back one field only can break a rule that the whole would keep."""
    now = changed_wholly(agreement, officer)
    state = state_after(now, changes(now, officer)[-1])
    with pytest.raises(ValidationError, match="at least two parties"):
        restore(now, state, ["own:basis"], person=officer, why="as it was")
    assert Agreement.objects.get().basis == "within"


def test_what_somebody_changed_meanwhile_is_not_overwritten(agreement, officer):
    seen = agreement.updated_at
    now = changed_wholly(agreement, officer)
    state, names = names_of(now, officer)
    with pytest.raises(ValidationError, match="Somebody else changed"):
        restore(now, state, names, person=officer, why="as it was", seen=seen)


@pytest.mark.parametrize(
    ("names", "why", "sentence"), [([], "x", "Choose what"), (["own:date"], " ", "Say why")]
)
def test_it_says_what_is_missing(agreement, officer, names, why, sentence):
    now = changed_wholly(agreement, officer)
    state = state_after(now, changes(now, officer)[-1])
    with pytest.raises(ValidationError, match=sentence):
        restore(now, state, names, person=officer, why=why)


@pytest.fixture
def circle(officer) -> Circle:
    made = Circle.objects.create(name="few")
    made.organizations.add("AU")
    officer.organizations.add("AU")
    return made


def test_a_wider_label_is_never_given_back_silently(agreement, officer, circle):
    kept = {"organizations": list(agreement.organizations.all())}
    now = change(agreement, officer, **kept, label="AMBER+STRICT", circle=circle)
    state, names = names_of(now, officer)
    assert "sharing" in names
    with pytest.raises(ValidationError, match="More people would see"):
        restore(now, state, ["sharing"], person=officer, why="as it was")
    restored = restore(now, state, ["sharing"], person=officer, why="as it was", anyway=True)
    assert (restored.label, restored.circle) == ("GREEN", None)


def test_words_from_a_narrower_time_are_not_given_back_silently(officer, circle):
    made = enter(Meeting(label="AMBER+STRICT", circle=circle), titles={"en": "talks on arms"}, person=officer)
    earlier()
    change(made, officer, titles={"en": "talks"})
    earlier()
    now = change(Meeting.objects.get(), officer, label="GREEN", circle=None)
    state = state_after(now, changes(now, officer)[-1])
    with pytest.raises(ValidationError, match="shared more narrowly"):
        restore(now, state, ["title:en"], person=officer, why="as it was")
    restored = restore(now, state, ["title:en"], person=officer, why="as it was", anyway=True)
    assert restored.title_in("en") == "talks on arms"


def test_what_was_linked_and_is_hidden_is_neither_told_nor_given_back(agreement, officer):
    other = Person.objects.create_user("other@example.org", role="officer")
    hidden = enter(Agreement(label="RED", basis="within"), titles={"en": "secret"}, person=None,
                   organizations=[(Organization.objects.get(pk="AU"), "party")])  # fmt: skip
    kept = {"organizations": list(agreement.organizations.all()), "date": "2020"}
    now = change(agreement, other, **kept, details={"successor_id": hidden.pk})
    earlier()
    now = change(Agreement.objects.get(pk=now.pk), other, **kept, details={"successor_id": None})
    linked = changes(now, officer)[0]
    state = state_after(now, changes(now, officer)[-1])
    assert "secret" not in str(compared(state, state_now(now), officer))
    assert "secret" not in str(linked)


words = st.text("abcdef ", min_size=1, max_size=9).filter(str.strip).map(str.strip)
bodies = st.sets(st.sampled_from(["AU", "LAS", "OIC"]), min_size=2)


@given(
    st.lists(
        st.tuples(words, bodies, st.sampled_from(["", "2020", "2021-05", "2021-05-06/2021-05-07"])),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_restoring_the_first_state_gives_the_first_state(officer, steps):
    """Whatever was done in between."""
    first = enter(
        Agreement(label="GREEN", date="2019"),
        titles={"en": "first"},
        organizations=[(body, "party") for body in Organization.objects.filter(pk__in=["AU", "LAS"])],
        person=officer,
    )
    before = everything(first)
    for title, ids, date in steps:
        earlier()
        named = list(Organization.objects.filter(pk__in=ids))
        now = change(
            Agreement.objects.get(pk=first.pk), officer, titles={"en": title}, organizations=named, date=date
        )
    earlier()
    state, names = names_of(now, officer)
    if names:
        restore(now, state, names, person=officer, why="as it was")
    assert everything(first) == before


def test_the_history_of_an_organization_tells_its_names(officer):
    body = Organization.objects.create(id="CC", kind="other", seat="Rabat")
    name = body.names.create(lang="en", kind="official", text="Coordination Council")
    for model in (Organization, type(name)):
        for row in model.history.all():
            row.history_date -= timedelta(hours=1)
            row.save()
    body.seat = "Cairo"
    body.save()
    name.text = "Council of Coordination"
    name.save()
    told = organization_changes(body, officer)
    assert [(step.what, step.before, step.after) for step in told[0].steps] == [
        ("headquarters", "Rabat", "Cairo"),
        ("names", "Coordination Council (en, official name)", "Council of Coordination (en, official name)"),
    ]
    assert told[-1].new
