"""A date is told no more exactly than it is known."""

import pytest

from concertation.reporting.telling.language import load

CASES = [
    ("2017-04-19", "le 19 avril 2017", "on 19 April 2017"),
    ("2018-05-01", "le 1er mai 2018", "on 1 May 2018"),
    ("2017-10", "en octobre 2017", "in October 2017"),
    ("2018", "en 2018", "in 2018"),
    ("2018-05-12/2018-05-13", "les 12 et 13 mai 2018", "on 12 and 13 May 2018"),
    ("2018-05-01/2018-05-04", "du 1er au 4 mai 2018", "from 1 to 4 May 2018"),
    ("2017-11-30/2017-12-02", "du 30 novembre au 2 décembre 2017", "from 30 November to 2 December 2017"),
    (
        "2017-12-30/2018-01-02",
        "du 30 décembre 2017 au 2 janvier 2018",
        "from 30 December 2017 to 2 January 2018",
    ),
    ("2018-03/2018-04", "en mars et avril 2018", "in March and April 2018"),
    ("2018-08/2018-11", "d’août à novembre 2018", "from August to November 2018"),
    ("2017-10/2018-02", "d’octobre 2017 à février 2018", "from October 2017 to February 2018"),
    ("2016/2017", "en 2016 et 2017", "in 2016 and 2017"),
    ("2016/2020", "de 2016 à 2020", "from 2016 to 2020"),
    ("2016-07/2018", "de juillet 2016 à 2018", "from July 2016 to 2018"),
    ("2016-05/..", "à partir de mai 2016", "from May 2016 onwards"),
    ("2016-05-03/..", "à partir du 3 mai 2016", "from 3 May 2016 onwards"),
    ("../2016-05-03", "jusqu’au 3 mai 2016", "until 3 May 2016"),
    ("2017~", "vers 2017", "around 2017"),
    ("2017-10?", "en octobre 2017 (date incertaine)", "in October 2017 (date uncertain)"),
    ("2017-21", "au printemps 2017", "in spring 2017"),
    ("201X", "(date : 201X)", "(date: 201X)"),
]


@pytest.mark.parametrize(("edtf", "fr", "en"), CASES)
def test_when(edtf: str, fr: str, en: str) -> None:
    assert load("fr").dates.when(edtf) == fr
    assert load("en").dates.when(edtf) == en


@pytest.mark.parametrize(
    ("edtf", "fr", "en"),
    [
        ("2016/2020", "2016-2020", "2016–2020"),
        ("2017-03/2019-02", "de mars 2017 à février 2019", "from March 2017 to February 2019"),
        ("2019", "2019", "2019"),
    ],
)
def test_term_of_a_text(edtf: str, fr: str, en: str) -> None:
    assert load("fr").dates.period(edtf) == fr
    assert load("en").dates.period(edtf) == en
