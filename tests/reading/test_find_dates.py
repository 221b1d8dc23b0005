"""Dates of a text as EDTF: what French and English write, and what states no date."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from concertation.reading.dates import dates
from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.language_data import read_data
from concertation.reading.mention import DateMention

FRENCH = [
    ("Le 19 avril 2017, les deux organisations se sont réunies.", ["2017-04-19"]),
    ("La session s'est ouverte le 1er mars 2018.", ["2018-03-01"]),
    ("tenue les 12 et 13 mai 2018 à Addis-Abeba", ["2018-05-12/2018-05-13"]),
    ("les 3, 4 et 5 juin 2018", ["2018-06-03/2018-06-05"]),
    ("les 12 et 20 mai 2018", ["2018-05-12", "2018-05-20"]),
    ("du 30 novembre au 2 décembre 2017", ["2017-11-30/2017-12-02"]),
    ("du 28 décembre 2017 au 3 janvier 2018", ["2017-12-28/2018-01-03"]),
    ("du 3 au 5 mai 2018", ["2018-05-03/2018-05-05"]),
    ("(Genève, 13-15 juin 2018)", ["2018-06-13/2018-06-15"]),
    ("les 30 novembre et 1er décembre 2017", ["2017-11-30", "2017-12-01"]),
    ("En octobre 2017, puis en octobre 2018", ["2017-10", "2018-10"]),
    ("respectivement en janvier 2017 et en janvier 2018", ["2017-01", "2018-01"]),
    ("en mars et avril 2018", ["2018-03", "2018-04"]),
    ("en janvier, février et mars 2018", ["2018-01", "2018-02", "2018-03"]),
    ("entre mars et mai 2022", ["2022-03/2022-05"]),
    ("entre le 3 et le 7 juin 2019", ["2019-06-03/2019-06-07"]),
    ("de mai à juillet 2017", ["2017-05/2017-07"]),
    ("de novembre 2016 à mars 2017", ["2016-11/2017-03"]),
    ("En 2018, l'atelier", ["2018"]),
    ("en 2016 et en 2017", ["2016", "2017"]),
    ("en 2016 et 2017", ["2016", "2017"]),
    ("entre 2016 et 2018", ["2016/2018"]),
    ("de 2016 à 2018", ["2016/2018"]),
    ("à la fin de 2018", ["2018"]),
    ("fin 2018 et début 2019", ["2018", "2019"]),
    ("au premier semestre de 2018", ["2018"]),
    ("la réunion de la mi-2018", ["2018"]),
    ("en FÉVRIER 2018", ["2018-02"]),
    ("le 5\u00a0mai\u00a02018", ["2018-05-05"]),
    ("déposé le 2017-04-19", ["2017-04-19"]),
    ("le 19/04/2017", ["2017-04-19"]),
    # what states no date, or not enough of one
    ("le 31 février 2017", []),
    ("les 30 et 31 juin 2018", []),
    ("le 5 mai, sans année", []),
    ("en octobre, sans année", []),
    ("l'Agenda 2063 et le Programme 2030", []),
    ("le Programme de développement durable à l'horizon 2030", []),
    ("d'ici à 2030, d'ici 2025, jusqu'en 2026", []),
    ("la résolution 1540 (2004) et le document S/2016/780", []),
    ("plus de 2000 participants", []),
    ("1999 fonctionnaires", []),
    ("du 5 au 3 mai 2018", []),
]
ENGLISH = [
    ("On 19 April 2017 both organizations met.", ["2017-04-19"]),
    ("on April 19, 2017", ["2017-04-19"]),
    ("13-15 June 2018", ["2018-06-13/2018-06-15"]),
    ("from 13 to 15 June 2018", ["2018-06-13/2018-06-15"]),
    ("June 13 and 14, 2018", ["2018-06-13/2018-06-14"]),
    ("June 30 to July 2, 2018", ["2018-06-30/2018-07-02"]),
    ("from 30 November to 2 December 2017", ["2017-11-30/2017-12-02"]),
    ("on 12 and 13 May 2018", ["2018-05-12/2018-05-13"]),
    ("in October 2017", ["2017-10"]),
    ("from May to July 2017", ["2017-05/2017-07"]),
    ("in January 2017 and January 2018, respectively", ["2017-01", "2018-01"]),
    ("in 2016 and 2017", ["2016", "2017"]),
    ("between March and May 2022, and in June and July 2023", ["2022-03/2022-05", "2023-06", "2023-07"]),
    ("early 2019", ["2019"]),
    ("in the first half of 2018", ["2018"]),
    ("between 2016 and 2018", ["2016/2018"]),
    ("on 31 April 2017", []),
    ("by 2030, under Agenda 2063", []),
    ("resolution 1540 (2004)", []),
    ("They may 12 times", []),
]
ROLES = [
    ("fr", "le plan 2016-2020", ("2016/2020", "term")),
    ("fr", "le plan (2016\u20132020)", ("2016/2020", "term")),
    ("fr", "pour la période 2017-2027", ("2017/2027", "term")),
    ("fr", "l'exercice biennal 2018-2019", ("2018/2019", "term")),
    ("fr", "pour 2018-19", ("2018/2019", "term")),
    ("fr", "depuis mai 2016", ("2016-05/..", "since")),
    ("fr", "Depuis 2012, ", ("2012/..", "since")),
    ("fr", "en mai 2016", ("2016-05", "when")),
    ("en", "since May 2016", ("2016-05/..", "since")),
    ("en", "a plan for the period 2016-2020", ("2016/2020", "term")),
    ("es", "desde mayo de 2016", ("2016-05/..", "since")),
    ("es", "para el período 2016-2020", ("2016/2020", "term")),
    ("ru", "с мая 2016 года", ("2016-05/..", "since")),
    ("ru", "на 2016–2020 годы", ("2016/2020", "term")),
    ("ar", "منذ أيار/مايو 2016", ("2016-05/..", "since")),
    ("ar", "للفترة ٢٠١٦-٢٠٢٠", ("2016/2020", "term")),
    ("zh", "自2016年5月以来", ("2016-05/..", "since")),
    ("zh", "2016-2020年战略计划", ("2016/2020", "term")),
    ("en", "the biennium 2018\u20132019", ("2018/2019", "term")),
]


OTHERS = [
    ("es", "el 1º de marzo de 2018", ["2018-03-01"]),
    ("es", "los días 12 y 20 de mayo de 2018", ["2018-05-12", "2018-05-20"]),
    ("es", "a fines de 2018 y en enero y febrero de 2019", ["2018", "2019-01", "2019-02"]),
    ("es", "la Agenda 2030, para 2030, la resolución 1540 (2004), el 31 de abril de 2017", []),
    ("ru", "в мае, июне и июле 2018 года", ["2018-05", "2018-06", "2018-07"]),
    ("ru", "12 и 20 мая 2018 года, а затем в июне 2019 года", ["2018-05-12", "2018-05-20", "2019-06"]),
    ("ru", "31 апреля 2017 года; резолюция 1540 (2004); до 2030 года", []),
    ("ar", "في ٥ آب/أغسطس ٢٠١٨ وفي ماي 2019", ["2018-08-05", "2019-05"]),
    ("ar", "في 3 كانون الثاني/يناير 2018 وفي 4 كانون الثاني 2019", ["2018-01-03", "2019-01-04"]),
    ("ar", "بحلول عام 2030، وخطة عام 2030، والقرار 1540 (2004)", []),
    ("zh", "二〇一八年七月十一日至十二日", ["2018-07-11/2018-07-12"]),
    ("zh", "二零一八年十二月三十一日", ["2018-12-31"]),
    ("zh", "２０１８年５月１２日", ["2018-05-12"]),
    ("zh", "2018年2月30日，第1540(2004)号决议，到2030年", []),
]


@pytest.mark.parametrize(("code", "text", "expected"), OTHERS)
def test_dates_in_other_languages(code: str, text: str, expected: list[str]) -> None:
    assert _written(text, code) == expected


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_dates(text: str, expected: list[str]) -> None:
    assert _written(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_dates(text: str, expected: list[str]) -> None:
    assert _written(text, "en") == expected


@pytest.mark.parametrize(("code", "text", "expected"), ROLES)
def test_a_date_says_whether_it_is_a_point_a_term_or_a_start(
    code: str, text: str, expected: tuple[str, str]
) -> None:
    assert [(d.edtf, d.role) for d in dates(text, load_language(code))] == [expected]


@pytest.mark.parametrize("code", ["fr", "en", "es", "ru", "ar", "zh"])
def test_the_example_of_every_form_is_found(code: str) -> None:
    for form in read_data(code, "dates")["forms"]:
        assert dates(f" {form['example']}", load_language(code)), form["example"]


def test_a_mention_spans_the_words_of_its_date() -> None:
    text = "La réunion du 30 novembre au 2 décembre 2017 fut longue."
    (found,) = dates(text, load_language("fr"))
    assert text[found.start : found.end] == "30 novembre au 2 décembre 2017"


DAYS = st.dates(date(1945, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(["fr", "en", "es", "ru", "ar", "zh"]))
def test_a_day_written_by_the_cldr_is_read_back(day: date, code: str) -> None:
    written = format_date(day, "long", locale=code)
    assert _written(f"Le {written}.", code) == [day.isoformat()]


@given(DAYS, st.integers(1, 20), st.sampled_from([("fr", "du", "au"), ("en", "from", "to")]))
def test_a_range_of_days_is_read_back(first: date, length: int, words: tuple[str, str, str]) -> None:
    code, opening, to = words
    last = first + timedelta(days=length)
    pattern = "d MMMM" if first.year == last.year else "d MMMM y"
    start = format_date(first, "d" if first.month == last.month else pattern, locale=code)
    text = f"{opening} {start} {to} {format_date(last, 'd MMMM y', locale=code)}"
    assert _written(text, code) == [f"{first.isoformat()}/{last.isoformat()}"]


@given(st.text(alphabet="0123456789 mai juin-/,et2018", max_size=60))
def test_nothing_invented_whatever_the_text(text: str) -> None:
    for found in dates(text, load_language("fr")):
        years = [part[:4] for part in found.edtf.split("/") if part != ".."]
        assert all(year[2:] in text for year in years)


def _written(text: str, code: str) -> list[str]:
    return [m.edtf for m in find(text, load_language(code)) if isinstance(m, DateMention)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "en mai 2017 et en octobre de la même année", ["2017-05", "2017-10"]),
        ("en", "on 3 May 2017 and in October of the same year", ["2017-05-03", "2017-10"]),
        ("es", "en mayo de 2017 y el 3 de octubre del mismo año", ["2017-05", "2017-10-03"]),
        ("ru", "в мае 2018 года, а в октябре того же года", ["2018-05", "2018-10"]),
        ("ar", "في أيار/مايو 2018 وفي تشرين الأول/أكتوبر من العام نفسه", ["2018-05", "2018-10"]),
        ("fr", "en mai 2017, en juin de la même année et en octobre de la même année",
         ["2017-05", "2017-06", "2017-10"]),
        ("fr", "de décembre 2016 à mars 2017, puis en mai de la même année", ["2016-12/2017-03", "2017-05"]),
        ("fr", "en octobre de la même année, après la réunion de mai 2017", ["2017-05"]),
    ],
)  # fmt: skip
def test_the_same_year_is_that_of_the_date_before(lang: str, text: str, expected: list[str]):
    assert [m.edtf for m in dates(text, load_language(lang))] == expected


def test_the_same_year_belongs_to_the_words_of_its_date():
    text = "en mai 2017 et en octobre de la même année à Vienne"
    last = dates(text, load_language("fr"))[-1]
    assert text[last.start : last.end] == "octobre de la même année"
