"""Articles, elision, contraction, agreement."""

import pytest

from concertation.reporting.telling.language import load
from concertation.reporting.telling.phrase import Noun, Phrase

UNION, LIGUE, CONSEIL, HAUT = (
    Noun("Union africaine", "f"),
    Noun("Ligue des États arabes", "f"),
    Noun("Conseil de l’Europe"),
    Noun("Haut-Commissariat aux droits de l’homme"),
)
INTERPOL = Noun("INTERPOL", bare=True)


@pytest.mark.parametrize(
    ("noun", "told", "of", "to"),
    [
        (UNION, "l’Union africaine", "de l’Union africaine", "à l’Union africaine"),
        (LIGUE, "la Ligue des États arabes", "de la Ligue des États arabes", "à la Ligue des États arabes"),
        (CONSEIL, "le Conseil de l’Europe", "du Conseil de l’Europe", "au Conseil de l’Europe"),
        (HAUT, f"le {HAUT.core}", f"du {HAUT.core}", f"au {HAUT.core}"),
        (INTERPOL, "INTERPOL", "d’INTERPOL", "à INTERPOL"),
        (Noun("onzième réunion", "f"), "la onzième réunion", "de la onzième réunion", "à la onzième réunion"),
        (Noun("Comores", "f", plural=True), "les Comores", "des Comores", "aux Comores"),
        (Noun("huitième forum"), "le huitième forum", "du huitième forum", "au huitième forum"),
        (Noun("honneurs", plural=True), "les honneurs", "des honneurs", "aux honneurs"),
        (Noun("homme"), "l’homme", "de l’homme", "à l’homme"),
    ],
)
def test_french_articles(noun: Noun, told: str, of: str, to: str) -> None:
    grammar, phrase = load("fr").grammar, Phrase((noun,))
    assert (grammar.told(phrase), grammar.after("de", phrase), grammar.after("à", phrase)) == (told, of, to)


def test_french_repeats_its_prepositions() -> None:
    phrase = Phrase((UNION, CONSEIL, INTERPOL))
    assert (
        load("fr").grammar.after("de", phrase) == "de l’Union africaine, du Conseil de l’Europe et d’INTERPOL"
    )


@pytest.mark.parametrize(
    ("core", "told"),
    [
        ("agreement", "an agreement"),
        ("workshop", "a workshop"),
        ("honorary office", "an honorary office"),
        ("UN Day", "a UN Day"),
        ("university course", "a university course"),
        ("ASEAN summit", "an ASEAN summit"),
    ],
)
def test_english_indefinite_article(core: str, told: str) -> None:
    assert load("en").grammar.indefinite(Phrase((Noun(core),))) == told


@pytest.mark.parametrize(
    ("phrase", "held"),
    [
        (Phrase((Noun("réunion", "f"),)), "s’est tenue"),
        (Phrase((Noun("ateliers", "m", plural=True),)), "se sont tenus"),
        (Phrase((Noun("réunion", "f"), Noun("session", "f"))), "se sont tenues"),
        (Phrase((Noun("réunion", "f"), Noun("atelier", "m"))), "se sont tenus"),
    ],
)
def test_participles_agree(phrase: Phrase, held: str) -> None:
    language = load("fr")
    assert language.grammar.form(language.verbs["held"], phrase) == held


@pytest.mark.parametrize(
    ("number", "fr", "feminine", "en"),
    [
        (1, "premier", "première", "first"),
        (2, "deuxième", "deuxième", "second"),
        (14, "quatorzième", "quatorzième", "fourteenth"),
        (21, "vingt et unième", "vingt et unième", "twenty-first"),
        (31, "trente et unième", "trente et unième", "thirty-first"),
        (71, "soixante et onzième", "soixante et onzième", "seventy-first"),
        (80, "quatre-vingtième", "quatre-vingtième", "eightieth"),
        (101, "101e", "101e", "101st"),
        (112, "112e", "112e", "112th"),
    ],
)
def test_ordinals(number: int, fr: str, feminine: str, en: str) -> None:
    lexicon = load("fr").lexicon
    assert (lexicon.ordinal(number), lexicon.ordinal(number, "f")) == (fr, feminine)
    assert load("en").lexicon.ordinal(number) == en
