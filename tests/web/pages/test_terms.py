"""The terms of agreements along the years."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from concertation.register.models import Agreement, Commitment

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


def test_terms_that_end_within_some_months_tacit_renewals_counted(client_of, add):
    soon = timezone.localdate() + timedelta(days=40)
    add(Agreement, "soon over", term=f"2010/{soon}")
    add(Agreement, "renewed each year", term=f"2010/{soon.replace(year=2015, day=1)}", renewal="P1Y")
    add(Agreement, "long pact", term="2010/2090")
    add(Agreement, "hidden pact", term=f"2010/{soon}", label="RED")
    for address in ("/agreements/terms/?ends=3", "/agreements/?ends=3"):
        page = client_of("reader").get(address).content.decode()
        assert "soon over" in page
        assert "renewed each year" in page
        assert "long pact" not in page
        assert "hidden pact" not in page


def test_the_chart_tells_how_many_action_lines_are_done(client_of, add):
    row = add(Agreement, "long pact", term="2010/2040")
    add(Commitment, "done", source=row, status="done")
    add(Commitment, "open", source=row)
    add(Commitment, "hidden", source=row, label="RED")
    page = client_of("reader").get("/agreements/terms/").content.decode()
    assert "1 of 2 done" in page
