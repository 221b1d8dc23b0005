"""What only a browser shows: keys, suggestions, small screens, assistive technology, directions."""

from __future__ import annotations

import re

import pytest

from concertation.register.changes import changes
from concertation.register.models import Record
from concertation.review.models import Proposal
from concertation.web.lists.declared import LISTINGS

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 360, "height": 740}


def addresses(register) -> dict[str, str]:
    return {
        "home": "/",
        **{slug: f"/{slug}/" for slug in LISTINGS},
        "record": f"/records/{register.meeting.uid}/",
        "edit": f"/records/{register.meeting.uid}/edit/",
        "mechanism": f"/records/{register.mechanism.uid}/",
        "plan": f"/records/{register.mechanism.uid}/plan/",
        "agenda": f"/records/{register.meeting.uid}/agenda/",
        "minutes": f"/records/{register.meeting.uid}/minutes/new/",
        "papers": f"/records/{register.meeting.uid}/papers/",
        "call off": f"/records/{register.meeting.uid}/call-off/",
        "delegates": f"/records/{register.meeting.uid}/delegates/",
        "notice": f"/records/{register.notice.uid}/",
        "organization": "/organizations/AU/",
        "document": f"/documents/{register.document.pk}/",
        "search": "/search/?q=annual+consultation",
        "nothing found": "/search/?q=zzzz",
        "queue": "/review/",
        "review": f"/review/{register.proposal.pk}/",
        "many": "/review/confident/?above=50",
        "decisions": "/review/decisions/",
        "second person": "/confirmations/",
        "withdrawn": "/withdrawn/",
        "withdraw": f"/records/{register.meeting.uid}/withdraw/",
        "organization's history": "/organizations/AU/history/",
        "state": f"/records/{register.meeting.uid}/history/{first_change(register.meeting)}/",
        "absent": "/nowhere/",
        "password": "/accounts/password/change/",
    }


def first_change(record) -> int:
    return changes(record, record.creator)[-1].moment


def test_review_needs_no_mouse(page, sign_in, propose, document):
    first, second, third = (
        propose("1", "report", kind="activity", type="support", date="", status=""),
        propose("4"),
        propose("5 bis", "second desk", date=""),
    )
    sign_in("officer")
    page.goto(f"/review/{first.pk}/")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_url(f"**/review/{second.pk}/")
    page.keyboard.press("k")
    page.wait_for_url(f"**/review/{first.pk}/")
    page.keyboard.press("x")
    page.wait_for_url(f"**/review/{second.pk}/")
    page.keyboard.press("a")
    page.wait_for_url(f"**/review/{third.pk}/")
    page.get_by_text("Accepted: third annual consultation").wait_for()
    page.keyboard.press("u")
    page.wait_for_url(f"**/review/{second.pk}/")
    states = dict(Proposal.objects.values_list("pk", "state"))
    assert states == {first.pk: "rejected", second.pk: "pending", third.pk: "pending"}


def test_keys_are_letters_while_one_types_and_can_be_switched_off(page, sign_in, propose, document):
    proposal = propose()
    sign_in("officer")
    page.goto(f"/review/{proposal.pk}/")
    page.get_by_label("Title").fill("")
    page.get_by_label("Title").press_sequentially("axj")
    assert page.get_by_label("Title").input_value() == "axj"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Use single keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("x")
    page.wait_for_timeout(300)
    assert Proposal.objects.get().state == "pending"


def test_organizations_are_suggested_and_chosen_by_keyboard(page, sign_in, propose, document):
    proposal = propose()
    sign_in("officer")
    page.goto(f"/review/{proposal.pk}/")
    field = page.get_by_role("combobox", name="Organizations")
    field.press_sequentially("ligue")
    page.get_by_role("option", name="League of Arab States").wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    page.get_by_role("button", name="Remove UN").click()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_text("Accepted:").wait_for()
    assert {o.pk for o in Record.objects.get().organizations.all()} == {"AU", "LAS"}


def test_only_the_fields_of_a_kind_are_shown(page, sign_in, propose, document):
    sign_in("officer")
    page.goto(f"/review/{propose(status='').pk}/")
    assert page.get_by_label("Amount").is_hidden()
    page.get_by_label("Kind").select_option("resource")
    assert page.get_by_label("Amount").is_visible()
    assert page.get_by_label("Type").locator("option").all_inner_texts() == [
        "pledge", "loan", "contribution", "levy", "other"
    ]  # fmt: skip


def test_a_date_is_told_in_words_while_one_types(page, sign_in, propose, document):
    sign_in("officer")
    page.goto(f"/review/{propose().pk}/")
    page.get_by_label("Date").fill("2031-05-12/2031-05-13")
    page.get_by_text("12–13 May 2031").wait_for()


