import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.register.folding import fold


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Évaluation", "evaluation"),
        ("l’Œuvre", "l'oeuvre"),
        ("2016–2020", "2016-2020"),
        ("Strasse", "Straße"),
        ("ЁЛКА", "елка"),
        ("Ǽther", "aether"),
        ("℡", "tel"),
    ],
)
def test_spellings_of_one_word_are_equal(left, right):
    assert fold(left) == fold(right)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
