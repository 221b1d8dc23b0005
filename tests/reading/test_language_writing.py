"""How languages are written: prefixes and vowel signs of Arabic, Chinese without blanks, cases of Russian."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from concertation.reading.find import find
from concertation.reading.folding import fold, key
from concertation.reading.language import load_language
from concertation.reading.language_data import read_data
from concertation.reading.mention import OrganizationMention, PlaceMention
from concertation.reading.writing import load_writing

CODES = ("fr", "en", "es", "ru", "ar", "zh")


def bodies(text: str, code: str) -> list[str]:
    """The ids of the bodies of `text`."""
    return [m.id for m in find(text, load_language(code)) if isinstance(m, OrganizationMention)]


ARABIC = [
    ("the article", "الاتحاد الأفريقي", ["AU"]),
    ("and", "والاتحاد الأفريقي", ["AU"]),
    ("to the", "للاتحاد الأفريقي", ["AU"]),
    ("and to the", "وللاتحاد الأفريقي", ["AU"]),
    ("by the", "بالاتحاد الأفريقي", ["AU"]),
    ("to, before an l", "للجنة الدولية للصليب الأحمر", ["ICRC"]),
    ("to, without an article", "لجامعة الدول العربية", ["LAS"]),
    ("no hamza", "الاتحاد الافريقي", ["AU"]),
    ("vowel signs", "الاتّحادُ الأفريقيُّ", ["AU"]),
    ("the stroke that lengthens", "الاتحـــاد الأفريقي", ["AU"]),
    ("a word of which the name is a part", "شالاتحاد الأفريقي", []),
    ("an acronym as a word", "واليونيسف وباليونسكو", ["UNICEF", "UNESCO"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ARABIC], ids=[row[0] for row in ARABIC])
def test_an_arabic_name_is_found_with_what_is_written_together_with_it(
    text: str, expected: list[str]
) -> None:
    assert bodies(text, "ar") == expected


def test_the_prefix_is_no_part_of_the_mention() -> None:
    text = "وبالاتحاد الأفريقي"
    (found,) = find(text, load_language("ar"))
    assert text[found.start : found.end] == "الاتحاد الأفريقي"


def test_the_span_of_a_name_holds_its_vowel_signs() -> None:
    text = "مع الاتّحادِ الأفريقيِّ اليوم"
    (found,) = find(text, load_language("ar"))
    assert fold(text[found.start : found.end]).replace("\u0640", "") == "الاتحاد الافريقي"


def test_a_vowel_sign_tells_oman_from_amman() -> None:
    found = [m.name for m in find("في عُمان وفي عمان", load_language("ar")) if isinstance(m, PlaceMention)]
    assert found == ["Oman", "Amman"]


CHINESE = [
    ("the longest name", "非洲联盟委员会主席", ["AUC"]),
    ("names side by side", "联合国、非盟和欧盟", ["UN", "AU", "EU"]),
    ("letters beside characters", "与UNDP及UNESCO合作", ["UNDP", "UNESCO"]),
    ("letters that go on", "UNDPX", []),
    ("a word that holds a name", "全体大会和缔约方大会", []),
    ("an agency behind the name of its system", "联合国教科文组织", ["UNESCO"]),
    ("a name with its short form", "联合国开发计划署（开发署）", ["UNDP"]),
    ("punctuation of the script", "（联合国）", ["UN"]),
    ("the General Assembly and a conference", "大会。减灾大会和第九次大会，经大会核可", ["GA", "GA"]),
    ("the author, not us", "我与非洲联盟会晤。我们认为我国", ["SG", "AU"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CHINESE], ids=[row[0] for row in CHINESE])
def test_a_chinese_name_is_found_without_blanks(text: str, expected: list[str]) -> None:
    assert bodies(text, "zh") == expected


@pytest.mark.parametrize(
    ("code", "stretch", "count"),
    [
        ("zh", "年度会议", 2),
        ("zh", "第 三届", 2),
        ("zh", "", 0),
        ("zh", "与 undp 会谈", 3),
        ("ar", "الاجتماع الثالث", 2),
    ],
)
def test_words_are_counted_where_nothing_parts_them(code: str, stretch: str, count: int) -> None:
    assert load_writing(code).count(stretch) == count


@given(st.text(alphabet="年度会议 ab,", max_size=30), st.text(alphabet="年度会议 ab,", max_size=30))
def test_the_words_of_two_stretches_are_those_of_each(first: str, second: str) -> None:
    writing = load_writing("zh")
    assert writing.count(f"{first} {second}") == writing.count(first) + writing.count(second)


RUSSIAN = [
    (
        "Африканский союз",
        ["Африканского союза", "Африканскому союзу", "Африканским союзом", "Африканском союзе"],
    ),
    ("Лига арабских государств", ["Лиги арабских государств", "Лигой арабских государств"]),
    ("Организация Объединенных Наций", ["Организации Объединенных Наций", "Организацию Объединенных Наций"]),
    ("Содружество Независимых Государств", ["Содружеством Независимых Государств"]),
    ("Экономическая и социальная комиссия для Азии", ["Экономической и социальной комиссией для Азии"]),
    ("Босния и Герцеговина", ["Боснии и Герцеговины", "Боснией и Герцеговиной"]),
    ("Соединенные Штаты Америки", ["Соединенных Штатов Америки", "Соединенным Штатам Америки"]),
    ("Учебный и научно-исследовательский институт", ["Учебного и научно-исследовательского института"]),
]


@pytest.mark.parametrize(("name", "forms"), RUSSIAN, ids=[row[0] for row in RUSSIAN])
def test_a_russian_name_has_its_cases(name: str, forms: list[str]) -> None:
    assert {name, *forms} <= load_writing("ru").inflection.forms(name)


def test_what_follows_the_noun_of_a_name_stays() -> None:
    assert all(
        form.endswith(" арабских государств")
        for form in load_writing("ru").inflection.forms("Лига арабских государств")
    )


def test_a_language_without_cases_leaves_names_alone() -> None:
    assert load_writing("fr").inflection.forms("Union africaine") == {"Union africaine"}


def test_e_with_dots_is_e() -> None:
    assert bodies("Организация Объединённых Наций", "ru") == ["UN"]


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_a_document_file_with_small_words(code: str) -> None:
    assert len(read_data(code, "document")["function_words"]) >= 20


SIGNS = "والاتحادُـ الأفريقي联合国第七十三届2018年А/яЁ٣–(《，。 .ab12"


@given(st.text(alphabet=SIGNS, max_size=80), st.sampled_from(CODES))
def test_mentions_stay_inside_a_text_in_any_script(text: str, code: str) -> None:
    assert len(fold(text)) == len(text) == len(load_writing(code).plain(text))
    for mention in find(text, load_language(code)):
        assert 0 <= mention.start < mention.end <= len(text)


@given(st.text(max_size=30))
@example("Ð։")
@example("\u0300\ua000")
@example("\u3131")
def test_a_key_is_folded_once_and_for_all(text: str) -> None:
    assert key(key(text)) == key(text)
