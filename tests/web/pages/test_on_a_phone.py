"""The head of a record on a phone: the title has the width of the page, what can be done stands beneath."""

import pytest

pytestmark = [pytest.mark.django_db]


def test_a_long_title_is_not_squeezed_by_the_actions(page, sign_in, add):
    record = add(title="Framework on the early warning of drought in the regions of both organizations")
    sign_in("officer")
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto(f"/records/{record.uid}/")
    box = page.locator("h1").bounding_box()
    assert box
    assert box["width"] > 300
    assert box["height"] < 250
