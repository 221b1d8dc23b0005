"""Which of two dates says more, and whether both can be true."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from concertation.register.merging.precision import contradict, more_exact

days = st.dates().map(lambda day: day.isoformat()).filter(lambda day: day >= "1000")
dates = days.flatmap(lambda day: st.sampled_from([day[:4], day[:7], day]))
periods = st.tuples(dates, dates).map(sorted).map("/".join)
patient = settings(deadline=None, max_examples=40)
"""Reading a date takes its time on a busy machine."""

told = st.one_of(st.just(""), dates, periods)


@patient
@given(told, told)
def test_of_two_dates_at_most_one_is_more_exact(one, other):
    assert not (more_exact(one, other) and more_exact(other, one))


@patient
@given(told, told)
def test_a_contradiction_is_mutual_and_no_precision(one, other):
    assert contradict(one, other) == contradict(other, one)
    assert not (contradict(one, other) and more_exact(one, other))


@patient
@given(days)
def test_a_day_is_more_exact_than_its_month_and_its_year_and_contradicts_neither(day):
    for wider in (day[:7], day[:4]):
        assert more_exact(day, wider)
        assert not contradict(day, wider)


@patient
@given(told)
def test_nothing_is_no_date_and_contradicts_none(date):
    assert not more_exact("", date)
    assert not contradict("", date)
