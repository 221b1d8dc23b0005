"""A section, or a whole report, checked: what one finding has to do with another."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concertation.reading import catalogue
from concertation.reporting.style.bodies import of_catalogue
from concertation.reporting.style.check import check, check_report
from concertation.reporting.style.finding import applied
from concertation.reporting.style.section import Style
from concertation.reporting.style.words import count

BODIES = of_catalogue(catalogue.load())
STYLES = {lang: Style.of(lang, BODIES) for lang in ("en", "fr", "zh")}


def found(lang: str, *paragraphs: str, **about: object) -> list[tuple[str, str]]:
    return [(f.rule.id, f.found) for f in check(paragraphs, STYLES[lang], **about)]


def test_a_quotation_keeps_its_words():
    assert found("en", "They adopted “Organising in Vietnam: 5% more” in May.") == []


def test_the_official_name_of_a_body_keeps_its_spelling():
    text = "The Organisation for Economic Co-operation and Development took part."
    assert found("en", text) == []


def test_an_acronym_explained_in_an_earlier_section_is_known():
    first = "The Southern African Development Community (SADC) met. SADC met again."
    assert [len(findings) for findings in check_report([[first], ["SADC met."]], STYLES["en"])] == [0, 0]
    assert found("en", "SADC met.", introduced={"SADC"}) == []
    assert found("en", "SADC met.") == [("acronym-unexplained", "SADC")]


def test_an_acronym_used_in_a_later_section_is_used():
    first, later = "The Southern African Development Community (SADC) met.", "SADC met."
    assert check_report([[first], [later]], STYLES["en"]) == [[], []]
    assert found("en", first) == [("acronym-unused", "SADC")]


def test_an_acronym_may_be_explained_anew_in_another_section():
    text = "The Southern African Development Community (SADC) met. SADC met again."
    assert check_report([[text], [text]], STYLES["en"]) == [[], []]


def test_a_name_in_brackets_is_no_acronym():
    assert found("fr", "Elle s’est tenue à Gros Islet (Sainte-Lucie) et à Delft (Pays-Bas).") == []


def test_the_report_of_the_secretary_general_may_say_i():
    assert found("fr", "En juin, j’ai participé à la session.") == [("first-person", "j’")]
    assert found("fr", "En juin, j’ai participé à la session.", first_person=True) == []


def test_blanks_are_left_alone_where_they_were_made_one():
    assert found("fr", "Il dit : oui.") == [("no-break", " ")]
    assert found("fr", "Il dit : oui.", blanks=False) == []


def test_more_words_than_were_given():
    assert found("en", "One two three.", "Four five.", limit=5) == []
    assert found("en", "One two three.", "Four five.", limit=4) == [("word-budget", "Four five.")]


def test_a_long_sentence_is_noted_and_a_list_is_not():
    long = "The bodies " + "met here and there " * 25 + "parted."
    assert [id for id, _ in found("en", long)] == ["long-sentence"]
    assert found("en", long.replace(" and", ";", 3)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The two organizations met.", 4),
        ("L’ONU et l’Union africaine – réunies : 12 fois", 7),
        ("双方于2018年7月会晤。", 9),
        ("عقد الاجتماع في جنيف", 4),
        ("", 0),
        (" – ", 0),
    ],
)
def test_words_are_counted(text, words):
    assert count(text) == words


PIECES = [
    *(
        "the",
        "organisation",
        "Organisations",
        "programs",
        "percent",
        "5%",
        "3",
        "meetings",
        "12",
        "bodies",
        "of",
    ),
    *("Vietnam", "Russia", "Iran (Islamic Republic of)", "UN", "U.N.D.P.", "SADC", "(SADC)", "member states"),
    *(
        "Security council",
        "May 10, 2018",
        "10th May",
        "resolution A/RES/58/316",
        "A/ 73/328",
        "«",
        "»",
        "“",
        "”",
    ),
    *(
        '"',
        "(",
        ")",
        "4 l)",
        ".",
        ",",
        " ,",
        "!",
        ":",
        "  ",
        "\u00a0",
        "didn’t",
        "Unfortunately,",
        "we",
        "a MOU",
    ),
    *(
        "le 1 mai",
        "les Etats membres",
        "Conseil de Sécurité",
        "Nations unies",
        "20e siècle",
        "会议,召开.",
        "２０１８",
    ),
    *("Shanghai Cooperation Organisation", "1.8 milliard", "US$5 million", "x@y.org", "https://un.org/5%"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60)


@settings(max_examples=60, deadline=None)
@given(lang=st.sampled_from(sorted(STYLES)), paragraphs=st.lists(TEXTS, max_size=3))
def test_findings_lie_in_the_text_in_order_and_none_twice(lang, paragraphs):
    findings = check(paragraphs, STYLES[lang], limit=10)
    places = [(f.paragraph, f.start, f.end) for f in findings]
    assert places == sorted(places)
    for f in findings:
        assert 0 <= f.start < f.end <= len(paragraphs[f.paragraph])
        assert f.found == paragraphs[f.paragraph][f.start : f.end]
        assert f.sentence("en")
    assert len({(f.rule.id, f.paragraph, f.start, f.end) for f in findings}) == len(findings)


@settings(max_examples=60, deadline=None)
@given(lang=st.sampled_from(sorted(STYLES)), text=TEXTS)
def test_a_suggestion_that_is_followed_is_not_made_again(lang, text):
    for f in check([text], STYLES[lang]):
        if f.suggestion is None:
            continue
        after = applied(text, f)
        again = [g for g in check([after], STYLES[lang]) if g.rule.id == f.rule.id]
        assert (f.start, f.found) not in [
            (g.start, g.found) for g in again if g.end <= f.start + len(f.suggestion)
        ]


@settings(max_examples=60, deadline=None)
@given(lang=st.sampled_from(sorted(STYLES)), text=TEXTS)
def test_all_suggestions_of_a_text_can_be_followed_together(lang, text):
    spans = [(f.start, f.end) for f in check([text], STYLES[lang]) if f.suggestion is not None]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
