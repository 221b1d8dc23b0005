"""Who sees the officers of a presence, and their contact data."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from concertation.register.focal_points import contacts
from concertation.register.models import FocalPoint, Organization, Presence
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db


def test_officers_are_seen_as_their_label_and_listing_allow():
    body = Organization.objects.create(pk="AU", kind="regional")
    office = enter(
        Presence(type="liaison-office", label="CLEAR"),
        titles={"en": "Office in Cairo"},
        organizations=[(body, "participant")],
        person=None,
    )
    for name, fields in {
        "Amina": {"label": "CLEAR"},
        "Dana": {"label": "RED", "listed": True},
        "Samir": {"label": "RED"},
        "Lena": {"label": "CLEAR", "until": "2020"},
    }.items():
        FocalPoint.objects.create(organization=body, presence=office, name=name, **fields)
    FocalPoint.objects.create(organization=body, name="Kofi", label="CLEAR")
    found, _former = contacts(AnonymousUser(), presence=office)
    assert [(one.focal_point.name, one.whole) for one in found] == [("Amina", True), ("Dana", False)]
