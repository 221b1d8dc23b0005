"""How often a mechanism meets, and when it is overdue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.insight.cadence import Cadence, estimate, outlook, outlooks
from concertation.register.models import Mechanism, Meeting

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2016-07-04", "2018-07-11"], None),
        (["2015-07-01", "2016-07-04", "2017-06-20", "2018-07-11"], "P1Y"),
        (["2014-07-01", "2016-07-04", "2018-06-20"], "P2Y"),
        (["2018-01-15", "2018-04-12", "2018-07-16", "2018-10-15"], "P3M"),
        (["2018-01-15", "2018-01-15", "2018-07-16"], None),
        (["2010-01-01", "2011-01-01", "2018-01-01", "2018-02-01"], None),
    ],
)
def test_a_cadence_is_estimated_from_three_sessions_or_more(days, expected):
    found = estimate([date.fromisoformat(day) for day in days])
    assert (found and found.duration) == expected
    assert found is None or found.basis == "estimated"


@given(
    st.integers(0, 3000),
    st.sampled_from([("P6M", 183), ("P1Y", 365), ("P2Y", 730)]),
    st.integers(3, 8),
    st.lists(st.integers(-15, 15), min_size=8, max_size=8),
)
def test_regular_sessions_give_their_cadence_whatever_a_fortnight_more_or_less(first, step, number, shifts):
    code, gap = step
    days = [date(2000, 1, 1) + timedelta(first + gap * i + shifts[i]) for i in range(number)]
    found = estimate(days)
    assert found == Cadence(code, "estimated", number)


def sessions(*dates: str) -> list[Meeting]:
    made = []
    for number, day in enumerate(dates, start=1):
        first, last = day, day
        if len(day) == 4:
            first, last = f"{day}-01-01", f"{day}-12-31"
        made.append(
            Meeting(
                date=day, number=number, earliest=date.fromisoformat(first), latest=date.fromisoformat(last)
            )
        )
    return made


@pytest.mark.parametrize(
    ("cadence", "dates", "window", "overdue"),
    [
        ("P1Y", ["2024-07-11"], ("2025-07-11", "2025-10-10"), True),
        ("P1Y", ["2025-12-11"], ("2026-12-11", "2027-03-12"), False),
        ("P1Y", ["2025-09-11"], ("2026-09-11", "2026-12-11"), False),
        ("P1Y", ["2024-07-11", "2027-02-01"], ("2025-07-11", "2025-10-10"), False),
        ("", ["2020-05-01", "2021-05-03", "2022-05-02"], ("2023-05-02", "2023-08-01"), True),
        ("", ["2022-05-02"], (None, None), False),
        # A year alone may mean its last day: the window closes as late as it can.
        ("P1Y", ["2025"], ("2026-01-01", "2027-04-01"), False),
        ("", ["2020", "2021", "2022"], (None, None), False),
    ],
)
def test_the_next_session_is_due_one_cadence_after_the_last(cadence, dates, window, overdue):
    found = outlook(Mechanism(cadence=cadence), sessions(*dates), TODAY)
    assert (found.opens and str(found.opens), found.closes and str(found.closes)) == window
    assert found.overdue == overdue


def test_a_session_that_was_cancelled_counts_for_nothing():
    first, second = sessions("2024-07-11", "2026-07-11")
    second.status = "cancelled"
    assert outlook(Mechanism(cadence="P1Y"), [first, second], TODAY).last == first


@pytest.mark.django_db
def test_hidden_sessions_are_not_counted(django_user_model):
    reader = django_user_model.objects.create_user("reader@example.org", role="reader")
    mechanism = Mechanism.objects.create(cadence="P1Y", label="GREEN")
    Meeting.objects.create(mechanism=mechanism, date="2024-07-11", label="GREEN", number=1)
    Meeting.objects.create(mechanism=mechanism, date="2026-07-11", label="RED", number=2)
    Mechanism.objects.create(cadence="P1Y", label="RED")
    (only,) = outlooks(Mechanism.objects.visible_to(reader), reader, TODAY)
    assert only.last.number == 1
    assert only.overdue
