"""Places of a text: cities by any name, countries, regions, seats; and what is no place."""

import pytest

from concertation.reading.cities import gazetteer
from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.mention import PlaceMention

CITIES = [
    ("fr", "tenue à Djedda", ["Jeddah"]),
    ("fr", "réunie au Caire puis à La Havane", ["Cairo", "Havana"]),
    ("fr", "à Addis-Abeba, à Nuku'Alofa et à Hanoï", ["Addis Ababa", "Nuku'alofa", "Hanoi"]),
    ("fr", "à Kiev", ["Kyiv"]),
    ("fr", "à New York et Genève", ["New York", "Geneva"]),
    ("fr", "à Bakou en juillet et, en juin, à Rabat", ["Baku", "Rabat"]),
    ("fr", "à Port of Spain", ["Port of Spain"]),
    ("fr", "(Vienne, 3-5 mai 2018)", ["Vienna"]),
    ("fr", "à Guimarães (Portugal)", ["Guimarães"]),
    ("fr", "à Strasbourg (France)", ["Strasbourg"]),
    ("fr", "à Évora (Portugal)", ["Évora"]),
    ("fr", "à Port-Vila et à Majuro", ["Port Vila", "Majuro"]),
    ("fr", "à Oulan-Bator", ["Ulaanbaatar"]),
    ("fr", "à Valence (Espagne)", ["Valencia"]),
    ("fr", "à Brasilia", ["Brasilia"]),
    ("en", "held in Addis Ababa and Nairobi", ["Addis Ababa", "Nairobi"]),
    ("en", "in Vienna, Austria", ["Vienna"]),
    ("en", "in Port of Spain", ["Port of Spain"]),
    ("en", "in Mexico City", ["Mexico City"]),
    ("en", "in Sharm el-Sheikh", ["Sharm el-Sheikh"]),
    ("en", "I visited Havana", ["Havana"]),
    # no city: no cue, a namesake of a word, a town too small to be meant without its country
    ("fr", "la Déclaration de New York", []),
    ("fr", "le Forum de Paris Durand", []),
    ("fr", "à Évora", []),
    ("fr", "à Conakry (Portugal)", ["Portugal"]),
    ("en", "in March 2018", []),
    ("en", "at Reading", []),
]
COUNTRIES = [
    ("fr", "au Gabon, en Guinée, en République centrafricaine et au Tchad",
     ["Gabon", "Guinea", "Central African Republic", "Chad"]),
    ("fr", "du Bénin, d'Haïti et de la Côte d’Ivoire", ["Benin", "Haiti", "Côte d'Ivoire"]),
    ("fr", "en République arabe syrienne et en Libye", ["Syria", "Libya"]),
    ("fr", "en République démocratique du Congo et au Congo", ["Democratic Republic of the Congo", "Congo"]),
    ("fr", "en Guinée-Bissau et en Guinée équatoriale", ["Guinea-Bissau", "Equatorial Guinea"]),
    ("fr", "la Fédération de Russie et la Russie", ["Russia", "Russia"]),
    ("fr", "en République de Moldova et de Palestine", ["Moldova", "Palestine"]),
    ("fr", "aux États-Unis d'Amérique", ["United States"]),
    ("fr", "le bassin du lac Tchad", ["Lake Chad Basin"]),
    ("fr", "la réunion et le maurice", []),
    ("en", "in the Syrian Arab Republic and Côte d'Ivoire", ["Syria", "Côte d'Ivoire"]),
    ("en", "in Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
    ("en", "in the Congo and the Democratic Republic of the Congo",
     ["Congo", "Democratic Republic of the Congo"]),
]  # fmt: skip
REGIONS = [
    ("fr", "en Asie centrale et dans les Caraïbes", ["Central Asia", "Caribbean"]),
    ("fr", "en Amérique latine et dans le Pacifique", ["Latin America", "Pacific"]),
    ("fr", "dans les Balkans occidentaux", ["Western Balkans"]),
    ("fr", "l'Initiative de l'Europe centrale", []),
    ("fr", "le Fonds international pour le sauvetage de la mer d'Aral", []),
    ("en", "in the Western Balkans and sub-Saharan Africa", ["Western Balkans", "Sub-Saharan Africa"]),
]
SEATS = [
    ("fr", "au Siège de l'ONU", "New York", "UN"),
    ("fr", "célébrée au Siège", "New York", "UN"),
    ("fr", "au Siège de l'ONU, à New York", "New York", "UN"),
    ("fr", "au siège de l'OCI à Djedda", "Jeddah", "OIC"),
    ("fr", "au siège du Conseil de l'Europe", "Strasbourg", "COE"),
    ("en", "at United Nations Headquarters in New York", "New York", "UN"),
    ("en", "at OSCE headquarters in Vienna, Austria", "Vienna", "OSCE"),
]


@pytest.mark.parametrize(("code", "text", "expected"), CITIES + COUNTRIES + REGIONS)
def test_places(code: str, text: str, expected: list[str]) -> None:
    assert [p.name for p in _places(text, code)] == expected


@pytest.mark.parametrize(("code", "text", "city", "body"), SEATS)
def test_a_seat_stands_for_its_city(code: str, text: str, city: str, body: str) -> None:
    assert [(p.name, p.seat_of) for p in _places(text, code)] == [(city, body)]


def test_a_country_in_brackets_belongs_to_the_city() -> None:
    text = "à Guimarães (Portugal), en juin"
    (place,) = _places(text, "fr")
    assert (text[place.start : place.end], place.country) == ("Guimarães (Portugal)", "PRT")


def test_a_country_mention_has_its_code_and_kind() -> None:
    (place,) = _places("au Sénégal", "fr")
    assert (place.kind, place.country) == ("country", "SEN")


def test_of_two_cities_of_one_name_the_capital_is_meant_unless_the_country_is_named() -> None:
    known = gazetteer()
    assert [c and c.country for c in (known.city("San José"), known.city("San José", "USA"))] == [
        "CRI",
        "USA",
    ]


def _places(text: str, code: str) -> list[PlaceMention]:
    return [m for m in find(text, load_language(code)) if isinstance(m, PlaceMention)]
