"""The data on countries and regions agrees with the libraries that keep them."""

import csv
from importlib.util import find_spec
from pathlib import Path

import pytest

from concertation.reading.countries import alpha3_codes, english_names, regions
from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.language_data import read_data
from concertation.reading.mention import PlaceMention


@pytest.fixture(scope="module")
def taxonomy() -> list[dict[str, str]]:
    """The countries and territories of hdx-python-country, with their UNTERM names and M49 regions."""
    pytest.importorskip(
        "hdx.location", reason="pip install hdx-python-country: it holds the UNTERM and M49 names"
    )
    package = find_spec("hdx.location")
    assert package
    assert package.submodule_search_locations
    (path,) = Path(package.submodule_search_locations[0]).glob("*Taxonomy.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_region_with_an_m49_code_has_a_name_of_m49(taxonomy: list[dict[str, str]]) -> None:
    named: dict[str, str] = {}
    for row in taxonomy:
        for level in ("Region", "Sub-region", "Intermediate Region"):
            named[row[f"{level} Code"].zfill(3)] = row[f"{level} Name"].lower()
    for region in regions():
        names = [name.lower() for name in region.names["en"]]
        if region.m49 and region.name not in ("Latin America", "Australasia", "North America"):
            assert named[region.m49] in names, region.name


@pytest.mark.parametrize(("code", "column"), [("fr", "French Short"), ("en", "English Short")])
def test_every_state_is_found_by_its_name_in_unterm(
    taxonomy: list[dict[str, str]], code: str, column: str
) -> None:
    for row in taxonomy:
        name = row[column].split(" (")[0].replace("*", "").strip()
        if row["Independent"] == "Y" and name and name != "Naoero":
            found = [
                m.country for m in find(f"selon : {name}", load_language(code)) if isinstance(m, PlaceMention)
            ]
            assert found == [row["ISO 3166-1 Alpha 3-Codes"]], name


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_adjective_belongs_to_a_country(code: str) -> None:
    assert set(read_data(code, "gentilics")["adjectives"]) <= {*alpha3_codes().values(), "XKX"}


def test_the_register_writes_short_english_names() -> None:
    names = english_names()
    written = {code: names[code] for code in ("SYR", "LBY", "PSE", "CIV", "COD", "CAF", "MDA", "BIH")}
    assert written == {
        "SYR": "Syria",
        "LBY": "Libya",
        "PSE": "Palestine",
        "CIV": "Côte d'Ivoire",
        "COD": "Democratic Republic of the Congo",
        "CAF": "Central African Republic",
        "MDA": "Moldova",
        "BIH": "Bosnia and Herzegovina",
    }
