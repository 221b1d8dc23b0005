"""Every rule of style finds its wrong examples, mends them as it says, and is silent on the right ones."""

import pytest

from concertation.reading import catalogue
from concertation.reporting.style.bodies import of_catalogue
from concertation.reporting.style.check import CHECKS, check
from concertation.reporting.style.finding import Rule, Severity, applied
from concertation.reporting.style.rules import RuleError, Source, languages, load, parse
from concertation.reporting.style.section import Style


@pytest.fixture(scope="module")
def styles() -> dict[str, Style]:
    bodies = of_catalogue(catalogue.load())
    return {lang: Style.of(lang, bodies) for lang in languages()}


def rules() -> list[tuple[str, Rule]]:
    english = {rule.id: rule for rule in load("en").rules}
    return [
        (lang, rule)
        for lang in languages()
        for rule in load(lang).rules
        if lang == "en" or rule.point != getattr(english.get(rule.id), "point", None)
    ]


NAMED = pytest.mark.parametrize(("lang", "rule"), rules(), ids=lambda value: getattr(value, "id", value))


def mended(text: str, style: Style, id: str) -> str:
    for _ in range(9):
        ours = [f for f in check([text], style) if f.rule.id == id and f.suggestion is not None]
        if not ours:
            break
        text = applied(text, ours[0])
    return text


@NAMED
def test_a_rule_finds_and_mends_its_wrong_examples(styles, lang, rule):
    for text, *right in rule.wrong:
        findings = [f for f in check([text], styles[lang]) if f.rule.id == rule.id]
        assert findings, text
        for finding in findings:
            assert text[finding.start : finding.end] == finding.found
            assert finding.sentence("fr") != finding.sentence("en")
            assert finding.point("fr")
        if right:
            assert mended(text, styles[lang], rule.id) == right[0]


@NAMED
def test_a_rule_is_silent_on_its_right_examples(styles, lang, rule):
    for text in rule.right:
        assert [f.found for f in check([text], styles[lang]) if f.rule.id == rule.id] == [], text


@NAMED
def test_a_rule_has_examples_and_a_source(lang, rule):
    assert rule.right
    assert rule.wrong or rule.id in ("long-sentence", "word-budget")
    assert rule.source.house or rule.source.url.startswith("http")
    assert not (rule.source.house and rule.severity is Severity.ERROR)
    assert not rule.check or rule.check in CHECKS


GOOD = {
    "id": "x",
    "severity": "note",
    "point": {"en": "A point", "fr": "Un point"},
    "source": "house",
    "says": {"en": "Look.", "fr": "Voyez."},
    "pattern": "x",
}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"colour": "red"}, "colour"),
        ({"severity": "grave"}, "note, suggestion, error"),
        ({"severity": "error"}, "house"),
        ({"source": "nobody"}, "nobody"),
        ({"pattern": "("}, "pattern"),
        ({"words": {"a": "b"}}, "one of"),
        ({"says": {"en": "Look."}}, "says.fr"),
        ({"says": {"en": "Look at {what}.", "fr": "Voyez."}}, "what"),
        ({"point": {"fr": "Un point"}}, "point.en"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_place(change, word):
    sources = {"house": Source("Concertation", house=True)}
    assert parse(GOOD, sources, "rules/en.toml").id == "x"
    with pytest.raises(RuleError, match=r"rules/en\.toml") as raised:
        parse(GOOD | change, sources, "rules/en.toml")
    assert word in str(raised.value)


def test_a_language_without_rules_says_which_there_are():
    with pytest.raises(RuleError, match="ar, en, es, fr, ru, zh"):
        load("xx")
