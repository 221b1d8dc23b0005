"""Mandates that resolutions state, and that other texts recount, in words of our own about real practice."""

import doctest

import pytest

from concertation.reading import mandates
from concertation.reading.language import load_language
from concertation.reading.mandates import Mandate, in_paragraph

OWN, REPORT = "A/RES/79/5", "A/79/300"


def stated(code: str, text: str, symbol: str = OWN) -> list[Mandate]:
    return list(in_paragraph(text, "7", [symbol], load_language(code)))


@pytest.mark.parametrize(
    ("code", "text", "asks", "addressee", "session", "period"),
    [
        (
            "en",
            "Requests the Secretary-General to submit to the General Assembly at its eighty-first session a "
            "report on cooperation with regional organizations, including subregional ones;",
            "report", "the Secretary-General", 81, "",
        ),
        (
            "en",
            "Also requests the Secretary-General to report to the General Assembly at its eighty-second "
            "session on the implementation of the present resolution.",
            "report", "the Secretary-General", 82, "",
        ),
        (
            "en",
            "Requests the Secretary-General, in consultation with the African Union, to present every two "
            "years a report on the state of this cooperation.",
            "report", "the Secretary-General, in consultation with the African Union", None, "P2Y",
        ),
        (
            "en",
            "Invites the regional organizations to contribute to the preparation of the biennial report.",
            "inputs", "the regional organizations", None, "P2Y",
        ),
        (
            "fr",
            "Prie le Secrétaire général de lui présenter, à sa quatre-vingt-unième session, un rapport sur "
            "l'application de la présente résolution ;",
            "report", "le Secrétaire général", 81, "",
        ),
        (
            "fr",
            "Demande au Secrétaire général de lui rendre compte tous les deux ans de cette coopération.",
            "report", "le Secrétaire général", None, "P2Y",
        ),
        (
            "es",
            "Solicita al Secretario General que le presente, en su octogésimo primer período de sesiones, un "
            "informe sobre la aplicación de la presente resolución.",
            "report", "el Secretario General", 81, "",
        ),
    ],
)  # fmt: skip
def test_a_resolution_asks_in_its_own_paragraphs(code, text, asks, addressee, session, period):
    (one,) = stated(code, text)
    assert (one.asks, one.addressee, one.next_session, one.periodicity) == (asks, addressee, session, period)
    assert (one.symbol, one.paragraph, one.organ) == (OWN, "7", "GA")
    assert one.quote == text[one.start : one.end]


@pytest.mark.parametrize(
    ("code", "text", "symbol", "paragraph", "session"),
    [
        (
            "en",
            "In paragraph 12 of its resolution 77/13, the General Assembly requested the Secretary-General "
            "to submit to it, at its seventy-ninth session, a report on its implementation.",
            "A/RES/77/13", "12", 79,
        ),
        (
            "en",
            "In paragraph 12 of its resolution 77/13, the Assembly invited Member States to submit their "
            "views on the matter.",
            "A/RES/77/13", "12", None,
        ),
        (
            "fr",
            "Au paragraphe 9 de sa résolution 75/9, l'Assemblée générale a prié le Secrétaire général de lui "
            "présenter à sa soixante-dix-septième session un rapport sur la coopération.",
            "A/RES/75/9", "9", 77,
        ),
    ],
)  # fmt: skip
def test_another_text_recounts_what_a_resolution_asked(code, text, symbol, paragraph, session):
    (one,) = stated(code, text, REPORT)
    assert (one.symbol, one.paragraph, one.next_session) == (symbol, paragraph, session)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Takes note of the report of the Secretary-General;"),
        ("en", "Requests the Secretary-General to continue to support the Centre;"),
        ("en", "Requests States to provide information to the families of the victims;"),
        ("en", "The Assembly requested the Secretary-General to submit a report."),
        ("fr", "Prie le Secrétaire général de continuer d'appuyer les travaux du Centre ;"),
        ("fr", "Prend note du rapport du Secrétaire général ;"),
        ("es", "Pide al Secretario General que siga apoyando al Centro."),
        ("ru", "Просит Генерального секретаря представить доклад."),
    ],
)
def test_what_asks_for_no_report_or_names_no_resolution_is_no_mandate(code, text):
    assert stated(code, text) == []


def test_a_draft_and_a_report_ask_for_nothing_themselves():
    text = "Requests the Secretary-General to submit to it at its eighty-first session a report on water."
    assert stated("en", text, REPORT) == []
    assert stated("en", text, "A/79/L.12") == []


def test_two_resolutions_in_one_sentence_are_left_to_a_person():
    text = "Recalling resolutions 75/9 and 77/13, it requested the Secretary-General to submit a report."
    assert stated("en", text, REPORT) == []


def test_a_session_of_another_organ_is_none_of_the_assembly():
    text = "Requests the High Commissioner to present to the Council at its fifty-second session a report."
    (one,) = stated("en", text)
    assert one.next_session is None


def test_the_examples_of_the_module_run():
    assert doctest.testmod(mandates).failed == 0
