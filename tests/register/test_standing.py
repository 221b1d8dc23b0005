"""How an agreement stands on a day, told of one and by the database alike."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from concertation.register.durations import after
from concertation.register.models import Agreement, Organization
from concertation.register.recording import enter
from concertation.register.standing import (
    Term,
    ending,
    next_notice,
    running_term,
    standing,
    standing_on,
)

TODAY = date(2026, 11, 24)


def seen():
    """The agreements as they are fetched for somebody."""
    return Agreement.objects.visible_to(AnonymousUser())


def agreement(**fields) -> Agreement:
    parties = [Organization.objects.get_or_create(pk=id, kind="regional")[0] for id in ("AU", "LAS")]
    return enter(
        Agreement(**{"type": "memorandum", "label": "CLEAR"} | fields),
        titles={"en": "Memorandum"},
        organizations=[(party, "party") for party in parties],
        person=None,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": "2018-05"}, "signed"),
        ({"date": "2018-05", "term": "2018/2020"}, "expired"),
        ({"date": "2018-05", "term": "2018/2020", "renewal": "P2Y"}, "in-force"),
        ({"date": "2018-05", "term": "2018/2030"}, "in-force"),
        ({"date": "2018-05", "term": "2027/2030"}, "signed"),
        ({"date": "2018-05", "entry": "2019-01-01"}, "in-force"),
        ({"date": "2026-05", "entry": "2027-01-01", "term": "2026/2030"}, "signed"),
        # "in November 2026" may be the thirtieth: not in force for sure.
        ({"date": "2026-05", "entry": "2026-11"}, "signed"),
        ({"status": "draft", "term": "2018/2030"}, "draft"),
        ({"status": "terminated", "term": "2018/2030"}, "terminated"),
        ({"status": "in-force"}, "in-force"),
        ({"status": "in-force", "term": "2018/2020"}, "expired"),
    ],
)
def test_standing_follows_from_dates(fields, expected):
    row = agreement(**fields)
    assert standing(row, TODAY) == expected
    assert seen().annotate(on=standing_on(TODAY)).get().on == expected


@pytest.mark.django_db
@pytest.mark.parametrize(("how", "expected"), [("renewal", "renewed"), ("replacement", "superseded")])
def test_standing_follows_from_the_text_that_came_after(how, expected):
    row = agreement(term="2018/2030", successor=agreement(date="2025"), succession=how)
    row = seen().annotate(on=standing_on(TODAY)).get(pk=row.pk)
    assert standing(row, TODAY) == row.on == expected
    assert running_term(row, TODAY) is None


@pytest.mark.django_db
def test_a_text_that_one_may_not_see_has_not_come_after():
    row = agreement(term="2018/2030", successor=agreement(date="2025", label="RED"), succession="renewal")
    row = seen().annotate(on=standing_on(TODAY)).get(pk=row.pk)
    assert standing(row, TODAY) == row.on == "in-force"
    assert running_term(row, TODAY) == Term(date(2030, 12, 31), None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"term": "2018/2020"}, None),
        ({"date": "2018"}, None),
        ({"term": "2018/2030"}, Term(date(2030, 12, 31), None)),
        ({"term": "2018/2030", "notice_period": "P6M"}, Term(date(2030, 12, 31), date(2030, 6, 30))),
        ({"term": "2018/2019-01-31", "renewal": "P1M"}, Term(date(2026, 11, 30), None)),
        ({"term": "2018/2020", "renewal": "P2Y", "notice_period": "P3M"},
         Term(date(2026, 12, 31), date(2026, 9, 30))),
        ({"term": "2018/2030", "status": "terminated"}, None),
    ],
)  # fmt: skip
def test_the_running_term_counts_tacit_renewals(fields, expected):
    assert running_term(agreement(**fields), TODAY) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"term": "2018/2030"}, None),
        ({"term": "2018/2030", "notice_period": "P6M"}, date(2030, 6, 30)),
        # The last day of the running term is past, and nothing follows it …
        ({"term": "2018/2026", "notice_period": "P6M"}, None),
        # … or the term after it does, whose last day to give notice lies ahead.
        ({"term": "2018/2026", "notice_period": "P6M", "renewal": "P1Y"}, date(2027, 6, 30)),
        ({"term": "2018/2020", "notice_period": "P3M", "renewal": "P2Y"}, date(2028, 9, 30)),
        ({"term": "2018/2020", "notice_period": "P2Y", "renewal": "P1Y"}, date(2026, 12, 31)),
        ({"term": "2018/2026", "notice_period": "P1M", "renewal": "P1Y", "status": "terminated"}, None),
    ],
)
def test_the_next_last_day_to_give_notice(fields, expected):
    assert next_notice(agreement(**fields), TODAY) == expected


@pytest.mark.django_db
def test_which_terms_end_by_a_day():
    soon = agreement(term="2018/2027-03")
    renewed = agreement(term="2018/2020-02", renewal="P1Y")
    agreement(term="2018/2020")
    agreement(term="2018/2030")
    agreement(term="2018/2027-03", status="terminated")
    found = ending(seen(), TODAY, date(2027, 3, 31))
    assert found == [(running_term(row, TODAY).end, row.pk) for row in (renewed, soon)]


class BothRulesAgree(TestCase):
    """The expression of the database says of every agreement what the function says."""

    days = st.dates(date(2000, 1, 1), date(2050, 12, 31))

    @settings(deadline=None)
    @given(
        on=days,
        entry=st.one_of(st.just(""), days.map(str)),
        first=days,
        years=st.integers(1, 9),
        open_end=st.booleans(),
        renewal=st.sampled_from(["", "P1Y", "P6M"]),
        status=st.sampled_from(Agreement.Status.values),
    )
    def test_for_any_dates(self, on, entry, first, years, open_end, renewal, status):
        term = f"{first}/.." if open_end else f"{first}/{first.year + years}"
        row = Agreement(
            type="memorandum",
            label="CLEAR",
            term=term,
            entry=entry,
            status=status,
            renewal="" if open_end else renewal,
        )
        row.save()
        assert seen().annotate(on=standing_on(on)).get(pk=row.pk).on == standing(row, on)


@pytest.mark.parametrize("renewal", ["P1Y", "P1M", "P2Y", "P5Y", "P1W", "P10D"])
@pytest.mark.parametrize("first", [date(1990, 1, 31), date(2000, 2, 29), date(2024, 11, 30)])
def test_a_term_renewed_many_times_ends_where_counting_each_renewal_ends(renewal, first):
    on, end, times = date(2026, 11, 24), first, 0
    while end < on:
        times += 1
        end = after(first, renewal, times)
    term = running_term(Agreement(ends=first, renewal=renewal, status="signed"), on)
    assert term is not None
    assert term.end == end
