"""A title is put into a sentence as it is, with the article of its first noun; what we do not know "
"is quoted."""

import pytest

from concertation.reporting.telling.language import load
from concertation.reporting.telling.phrase import Phrase

FRENCH = [
    ("atelier sur les droits de l’enfant", None, "un atelier sur les droits de l’enfant"),
    ("consultations avec le secrétariat", None, "des consultations avec le secrétariat"),
    ("Sommet ASEAN-ONU", 9, "le neuvième Sommet ASEAN-ONU"),
    ("neuvième Sommet ASEAN-ONU", 9, "le neuvième Sommet ASEAN-ONU"),
    ("quatorzième réunion générale", None, "la quatorzième réunion générale"),
    ("Réunion de coordination", 10, "la dixième réunion de coordination"),
    (
        "première Conférence annuelle ONU-Union africaine",
        1,
        "la première Conférence annuelle ONU-Union africaine",
    ),
    ("la Journée de la langue portugaise", None, "la Journée de la langue portugaise"),
    ("Cadre commun pour un partenariat renforcé", None, "le Cadre commun pour un partenariat renforcé"),
    ("accord relatif à la zone de libre-échange", None, "un accord relatif à la zone de libre-échange"),
    ("lancement du marché unique", None, "le lancement du marché unique"),
    ("feuille de route pour le climat", None, "une feuille de route pour le climat"),
    ("Xyzzy plugh", None, None),
]
ENGLISH = [
    ("workshop on children’s rights", None, "a workshop on children’s rights"),
    ("Workshop on border security", None, "a workshop on border security"),
    ("consultations with the secretariat", None, "consultations with the secretariat"),
    ("ASEAN-United Nations Summit", 9, "the ninth ASEAN-United Nations Summit"),
    (
        "High-level interactive dialogue with the heads of organizations",
        None,
        "a high-level interactive dialogue with the heads of organizations",
    ),
    ("Joint Framework for an enhanced partnership", None, "the Joint Framework for an enhanced partnership"),
    ("agreement on trade", None, "an agreement on trade"),
    ("Xyzzy plugh", None, None),
]


@pytest.mark.parametrize(
    ("lang", "title", "number", "told"),
    [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH],
)
def test_title(lang: str, title: str, number: int | None, told: str | None) -> None:
    kind = (
        "agreement"
        if title.lower().startswith(("accord", "cadre", "feuille", "joint", "agreement"))
        else "meeting"
    )
    language = load(lang)
    noun = language.lexicon.titled(title, kind, number)
    assert (noun and language.grammar.told(Phrase((noun,)))) == told


@pytest.mark.parametrize(
    ("title", "plural"),
    [
        ("réunion générale ONU-Ligue des États arabes", "réunions générales ONU-Ligue des États arabes"),
        ("dialogue régional ASEAN-ONU", "dialogues régionaux ASEAN-ONU"),
        ("session du Mécanisme", "sessions du Mécanisme"),
        ("réunion extraordinairement longue", None),  # an adjective whose plural we do not know
    ],
)
def test_plural_of_a_title_only_where_certain(title: str, plural: str | None) -> None:
    noun = load("fr").lexicon.in_plural(title)
    assert (noun and noun.core) == plural
