"""Cities, countries and regions with the prepositions that they take."""

import csv
import re
from pathlib import Path

import pycountry
import pytest

import concertation.reading
from concertation.reporting.telling.language import languages, load

CASES = [
    (("Cairo", "city", "EGY"), "au Caire", "in Cairo"),
    (("Havana", "city", "CUB"), "à La Havane", "in Havana"),
    (("The Hague", "city", "NLD"), "à La Haye", "in The Hague"),
    (("Addis Ababa", "city", "ETH"), "à Addis-Abeba", "in Addis Ababa"),
    (("Jeddah", "city", "SAU"), "à Djedda", "in Jeddah"),
    (("Geneva", "city", "CHE"), "à Genève", "in Geneva"),
    (("Nouakchott", "city", "MRT"), "à Nouakchott", "in Nouakchott"),
    (
        ("Central African Republic", "country", "CAF"),
        "en République centrafricaine",
        "in the Central African Republic",
    ),
    (("Philippines", "country", "PHL"), "aux Philippines", "in the Philippines"),
    (("Gabon", "country", "GAB"), "au Gabon", "in Gabon"),
    (("Iraq", "country", "IRQ"), "en Iraq", "in Iraq"),
    (("Cuba", "country", "CUB"), "à Cuba", "in Cuba"),
    (("Israel", "country", "ISR"), "en Israël", "in Israel"),
    (("Honduras", "country", "HND"), "au Honduras", "in Honduras"),
    (("Central Asia", "region", ""), "en Asie centrale", "in Central Asia"),
    (("Caribbean", "region", ""), "dans les Caraïbes", "in the Caribbean"),
    (("Middle East", "region", ""), "au Moyen-Orient", "in the Middle East"),
    (("Utopia", "region", ""), "(région : Utopia)", "(region: Utopia)"),
]


@pytest.mark.parametrize(("place", "fr", "en"), CASES)
def test_place(place: tuple[str, str, str], fr: str, en: str) -> None:
    assert load("fr").places.at(*place) == fr
    assert load("en").places.at(*place) == en


def test_places_are_listed_as_the_language_lists_them() -> None:
    places = [("Libya", "country", "LBY"), ("Sudan", "country", "SDN"), ("Yemen", "country", "YEM")]
    assert load("fr").places.all_at(places) == "en Libye, au Soudan et au Yémen"
    assert load("en").places.all_at(places) == "in Libya, the Sudan and Yemen"


@pytest.mark.parametrize("code", [country.alpha_3 for country in pycountry.countries])
def test_every_country_has_an_article_class_in_french(code: str) -> None:
    places = load("fr").places
    assert code in places.classes
    told = places.at("", "country", code)
    assert not re.search(r"\b(à le|à les|de le|de les|le [aeiouéèêîô])", told, re.IGNORECASE)
    assert "  " not in told


def test_every_region_of_the_reader_has_words() -> None:
    path = Path(concertation.reading.__file__).parent / "data" / "regions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = [row["en"] for row in csv.DictReader(file)]
    for lang in languages():
        assert [name for name in names if "(" in load(lang).places.at(name, "region", "")] == []
