"""The history of a record on its pages: earlier states, giving them back, withdrawing, a second person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concertation.accounts.models import Person
from concertation.register.changes import changes
from concertation.register.models import Activity, Agreement, Meeting, Participation, Record, Text
from concertation.register.withdrawing import withdraw
from concertation.review.models import Proposal

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def meeting(add, client_of) -> Meeting:
    """A meeting whose title and date were changed an hour after it was entered."""
    made = add(Meeting, "second consultation", date="2020-05", organizations=["UN", "AU"])
    for model in (Meeting, Text, Participation):
        for row in model.history.all():
            row.history_date -= timedelta(hours=1)
            row.save()
    send(client_of("focal point"), made, title_en="third consultation", date="2021", why="misread")
    return Meeting.objects.get(pk=made.pk)


def send(client: Client, record: Record, **changes) -> None:
    form = client.get(f"/records/{record.uid}/edit/").context["form"]
    data = {field.html_name: field.value() for field in form if field.value()} | changes
    assert client.post(f"/records/{record.uid}/edit/", data).status_code == 302


def first_state(meeting: Meeting, person: Person) -> str:
    return f"/records/{meeting.uid}/history/{changes(meeting, person)[-1].moment}/"


def test_an_earlier_state_is_read_beside_the_present_one(client_of, meeting, people):
    where = first_state(meeting, people["reader"])
    page = text(client_of("reader").get(f"/records/{meeting.uid}/history/"))
    assert f'href="{where}"' in page
    page = text(client_of("reader").get(where))
    for words in ("second consultation", "third consultation", "May 2020", "2 fields differ"):
        assert words in page
    assert "Restore what is chosen" not in page


def test_what_is_chosen_is_restored(client_of, meeting, people):
    where, client = first_state(meeting, people["focal point"]), client_of("focal point")
    form = client.get(where).context["form"]
    assert form["fields"].value() == ["title:en", "own:date"]
    data = {"fields": ["own:date"], "version": form["version"].value(), "why": "the date was right"}
    assert client.post(where, data).status_code == 302
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.title_in("en"), now.date) == ("third consultation", "2020-05")
    assert "the date was right" in text(client.get(f"/records/{meeting.uid}/history/"))
    assert client.post(where, data | {"fields": ["title:en"]}).status_code == 422  # of an older version


@pytest.mark.parametrize(("changes", "field"), [({"why": ""}, "why"), ({"fields": []}, "fields")])
def test_what_is_missing_is_said(client_of, meeting, people, changes, field):
    where, client = first_state(meeting, people["focal point"]), client_of("focal point")
    version = client.get(where).context["form"]["version"].value()
    answer = client.post(where, {"fields": ["own:date"], "version": version, "why": "x"} | changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_two_earlier_states_are_compared(client_of, meeting, people):
    where = first_state(meeting, people["reader"])
    last = changes(meeting, people["reader"])[0].moment
    page = text(client_of("reader").get(f"{where}?with={last}"))
    assert "2 fields differ" in page
    assert client_of("reader").get(f"{where}?with=17").status_code == 404
    assert client_of("reader").get(f"/records/{meeting.uid}/history/17/").status_code == 404


def test_what_was_said_in_a_narrower_circle_has_no_address(client_of, add, circle, people):
    made = add(Meeting, "talks on arms", label="AMBER+STRICT", circle=circle, organizations=["UN", "AU"])
    told = changes(made, people["creator"])[-1].moment
    for model in (Meeting, Text, Participation):
        for row in model.history.all():
            row.history_date -= timedelta(hours=1)
            row.save()
    made.label = "GREEN"
    made.save()
    where = f"/records/{made.uid}/history/{told - 3_600_000_000}/"
    assert client_of("creator").get(where).status_code == 200
    assert client_of("reader").get(where).status_code == 404


def test_a_record_is_withdrawn_and_put_back(client_of, meeting, people):
    client = client_of("focal point")
    form = client.get(f"/records/{meeting.uid}/withdraw/").context["form"]
    data = {"version": form["version"].value(), "why": "entered twice"}
    assert client.post(f"/records/{meeting.uid}/withdraw/", data | {"why": ""}).status_code == 422
    answer = client.post(f"/records/{meeting.uid}/withdraw/", data, follow=True)
    assert answer.status_code == 410
    assert "entered twice" in text(answer)
    for name in ("reader", "focal point", "administrator"):
        assert "third consultation" not in text(client_of(name).get("/meetings/"))
        assert "third consultation" not in text(client_of(name).get("/search/?q=consultation"))
    gone = client_of("reader").get(f"/records/{meeting.uid}/")
    assert gone.status_code == 410
    for words in ("third consultation", "entered twice", "Focal point"):
        assert words not in text(gone)
    assert client_of("nobody").get(f"/records/{meeting.uid}/").status_code == 404
    assert "entered twice" in text(client_of("officer").get("/withdrawn/"))
    assert client_of("focal point").get("/withdrawn/").status_code == 403
    assert client_of("reader").post(f"/records/{meeting.uid}/reinstate/").status_code == 403
    client_of("officer").post(f"/records/{meeting.uid}/reinstate/")
    assert client_of("reader").get(f"/records/{meeting.uid}/").status_code == 200


@pytest.fixture
def few(circle, people):
    circle.people.add(people["officer"], people["focal point"])
    return circle


def test_a_second_person_confirms_what_a_first_one_entered(client_of, few, people):
    first, second = client_of("officer"), client_of("focal point")
    form = first.get("/records/new/activity/").context["form"]
    data = {field.html_name: field.value() for field in form if field.value()}
    data |= {"title_en": "quiet work", "label": "RED", "circle": few.pk}
    page = text(first.post("/records/new/activity/", data, follow=True))
    assert "This record waits for a second person" in page
    assert "It can be confirmed by: Focal point" in page
    assert "quiet work" not in text(first.get("/activities/"))
    assert "quiet work" not in text(client_of("creator").get("/confirmations/"))
    assert "quiet work" in text(second.get("/news/"))
    record = Activity.objects.get()
    page = second.get(f"/records/{record.uid}/")
    one = page.context["asked"]
    assert client_of("creator").post(f"/confirmations/{one.pk}/", {"decision": "confirm"}).status_code == 404
    assert first.post(f"/confirmations/{one.pk}/", {"decision": "confirm"}).status_code in (302, 403)
    assert Activity.objects.get().held == "waiting"
    second.post(f"/confirmations/{one.pk}/", {"decision": "send-back", "note": "Who leads?"})
    assert "Who leads?" in text(first.get(f"/records/{record.uid}/"))
    assert "quiet work" in text(first.get("/news/"))
    send(first, record, title_en="quiet work of the AU")
    page = second.get(f"/records/{record.uid}/")
    version = page.context["record"].updated_at.isoformat()
    answer = second.post(
        f"/confirmations/{page.context['asked'].pk}/", {"decision": "confirm", "version": version}
    )
    assert answer.status_code == 302
    assert "quiet work of the AU" in text(first.get("/activities/"))
    second.post(f"/confirmations/{page.context['asked'].pk}/", {"decision": "undo"})
    assert "quiet work" not in text(first.get("/activities/"))


@pytest.fixture
def red(propose, few) -> Proposal:
    one = propose()
    document = one.paragraph.document
    document.label, document.circle = "RED", few
    document.save()
    return one


def accepted(client: Client, one: Proposal, **changes) -> Proposal:
    form = client.get(f"/review/{one.pk}/").context["form"]
    data = {field.html_name: field.value() for field in form if field.value() is not None}
    assert (
        client.post(f"/review/{one.pk}/", data | {"decision": "accept", "into": "new"} | changes).status_code
        == 302
    )
    return Proposal.objects.get(pk=one.pk)


def test_a_second_person_confirms_what_a_first_one_accepted(client_of, red, few, people):
    few.people.add(people["administrator"])
    first, second = client_of("officer"), client_of("administrator")
    one = accepted(first, red, title="third consultation in Cairo")
    assert (one.state, Record.objects.count()) == ("second", 0)
    assert "somebody else who sees the document" in text(first.get(f"/review/{one.pk}/"))
    assert first.post(f"/review/{one.pk}/", {"decision": "confirm"}).status_code == 403
    for name, listed in (("administrator", True), ("officer", True), ("creator", False)):
        assert ("third annual consultation" in text(client_of(name).get("/confirmations/"))) == listed
    assert "third annual consultation" in text(second.get("/news/"))
    assert "third consultation in Cairo" in text(second.get(f"/review/{one.pk}/"))
    assert second.post(f"/review/{one.pk}/", {"decision": "send-back", "note": ""}).status_code == 422
    second.post(f"/review/{one.pk}/", {"decision": "send-back", "note": "Which consultation?"})
    assert "Which consultation?" in text(first.get(f"/review/{one.pk}/"))
    accepted(first, red, title="third consultation in Cairo")
    assert second.post(f"/review/{one.pk}/", {"decision": "confirm"}).status_code == 302
    one.refresh_from_db()
    record = Record.objects.get()
    assert (one.state, one.decided_by, one.seconded_by) == (
        "accepted",
        people["officer"],
        people["administrator"],
    )
    assert record.title_in("en") == "third consultation in Cairo"
    assert record.evidence.get().confirmed_by == people["administrator"]
    assert (record.held, record.label) == ("", "RED")


def test_each_decision_is_undone_from_the_page_of_decisions(client_of, propose, people):
    first, second = propose(), propose("5 bis", "second desk", date="")
    accepted(client_of("officer"), first)
    client_of("officer").post(f"/review/{second.pk}/", {"decision": "reject"})
    other = client_of("administrator")
    page = text(other.get("/review/decisions/"))
    assert "2 decisions" in page
    assert "0 decisions" not in page
    assert "No decision was taken yet" in text(other.get("/review/decisions/?by=me"))
    where = "/review/decisions/?state=accepted"
    answer = other.post("/review/undo/", {"proposal": first.pk, "back": where})
    assert answer.url == where
    assert set(Proposal.objects.values_list("state", flat=True)) == {"pending", "rejected"}
    assert not Record.objects.exists()


def test_a_record_that_somebody_worked_on_is_withdrawn_when_its_decision_is_undone(client_of, propose):
    one = accepted(client_of("officer"), propose())
    send(client_of("officer"), one.record, title_en="consultation")
    client_of("officer").post("/review/undo/", {"proposal": one.pk})
    assert Record.objects.get().held == "withdrawn"


def test_what_joining_would_add_is_told_before(client_of, add, propose):
    add(Meeting, "third annual consultation", date="2031", status="planned", organizations=["UN"])
    page = text(client_of("officer").get(f"/review/{propose().pk}/"))
    assert "Adds to it: <ins>May 2031</ins> <del>" in page
    assert "<ins>AU</ins> <ins>Cairo</ins>" in page


def test_lengths_of_time_are_said_in_words(client_of, add):
    row = add(Agreement, "pact on water", date="2020", term="2020/2029", notice_period="P6M", renewal="P3Y")
    client = client_of("officer")
    moment = changes(row, row.creator)[-1].moment
    page = client.get(f"/records/{row.uid}/history/{moment}/").content.decode()
    assert "6 months" in page
    assert "3 years" in page
    assert "P6M" not in page


def test_the_list_of_withdrawn_records_asks_the_database_little(
    client_of, add, people, django_assert_max_num_queries
):
    for number in range(20):
        withdraw(add(Meeting, f"talks {number}", date="2020"), people["officer"], "entered twice")
        withdraw(add(Activity, f"work {number}", date="2020"), people["officer"], "not ours")
    with django_assert_max_num_queries(30):
        page = text(client_of("officer").get("/withdrawn/"))
    assert page.count("Reason: entered twice") == 20
    assert page.count("Reason: not ours") == 20
