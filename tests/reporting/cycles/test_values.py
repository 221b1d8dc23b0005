"""What people write into a contribution, and what is made of it; nothing is guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from concertation.register.called import Called
from concertation.register.dates import in_words
from concertation.reporting.cycles.values import FIELDS, LANGUAGES, checked, differing, edtf_of, outside

CALLED = Called(
    {"au": "AU", "un": "UN", "las": "LAS"},
    {"african union": frozenset({"AU"}), "commission": frozenset({"AUC", "EUC"})},
)
MEETING = {"kind": "event", "title": "Joint meeting on elections"}


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2018", "2018"),
        ("2018-05-12/2018-05-13", "2018-05-12/2018-05-13"),
        ("12 May 2018", "2018-05-12"),
        ("12–13 May 2018", "2018-05-12/2018-05-13"),
        ("October 2017.", "2017-10"),
        ("du 3 au 5 mai 2017", "2017-05-03/2017-05-05"),
        ("12 de mayo de 2018", "2018-05-12"),
        ("12 мая 2018 года", "2018-05-12"),
        ("2018年5月12日", "2018-05-12"),
        (date(2018, 5, 12), "2018-05-12"),
        (datetime(2018, 5, 12, 9), "2018-05-12"),
    ],
)
def test_dates_are_understood_as_people_write_them(written, edtf):
    assert edtf_of(written) == edtf


@pytest.mark.parametrize(
    "written",
    ["03/04/2018", "soon", "May", "2018-13", "the meeting of 12 May 2018", "12 May 2018 and 3 June 2018"],
)
def test_what_is_no_date_or_could_be_two_is_refused(written):
    with pytest.raises(ValidationError):
        edtf_of(written)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(LANGUAGES), st.booleans())
def test_a_date_that_the_pages_say_in_words_is_understood(day, lang, month):
    edtf = day.isoformat()[: 7 if month else 10]
    assert edtf_of(in_words(edtf, lang), lang) == edtf


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_refused(text):
    with suppress(ValidationError):
        assert isinstance(edtf_of(text), str)


def test_a_new_fact_says_what_it_is_and_is_made_plain():
    given = MEETING | {"date": "12 May 2018", "place": "Égypte; Geneva", "ordinal": "14", "currency": "usd"}
    given |= {"actors": "African Union; Board of Friends", "amount": "1 500 000.00"}
    assert checked(given, CALLED, lang="fr") == MEETING | {
        "type": "other",
        "date": "2018-05-12",
        "place": ["Egypt", "Geneva"],
        "actors": ["AU", "Board of Friends"],
        "ordinal": 14,
        "amount": "1500000",
        "currency": "USD",
    }


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "party"}, "kind"),
        ({"title": " "}, "title"),
        ({"title": "x" * 1001}, "title"),
        ({"type": "memorandum"}, "type"),
        ({"date": "soon"}, "date"),
        ({"place": "Atlantis under the Sea"}, "place"),
        ({"actors": "Commission"}, "actors"),
        ({"themes": ["gardening"]}, "themes"),
        ({"ordinal": "fourteenth"}, "ordinal"),
        ({"ordinal": "99999999"}, "ordinal"),
        ({"amount": "-3"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "1e99"}, "amount"),
        ({"currency": "USD"}, "amount"),
        ({"currency": "nothing", "amount": "3"}, "currency"),
        ({"status": "perhaps"}, "status"),
        ({"lang": "English!"}, "lang"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(given, field):
    with pytest.raises(ValidationError) as caught:
        checked(MEETING | given, CALLED)
    assert list(caught.value.error_dict) == [field]


@given(st.dictionaries(st.sampled_from(FIELDS), st.one_of(st.text(max_size=40), st.integers(), st.floats())))
def test_whatever_is_given_is_checked_or_refused(given):
    with suppress(ValidationError):
        found = checked(given, CALLED)
        assert checked(found, CALLED) == found


def test_of_a_correction_only_what_differs_is_kept():
    held = {"kind": "event", "type": "meeting", "title": "Talks", "place": ["Cairo"], "actors": ["AU"]}
    given = {"title": "Talks", "date": "May 2017", "actors": "AU", "type": "meeting"}
    wanted = checked(given, CALLED, kind="event")
    assert differing(wanted, held | {"date": "2017"}) == {"date": "2017-05", "place": []}


@pytest.mark.parametrize(
    ("day", "out"), [("2016", True), ("2016/2017", False), ("2019-01", True), ("", False)]
)
def test_only_what_is_certainly_outside_the_period_is_called_so(day, out):
    assert outside({"date": day}, "2017-01-01/2018-12-31") is out
