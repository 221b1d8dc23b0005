"""Pledges and what was paid of them: by currency, never across currencies."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from concertation.accounts.models import Person
from concertation.register.changes import changes
from concertation.register.models import Meeting, Organization, Payment, Pledge
from concertation.register.pledges import (
    Account,
    Currency,
    account,
    announced_at,
    by_currency,
    pay,
    take_payment_back,
    version,
)
from concertation.register.recording import enter


@pytest.fixture
def person(db) -> Person:
    return Person.objects.create_user("officer@example.org", name="Amina", role="officer")


@pytest.fixture
def pledge(db):
    def make(amount: int | None = 1000, currency: str = "USD", **fields) -> Pledge:
        body = Organization.objects.get_or_create(pk="AU", kind="regional")[0]
        return enter(
            Pledge(**{"amount": amount, "currency": currency, "label": "GREEN", "date": "2020"} | fields),
            titles={"en": "for the fund"},
            organizations=[(body, "party")],
            person=None,
        )

    return make


def paid(of: Pledge, amount, person, date: str = "2021") -> Payment:
    return pay(Payment(pledge=of, amount=Decimal(amount), date=date), person=person)


def told(of: Pledge) -> tuple:
    one = account(Pledge.objects.get(pk=of.pk))
    return one.promised, one.paid, one.open, one.over


def test_what_is_paid_what_is_open_and_what_is_more_than_promised(pledge, person):
    one = pledge()
    assert told(one) == (1000, 0, 1000, 0)
    paid(one, 300, person)
    assert told(one) == (1000, 300, 700, 0)
    second = paid(one, 900, person)
    assert told(one) == (1000, 1200, 0, 200)
    second.amount = Decimal("700.00")
    pay(second, person=person, why="the bank says so")
    assert told(one) == (1000, 1000, 0, 0)
    take_payment_back(second, person)
    assert told(one) == (1000, 300, 700, 0)
    steps = [(step.before, step.after) for change in changes(one, person) for step in change.steps]
    assert ("", "300 (2021)") in steps
    assert Payment.history.filter(history_change_reason="the bank says so").count() == 1


def test_of_a_pledge_without_an_amount_what_is_paid_is_told(pledge, person):
    one = pledge(amount=None)
    paid(one, 300, person)
    assert told(one) == (None, 300, None, 0)


@pytest.mark.parametrize(
    ("currency", "fields", "field"),
    [
        ("USD", {"amount": Decimal(0)}, "amount"),
        ("USD", {"amount": Decimal(-5)}, "amount"),
        ("USD", {"date": "soon"}, "date"),
        ("USD", {"date": str(timezone.localdate() + timedelta(days=40))}, "date"),
        ("", {}, "amount"),
        ("%", {}, "amount"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(pledge, person, currency, fields, field):
    one = pledge(currency=currency)
    with pytest.raises(ValidationError) as refused:
        pay(Payment(**{"pledge": one, "amount": Decimal(5), "date": "2021"} | fields), person=person)
    assert field in refused.value.message_dict
    assert not Payment.objects.exists()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(pledge, person):
    row = paid(pledge(), 300, person)
    seen = version(Payment.objects.get())
    row.amount = Decimal(400)
    pay(row, person=person)
    row.amount = Decimal(500)
    with pytest.raises(ValidationError, match="Somebody else changed this payment"):
        pay(row, person=person, seen=seen)
    assert Payment.objects.get().amount == 400


def test_the_currency_stays_once_something_was_paid(pledge, person):
    one = pledge()
    row = paid(one, 300, person)
    one.currency = "EUR"
    with pytest.raises(ValidationError, match="former currency"):
        one.full_clean()
    take_payment_back(row, person)
    one.full_clean()


@pytest.mark.parametrize(("currency", "kept"), [("usd", "USD"), ("EUR", "EUR"), ("%", "%"), ("", "")])
def test_a_currency_is_kept_by_its_code(pledge, currency, kept):
    assert pledge(currency=currency).currency == kept


def test_a_code_that_is_no_currency_is_refused(pledge):
    with pytest.raises(ValidationError, match="the code of a currency"):
        pledge(currency="XYZ")


def test_pledges_of_a_meeting_by_currency_as_far_as_one_sees_them(pledge, person):
    meeting = enter(Meeting(date="2020-05", label="GREEN"), titles={"en": "conference"}, person=None)
    for amount, currency, label in (
        (100, "EUR", "GREEN"), (900, "USD", "GREEN"), (50, "USD", "GREEN"), (7, "", "GREEN"),
        (800, "USD", "RED"), (2, "%", "GREEN"),
    ):  # fmt: skip
        pledge(amount, currency, conference=meeting, label=label)
    pledge(5, "USD")
    found = by_currency(announced_at(meeting, person))
    assert [(one.code, [row.promised for row in one.accounts], one.totals) for one in found] == [
        ("USD", [900, 50], True), ("EUR", [100], True), ("", [7], False), ("%", [2], False)
    ]  # fmt: skip


amounts = st.decimals(min_value="0.01", max_value="1e9", places=2)


@given(st.lists(st.tuples(st.none() | amounts, amounts), max_size=8))
def test_what_is_open_is_never_settled_by_another(rows):
    accounts = tuple(Account(Pledge(currency="USD"), promised, paid) for promised, paid in rows)
    of = Currency("USD", accounts)
    assert of.open == sum(max(promised - paid, Decimal(0)) for promised, paid in rows if promised is not None)
    for one in accounts:
        if one.promised is not None:
            assert one.promised + one.over == min(one.paid, one.promised) + one.open + one.over
