"""People of all roles, in and out of two organizations."""

from __future__ import annotations

import pytest

from concertation.accounts.models import Person
from concertation.register.models import Organization


@pytest.fixture
def staff(db) -> dict[str, Person]:
    for id in ("AU", "LAS"):
        Organization.objects.create(id=id, kind="regional")
    made = {}
    for name, role in (
        ("administrator", "administrator"),
        ("officer", "officer"),
        ("focal", "focal-point"),
        ("contributor", "contributor"),
        ("reader", "reader"),
    ):
        made[name] = Person.objects.create_user(f"{name}@example.org", name=name.capitalize(), role=role)
    made["focal"].organizations.add("AU")
    return made
