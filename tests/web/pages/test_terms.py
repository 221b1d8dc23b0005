"""The terms of agreements along the years."""

from __future__ import annotations

import re

import pytest

from concertation.register.models import Agreement

pytestmark = pytest.mark.django_db


def test_terms_are_drawn_the_first_to_end_first(client_of, add):
    add(Agreement, "long pact", term="2010/2040")
    add(Agreement, "short pact", term="2030/2035", notice_period="P1Y")
    add(Agreement, "pact without a term")
    add(Agreement, "hidden pact", term="2010/2040", label="RED")
    page = client_of("reader").get("/agreements/terms/").content.decode()
    assert page.index("short pact") < page.index("long pact")
    assert "without a term" not in page
    assert "hidden pact" not in page
    assert page.count('class="notice-mark"') == 1
    bars = [tuple(map(int, found)) for found in re.findall(r'<rect x="(\d+)" y="4" width="(\d+)"', page)]
    assert all(x >= 0 and x + width <= 1000 for x, width in bars)


def test_the_filters_of_the_list_narrow_the_chart(client_of, add):
    add(Agreement, "pact of AU", term="2020/2030")
    add(Agreement, "pact of LAS", term="2020/2030", organizations=["LAS", "UN"])
    page = client_of("reader").get("/agreements/terms/?organization=LAS").content.decode()
    assert "pact of LAS" in page
    assert "pact of AU" not in page


def test_an_empty_chart_says_what_to_do(client_of, bodies):
    assert (
        "No agreement with a term matches." in client_of("reader").get("/agreements/terms/").content.decode()
    )
