"""Themes of a record: what its sentence says of it, the purpose included, and no name."""

import pytest

CASES = {
    "what follows the record says what it is about": (
        "fr",
        "L'ONU et l'OSCE ont tenu une réunion à Vienne en mai 2017 pour parler de l'égalité des sexes.",
        [("gender",)],
    ),
    "each record has its own": (
        "en",
        "UNDP and ASEAN signed an agreement on forests in May 2018, and the two organizations held a meeting"
        " in Rome in June 2018 on road safety.",
        [("climate-environment",), ("transport",)],
    ),
    "what a series is about is said once": (
        "en",
        "Three conferences on nuclear energy were held: the first in Rome in May 2018 and the second in"
        " Vienna in June 2019.",
        [("nuclear", "energy"), ("nuclear", "energy")],
    ),
    "a semicolon parts": (
        "fr",
        "L'ONU et l'OSCE ont tenu une réunion sur les forêts à Vienne en mai 2017 ; l'eau y manquait.",
        [("climate-environment",)],
    ),
    "a city is no theme": ("en", "UNDP and CARICOM held a meeting in Port of Spain in May 2018.", [()]),
}


@pytest.mark.parametrize(("lang", "text", "expected"), CASES.values(), ids=CASES)
def test_themes_of_the_records_of_a_sentence(proposals, lang, text, expected):
    assert [p.themes for p in proposals(text, lang=lang)] == expected
