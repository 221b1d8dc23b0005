"""A record is linked with another by typing words of its title; any that one sees can be chosen, no other."""

from __future__ import annotations

import pytest

from concertation.register.models import Agreement, Meeting

pytestmark = pytest.mark.django_db


def test_records_of_a_kind_are_suggested_as_far_as_one_sees_them(client_of, add):
    add(Agreement, "pact on water", date="2019", titles={"fr": "pacte sur l’eau"})
    add(Agreement, "pact on water, hidden", label="RED")
    add(Meeting, "meeting on water")
    found = client_of("reader").get("/records/suggest/?kind=agreement&q=wat").json()["records"]
    assert [(one["title"], one["hint"]) for one in found] == [("pact on water (2019)", "UN · AU")]
    assert client_of("reader").get("/records/suggest/?kind=agreement&q=").json() == {"records": []}
    assert client_of("nobody").get("/records/suggest/?q=water").status_code == 302


@pytest.fixture
def send(client_of):
    client = client_of("focal point")

    def post(record, **changed):
        address = f"/records/{record.uid}/edit/"
        form = client.get(address).context["form"]
        values = {field.html_name: field.value() for field in form}
        return client.post(address, {k: v for k, v in values.items() if v not in (None, "")} | changed)

    return post


def test_a_text_of_others_can_be_chosen_and_stays_chosen_where_something_else_is_wrong(send, add):
    row = add(Agreement, "pact", date="2012")
    later = add(Agreement, "later pact of others", date="2019", organizations=["UN", "LAS"])
    answer = send(row, successor=later.pk, review="2011")
    assert answer.status_code == 422
    assert (
        f'<option value="{later.pk}" selected>later pact of others (2019)</option>' in answer.content.decode()
    )
    assert send(row, successor=later.pk).status_code == 302
    assert Agreement.objects.get(pk=row.pk).successor_id == later.pk


def test_a_hidden_text_cannot_be_chosen(send, add):
    row = add(Agreement, "pact", date="2012")
    hidden = add(Agreement, "hidden pact", date="2019", label="RED")
    answer = send(row, successor=hidden.pk)
    assert answer.status_code == 422
    assert "hidden pact" not in answer.content.decode()
