"""Numbers in a series, in words, figures and Roman numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.reading.language import load_language
from concertation.reading.numbers import ordinals, roman

FRENCH = [
    ("la première réunion", [1]),
    ("le premier dialogue", [1]),
    ("leur quatorzième réunion de coopération", [14]),
    ("aux vingt-huitième et trentième sessions", [28, 30]),
    ("les vingt-neuvième et trente et unième sessions", [29, 31]),
    ("aux soixante et onzième et soixante-douzième sessions", [71, 72]),
    ("sa quatre-vingt-unième session", [81]),
    ("sa quatre-vingt-dix-septième session", [97]),
    ("la centième séance", [100]),
    ("la cent vingt-troisième séance", [123]),
    ("le XIVe Sommet et la 73e session", [14, 73]),
    ("le 1er mars et le 1er mai 2018", []),
    ("sa 3453e séance", [3453]),
    ("la 1re réunion, la 2ème réunion et le 1er forum", [1, 2, 1]),
    ("pour la première fois au premier semestre", []),
    ("le Premier Ministre", []),
    ("Le CICR, la Mer et le Ve", [5]),
]
ENGLISH = [
    ("the first meeting", [1]),
    ("its seventy-third session and the ninety-seventh session", [73, 97]),
    ("the 73rd session, the 21st summit and the XIVth forum", [73, 21, 14]),
    ("the one hundred and twenty-third meeting", [123]),
    ("the first half of 2018", []),
    ("for the first time", []),
]
UNITS_FR = {
    1: "unième", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième", 6: "sixième", 7: "septième",
    8: "huitième", 9: "neuvième", 10: "dixième", 11: "onzième", 12: "douzième", 13: "treizième",
    14: "quatorzième", 15: "quinzième", 16: "seizième", 17: "dix-septième", 18: "dix-huitième",
    19: "dix-neuvième",
}  # fmt: skip
TENS_FR = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
ROUND_FR = {20: "vingtième", 30: "trentième", 40: "quarantième", 50: "cinquantième", 60: "soixantième",
            80: "quatre-vingtième"}  # fmt: skip
UNITS_EN = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
            "eighteenth", "nineteenth"]  # fmt: skip
TENS_EN = ["", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_ordinals(text: str, expected: list[int]) -> None:
    assert [o.value for o in ordinals(text, load_language("fr"))] == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_ordinals(text: str, expected: list[int]) -> None:
    assert [o.value for o in ordinals(text, load_language("en"))] == expected


@given(st.integers(1, 199))
def test_every_french_ordinal_is_read_back(value: int) -> None:
    assert [o.value for o in ordinals(f"la {_french(value)} session", load_language("fr"))] == [value]


@given(st.integers(1, 199))
def test_every_english_ordinal_is_read_back(value: int) -> None:
    assert [o.value for o in ordinals(f"the {_english(value)} session", load_language("en"))] == [value]


@given(st.integers(1, 199), st.sampled_from([("fr", "e"), ("en", "th")]))
def test_figures_with_an_ending_are_read_back(value: int, form: tuple[str, str]) -> None:
    code, ending = form
    assert [o.value for o in ordinals(f"({value}{ending} session)", load_language(code))] == [value]


OTHERS = [
    ("es", "la decimocuarta reunión y la vigésima octava sesión", [14, 28]),
    ("es", "el septuagésimo tercer período de sesiones, la 73ª sesión y la XXVI Cumbre", [73, 73, 26]),
    ("es", "por primera vez, en segundo lugar", []),
    ("ru", "на четырнадцатом совещании, в ходе семьдесят третьей сессии", [14, 73]),
    ("ru", "73-я сессия, 14-го совещания и XVII саммит", [73, 14, 17]),
    ("ru", "сто двадцать первая и сотая сессии", [121, 100]),
    ("ru", "в первый раз, первый заместитель", []),
    ("ar", "الدورة الثالثة والسبعين والاجتماع الرابع عشر", [73, 14]),
    ("ar", "للدورة الحادية والعشرين وبالاجتماع الأول", [21, 1]),
    ("ar", "الدورة المائة والدورة الثالثة بعد المائة", [100, 103]),
    ("ar", "في تشرين الثاني من ذلك العام وفي كانون الأول", []),
    ("zh", "第十四次会议、第73届会议和第三轮磋商", [14, 73, 3]),
    ("zh", "首次会议和第一百二十一次会议", [1, 121]),
    ("zh", "第六委员会，第72/273号决议，十四次会议", []),
]


@pytest.mark.parametrize(("code", "text", "expected"), OTHERS)
def test_ordinals_in_other_languages(code: str, text: str, expected: list[int]) -> None:
    assert [o.value for o in ordinals(text, load_language(code))] == expected


@given(st.integers(1, 199))
def test_every_chinese_ordinal_is_read_back(value: int) -> None:
    assert [o.value for o in ordinals(f"第{_chinese(value)}届会议", load_language("zh"))] == [value]


@pytest.mark.parametrize("code", ["es", "ru", "ar", "zh"])
def test_every_language_has_ordinals_to_the_hundredth(code: str) -> None:
    assert set(range(1, 131)) <= set(load_language(code).numbers.ordinals.values())


def test_a_roman_numeral_that_is_none_has_no_value() -> None:
    assert [roman(numeral) for numeral in ("IX", "XLIX", "IVX", "VV", "IIII")] == [9, 49, None, None, None]


def _french(value: int) -> str:
    if value == 1:
        return "première"
    if value > 100:
        rest = value - 100
        return "cent " + ("unième" if rest == 1 else _french(rest))
    if value == 100:
        return "centième"
    if value in UNITS_FR:
        return UNITS_FR[value]
    if value in ROUND_FR:
        return ROUND_FR[value]
    ten = max(t for t in TENS_FR if t < value)
    unit = UNITS_FR[value - ten]
    joiner = " et " if value - ten in (1, 11) and ten != 80 else "-"
    return TENS_FR[ten] + joiner + unit


def _english(value: int) -> str:
    if value > 100:
        return "one hundred and " + _english(value - 100)
    if value == 100:
        return "hundredth"
    if value < 20:
        return UNITS_EN[value]
    ten, unit = divmod(value, 10)
    return TENS_EN[ten] + (f"y-{UNITS_EN[unit]}" if unit else "ieth")


def _chinese(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    digits = " 一二三四五六七八九"
    written = "一百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and units:
        written += "零"
    return written + (digits[units] if units else "")
