"""Money and rates, and no other counts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.reading.amounts import amounts
from concertation.reading.language import load_language

CASES = [
    ("fr", "plus d'un milliard de dollars en prêts", [("1000000000", "USD")]),
    ("fr", "plus de 1,3 milliard en annonces de contributions", [("1300000000", None)]),
    ("fr", "5 millions d'euros", [("5000000", "EUR")]),
    ("fr", "250 000 dollars", [("250000", "USD")]),
    ("fr", "250\u00a0000 dollars des États-Unis", [("250000", "USD")]),
    ("fr", "deux millions de dollars canadiens", [("2000000", "CAD")]),
    ("fr", "3 milliards de francs CFA", [("3000000000", None)]),
    ("fr", "12 millions de francs suisses", [("12000000", "CHF")]),
    ("fr", "une taxe de 0,2 %", [("0.2", "%")]),
    ("fr", "10\u00a0% des sièges et 20 pour cent du reste", [("10", "%"), ("20", "%")]),
    ("fr", "300 000 $ et 40 000 €", [("300000", "USD"), ("40000", "EUR")]),
    ("en", "$1.3 billion", [("1300000000", "USD")]),
    ("en", "US$ 250,000 and €40,000", [("250000", "USD"), ("40000", "EUR")]),
    ("en", "5 million euros and 2.5 million dollars", [("5000000", "EUR"), ("2500000", "USD")]),
    ("en", "a $3-million fund", [("3000000", "USD")]),
    ("en", "two million dollars", [("2000000", "USD")]),
    ("en", "0.2 per cent", [("0.2", "%")]),
    # counts of other things
    ("fr", "41 États membres et 2 millions d'enfants", []),
    ("fr", "la résolution 1540 (2004), 3 réunions", []),
    ("en", "1.3 million people in 41 member States", []),
]


@pytest.mark.parametrize(("code", "text", "expected"), CASES)
def test_amounts(code: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(a.amount, a.currency) for a in amounts(text, load_language(code))]
    assert found == [(Decimal(number), currency) for number, currency in expected]


@given(st.integers(1, 10**12))
def test_dollars_in_groups_of_digits_are_read_back(number: int) -> None:
    french = f"{number:,}".replace(",", "\u00a0")
    assert [a.amount for a in amounts(f"soit {french} dollars", load_language("fr"))] == [number]
    assert [a.amount for a in amounts(f"some ${number:,}", load_language("en"))] == [number]
