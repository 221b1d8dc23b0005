"""The pages of a pledge and of the conference at which it was announced."""

from __future__ import annotations

from decimal import Decimal

import pytest

from concertation.register.models import Meeting, Payment, Pledge

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("focal point")


@pytest.fixture
def pledge(add):
    return add(Pledge, "for the fund", amount=Decimal("1500.50"), currency="USD", date="2020")


def page(client, record, part: str = "") -> str:
    text = " ".join(client.get(f"/records/{record.uid}/{part}").content.decode().split())
    return text.replace("\xa0", " ")


def test_a_payment_is_entered_corrected_and_taken_back(client, pledge):
    assert "No payment is recorded: 1,500.50 USD is open." in page(client, pledge)
    answer = client.post(
        f"/records/{pledge.uid}/payments/", {"amount": "500", "date": "2021-03", "note": "first part"}
    )
    assert answer.status_code == 302
    told = page(client, pledge)
    assert "500 USD of 1,500.50 USD was paid; 1,000.50 USD is open." in told
    assert "March 2021" in told
    assert "first part" in told
    address = f"/records/{pledge.uid}/payments/{Payment.objects.get().pk}/"
    form = client.get(address).context["form"]
    client.post(
        address, {"amount": "1600", "date": "2021-03", "version": form["version"].value(), "why": "the bank"}
    )
    told = page(client, pledge)
    assert "1,600 USD was paid, 99.50 USD more than was promised." in told
    assert "Reason: the bank" in page(client, pledge, "history/")
    client.post(address, {"take-back": "1"})
    assert "No payment is recorded" in page(client, pledge)


def test_amounts_are_written_as_the_language_does(client, people, pledge):
    client.post(f"/records/{pledge.uid}/payments/", {"amount": "500", "date": "2021-03"})
    people["focal point"].language = "fr"
    people["focal point"].save()
    client.post("/language/", {"language": "fr", "next": "/"})
    assert "1 500,50 USD" in page(client, pledge).replace("\u202f", " ")


def test_what_is_wrong_with_a_payment_is_said_beside_the_field(client, pledge):
    answer = client.post(f"/records/{pledge.uid}/payments/", {"amount": "-5", "date": "2090"})
    assert answer.status_code == 422
    answer = client.post(f"/records/{pledge.uid}/payments/", {"amount": "5", "date": "2090"})
    assert "This is to come" in answer.context["form"].errors["date"][0]
    assert not Payment.objects.exists()


def test_a_conference_tells_its_pledges_by_currency(client, add):
    conference = add(Meeting, "pledging conference", type="conference", date="2020-05")
    assert "No pledge is recorded." in page(client, conference)
    for amount, currency, body in ((100, "USD", "UN"), (900, "USD", "AU"), (70, "EUR", "UN")):
        row = add(Pledge, f"pledge of {body}", amount=amount, currency=currency, organizations=[body],
                  conference=conference)  # fmt: skip
    Payment.objects.create(pledge=row, amount=Decimal(80), date="2021")
    add(Pledge, "hidden pledge", amount=5, currency="USD", conference=conference, label="RED")
    told = page(client, conference)
    assert "1,000 USD promised, 0 USD paid, 1,000 USD open" in told
    assert "70 EUR promised, 80 EUR paid, 0 EUR open" in told
    assert "(10 EUR more than promised)" in told
    assert "hidden pledge" not in told
    assert "Amounts of different currencies are not added up." in told
    assert "1,070" not in told


def test_from_the_conference_a_pledge_is_entered_with_what_is_known(client, add):
    conference = add(Meeting, "pledging conference", type="conference", date="2020-05")
    address = client.get(f"/records/{conference.uid}/").context["pledges"]["new"]
    form = client.get(address).context["form"]
    assert (form["conference"].value(), form["date"].value(), form["label"].value()) == (
        str(conference.pk), "2020-05", "GREEN",
    )  # fmt: skip


def test_only_who_may_change_the_pledge_enters_payments(client_of, pledge, add):
    assert client_of("reader").get(f"/records/{pledge.uid}/payments/").status_code == 403
    assert "payments/" not in page(client_of("reader"), pledge)
    hidden = add(Pledge, "hidden", label="RED", amount=1, currency="USD")
    assert client_of("officer").get(f"/records/{hidden.uid}/payments/").status_code == 404
    other = add(Pledge, "other", amount=1, currency="USD")
    row = Payment.objects.create(pledge=other, amount=1, date="2020")
    assert client_of("officer").get(f"/records/{pledge.uid}/payments/{row.pk}/").status_code == 404
