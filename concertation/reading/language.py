"""Everything of one language, read from its folder of data and compiled once."""

from dataclasses import dataclass
from functools import lru_cache

from concertation.reading import catalogue
from concertation.reading.amounts import AmountForms
from concertation.reading.catalogue import Catalogue
from concertation.reading.cities import city_entries, city_names
from concertation.reading.countries import country_entries, gentilic_entries, region_entries
from concertation.reading.dates import DateForms
from concertation.reading.language_data import read_data
from concertation.reading.lexicon import Lexicon
from concertation.reading.numbers import NumberWords
from concertation.reading.organization_names import grammar_entries, name_entries
from concertation.reading.organizations import Grammar
from concertation.reading.places import PlaceWords
from concertation.reading.symbols import SymbolForms
from concertation.reading.themes import ThemeIndex
from concertation.reading.unknown import UnknownForms
from concertation.reading.writing import Writing, load_writing


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language as the reader needs it. `code` is ISO 639-1; each other field belongs to the module
    that uses it."""

    code: str
    writing: Writing
    lexicon: Lexicon
    grammar: Grammar
    places: PlaceWords
    numbers: NumberWords
    dates: DateForms
    amounts: AmountForms
    symbols: SymbolForms
    themes: ThemeIndex
    unknown: UnknownForms


def load_language(code: str, known: Catalogue | None = None) -> Language:
    """Return the language, compiled from ``languages/<code>/`` with the names of the bodies `known` (default:
    the catalogue that comes with the program).

    Raises `LanguageError` where the folder or a file in it is absent or wrong.
    """
    return _compiled(code, known or catalogue.load())


@lru_cache(maxsize=24)
def _compiled(code: str, known: Catalogue) -> Language:
    writing = load_writing(code)
    organizations = read_data(code, "organizations")
    places = read_data(code, "places")
    cities = city_names(code, places, writing)
    numbers = NumberWords.of(read_data(code, "numbers"), writing)
    lexicon = Lexicon.of(
        [
            *grammar_entries(organizations, writing),
            *name_entries(known, code, organizations, writing),
            *country_entries(code, writing),
            *gentilic_entries(read_data(code, "gentilics"), writing),
            *region_entries(code, writing),
            *city_entries(cities, places),
            *numbers.entries(),
        ],
        writing,
    )
    return Language(
        code,
        writing,
        lexicon,
        Grammar.of(organizations, writing),
        PlaceWords.of(places, cities, writing),
        numbers,
        DateForms.of(code, read_data(code, "dates"), writing, numbers.cardinals),
        AmountForms.of(code, read_data(code, "amounts"), numbers.cardinals, writing),
        SymbolForms.of(read_data(code, "symbols"), writing),
        ThemeIndex.of(code, read_data(code, "themes"), known),
        UnknownForms.of(organizations["unknown"], writing),
    )
