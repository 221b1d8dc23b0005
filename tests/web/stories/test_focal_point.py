"""A focal point joins by an invitation, and on Monday sees what is due, enters an activity and tells how far
a commitment got."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from concertation.accounts.models import Person
from concertation.digest.models import Subscription
from concertation.digest.sending import send
from concertation.register.models import Activity, Attachment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.story]

ACTIVITY = {"en": "Course on shared rivers", "fr": "Cours sur les fleuves partagés"}


@pytest.fixture(autouse=True)
def _own_files_and_address(settings, tmp_path, live_server):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SITE_ADDRESS = live_server.url


def test_from_the_invitation_to_a_quiet_monday(
    visit, lang, people, register, name, titles, mails, link_in, tmp_path
):
    visit.sign_in(people["administrator"])
    visit.invite("amina@example.org", "Focal point", "african un", name("AU"))
    visit.sign_out()
    visit.join(link_in(mails.pop().get_content(), "/invitation/"), "Amina Diallo")
    visit.see("Focal point")
    amina = Person.objects.get(email="amina@example.org")
    assert (amina.language, amina.role) == (lang, "focal-point")

    monday(visit, register, titles, mails, link_in, amina)
    enter_an_activity(visit, ACTIVITY[lang], name)
    tell_how_far(visit, titles(register.commitment), tmp_path)
    stop_the_mails(visit, mails, link_in, amina)


def monday(visit, register, titles, mails, link_in, amina) -> None:
    """The mail of the week leads to what is late; bell and board tell the same."""
    send(timezone.localdate())
    (mail,) = [mail for mail in mails if mail["To"] == amina.email]
    text = mail.get_body(("plain",)).get_content()
    assert titles(register.commitment) in text
    visit.open(link_in(text, f"/records/{register.commitment.uid}/"))
    visit.see_title(titles(register.commitment))
    bell = visit.page.get_by_role("banner").get_by_role("link", name=visit.word("News"))
    assert visit.word("not read") in bell.inner_text()
    bell.click()
    visit.see_heading("News")
    visit.see_text(titles(register.commitment))
    visit.see_text(titles(register.agreement))
    visit.is_open_to_everybody()
    visit.press("Mark all as read")
    visit.page.get_by_role("banner").get_by_role("link", name=visit.word("News"), exact=True).wait_for()
    visit.open_menu("What is due")
    visit.see_heading("What is due")
    visit.see_text(titles(register.commitment))
    visit.fits_a_phone()


def enter_an_activity(visit, title: str, name) -> None:
    """Six fields, the organizations by the beginning of their names."""
    visit.open_menu("Activities")
    visit.follow("Enter a new one")
    visit.write("Title (%(language)s)", title, language=visit.language)
    visit.write("Date", "2026-11")
    visit.pick("Organizations", "african un", name("AU"))
    visit.pick("Organizations", "liga de los estados arabes", name("LAS"))
    visit.pick("Places", "cair", "Cairo")
    visit.press("Enter", "button that enters a record")
    visit.see_title(title)
    entered = Activity.objects.get(date="2026-11")
    assert {body.pk for body in entered.organizations.all()} == {"AU", "LAS"}


def tell_how_far(visit, title: str, folder) -> None:
    """The commitment is done, a file shows it, and it is due no more."""
    proof = folder / "opening.txt"
    proof.write_text("1. The desk was opened on 3 November.\n", encoding="utf-8")
    visit.open_menu("What is due")
    visit.follow_link(title)
    visit.follow("Add a file")
    visit.main.get_by_label(visit.word("File"), exact=True).set_input_files(proof)
    visit.choose("What it is", "evidence")
    visit.press("Add")
    visit.see("The file “%(name)s” was added.", name="opening.txt")
    assert Attachment.objects.get().kind == Attachment.Kind.PROOF
    visit.follow("Add an update")
    visit.choose("Status", "done")
    visit.write("Note", "Opened with both organizations.")
    visit.press("Save")
    visit.see("The update was added.")
    visit.open_menu("What is due")
    visit.see_heading("What is due")
    assert visit.main.get_by_role("link", name=title).count() == 0


def stop_the_mails(visit, mails, link_in, amina) -> None:
    """The link in the mail is enough; it asks once."""
    (mail,) = [mail for mail in mails if mail["To"] == amina.email]
    visit.open(link_in(mail.get_body(("plain",)).get_content(), "/news/stop/"))
    visit.press("Stop the mails")
    visit.see("You get no more news by mail. On the page News you can have it again.")
    assert Subscription.objects.get(person=amina).rhythm == "never"
    mails.clear()
    send(date(timezone.localdate().year + 1, 1, 1))
    assert amina.email not in [mail["To"] for mail in mails]
