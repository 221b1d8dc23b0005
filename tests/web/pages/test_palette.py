"""The palette and what the search page can be narrowed by, in a real browser; saved searches."""

from __future__ import annotations

import pytest

from concertation.register.models import Activity, SavedSearch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed_in(page, client_of, live_server):
    """The page, as the officer sees it."""
    cookie = client_of("officer").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def test_the_palette_goes_anywhere_by_keyboard(signed_in, register, axe):
    page = signed_in
    page.goto("/meetings/")
    page.keyboard.press("Control+k")
    page.locator("#palette[open]").wait_for()
    page.locator("#palette [role=option]").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "palette-q"
    page.keyboard.type("union afr")
    chosen = page.locator("#palette [aria-selected=true]", has_text="African Union")
    chosen.wait_for()
    assert page.get_attribute("#palette-q", "aria-activedescendant") == chosen.get_attribute("id")
    assert axe() == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/AU/")


def test_escape_closes_the_palette_and_gives_the_focus_back(signed_in, register):
    page = signed_in
    page.goto("/search/")
    page.locator("#q").focus()
    page.keyboard.press("Meta+k")
    page.locator("#palette[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#palette:not([open])").wait_for(state="attached")
    assert page.evaluate("document.activeElement.id") == "q"


def test_without_scripts_the_palette_is_a_link_to_the_search_page(browser, live_server, register):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/meetings/")
    plain.locator(".palette-link").click()
    plain.wait_for_url("**/search/")
    context.close()


def test_the_palette_finds_records_and_actions_that_one_may_do(client_of, register):
    officer = client_of("officer").get("/search/palette/", {"q": "enter mee"}).content.decode()
    assert "/records/new/meeting/" in officer
    reader = client_of("reader").get("/search/palette/", {"q": "enter mee"}).content.decode()
    assert "/records/new/meeting/" not in reader
    found = client_of("reader").get("/search/palette/", {"q": "second ann"}).content.decode()
    assert f"/records/{register.meeting.uid}/" in found
    named = client_of("reader").get("/search/palette/", {"q": "A/86"}).content.decode()
    assert f"/documents/{register.document.pk}/" in named


def test_the_palette_shows_nothing_that_is_hidden(client_of, add, register, circle):
    add(Activity, "quiet wells", label="RED", circle=circle)
    assert "/records/" not in client_of("officer").get("/search/palette/", {"q": "quiet"}).content.decode()
    assert "/records/" in client_of("named").get("/search/palette/", {"q": "quiet"}).content.decode()


def test_results_are_narrowed_by_a_click_and_the_address_says_so(signed_in, register, axe):
    page = signed_in
    page.goto("/search/?q=consultation")
    page.locator(".facets a", has_text="Meeting").click()
    page.locator(".chips .chip").wait_for()
    assert page.input_value("#q") == "consultation kind:meeting"
    assert axe() == []
    page.locator(".chips .chip").click()
    page.wait_for_url("**/search/?q=consultation")


def test_a_search_is_saved_changed_and_deleted(client_of, people):
    client = client_of("reader")
    page = client.post(
        "/search/saved/", {"name": "Wells", "query": "wells org:AU", "notify": "weekly"}, follow=True
    )
    assert "The search is kept as “Wells”." in page.content.decode()
    saved = SavedSearch.objects.get()
    assert (saved.person, saved.query, saved.notify) == (people["reader"], "wells org:AU", "weekly")
    again = client.post("/search/saved/", {"name": "Wells", "query": "x", "notify": "never"}, follow=True)
    assert "You have a search of that name already." in again.content.decode()
    client.post(f"/search/saved/{saved.pk}/", {"notify": "daily"})
    saved.refresh_from_db()
    assert saved.notify == "daily"
    assert client_of("officer").post(f"/search/saved/{saved.pk}/", {"action": "delete"}).status_code == 404
    client.post(f"/search/saved/{saved.pk}/", {"action": "delete"})
    assert not SavedSearch.objects.exists()
    assert client_of("nobody").get("/search/saved/").status_code == 302
