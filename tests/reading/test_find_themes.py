"""Themes that a stretch of text states."""

import pytest

from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.themes import themes

CASES = [
    ("fr", "un atelier sur la lutte contre le terrorisme", ("counter-terrorism",)),
    ("fr", "la paix et la sécurité en mer", ("peace-security",)),
    ("fr", "l'EAU, ou la gestion de l'eau", ("water",)),
    ("fr", "des réfugiés et des droits de l’homme", ("human-rights", "refugees-migration")),
    ("fr", "en République démocratique du Congo", ()),
    ("fr", "une réunion ordinaire", ()),
    ("en", "a workshop on women, youth and climate change", ("climate-environment", "gender", "youth")),
    ("en", "chemical weapons and disarmament", ("disarmament", "chemical-weapons")),
    ("en", "in the Democratic Republic of the Congo", ()),
]


@pytest.mark.parametrize(("code", "text", "expected"), CASES)
def test_themes(code: str, text: str, expected: tuple[str, ...]) -> None:
    assert themes(text, load_language(code)) == expected


def test_the_name_of_a_body_states_no_theme_beside_a_stated_one() -> None:
    lang = load_language("fr")
    text = "Le Bureau de lutte contre le terrorisme a tenu un atelier sur les statistiques."
    assert themes(text, lang, find(text, lang)) == ("statistics",)


def test_the_field_of_a_un_body_counts_where_nothing_else_is_stated() -> None:
    lang = load_language("fr")
    text = "Le Bureau de lutte contre le terrorisme a tenu un atelier avec l'OSCE."
    assert themes(text, lang, find(text, lang)) == ("counter-terrorism",)


def test_a_span_of_a_paragraph_is_read_with_the_paragraphs_mentions() -> None:
    lang = load_language("fr")
    text = "Un forum sur l'eau. L'ONUDC et l'OSCE se sont réunis."
    assert themes(text, lang, find(text, lang), 20) == ("organized-crime", "drugs")
    assert themes(text, lang, find(text, lang), 0, 19) == ("water",)
