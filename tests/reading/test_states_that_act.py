"""States: a country acts where it holds, signs or pledges, and is a place where something happens in it."""

import pytest

CASES = {
    "a host": (
        "fr",
        "Le Togo a accueilli un sommet de la CEDEAO à Lomé le 30 juillet 2018.",
        [({"TGO", "ECOWAS"}, ("Lomé",))],
    ),
    "a host in a relative clause": (
        "en",
        "The session of the OIC Council, which Pakistan hosted, was held in Islamabad in March 2022.",
        [({"OIC", "PAK"}, ("Islamabad",))],
    ),
    "hosts joined to a body": (
        "fr",
        "L'Union européenne, l'Allemagne et le Danemark ont organisé une réunion à Berlin en octobre 2020.",
        [({"EU", "DEU", "DNK"}, ("Berlin",))],
    ),
    "those by whom a text was signed": (
        "en",
        "The Agreement was signed in Rome on 22 July 2022 by Türkiye, Kenya and UNDP.",
        [({"TUR", "KEN", "UNDP"}, ("Rome",))],
    ),
    "a country in which something happens": (
        "fr",
        "L'ONU et l'OSCE ont tenu une réunion en Autriche en mai 2017.",
        [({"UN", "OSCE"}, ("Austria",))],
    ),
    "a country's city holds nothing": (
        "fr",
        "La capitale du Ghana a accueilli un sommet de la CEDEAO en mai 2017.",
        [({"ECOWAS"}, ())],
    ),
    "what a State does by itself is no cooperation": ("fr", "Le Canada soutient le Mexique.", []),
}


@pytest.mark.parametrize(("lang", "text", "expected"), CASES.values(), ids=CASES)
def test_actors_and_places_of_a_sentence(proposals, lang, text, expected):
    assert [(set(p.actors), p.place) for p in proposals(text, lang=lang)] == expected
