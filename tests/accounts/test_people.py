"""What administrators do to people, and that one administrator stays."""

from datetime import timedelta
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from concertation.accounts.models import Person
from concertation.accounts.people import change, forget_factors, keep_out, let_in
from concertation.accounts.told import told_of_person

pytestmark = pytest.mark.django_db
SessionStore = import_module(settings.SESSION_ENGINE).SessionStore


def test_the_last_administrator_stays(staff):
    last = staff["administrator"]
    with pytest.raises(ValidationError, match="last administrator"):
        change(last, role="reader", organizations=[], by=last)
    with pytest.raises(ValidationError, match="last administrator"):
        keep_out(last, by=last)
    last.refresh_from_db()
    assert last.role == "administrator"
    assert last.is_active


def test_one_of_two_administrators_may_go_and_one_who_is_kept_out_does_not_count(staff):
    first, second = staff["administrator"], staff["officer"]
    change(second, role="administrator", organizations=[], by=first)
    keep_out(first, by=second)
    with pytest.raises(ValidationError, match="last administrator"):
        change(second, role="officer", organizations=[], by=second)
    let_in(first, by=second)
    change(second, role="officer", organizations=[], by=second)


def test_the_last_administrator_may_change_organizations(staff):
    change(staff["administrator"], role="administrator", organizations=["AU"], by=staff["administrator"])
    assert staff["administrator"].organizations.count() == 1


def visit(person: Person) -> str:
    session = SessionStore()
    session.create()
    UserSession.objects.create(user=person, ip="192.0.2.1", session_key=session.session_key)
    return session.session_key


def test_who_is_kept_out_is_signed_out_everywhere(staff):
    keys = [visit(staff["focal"]), visit(staff["focal"]), visit(staff["reader"])]
    keep_out(staff["focal"], by=staff["administrator"])
    assert [SessionStore().exists(key) for key in keys] == [False, False, True]


def test_lost_factors_are_taken_away(staff):
    for person in (staff["focal"], staff["reader"]):
        Authenticator.objects.create(user=person, type="totp", data={})
    forget_factors(staff["focal"], by=staff["administrator"], why="lost telephone")
    assert [row.user for row in Authenticator.objects.all()] == [staff["reader"]]
    assert told_of_person(staff["focal"])[0].why == "lost telephone"


def test_the_history_tells_who_changed_what_and_why(staff):
    Person.history.update(history_date=timezone.now() - timedelta(days=1))
    change(staff["focal"], role="officer", organizations=["LAS"], by=staff["administrator"], why="new post")
    Person.history.filter(history_change_reason="new post").update(
        history_date=timezone.now() - timedelta(hours=1)
    )
    keep_out(staff["focal"], by=staff["administrator"], why="left")
    told = [
        (one.who, one.why, [(step.what, step.before, step.after) for step in one.steps])
        for one in told_of_person(staff["focal"])
    ]
    assert told == [
        ("Administrator", "left", [("may sign in", "yes", "no")]),
        (
            "Administrator",
            "new post",
            [("role", "Focal point", "Report officer"), ("organizations", "AU", "LAS")],
        ),
        ("", "", []),
    ]
