"""An administrator invites, changes roles, shares with a circle, keeps somebody out, and sees who did it."""

from __future__ import annotations

import pytest

from concertation.accounts.models import Circle, Invitation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.story]

CIRCLE = {"en": "Friends of mediation", "fr": "Amis de la médiation"}
REASON = {"en": "Left the ministry", "fr": "A quitté le ministère"}


def test_people_come_get_a_role_and_go(visit, lang, people, bodies, name, mails):
    administrator, leaving = people["administrator"], people["outsider"]
    visit.sign_in(administrator)
    visit.invite("amina@example.org", "Focal point", "african un", name("AU"))
    assert mails[0]["To"] == "amina@example.org"
    assert Invitation.objects.get().role == "focal-point"

    visit.open_menu("People")
    visit.is_open_to_everybody()
    visit.fits_a_phone()
    visit.follow_link(people["colleague"].name)
    visit.choose("Role", "Focal point")
    visit.pick("Organizations", "league", name("LAS"))
    visit.press("Go on")
    visit.see("From now on they act for %(body)s.", body=name("LAS"))
    visit.press("Confirm")
    visit.see("%(person)s was changed.", person=people["colleague"])

    visit.open_menu("People")
    visit.follow_link(leaving.name)
    visit.follow("Keep out")
    visit.write("Reason", REASON[lang])
    visit.press("Confirm")
    visit.see("%(person)s cannot sign in any more.", person=leaving)
    history = visit.main.get_by_role("region", name=visit.word("History"))
    history.get_by_text(administrator.name).first.wait_for()
    history.get_by_text(REASON[lang]).first.wait_for()
    visit.sign_out()
    visit.try_to_sign_in(leaving)
    visit.see_heading("You cannot sign in")


def test_a_record_is_shared_with_a_circle_and_nobody_else(visit, lang, people, register, name, titles):
    record, title = register.activity, titles(register.activity)
    visit.sign_in(people["administrator"])
    visit.open_menu("Circles")
    visit.follow("New circle")
    visit.write("Name", CIRCLE[lang])
    visit.pick("Organizations", "african un", name("AU"))
    visit.pick("Organizations", "united nat", name("UN"))
    visit.press("Save")
    visit.see_title(CIRCLE[lang])
    assert {body.pk for body in Circle.objects.get().organizations.all()} == {"AU", "UN"}

    visit.open_menu("Activities")
    visit.follow_link(title)
    visit.follow("Edit")
    visit.choose("Sharing", "TLP:AMBER")
    visit.choose("Circle", CIRCLE[lang])
    visit.write("Reason for the change", REASON[lang])
    visit.press("Save")
    visit.see("The record was changed.")
    sharing = visit.main.get_by_role("region", name=visit.word("Sharing"))
    sharing.get_by_text(name("AU")).wait_for()
    visit.sign_out()

    visit.sign_in(people["colleague"])
    assert visit.open(f"/records/{record.uid}/") == 200
    history = visit.main.get_by_role("region", name=visit.word("History"))
    history.scroll_into_view_if_needed()
    history.get_by_text(people["administrator"].name).first.wait_for()
    history.get_by_text(REASON[lang]).wait_for()
    visit.sign_out()

    visit.sign_in(people["outsider"])
    assert visit.open(f"/records/{record.uid}/") == 404
    visit.open_menu("Activities")
    visit.see_heading("Activities")
    assert visit.main.get_by_role("link", name=title).count() == 0
