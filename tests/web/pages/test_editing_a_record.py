"""The form of a record: what it changes, what it refuses, what the history tells afterwards."""

from __future__ import annotations

import pytest

from concertation.register.models import Mechanism, Meeting, Record, Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("focal point")


@pytest.fixture
def meeting(add) -> Meeting:
    return add(
        Meeting,
        "second consultation",
        titles={"fr": "deuxième consultation"},
        date="2020-05",
        places=["Cairo"],
        themes=["water"],
    )


def filled(client, record, **changes) -> dict[str, object]:
    form = client.get(f"/records/{record.uid}/edit/").context["form"]
    return {field.html_name: field.value() or "" for field in form} | changes


def send(client, record, **changes):
    return client.post(f"/records/{record.uid}/edit/", filled(client, record, **changes))


def test_nothing_changes_where_nothing_is_changed(client, meeting):
    before = Record.objects.filter(pk=meeting.pk).values().get()
    assert send(client, meeting).status_code == 302
    after = Record.objects.filter(pk=meeting.pk).values().get()
    assert before | {"updated_at": None} == after | {"updated_at": None}
    assert meeting.participations.model.history.filter(record_id=meeting.pk).count() == 2


@pytest.mark.parametrize(
    ("changes", "attribute", "expected"),
    [
        ({"title_en": "third"}, lambda r: r.title_in("en"), "third"),
        ({"title_fr": "troisième"}, lambda r: r.title_in("fr"), "troisième"),
        ({"title_fr": ""}, lambda r: r.title_in("fr"), "second consultation"),
        ({"date": "2020-05-12"}, lambda r: (r.date, str(r.latest)), ("2020-05-12", "2020-05-12")),
        ({"organizations": "AU; LAS"}, lambda r: {o.pk for o in r.organizations.all()}, {"AU", "LAS"}),
        ({"places": "Rabat"}, lambda r: [p.name for p in r.places.all()], ["Rabat"]),
        ({"themes": []}, lambda r: list(r.themes.all()), []),
        ({"label": "CLEAR"}, lambda r: r.label, "CLEAR"),
    ],
)
def test_a_field_is_changed(client, meeting, changes, attribute, expected):
    assert send(client, meeting, **changes).status_code == 302
    assert attribute(Meeting.objects.get(pk=meeting.pk)) == expected


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title_en": ""}, "title_en", "This field is required."),
        ({"date": "May"}, "date", "is not a date this register can keep"),
        ({"date": "2090"}, "status", "A meeting to come cannot have been held."),
        ({"organizations": "Atlantis"}, "organizations", "The register knows no organization “Atlantis”."),
        ({"places": "Erewhon"}, "places", "knows a place “Erewhon”"),
        ({"label": "RED"}, "label", "You could not see this record any more."),
        ({"version": "2020-01-01T00:00:00+00:00"}, "version", "Somebody else changed this record meanwhile."),
    ],
)
def test_what_breaks_a_rule_is_said_and_nothing_is_saved(client, meeting, changes, field, sentence):
    answer = send(client, meeting, **({"title_fr": "changed"} | changes))
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert any(sentence in error for error in errors.get(field, errors.get("__all__", [])))
    assert not Text.objects.filter(value="changed").exists()


def test_a_translation_is_outdated_when_the_original_changes(client, meeting):
    send(client, meeting, title_en="third consultation")
    assert "older than the original" in client.get(f"/records/{meeting.uid}/").content.decode()


def test_one_may_share_within_a_circle_of_ones_own(client, client_of, meeting, circle):
    assert send(client, meeting, label="AMBER+STRICT", circle=circle.pk).status_code == 302
    assert client.get(f"/records/{meeting.uid}/").status_code == 200
    assert client_of("contributor").get(f"/records/{meeting.uid}/").status_code == 404


def test_a_circle_of_others_is_not_offered(client_of, meeting, circle):
    page = client_of("officer").get(f"/records/{meeting.uid}/edit/").content.decode()
    assert "AU circle" not in page


def test_the_history_tells_who_changed_what_and_why(client, meeting):
    send(client, meeting, date="2020-05-12", places="Rabat", title_fr="la deuxième", why="minutes received")
    page = " ".join(client.get(f"/records/{meeting.uid}/history/").content.decode().split())
    history = page[page.index("History") :]
    for words in [
        "Focal point",
        "May 2020</del>",
        "12 May 2020</ins>",
        "Cairo</del>",
        "Rabat</ins>",
        "deuxième consultation</del>",
        "la deuxième</ins>",
        "Reason: minutes received",
        "Entered",
    ]:
        assert words in history, words


def test_who_may_not_edit_changes_nothing(client_of, meeting):
    answer = client_of("reader").post(f"/records/{meeting.uid}/edit/", {"title_en": "mine"})
    assert answer.status_code == 403
    assert "Your role does not include changing this record." in answer.content.decode()
    assert "mine" not in Meeting.objects.get(pk=meeting.pk).title_in("en")


def test_a_link_with_what_one_may_not_see_is_not_shown_and_stays(client, add, circle, people):
    hidden = add(Mechanism, "quiet talks", label="RED", circle=circle)
    record = add(Meeting, "open talks", mechanism=hidden, themes=["water"])
    page = client.get(f"/records/{record.uid}/edit/").content.decode()
    assert "quiet talks" not in page
    answer = send(client, record, title_en="opener talks")
    assert answer.status_code == 302
    record.refresh_from_db()
    assert record.mechanism == hidden
    other = add(Mechanism, "loud talks")
    assert send(client, record, mechanism=str(other.pk)).status_code == 302
    record.refresh_from_db()
    assert record.mechanism == other
