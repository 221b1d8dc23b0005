"""What looks like a name, a place or a number in Spanish, Russian, Arabic or Chinese and is none."""

import pytest

from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.mention import UnknownName

NOTHING = [
    ("es", "una reunión en mayo, sin año, por primera vez y en segundo lugar"),
    ("es", "la Carta de las Naciones Unidas y el Acuerdo de París"),
    ("es", "más de 2000 participantes en la mitad de las sesiones"),
    ("ru", "Того же мнения придерживались участники"),
    ("ru", "Устав Организации Объединенных Наций и Парижское соглашение"),
    ("ru", "в мае, без года, в первый раз"),
    ("ru", "более 2000 участников"),
    ("ar", "تقديم دعم مالي وتقني إلى السلطات المحلية"),
    ("ar", "ميثاق الأمم المتحدة واتفاق باريس"),
    ("ar", "بحلول عام 2030، في أيار/مايو من ذلك العام"),
    ("ar", "أكثر من 2000 مشارك، للمرة الأولى"),
    ("zh", "其中国家和其中国际机构"),
    ("zh", "沿海地区和集中国力"),
    ("zh", "联合国宪章和巴黎协定"),
    ("zh", "超过2000名与会者参加了全体大会"),
]
SOMETHING = [
    ("ru", "в Того и в Мали", 2),
    ("ar", "في مالي وفي النيجر", 2),
    ("zh", "中国和海地", 2),
]


@pytest.mark.parametrize(("code", "text"), NOTHING)
def test_nothing_is_found(code: str, text: str) -> None:
    found = [m for m in find(text, load_language(code)) if not isinstance(m, UnknownName)]
    assert [(type(m).__name__, text[m.start : m.end]) for m in found] == []


@pytest.mark.parametrize(("code", "text", "count"), SOMETHING)
def test_the_names_themselves_are_found(code: str, text: str, count: int) -> None:
    assert len(find(text, load_language(code))) == count
