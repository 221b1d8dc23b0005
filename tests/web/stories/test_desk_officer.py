"""A desk officer prepares a consultation: from an organization to the pair, the brief and the calendar."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from docx import Document
from icalendar import Calendar

from concertation.register.models import Record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.story]

OTHER = {"en": ("fr", "Français"), "fr": ("en", "English")}


def test_from_an_organization_to_a_brief_in_two_languages(
    visit, lang, people, register, name, acronym, titles, bodies
):
    visit.sign_in(people["desk officer"])
    visit.open_menu("Organizations")
    visit.follow_link(acronym("AU"))
    visit.see_title(name("AU"))
    partners = visit.main.get_by_role("region", name=visit.word("Partners"))
    partners.locator("a[href^='/together/']").first.click()
    visit.see_text(titles(register.agreement))
    visit.see_text(titles(register.commitment))
    visit.is_open_to_everybody()

    day = timezone.localdate() + timedelta(days=14)
    visit.follow("Brief for a consultation")
    visit.write("Day of the consultation", day.isoformat())
    visit.press("Show")
    visit.page.wait_for_url(f"**on={day}**")
    for record in (register.agreement, register.mechanism, register.commitment, register.activity):
        visit.see_text(titles(record))
    visit.fits_a_phone()

    other, called = OTHER[lang]
    visit.page.get_by_role("button", name=called, exact=True).click()
    visit.lang = other
    visit.see("Day of the consultation")
    with translation.override(other):
        expected = [
            gettext("Agreements and their terms"),
            gettext("Open commitments"),
            bodies["AU"].name_in(other),
            date_format(day, "j F Y"),
        ]
    expected += [
        Record.objects.get(pk=record.pk).title_in(other)
        for record in (register.agreement, register.commitment, register.activity)
    ]
    for form, read in (("As a Word document", words_of_docx), ("As PDF", words_of_pdf)):
        button = visit.main.get_by_role("button", name=visit.word(form))
        words = read(visit.download(button)).casefold()
        assert [phrase for phrase in expected if phrase.casefold() not in words] == [], form


def words_of_docx(path) -> str:
    document = Document(str(path))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return plain("\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables]))


def words_of_pdf(path) -> str:
    document = pypdfium2.PdfDocument(path)
    return plain("\n".join(page.get_textpage().get_text_range() for page in document))


def plain(text: str) -> str:
    """The words with one space between, however the lines break."""
    return " ".join(text.split())


def test_the_dates_come_to_ones_own_calendar(visit, browser, people, register, titles):
    visit.sign_in(people["desk officer"])
    visit.open_menu("What is due")
    visit.follow("Subscribe in a calendar")
    address = visit.main.get_by_label(visit.word("All my dates")).input_value()
    visit.sign_out()
    elsewhere = browser.new_context()
    feed = Calendar.from_ical(elsewhere.request.get(address).text())
    elsewhere.close()
    told = " ".join(str(event["SUMMARY"]) for event in feed.walk("VEVENT"))
    for record in (register.agreement, register.commitment):
        assert titles(record).casefold() in told.casefold()
