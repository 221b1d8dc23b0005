"""Who may invite whom; a link works once, and not when anything speaks against it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from concertation.accounts.inviting import (
    invitation_by,
    invitation_to,
    invitations_of,
    invite,
    renew,
    take_up,
    withdraw,
)
from concertation.accounts.models import Invitation, Person, Role
from concertation.accounts.people import change, keep_out
from concertation.register.models import Organization

pytestmark = pytest.mark.django_db


def ask(by: Person, role: str = "contributor", *ids: str, email: str = "new@example.org"):
    bodies = list(Organization.objects.filter(pk__in=ids))
    return invite(email, role=role, organizations=bodies, language="fr", by=by)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("administrator", set(Role.values)),
        ("officer", set()),
        ("focal", {"contributor"}),
        ("contributor", set()),
        ("reader", set()),
    ],
)
def test_these_may_invite_to_these_roles(staff, who, roles, role):
    if role in roles:
        assert ask(staff[who], role, "AU")[0].role == role
    else:
        with pytest.raises(ValidationError):
            ask(staff[who], role, "AU")
        assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("ids", "allowed"), [(["AU"], True), (["LAS"], False), (["AU", "LAS"], False), ([], False)]
)
def test_a_focal_point_invites_to_their_own_organizations(staff, ids, allowed):
    if allowed:
        assert ask(staff["focal"], "contributor", *ids)
    else:
        with pytest.raises(ValidationError):
            ask(staff["focal"], "contributor", *ids)


def test_the_invited_get_what_they_were_invited_to(staff):
    _invitation, token = ask(staff["focal"], "contributor", "AU", email=" New@Example.org ")
    found = invitation_by(token)
    assert found
    person = take_up(found, name=" Amina ", password="a long pass phrase 7")
    assert (person.email, person.name, person.role, person.language) == (
        "new@example.org", "Amina", "contributor", "fr"
    )  # fmt: skip
    assert [body.pk for body in person.organizations.all()] == ["AU"]
    assert person.check_password("a long pass phrase 7")
    assert EmailAddress.objects.get(user=person).verified


def test_a_link_works_once(staff):
    invitation, token = ask(staff["administrator"])
    take_up(invitation, name="Amina", password="x")
    assert invitation_by(token) is None
    assert invitation_to("new@example.org") is None
    with pytest.raises(ValidationError):
        take_up(invitation, name="Amina", password="x")
    assert Person.objects.filter(email="new@example.org").count() == 1


def test_a_link_does_not_work_after_its_time(staff):
    invitation, token = ask(staff["administrator"])
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert invitation_by(token) is None
    assert Invitation.objects.get().state == "expired"
    with pytest.raises(ValidationError):
        take_up(invitation, name="Amina", password="x")


def test_a_link_that_was_withdrawn_does_not_work(staff):
    invitation, token = ask(staff["administrator"])
    withdraw(invitation, by=staff["administrator"])
    assert invitation_by(token) is None
    with pytest.raises(ValidationError):
        withdraw(invitation, by=staff["administrator"])


def test_sending_again_replaces_the_link(staff):
    invitation, first = ask(staff["administrator"])
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=3))
    second = renew(invitation, by=staff["administrator"])
    assert invitation_by(first) is None
    assert invitation_by(second) == invitation


def test_what_the_link_holds_is_written_nowhere(staff):
    _invitation, token = ask(staff["administrator"])
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in repr(cursor.fetchall()), table


def test_who_is_kept_out_has_no_say_in_who_comes(staff):
    _invitation, token = ask(staff["focal"], "contributor", "AU")
    keep_out(staff["focal"], by=staff["administrator"])
    assert invitation_by(token) is None


def test_who_acts_for_others_now_has_no_say_in_who_comes(staff):
    invitation, token = ask(staff["focal"], "contributor", "AU")
    change(staff["focal"], role="focal-point", organizations=["LAS"], by=staff["administrator"])
    assert invitation_by(token) is None
    again = renew(invitation, by=staff["administrator"])
    assert invitation_by(again) == invitation


def test_an_address_is_invited_once_at_a_time(staff):
    first, _token = ask(staff["administrator"])
    with pytest.raises(ValidationError):
        ask(staff["administrator"], email="NEW@example.org")
    Invitation.objects.update(expires_at=timezone.now())
    assert ask(staff["administrator"])
    first.refresh_from_db()
    assert first.state == "withdrawn"


def test_who_is_here_already_is_not_invited(staff):
    with pytest.raises(ValidationError):
        ask(staff["administrator"], email="Reader@example.org")


def test_a_focal_point_sees_their_own_invitations_only(staff):
    ask(staff["administrator"], email="one@example.org")
    own, _token = ask(staff["focal"], "contributor", "AU", email="two@example.org")
    assert list(invitations_of(staff["focal"])) == [own]
    assert invitations_of(staff["administrator"]).count() == 2
