"""Uncertain dates keep what is known and no more."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from concertation.register.dates import bounds, check_edtf, in_words


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-10", date(2017, 10, 1), date(2017, 10, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-10-05", date(2017, 10, 5), date(2017, 10, 5)),
        ("2018-05-12/2018-05-13", date(2018, 5, 12), date(2018, 5, 13)),
        ("2016/2020", date(2016, 1, 1), date(2020, 12, 31)),
        ("2016-05/..", date(2016, 5, 1), None),
        ("../2020", None, date(2020, 12, 31)),
    ],
)
def test_bounds(edtf, first, last):
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("bad", ["2018-02-31", "05/10/2017", "October 2017", "2017-13", "2020/2016"])
def test_what_is_no_date_is_refused_with_a_sentence(bad):
    with pytest.raises(ValidationError) as refused:
        check_edtf(bad)
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    ("edtf", "lang", "words"),
    [
        ("2017-10", "en", "October 2017"),
        ("2017-10", "fr", "octobre 2017"),
        ("2018-05-12", "fr", "12 mai 2018"),
        ("2018", "fr", "2018"),
        ("2016/2020", "en", "2016 – 2020"),
        ("2016-05/..", "en", "May 2016 –"),
    ],
)
def test_in_words(edtf, lang, words):
    assert in_words(edtf, lang) == words


@given(st.dates(min_value=date(1945, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_is_its_own_bounds(day):
    assert bounds(day.isoformat()) == (day, day)
    assert bounds(day.isoformat()[:7])[0] <= day <= bounds(day.isoformat()[:7])[1]
