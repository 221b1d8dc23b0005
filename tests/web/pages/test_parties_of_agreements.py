"""The page of an agreement tells what each party did; who may change the record enters it there."""

from __future__ import annotations

import pytest

from concertation.register.models import Agreement, Formality

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("focal point")


@pytest.fixture
def pact(add):
    return add(Agreement, "pact", date="2015-06", organizations=["UN", "AU", "LAS"])


def page(client, record, part: str = "") -> str:
    return " ".join(client.get(f"/records/{record.uid}/{part}").content.decode().split())


def keys(record) -> dict[str, int]:
    return {row.organization_id: row.pk for row in record.participations.all()}


def test_several_parties_at_once(client, pact):
    assert "No date of a single party is recorded yet" in page(client, pact)
    own = keys(pact)
    answer = client.post(
        f"/records/{pact.uid}/formalities/",
        {"act": "signature", "date": "2015-06-12", "parties": [own["UN"], own["AU"]]},
    )
    assert answer.status_code == 302
    told = page(client, pact)
    assert "2 of 3 parties have signed." in told
    assert told.count("<td>12 June 2015</td>") == 2
    assert "Ratification" not in told


def test_one_party_corrected_and_taken_back(client, pact):
    address = f"/records/{pact.uid}/formalities/{keys(pact)['AU']}/"
    form = client.get(address).context["form"]
    client.post(address, {"version": form["version"].value(), "signature": "2015-06", "ratification": "2016"})
    assert "1 of 3 parties has ratified or acceded." in page(client, pact)
    form = client.get(address).context["form"]
    assert form["ratification"].value() == "2016"
    answer = client.post(
        address, {"version": form["version"].value(), "signature": "2015-06", "why": "a slip"}
    )
    assert answer.status_code == 302
    assert "has ratified" not in page(client, pact)
    told = page(client, pact, "history/")
    assert "Reason: a slip" in told
    assert "AU – ratification or approval" in told


def test_what_is_wrong_is_said_beside_the_date(client, pact):
    own = keys(pact)
    answer = client.post(f"/records/{pact.uid}/formalities/{own['AU']}/", {"version": "", "deposit": "2014"})
    assert answer.status_code == 422
    assert "before the text was adopted" in answer.context["form"].errors["deposit"][0]
    answer = client.post(
        f"/records/{pact.uid}/formalities/", {"act": "deposit", "date": "2014", "parties": [own["AU"]]}
    )
    assert "before the text was adopted" in answer.context["form"].errors["date"][0]
    assert not Formality.objects.exists()


def test_two_who_change_a_party_at_once(client, client_of, pact):
    address = f"/records/{pact.uid}/formalities/{keys(pact)['AU']}/"
    client.post(address, {"version": "", "signature": "2015-06"})
    answer = client_of("officer").post(address, {"version": "", "signature": "2015-07"})
    assert answer.status_code == 422
    assert "Somebody else changed these dates" in answer.content.decode()
    assert Formality.objects.get().date == "2015-06"


def test_only_who_may_change_the_record_enters_dates(client_of, pact, add):
    address = f"/records/{pact.uid}/formalities/"
    assert "formalities" not in page(client_of("reader"), pact)
    assert client_of("reader").get(address).status_code == 403
    hidden = add(Agreement, "hidden", label="RED")
    assert client_of("officer").get(f"/records/{hidden.uid}/formalities/").status_code == 404
    other = add(Agreement, "another", organizations=["UN", "LAS"])
    assert client_of("officer").get(f"{address}{keys(other)['UN']}/").status_code == 404
