"""The pages on which organizations, circles, people and documents are seen as they were, and restored."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from concertation.accounts.models import Circle, Person
from concertation.register.models import Activity, Document, Evidence, Organization, Passage

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def earlier(*models: Any) -> None:
    for model in models:
        for row in model.history.all():
            row.history_date -= timedelta(hours=1)
            row.save()


def send(client: Client, where: str, **changes: Any) -> Any:
    """Send the form of the page with what it shows, and these changes."""
    form = client.get(where).context["form"]
    data = {field.html_name: field.value() for field in form if field.value()} | changes
    return client.post(where, data)


THINGS = {
    "organization": ("/organizations/LAS/edit/", "/organizations/LAS/history/", "focal point", "Tunis"),
    "circle": ("/circles/{circle}/", "/circles/{circle}/", "officer", "few"),
    "person": ("/people/{person}/", "/people/{person}/", "administrator", "Report officer"),
    "document": ("/documents/{document}/edit/", "/documents/{document}/history/", "officer", "Rapport"),
}
CHANGES: dict[str, dict[str, Any]] = {
    "organization": {
        "seat": "Tunis",
        "source": "https://example.org",
        "names-TOTAL_FORMS": "0",
        "names-INITIAL_FORMS": "0",
        "heads-TOTAL_FORMS": "0",
        "heads-INITIAL_FORMS": "0",
    },
    "circle": {"name": "few"},
    "person": {"role": "officer", "confirmed": "1"},
    "document": {"title": "Rapport"},
}


@pytest.fixture
def changed(request, people, circle, document, client_of):
    """One of each, changed by a form: its pages, whose they are, and what it says now."""
    people["focal point"].organizations.add("LAS")
    keys = {"circle": circle.pk, "person": people["contributor"].pk, "document": document.pk}
    form, history, who, now = THINGS[request.param]
    earlier(Circle, Person, Document)
    client = client_of(who)
    answer = send(client, form.format(**keys), why="for a test", **CHANGES[request.param])
    assert answer.status_code == 302, answer.context["form"].errors
    earlier(Organization, Circle, Person, Document)
    return client, history.format(**keys), now


@pytest.mark.parametrize("changed", THINGS, indirect=True)
def test_what_was_changed_is_shown_with_who_and_why_and_restored_and_restored_again(changed):
    client, history, now = changed
    page = client.get(history)
    assert "for a test" in text(page)
    told = page.context["changes"]
    base = history if "history" in history else f"{history}history/"
    where = f"{base}{told[-1].moment}/"
    if len(told) == 1:  # what came with the program is not told as a change
        assert "It is as it was then" in text(client.get(where))
        return
    assert f'href="{where}"' in text(page)
    state = client.get(where)
    assert now in text(state)
    assert send(client, where, why="").status_code == 422
    assert send(client, where, why="a mistake").status_code == 302
    assert send(client, f"{base}{told[0].moment}/", why="no mistake").status_code == 302
    assert "a mistake" in text(client.get(history))
    assert "no mistake" in text(client.get(history))
    assert client.get(f"{base}17/").status_code == 404


def test_what_came_with_the_program_is_restored_after_a_person_changed_it(client_of, bodies):
    client = client_of("officer")
    for seat in ("Tunis", "Rabat"):
        send(client, "/organizations/LAS/edit/", **CHANGES["organization"] | {"seat": seat, "why": seat})
        earlier(Organization)
    told = client.get("/organizations/LAS/history/").context["changes"]
    where = f"/organizations/LAS/history/{told[-1].moment}/"
    assert send(client, where, why="it was right").status_code == 302
    assert Organization.objects.get(pk="LAS").seat == "Tunis"
    assert client_of("reader").get(where).context["form"] is None
    assert client_of("reader").post(where, {"why": "x"}).status_code == 302
    assert Organization.objects.get(pk="LAS").seat == "Tunis"


def test_the_language_of_a_document_is_corrected_and_search_finds_its_words_in_it(client_of, document):
    client = client_of("officer")
    page = text(client.get(f"/documents/{document.pk}/edit/"))
    assert "not read again" in page
    assert send(client, f"/documents/{document.pk}/edit/", lang="fr").status_code == 422  # no reason
    answer = send(client, f"/documents/{document.pk}/edit/", lang="fr", why="it is French")
    assert answer.status_code == 302
    assert not Passage.objects.filter(document=document).exclude(marks__contains="lang·fr").exists()
    assert client_of("reader").get(f"/documents/{document.pk}/edit/").status_code == 403
    assert "it is French" in text(client_of("reader").get(f"/documents/{document.pk}/history/"))


def test_a_label_at_odds_with_what_rests_on_it_is_confirmed(client_of, document, add, prove):
    prove(add(Activity, "quiet wells"))
    Evidence.objects.update(paragraph=document.paragraphs.first())
    where, client = f"/documents/{document.pk}/edit/", client_of("officer")
    refused = send(client, where, label="CLEAR", why="public by now")
    assert refused.status_code == 422
    assert "quiet wells" in text(refused)
    assert 'type="checkbox" name="anyway"' in text(refused)
    assert send(client, where, label="CLEAR", why="public by now", anyway="on").status_code == 302


def test_a_focal_point_makes_a_circle_of_their_own_and_sees_no_other(client_of, circle):
    client = client_of("focal point")
    assert "/circles/" in text(client.get("/"))
    answer = send(client, "/circles/new/", name="Talks", organizations="AU; LAS")
    assert answer.status_code == 302
    page = text(client.get("/circles/"))
    assert "Talks" in page
    assert circle.name not in page
    assert client.get(f"/circles/{circle.pk}/").status_code == 404
    assert send(client, answer["Location"], organizations="LAS").status_code == 422
    assert client_of("contributor").get("/circles/new/").status_code == 403


def test_the_address_of_somebody_else_is_as_one_of_nobody(client_of, people):
    client = client_of("focal point")
    told = [
        text(send(client, "/circles/new/", name="Talks", organizations="AU", people=address))
        for address in ("named@example.org", "nobody@example.org")
    ]
    assert told[0].replace("named@", "nobody@").split("csrf")[0] == told[1].split("csrf")[0]
    assert "Nobody here has the address" in told[0]


def test_who_made_a_circle_and_is_not_in_it_is_told_why_it_is_not_offered(client_of, people):
    client = client_of("administrator")
    answer = send(client, "/circles/new/", name="Talks", organizations="LAS")
    assert "You are not in this circle" in text(client.get(answer["Location"]))
    page = text(client.get("/records/new/activity/"))
    assert "“Talks”" in page
    assert "Add yourself, or an organization of yours" in page
    assert ">Talks</option>" not in page
    people["administrator"].organizations.add("LAS")
    page = text(client.get("/records/new/activity/"))
    assert ">Talks</option>" in page
    assert "Add yourself" not in page


def test_the_calendar_of_an_organization_leads_to_an_address_with_ones_key(client_of):
    where = "/calendars/?organization=LAS"
    assert where in text(client_of("reader").get("/organizations/LAS/"))
    assert "/calendars/organization/LAS.ics?key=" in text(client_of("reader").get(where))
    assert "/calendars/organization/LAS.ics" in text(client_of("nobody").get("/organizations/LAS/"))


def test_review_and_the_other_pages_call_a_thing_the_same(client_of, propose):
    proposal = propose()
    page = text(client_of("officer").get(f"/review/{proposal.pk}/"))
    assert "Meeting" in page
    assert "Event" not in page


def test_whoever_sees_two_meetings_of_one_number_is_told(client_of, add, circle):
    from concertation.register.models import Mechanism, Meeting

    series = add(Mechanism, "annual talks")
    seen = add(Meeting, "third talks", mechanism=series, number=3)
    hidden = Meeting(mechanism=series, number=3, label="AMBER", circle=circle)
    hidden.save()
    words = "The same number in the same mechanism has also"
    assert words in text(client_of("focal point").get(f"/records/{seen.uid}/like/"))
    assert words not in text(client_of("creator").get(f"/records/{seen.uid}/like/"))
