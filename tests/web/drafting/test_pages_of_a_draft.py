"""The pages of a draft: written from the register, edited by sentences, with what it lacks beside it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from concertation.accounts.models import Person
from concertation.reporting.models import CycleSection, Draft, Sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(asked: Any) -> CycleSection:
    """The section on the African Union."""
    return asked.cycle.sections.create(position=1, role="organization", organization_id="AU")


@pytest.fixture
def officer(asked: Any) -> Client:
    client = Client()
    client.force_login(asked.officer)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def page(asked: Any, section: CycleSection) -> str:
    return f"/cycles/{asked.cycle.uid}/draft/{section.pk}/en/"


def draft() -> Draft:
    return Draft.objects.get()


def text(answer: Any) -> str:
    return answer.content.decode().replace("\u00a0", " ")


def written(officer: Client, page: str) -> list[Sentence]:
    officer.get(page)
    assert officer.post(page + "refresh/", {"seen": draft().version}).status_code == 302
    return list(draft().sentences.all())


def test_what_the_register_would_write_is_shown_before_it_is_written(officer, page):
    assert "Nothing is written here yet" in text(officer.get(page))
    preview = text(officer.get(page + "refresh/"))
    assert "meeting on water" in preview
    assert not Sentence.objects.exists()
    assert len(written(officer, page)) == 2
    shown = text(officer.get(page))
    assert "meeting on water" in shown
    assert "Quiet talks" not in shown
    assert "Every record of the section is told." in shown


def test_an_older_preview_changes_nothing(officer, page):
    written(officer, page)
    answer = officer.post(page + "refresh/", {"seen": 0}, follow=True)
    assert "Somebody changed this section meanwhile" in text(answer)


def test_a_sentence_is_edited_and_keeps_its_record(officer, page, asked):
    first, _second = written(officer, page)
    form = text(officer.get(f"{page}{first.uid}/"))
    assert 'name="records"' in form
    answer = officer.post(
        f"{page}{first.uid}/",
        {"text": "They met.", "seen": draft().version, "records": [first.records.get().pk]},
        follow=True,
    )
    assert "They met." in text(answer)
    first.refresh_from_db()
    assert first.records.get() == asked.meeting.record_ptr
    assert first.by == asked.officer


def test_who_saves_from_an_older_version_keeps_what_they_wrote(officer, page):
    first, second = written(officer, page)
    seen = draft().version
    officer.post(f"{page}{first.uid}/act/", {"act": "down", "seen": seen})
    answer = officer.post(f"{page}{second.uid}/", {"text": "My words.", "seen": seen})
    assert answer.status_code == 422
    assert "My words." in text(answer)
    assert "Somebody else changed this section meanwhile" in text(answer)


def test_a_sentence_without_a_source_is_pointed_out(officer, page):
    written(officer, page)
    officer.post(f"{page}new/", {"text": "This rests on air.", "seen": draft().version})
    assert "rests on nothing" in text(officer.get(page))


def test_what_is_taken_out_can_be_given_back(officer, page):
    first, _second = written(officer, page)
    officer.post(f"{page}{first.uid}/act/", {"act": "take-out", "seen": draft().version})
    shown = text(officer.get(page))
    assert "Left out" in shown
    officer.post(f"{page}give-back/", {"key": first.key, "seen": draft().version})
    assert "1 new sentence" in text(officer.get(page + "refresh/"))


def test_what_a_body_wrote_is_taken_into_the_section_with_its_origin(officer, page, asked):
    answer = asked.request.answers.create(question="outlook", text="More is planned.")
    asked.request.state = "submitted"
    asked.request.save()
    assert "More is planned." in text(officer.get(page))
    officer.post(f"{page}use/{answer.pk}/", {"seen": draft().version})
    sentence = draft().sentences.get()
    assert (sentence.origin, list(sentence.answers.all())) == ("contributed", [answer])


def test_points_of_style_stand_beside_the_section(officer, page):
    officer.get(page)
    officer.post(f"{page}new/", {"text": "Some 5 percent of it was spent.", "seen": draft().version})
    found = text(officer.get(page + "style/"))
    assert "per cent" in found


def test_how_far_each_section_is_told(officer, page, asked):
    written(officer, page)
    told = text(officer.get(f"/cycles/{asked.cycle.uid}/draft/"))
    assert "African Union" in told
    assert "of 8,500" in told


@pytest.mark.parametrize("role", ["reader", "contributor", "focal-point"])
def test_drafts_are_for_those_who_report(role, page, asked):
    person = Person.objects.create_user("other@example.org", role=role)
    client = Client()
    client.force_login(person)
    assert client.get(page).status_code == 403
    assert client.get(f"/cycles/{asked.cycle.uid}/draft/").status_code == 403
    assert Client().get(page).status_code in (302, 403)
