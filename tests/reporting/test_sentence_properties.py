"""Whatever the record, its sentence is well formed, says everything that the record holds, and no "
"other place or date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concertation.reporting.telling.amounts import amount
from concertation.reporting.telling.facts import Body, Fact, Where
from concertation.reporting.telling.language import languages, load
from concertation.reporting.telling.naming import Naming
from concertation.reporting.telling.tell import tell_alone

TYPES = {kind: sorted(words) for kind, words in load("fr").lexicon.types.items()}
STATUS = {
    "meeting": ["held", "planned"],
    "agreement": ["draft", "signed", "in-force", "expired", "renewed", "superseded"],
    "activity": ["planned", "under-way", "done"],
    "presence": ["planned", "current", "ended"],
    "pledge": [""],
}
PLACES = [
    Where("Cairo", "city", "EGY"),
    Where("Addis Ababa", "city", "ETH"),
    Where("Gabon", "country", "GAB"),
    Where("Philippines", "country", "PHL"),
    Where("Central Asia", "region", ""),
]
TITLES = {
    "fr": [
        "atelier sur les droits de l'enfant",
        "Onzième réunion de coordination",
        "accord relatif aux transports",
        "désarmement, lutte contre le terrorisme",
        "promotion de la paix",
        "Xyzzy plugh",
        "échanges de vues.",
    ],
    "en": [
        "workshop on children's rights",
        "Eleventh Summit",
        "agreement on transport",
        "support for youth",
        "Xyzzy",
    ],
}
DATES = ["2017", "2017-10", "2018-05-01", "2018-05-12/2018-05-13", "2016-05/..", "2016/2020", "2017~"]
THEMES = ["peace-security", "climate-environment", "ict"]
BROKEN = {
    "fr": re.compile(r"\b(de|à) les?\b|\b(de|le|la|que) (?=[aeiouéèêîôœ](?!nzi))|\bde des\b", re.IGNORECASE),
    "en": re.compile(r"\ba (?=[aeio])|\bthe the\b|\bof the the\b", re.IGNORECASE),
}


@st.composite
def facts(draw: Any) -> Fact:
    """Any record that the register can hold."""
    kind = draw(st.sampled_from(sorted(TYPES)))
    parts = st.sampled_from(["party", "participant", "lead", "host"])
    actors = draw(
        st.lists(st.tuples(st.sampled_from(IDS), parts), max_size=4, unique_by=lambda pair: pair[0])
    )
    titles = {lang: draw(st.sampled_from(texts)) for lang, texts in TITLES.items() if draw(st.booleans())}
    money = draw(st.none() | st.decimals("0.1", "9999999999", places=2)) if kind == "pledge" else None
    return Fact(
        uid=str(draw(st.uuids())),
        kind=kind,
        type=draw(st.sampled_from(TYPES[kind])),
        status=draw(st.sampled_from(STATUS[kind])),
        date=draw(st.sampled_from(["", *DATES])),
        number=draw(st.none() | st.integers(1, 150)) if kind in ("meeting", "agreement") else None,
        titles=titles,
        actors=tuple(actors),
        places=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=3, unique=True))),
        themes=tuple(draw(st.lists(st.sampled_from(THEMES), max_size=3, unique=True))),
        term=draw(st.sampled_from(["", "2016/2020", "2019"])) if kind == "agreement" else "",
        within=draw(st.booleans()),
        amount=money,
        currency=draw(st.sampled_from(["USD", "EUR", "", "%"])) if money is not None else "",
    )


IDS = ["UN", "SG", "UNDP", "OHCHR", "AU", "AUC", "LAS", "ECO", "COE", "INTERPOL", "GAB"]


@pytest.mark.parametrize("lang", languages())
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(fact=facts())
def test_sentence(lang: str, bodies: dict[str, Body], fact: Fact) -> None:
    text = tell_alone(fact, Naming(load(lang), bodies))
    well_formed(text, lang)
    says_all(text, fact, lang, bodies)
    says_no_more(text, fact, lang)


def well_formed(text: str, lang: str) -> None:
    """One sentence, with a capital and one full stop, without broken articles, blanks or brackets."""
    assert text.endswith(".")
    assert not text.endswith("..")
    assert text[0].isupper() or text[0].isdigit()
    assert "  " not in text
    assert " ," not in text
    assert " ." not in text
    assert not re.search(r"[\[\]{}]", text)
    assert text.count("(") == text.count(")")
    plain = text.replace("\u00a0", " ")
    assert not BROKEN[lang].search(plain), BROKEN[lang].search(plain)


def says_all(text: str, fact: Fact, lang: str, bodies: dict[str, Body]) -> None:
    """The date, each actor and place, the number, the amount and the term."""
    language = load(lang)
    assert not fact.date or language.dates.when(fact.date).casefold() in text.casefold()
    assert not fact.term or language.dates.period(fact.term) in text
    if fact.places:
        told = language.places.all_at([(p.name, p.kind, p.country) for p in fact.places])
        assert told in text
    for id, _part in fact.actors:
        assert Naming(language, bodies).one(id).core in text
    titled = fact.titles.get(lang, "")
    counted_otherwise = titled.lower().startswith(("onzième ", "eleventh ")) and fact.number != 11
    if fact.number is not None and not counted_otherwise:
        spoken = {language.lexicon.ordinal(fact.number, gender) for gender in "mf"}
        assert any(word in text.lower() for word in spoken)
    if fact.amount is not None and fact.currency != "%":
        assert amount(fact.amount, fact.currency, language) in text


def says_no_more(text: str, fact: Fact, lang: str) -> None:
    """No year, no place and no body that the record does not hold."""
    held = f"{fact.date} {fact.term} {fact.titles.get(lang, '')} {_digits(fact.amount)}"
    assert _years(text) <= _years(held) | _years(_digits(fact.amount))
    language = load(lang)
    for place in PLACES:
        named_by_actor = any(id == place.country for id, _part in fact.actors)
        if place not in fact.places and not named_by_actor:
            name = place.name if place.kind != "country" else language.places.country(place.country)
            assert name not in text


def _years(text: str) -> set[str]:
    return set(re.findall(r"(?<!\d)20\d\d(?!\d)", text))


def _digits(value: Decimal | None) -> str:
    return "" if value is None else f"{value} {value:,}"


@pytest.mark.parametrize("lang", languages())
def test_every_type_has_a_noun(lang: str) -> None:
    """The types are those of the record contract, in every language the same."""
    assert {kind: sorted(words) for kind, words in load(lang).lexicon.types.items()} == TYPES


def test_languages_have_the_same_keys() -> None:
    """A way of telling that one language has, all have."""
    assert languages() == ["en", "fr"]
    french, english = load("fr"), load("en")
    assert french.patterns.keys() == english.patterns.keys()
    assert french.verbs.keys() == english.verbs.keys()
    assert french.themes.keys() == english.themes.keys()
    assert _keys(french.report) == _keys(english.report)


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    return len(value) if isinstance(value, Sequence) and not isinstance(value, str) else None
