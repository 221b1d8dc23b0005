"""A brief holds to two pages, however much there is, and says where each fact is stated."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from concertation.accounts.models import Person
from concertation.register.models import (
    Activity,
    Agreement,
    Commitment,
    Document,
    Evidence,
    Mechanism,
    Meeting,
    Organization,
    OrganizationName,
    Paragraph,
    Place,
    Text,
    Theme,
)
from concertation.register.recording import enter
from concertation.reporting.papers.brief import brief, country_brief
from concertation.reporting.papers.brief_sections import PAGE, PAGES, _height, told

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
LONG = (
    "support to the boards that share the water of the great rivers of the region, with all their bodies, "
    * 2
)


@pytest.fixture
def bodies():
    for id, fr in (("AU", "Union africaine"), ("LAS", "Ligue des États arabes")):
        Organization.objects.create(id=id, kind="regional")
        OrganizationName.objects.create(organization_id=id, lang="en", kind="official", text=f"{id} in full")
        OrganizationName.objects.create(organization_id=id, lang="fr", kind="official", text=fr)
    return Organization.objects.prefetch_related("names").in_bulk()


def add(model, bodies, title="x", roles=("party", "party"), themes=(), **fields):
    return enter(
        model(**({"label": "CLEAR"} | fields)),
        titles={"en": title},
        organizations=list(zip(bodies.values(), roles, strict=True)),
        places=[Place.objects.get_or_create(name="Cairo", kind="city", country="EGY")[0]],
        themes=[Theme.objects.get_or_create(slug=slug)[0] for slug in themes],
        person=None,
    )


def words(found):
    return "\n".join(
        f"{section.heading}: {line.words} ({', '.join(line.facts)}) [{line.source}]"
        for section in found.sections
        for line in section.lines
    )


def test_it_never_needs_a_third_page(bodies):
    for number in range(30):
        add(Agreement, bodies, LONG, date="2020", term="2020/2040")
        add(Mechanism, bodies, LONG)
        add(Commitment, bodies, LONG, roles=("owner", "beneficiary"), due="2027")
        add(Activity, bodies, LONG, themes=["water", "mediation", "health"][number % 3 :], date="2026")
    meeting = add(Meeting, bodies, LONG, date="2026-01-02")
    Text.objects.create(record=meeting, field="minutes", lang="en", value=LONG * 20)
    for found in (
        told(brief(tuple(bodies.values()), DAY, AnonymousUser(), "en"), "en"),
        told(brief((bodies["AU"],), DAY, AnonymousUser(), "fr"), "fr"),
        told(country_brief("EGY", DAY, AnonymousUser(), "en"), "en"),
    ):
        assert _height(found) <= PAGES * PAGE
        assert any("more in the register" in s.note or "autres" in s.note for s in found.sections)


def test_commitments_stand_by_who_owes_them(bodies):
    add(Commitment, bodies, "share the list", roles=("owner", "beneficiary"), due="2026-01")
    add(Commitment, bodies, "open the office", roles=("beneficiary", "owner"), due="2027-01")
    said = words(told(brief(tuple(bodies.values()), DAY, AnonymousUser(), "en"), "en"))
    assert "Due from AU in full" in said
    assert "Due from LAS in full" in said
    assert "Share the list (due to LAS in full, was due January 2026)" in said
    assert "Open the office (due to AU in full, due January 2027)" in said


def test_each_fact_says_where_it_is_stated_as_far_as_that_is_seen(bodies):
    for label, symbol in (("CLEAR", "A/86/1"), ("RED", "A/86/2")):
        document = Document.objects.create(
            name=symbol, sha256=symbol.ljust(64, "x"), lang="en", symbols=[symbol], label=label
        )
        paragraph = Paragraph.objects.create(
            document=document, position=0, number="12", text="words", source_runs=[[0, 0]]
        )
        record = add(Agreement, bodies, f"framework by {symbol}", date="2020", term="2020/2040")
        Evidence.objects.create(
            record=record, paragraph=paragraph, quote="words", start=0, end=5, source_start=0, source_end=5,
            method="reader (test)",
        )  # fmt: skip
    said = words(told(brief(tuple(bodies.values()), DAY, AnonymousUser(), "en"), "en"))
    assert "[A/86/1, para. 12]" in said
    assert "A/86/2, para" not in said


def test_it_is_told_in_the_language_that_is_asked_for(bodies):
    add(Agreement, bodies, "framework", date="2020", term="2020/2040")
    found = told(brief(tuple(bodies.values()), DAY, AnonymousUser(), "fr"), "fr")
    assert found.title == "Union africaine – Ligue des États arabes"
    [line] = [s.lines[0] for s in found.sections if s.heading == "Accords et périodes couvertes"]
    assert (line.words, line.lang) == ("Framework", "en")


def test_nothing_recorded_says_so(bodies):
    found = told(brief((bodies["AU"],), DAY, AnonymousUser(), "en"), "en")
    assert [s.note for s in found.sections if s.heading == "History"] == ["Nothing is recorded yet."]


def test_a_brief_carries_the_narrowest_label_of_what_it_draws_on(bodies):
    officer = Person.objects.create_user("officer@example.org", role="officer")
    add(Activity, bodies, "open work")
    add(Activity, bodies, "work of some", label="GREEN")
    pair = tuple(bodies.values())
    for person, label in ((AnonymousUser(), "TLP:CLEAR"), (officer, "TLP:GREEN")):
        assert told(brief(pair, DAY, person, "en"), "en").subtitle.startswith(f"{label} · ")


@pytest.mark.parametrize("hidden", ["third", "session", "next text", "nothing"])
def test_its_label_covers_what_is_not_between_these_bodies_alone(bodies, hidden):
    """Other bodies' activities in the same place, sessions of others in a common mechanism, a text that came
    after: each is told only under its own label."""
    person = Person.objects.create_user("reader@example.org")
    add(Activity, bodies, "support", themes=["water"], date="2026")
    series = add(Mechanism, bodies, "annual talks")
    other = {
        "OIC": Organization.objects.create(id="OIC", kind="regional"),
        "UN": Organization.objects.create(id="UN", kind="un"),
    }
    label = {name: "GREEN" if name == hidden else "CLEAR" for name in ("third", "session", "next text")}
    add(Activity, other, "their support", themes=["water"], date="2026", label=label["third"])
    add(Meeting, other, "their session", mechanism=series, date="2026-02", label=label["session"])
    following = add(
        Agreement, other, "new framework", date="2026", term="2026/2030", label=label["next text"]
    )
    add(Agreement, bodies, "framework", date="2020", term="2020/2040", successor=following)
    of_both = tuple(bodies.values())
    assert brief(of_both, DAY, person, "en").label == ("CLEAR" if hidden == "nothing" else "GREEN")
    assert brief(of_both, DAY, AnonymousUser(), "en").label == "CLEAR"


def test_a_day_to_give_notice_that_is_past_is_not_told(bodies):
    add(Agreement, bodies, "pact", type="framework", date="2024", term="2024/2026-12-31", notice_period="P6M")
    assert "notice until" not in words(told(brief(tuple(bodies.values()), DAY, AnonymousUser(), "en"), "en"))
