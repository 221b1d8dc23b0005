"""The form of a new record: every kind can be entered, with what only that kind has."""

from __future__ import annotations

import pytest

from concertation.register.models import Meeting, Organization, Participation, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("focal point")


def blank(client, kind: str, query: str = "") -> dict[str, object]:
    form = client.get(f"/records/new/{kind}/{query}").context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value not in (None, "")}


def send(client, kind: str, **values):
    return client.post(f"/records/new/{kind}/", blank(client, kind) | values)


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("agreement",
         {"organizations": "AU; UN", "term": "2030/2034", "notice_period": "P6M", "renewal": "P2Y"},
         {"term": "2030/2034", "notice_period": "P6M", "renewal": "P2Y"}),
        ("meeting",
         {"organizations": "AU", "date": "2031-05-12", "status": "planned", "starts_at": "2031-05-12T09:30",
          "ends_at": "2031-05-12T17:00", "timezone": "Africa/Nairobi", "venue": "Conference hall"},
         {"venue": "Conference hall", "timezone": "Africa/Nairobi"}),
        ("mechanism", {"cadence": "P1Y", "level": "desks"}, {"cadence": "P1Y", "level": "desks"}),
        ("activity", {"status": "planned"}, {"status": "planned"}),
        ("commitment", {"due": "2031-06", "reference": "12"}, {"due": "2031-06", "reference": "12"}),
        ("pledge", {"amount": "1500000", "currency": "EUR"}, {"currency": "EUR"}),
        ("presence", {"status": "current"}, {"status": "current"}),
        ("notice", {"type": "good-practice"}, {"type": "good-practice"}),
        ("mandate", {"symbol": "A/RES/80/1", "periodicity": "P2Y"}, {"symbol": "A/RES/80/1"}),
    ],
)  # fmt: skip
def test_every_kind_can_be_entered(client, kind, values, expected):
    answer = send(client, kind, title_en="something new", description="In more words.", **values)
    assert answer.status_code == 302, answer.context["form"].errors
    record = Record.objects.get().detail
    assert answer["Location"] == f"/records/{record.uid}/"
    assert {name: getattr(record, name) for name in expected} == expected
    assert (record.title_in("en"), record.text_in("description", "en")) == ("something new", "In more words.")
    assert record.creator.email == "focal-point@example.org"


def test_an_hour_is_meant_where_the_meeting_is(client):
    values = {"title_en": "talks", "date": "2031-05-12", "status": "planned", "timezone": "Africa/Nairobi"}
    send(client, "meeting", starts_at="2031-05-12T09:30", **values)
    meeting = Meeting.objects.get()
    assert meeting.starts_at.isoformat() == "2031-05-12T06:30:00+00:00"
    form = client.get(f"/records/{meeting.uid}/edit/").context["form"]
    assert form["starts_at"].value().isoformat() == "2031-05-12T09:30:00"
    assert "12 May 2031, 09:30 (Africa/Nairobi)" in client.get(f"/records/{meeting.uid}/").content.decode()


def test_organizations_take_the_part_that_the_form_gives_them(client):
    send(
        client,
        "commitment",
        title_en="send the list",
        organizations="AU",
        organizations_beneficiary="LAS; UN",
    )
    parts = set(Participation.objects.values_list("organization_id", "role"))
    assert parts == {("AU", "owner"), ("LAS", "beneficiary"), ("UN", "beneficiary")}


def test_the_address_may_carry_what_is_known_already(client):
    assert blank(client, "meeting", "?organizations=AU; LAS&date=2031")["organizations"] == "AU; LAS"


@pytest.mark.parametrize(
    ("kind", "values", "field", "sentence"),
    [
        ("agreement", {"title_en": "pact", "organizations": "AU"}, "organizations", "at least two parties"),
        ("agreement", {"title_en": "pact", "organizations": "AU; UN", "renewal": "P1Y"}, "renewal",
         "Say first when the term ends."),
        ("meeting", {"title_en": ""}, "title_en", "This field is required."),
        ("meeting", {"title_en": "talks", "organizations": "AU", "organizations_chair": "AU"},
         "organizations_chair", "AU is named twice: choose one part for it."),
        ("meeting", {"title_en": "talks", "starts_at": "2031-05-12T10:00", "ends_at": "2031-05-12T09:00"},
         "ends_at", "It ends before it starts."),
        ("pledge", {"title_en": "money", "amount": "-5"}, "amount", "An amount is more than nothing."),
        ("activity", {"title_en": "aid", "organizations": "Atlantis"}, "organizations",
         "The register knows no organization “Atlantis”."),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_said_beside_the_field_and_nothing_is_entered(
    client, kind, values, field, sentence
):
    answer = send(client, kind, **values)
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors.get(field, []))
    assert not Record.objects.exists()


def test_an_organization_is_never_made_by_a_record(client):
    before = Organization.objects.count()
    send(client, "activity", title_en="aid", organizations="Atlantis")
    assert Organization.objects.count() == before


@pytest.mark.parametrize(("name", "status"), [("reader", 403), ("nobody", 302), ("contributor", 200)])
def test_who_may_enter(client_of, name, status):
    assert client_of(name).get("/records/new/meeting/").status_code == status


def test_there_is_no_other_kind(client):
    assert client.get("/records/new/war/").status_code == 404


def test_a_record_of_others_is_not_changed_by_a_focal_point(client_of, add):
    other = add(Meeting, "talks of others", organizations=["LAS", "UN"])
    assert client_of("focal point").get(f"/records/{other.uid}/edit/").status_code == 403
    assert "/edit/" not in client_of("focal point").get(f"/records/{other.uid}/").content.decode()
    assert client_of("officer").get(f"/records/{other.uid}/edit/").status_code == 200


def test_only_records_that_are_seen_are_offered_to_link_with(client_of, add):
    add(Meeting, "secret talks", label="RED", organizations=["AU", "UN"])
    add(Meeting, "open talks", organizations=["AU", "UN"])
    page = client_of("focal point").get("/records/new/commitment/").content.decode()
    assert "open talks" in page
    assert "secret talks" not in page


@pytest.mark.parametrize(
    ("lang", "typed", "suggested", "kept"),
    [
        ("en", "egy", "Egypt", "Egypt"),
        ("fr", "egyp", "Égypte", "Egypt"),
        ("fr", "afrique de l'e", "Afrique de l’Est", "East Africa"),
        ("en", "addis", "Addis Ababa", "Addis Ababa"),
    ],
)
def test_places_are_suggested_in_the_language_of_the_page_and_taken_as_suggested(
    client, lang, typed, suggested, kept
):
    client.post("/language/", {"language": lang, "next": "/"})
    rows = client.get("/places/suggest/", {"q": typed}).json()["organizations"]
    found = next(row["id"] for row in rows if row["id"].replace("'", "’") == suggested)
    send(client, "activity", **{f"title_{lang}": "help"}, places=found)
    assert [place.name for place in Record.objects.get().places.all()] == [kept]


def test_who_acts_for_one_organization_need_not_write_it(client):
    assert blank(client, "activity")["organizations"] == "AU"
    assert blank(client, "activity", "?organizations=LAS")["organizations"] == "LAS"