def test_a_filter_works_at_once_and_stands_in_the_address(page, sign_in, register):
    sign_in("reader")
    page.goto("/meetings/")
    page.get_by_role("combobox", name="Organization").press_sequentially("african union")
    page.get_by_role("option", name="AU African Union", exact=True).click()
    page.wait_for_url("**organization=AU**")
    page.get_by_label("Words").fill("second")
    page.wait_for_url("**q=second**")
    page.get_by_text("1 result", exact=True).wait_for()
    page.go_back()
    page.get_by_text("2 results", exact=True).wait_for()


def test_words_of_a_record_light_up_from_the_margin(page, sign_in, register):
    sign_in("reader")
    page.goto(f"/documents/{register.document.pk}/")
    page.get_by_role("link", name="Meeting second annual consultation").focus()
    assert page.locator(".quote.lit").inner_text() == "third annual consultation"


def test_the_chart_is_drawn_from_the_table(page, sign_in, register):
    sign_in("reader")
    page.goto("/")
    page.get_by_role("heading", name="Meetings and agreements by quarter").scroll_into_view_if_needed()
    page.locator(".chart svg").wait_for()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_nothing_is_wider_than_the_screen(page, sign_in, register, size):
    sign_in("officer")
    if size == "phone":
        page.set_viewport_size(PHONE)
    for name, address in addresses(register).items():
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, name


def test_the_menu_of_a_phone_opens(page, sign_in, register):
    sign_in("reader")
    page.set_viewport_size(PHONE)
    page.goto("/")
    assert page.get_by_role("link", name="Meetings", exact=True).is_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Meetings", exact=True).click()
    page.wait_for_url("**/meetings/")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_stands_in_the_way_of_assistive_technology(page, sign_in, axe, register, language):
    sign_in("officer", language)
    found = {}
    for name, address in addresses(register).items():
        page.goto(address)
        if problems := axe():
            found[name] = problems
    assert found == {}


def test_signing_in_is_open_to_assistive_technology_too(page, axe, people):
    for address in ("/accounts/login/", "/accounts/password/reset/"):
        page.goto(address)
        assert axe() == []


def test_a_page_is_french_throughout(page, sign_in, register):
    sign_in("officer", "fr")
    page.goto(f"/review/{register.proposal.pk}/")
    page.get_by_role("button", name="Accepter").wait_for()
    page.goto("/meetings/")
    assert page.get_by_role("heading", level=1).inner_text() == "Réunions"
    assert page.get_by_role("link", name="deuxième consultation annuelle").is_visible()
    assert page.get_by_text("12–13 mai 2020").is_visible()


def test_arabic_pages_run_from_right_to_left(page, sign_in, register):
    sign_in("officer", "ar")
    for address in ("/", f"/records/{register.meeting.uid}/", f"/documents/{register.document.pk}/"):
        page.goto(address)
        assert page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "ar"]
        assert page.evaluate(CLIPPED) == 0
        width, heading = page.evaluate("document.documentElement.clientWidth"), box(page, "h1")
        assert heading["x"] + heading["width"] > width / 2
        assert box(page, ".brand")["x"] > width / 2
    assert (
        page.locator(".paragraph > p").first.get_attribute("dir") == "ltr"
    )  # the text of the document is English
    page.goto("/meetings/")
    first, last = page.locator("thead th").first.bounding_box(), page.locator("thead th").last.bounding_box()
    assert first["x"] > last["x"]
    assert page.get_by_text("12–13 أيار/مايو 2020").is_visible()
    page.goto("/agreements/terms/")
    assert page.evaluate(CLIPPED) == 0


def test_the_chart_runs_as_the_page_is_read(page, sign_in, register):
    sign_in("reader", "ar")
    page.goto("/")
    page.locator(".quarters").scroll_into_view_if_needed()
    page.locator(".chart svg").wait_for()
    place = box(page, ".chart")
    axis = page.locator(".chart svg text", has_text=re.compile(r"^0$")).bounding_box()
    assert axis["x"] > place["x"] + place["width"] / 2


def box(page, selector: str) -> dict[str, float]:
    return page.locator(selector).first.bounding_box()


CLIPPED = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_pages_print_without_what_only_a_screen_needs(page, sign_in, register):
    sign_in("officer")
    page.goto(f"/records/{register.meeting.uid}/")
    page.emulate_media(media="print")
    assert page.locator(".site-header").is_hidden()
    assert page.get_by_role("heading", name="Evidence").is_visible()


def test_everything_works_without_scripts(browser, live_server, people, propose):
    proposal = propose()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto("/accounts/login/?next=/review/")
    page.fill("input[name=login]", "officer@example.org")
    page.fill("input[name=password]", "correct horse 9")
    page.click("main button[type=submit]")
    page.click("text=third annual consultation")
    page.fill("textarea[name=title]", "third consultation")
    page.click("button[value=accept]")
    assert page.locator("text=Accepted: third consultation").is_visible()
    page.click("text=Undo the last decision")
    proposal.refresh_from_db()
    assert proposal.state == "pending"
    context.close()
