"""Countries and regions: what they are called in a language, and in English.

Names of States are those of the catalogue and of ISO 3166-1 (pycountry); ``data/countries.csv`` adds older
and shorter forms that documents use. In English this register writes the CLDR's short names, or those of
that file. Regions, with their codes of the UN's M49 where they have one, are in ``data/regions.csv``.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from gettext import translation
from pathlib import Path
from typing import cast

import pycountry
from babel import Locale

from concertation.reading import catalogue
from concertation.reading.folding import MARK, fold, key
from concertation.reading.language_data import LanguageError
from concertation.reading.lexicon import Case, Entry
from concertation.reading.writing import Writing

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Region:
    """A region: `name` in English, `m49` the UN's code or None, `names` by language."""

    name: str
    m49: str | None
    names: dict[str, tuple[str, ...]]


@cache
def alpha3_codes() -> dict[str, str]:
    """Return ISO 3166-1 alpha-3 by alpha-2."""
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries}


@cache
def english_names() -> dict[str, str]:
    """Return the English name of each country by alpha-3, as this register writes it."""
    alpha3 = alpha3_codes()
    cldr = cast(dict[str, str], Locale("en").territories)
    names = {alpha3[code]: _plain(name) for code, name in cldr.items() if code in alpha3}
    return names | {row["alpha3"]: row["value"] for row in _rows() if row["field"] == "english"}


def country_entries(code: str, writing: Writing) -> Iterator[Entry]:
    """Yield the names of countries in the language `code`, in all their cases, for the lexicon."""
    for entry in _country_names(code):
        for form in writing.inflection.forms(entry.phrase):
            yield replace(entry, phrase=form)


def _country_names(code: str) -> Iterator[Entry]:
    told_apart: set[str] = set()
    for state in catalogue.load():
        if state.kind == "state":
            for name in state.names:
                if name.lang == code:
                    # "عُمان" is Oman, "عمان" Amman: the vowel sign tells them apart.
                    signed = MARK in fold(name.text)
                    if signed:
                        told_apart.add(key(name.text))
                    yield Entry(name.text, "country", state.id, "exact" if signed else "initial")
    for alpha3, name in _long_names(code):
        if key(name) not in told_apart:
            yield Entry(name, "country", alpha3, "initial")
    for row in _rows():
        if row["field"] == code or (row["field"] == "english" and code == "en"):
            case: Case = "exact" if row["value"].isupper() else "initial"
            yield Entry(row["value"], "country", row["alpha3"], case)


def gentilic_entries(data: dict[str, dict[str, list[str]]], writing: Writing) -> Iterator[Entry]:
    """Yield the adjectives of countries of ``gentilics.toml``, in all their forms and cases.

    Raises `LanguageError` where the endings cover none of an adjective.
    """
    endings = data["endings"]
    for alpha3, adjectives in data["adjectives"].items():
        for adjective in adjectives:
            for form in _inflected(adjective, endings):
                for case in writing.inflection.adjective_forms(form):
                    yield Entry(case, "gentilic", alpha3)


@cache
def regions() -> tuple[Region, ...]:
    """Return the regions of ``data/regions.csv``."""
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Region(
                row["en"],
                row["code"] or None,
                {
                    lang: (row[lang], *filter(None, row[f"aliases_{lang}"].split(";")))
                    for lang in row
                    if f"aliases_{lang}" in row and row[lang]
                },
            )
            for row in csv.DictReader(file)
        )


def region_entries(code: str, writing: Writing) -> Iterator[Entry]:
    """Yield the names of regions in the language `code`, in all their cases, for the lexicon."""
    for region in regions():
        for name in region.names.get(code, ()):
            for form in writing.inflection.forms(name):
                yield Entry(form, "region", region.name, "initial")


def _long_names(code: str) -> Iterator[tuple[str, str]]:
    """The names of ISO 3166-1 ("Syrian Arab Republic", "République gabonaise"), none of those inverted."""
    variants = [code, f"{code}_CN"] if code == "zh" else [code]
    translated = translation("iso3166-1", pycountry.LOCALES_DIR, variants, fallback=True).gettext
    for country in pycountry.countries:
        for field in ("name", "official_name"):
            name = getattr(country, field, None)
            if name and (code == "en" or translated(name) != name) and "," not in translated(name):
                yield country.alpha_3, translated(name).replace("’", "'")


def _plain(name: str) -> str:
    """The name as running text has it: "and" for "&", nothing in brackets ("Myanmar (Burma)")."""
    return name.split(" (")[0].replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")


def _inflected(adjective: str, endings: dict[str, list[str]]) -> list[str]:
    for ending in sorted(endings, key=len, reverse=True):
        if adjective.endswith(ending):
            stem = adjective.removesuffix(ending)
            return [adjective, *(stem + other for other in endings[ending])]
    raise LanguageError(f"gentilics.toml: no ending fits {adjective!r}: add one, or '' for all others.")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
