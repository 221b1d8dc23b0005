"""A delegate or researcher who has not signed in looks up, follows a fact to its paragraph, takes away what
was found, and meets nothing that is not shared with everybody."""

from __future__ import annotations

import csv
from urllib.parse import unquote

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.story]


def test_from_a_word_to_the_paragraph_that_states_it(visit, register, name, titles):
    visit.open("/")
    for typed in ("union africana", "африканский союз", "الاتحاد الافريقي", "非洲联盟"):
        search(visit, typed)
        visit.main.get_by_role("link", name=name("AU"), exact=True).first.wait_for()
    search(visit, "mediateurs")
    visit.follow_link(titles(register.activity))
    visit.see_title(titles(register.activity))

    search(visit, register.consultation.date[:4])
    narrow = visit.main.get_by_role("complementary", name=visit.word("Narrow the results"))
    narrow.get_by_role("link", name=visit.word("Meeting"), exact=True).click()
    visit.page.wait_for_url("**meeting**")
    visit.is_open_to_everybody()
    visit.fits_a_phone()
    found = visit.download(visit.main.get_by_role("link", name="CSV", exact=True))
    with found.open(encoding="utf-8-sig", newline="") as file:
        note, *lines = csv.reader(file)
    assert note[0].startswith("# TLP:CLEAR")
    head, *rows = lines
    assert [row[head.index(visit.word("Title"))] for row in rows] == [titles(register.consultation)]

    visit.follow_link(titles(register.consultation))
    evidence = visit.main.get_by_role("region", name=visit.word("Evidence"))
    cited = visit.word("%(document)s, paragraph %(number)s", document=register.document, number="1")
    evidence.get_by_role("link", name=cited, exact=True).click()
    visit.page.wait_for_url("**/documents/*/#*")
    paragraph = visit.page.locator(":target")
    assert "2024" in paragraph.inner_text()


def test_two_organizations_side_by_side(visit, register, acronym, titles):
    visit.open("/")
    visit.open_menu("Organizations")
    visit.follow_link(acronym("UN"))
    partners = visit.main.get_by_role("region", name=visit.word("Partners"))
    partners.locator("a[href^='/together/']").first.click()
    visit.see_text(titles(register.agreement))
    visit.see_text(titles(register.activity))
    assert visit.main.get_by_role("link", name=titles(register.commitment)).count() == 0


def test_what_is_not_for_everybody_does_not_exist(visit, register, titles, acronym):
    visit.open("/")
    hidden = titles(register.hidden)
    search(visit, hidden)
    visit.see("Nothing that you can see contains all of: %(query)s", query=hidden)
    assert visit.open(f"/records/{register.hidden.uid}/") == 404
    visit.open("/")
    visit.open_menu("Meetings")
    visit.see_text(titles(register.consultation))
    assert visit.main.get_by_role("link", name=hidden).count() == 0
    assert hidden not in unquote(visit.page.content())
    visit.open_menu("Organizations")
    visit.follow_link(acronym("LAS"))
    visit.see("No record that you can see names this organization.")


def search(visit, typed: str) -> None:
    """Type into the box that stands on top of every page."""
    box = visit.page.get_by_role("banner").get_by_role("searchbox")
    box.fill(typed)
    box.press("Enter")
    visit.see_heading("Search")
    visit.page.wait_for_function("typed => document.querySelector('#q')?.value === typed", arg=typed)
