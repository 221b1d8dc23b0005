"""An agreement and a pledging conference as a person meets them in the browser."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from concertation.register.models import Agreement, Commitment, Formality, Meeting, Payment, Pledge

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 360, "height": 740}


def test_the_text_that_follows_is_found_by_typing(page, sign_in, add):
    row = add(Agreement, "pact on water", date="2012")
    later = add(Agreement, "renewed pact of others", date="2019", organizations=["UN", "LAS"])
    sign_in("focal point")
    page.goto(f"/records/{row.uid}/edit/")
    field = page.get_by_role("combobox", name="Followed by")
    field.fill("renew")
    page.get_by_role("option", name="renewed pact of others (2019)").wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("renewed pact of others (2019)")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The record was changed.").wait_for()
    assert Agreement.objects.get(pk=row.pk).successor_id == later.pk
    page.goto(f"/records/{row.uid}/edit/")
    field = page.get_by_role("combobox", name="Followed by")
    expect(field).to_have_value("renewed pact of others (2019)")
    field.fill("")
    field.press("Tab")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The record was changed.").wait_for()
    assert Agreement.objects.get(pk=row.pk).successor_id is None


def test_an_agreement_and_its_conference_on_a_phone(page, sign_in, add, axe):
    row = add(Agreement, "pact on water", date="2012", term="2012/2040", renewal="P1Y", notice_period="P3M")
    Formality.objects.create(participation=row.participations.all()[0], act="signature", date="2012-05")
    add(Commitment, "exchange staff", source=row, reference="1")
    conference = add(Meeting, "pledging conference", type="conference", date="2020-05")
    for body, amount in (("UN", 900), ("AU", 400)):
        pledge = add(Pledge, f"pledge of {body}", amount=amount, currency="USD", organizations=[body],
                     conference=conference)  # fmt: skip
    Payment.objects.create(pledge=pledge, amount=Decimal(100), date="2021")
    sign_in("focal point")
    page.set_viewport_size(PHONE)
    for address in (
        f"/records/{row.uid}/", f"/records/{row.uid}/action-lines/", f"/records/{row.uid}/formalities/",
        f"/records/{pledge.uid}/", f"/records/{pledge.uid}/payments/", "/agreements/terms/",
        f"/records/{conference.uid}/",
    ):  # fmt: skip
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        assert axe() == [], address
    page.locator(".chart").scroll_into_view_if_needed()
    page.locator(".chart svg").wait_for()
    assert axe() == []
