"""Bodies of a text: names, acronyms, heads, members, seats, States, and the Secretary-General who writes."""

from itertools import pairwise

import pytest

from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.mention import OrganizationMention
from concertation.reading.organizations import Introduction, introductions

NAMES = [
    ("fr", "L'Organisation des Nations Unies et l’Union africaine", ["UN", "AU"]),
    ("fr", "l'ONU, les Nations Unies et le système des Nations Unies", ["UN", "UN", "UN"]),
    ("fr", "la Commission de l'Union africaine", ["AUC"]),
    ("fr", "l'Organisation de coopération économique de la mer Noire", ["BSEC"]),
    ("fr", "l'Organisation de coopération économique", ["ECO"]),
    ("fr", "le cadre commun ONU-Union africaine", ["UN", "AU"]),
    ("fr", "l'Union\u00a0africaine et ONU\u2011Femmes", ["AU", "UNWOMEN"]),
    ("fr", "l'Organisation de la Coopération Islamique", ["OIC"]),
    ("fr", "les travaux de la CEI", ["CIS"]),
    ("en", "the work of the CEI and of the CIS", ["CEI", "CIS"]),
    ("fr", "le PNUD, l'UNODC et l'Unesco", ["UNDP", "UNODC", "UNESCO"]),
    ("en", "UNDP, UNODC and UNESCO", ["UNDP", "UNODC", "UNESCO"]),
    ("fr", "la Sixième Commission", ["SIXTHCOM"]),
    ("en", "the SCO Regional Anti-Terrorist Structure", ["SCO-RATS"]),
    ("en", "the African Union Commission and the AU Commission", ["AUC", "AUC"]),
    # what names no body
    ("fr", "une union africaine de fortune", []),
    ("fr", "la Charte des Nations Unies", []),
    ("fr", "AU NOM DES PEUPLES", []),
    ("fr", "les onusiens et l'onu", []),
    ("en", "the Charter of the United Nations", []),
    ("en", "an eco-friendly unit", []),
]
VIA = [
    ("fr", "le Secrétaire général de la Ligue des États arabes", [("LAS", "head")]),
    ("fr", "le Secrétaire général d'INTERPOL", [("INTERPOL", "head")]),
    ("fr", "la Secrétaire exécutive adjointe de la CEEAC", [("ECCAS", "head")]),
    ("fr", "le Président de la Commission de l'Union africaine", [("AUC", "head")]),
    ("fr", "les États membres de l'ASEAN", [("ASEAN", "members")]),
    ("fr", "avec le secrétariat et les États membres de l'OCEMN", [("BSEC", "members")]),
    ("fr", "le secrétariat de l'OSCE", [("OSCE", "secretariat")]),
    ("fr", "au siège de l'OCI", [("OIC", "seat")]),
    ("fr", "la Stratégie antiterroriste mondiale des Nations Unies", [("UN", "text")]),
    ("fr", "le Plan d'action de l'ONU et de l'ASEAN", [("UN", "text"), ("ASEAN", "text")]),
    ("fr", "les États membres de l'OCI et l'OSCE", [("OIC", "members"), ("OSCE", "body")]),
    ("fr", "la stratégie a été adoptée par l'ONU", [("UN", "body")]),
    ("fr", "le Haut-Commissaire des Nations Unies aux droits de l'homme", [("OHCHR", "head")]),
    ("fr", "le Secrétaire général adjoint à l'appui aux missions", [("DFS", "head")]),
    ("fr", "le Secrétaire général de l'ONU", [("SG", "head")]),
    ("fr", "la Vice-Secrétaire générale", [("DSG", "head")]),
    ("en", "the Secretary-General of the League of Arab States", [("LAS", "head")]),
    ("en", "the ASEAN Secretary-General", [("ASEAN", "head")]),
    ("en", "the OSCE secretariat", [("OSCE", "secretariat")]),
    ("en", "at the African Union’s headquarters", [("AU", "seat")]),
    ("en", "It met the OIC. Members of the OSCE left.", [("OIC", "body"), ("OSCE", "members")]),
    ("en", "the member States of the OIC", [("OIC", "members")]),
    ("en", "the Secretary-General of the United Nations", [("SG", "head")]),
]
STATES = [
    ("fr", "le Gouvernement gabonais", ["GAB"]),
    ("fr", "le Gouvernement du Sénégal", ["SEN"]),
    ("fr", "les Gouvernements du Sénégal, du Mali et du Togo", ["SEN", "MLI", "TGO"]),
    ("fr", "les autorités allemandes", ["DEU"]),
    ("fr", "le Ministère des affaires étrangères de l'Égypte", ["EGY"]),
    ("fr", "le Ministère de l'agriculture et de l'eau du Togo", ["TGO"]),
    ("fr", "le Président de la Tunisie", ["TUN"]),
    ("fr", "un atelier gabonais au Sénégal", []),
    ("en", "the Government of Senegal", ["SEN"]),
    ("en", "the Myanmar Government and Togo's Ministry of Health", ["MMR", "TGO"]),
    ("en", "the Governments of Mali and Togo", ["MLI", "TGO"]),
    ("en", "the Gabonese authorities and the Governments of Mali and Togo", ["GAB", "MLI", "TGO"]),
]
REFERENCES = [
    ("fr", "Je me suis rendu sur place et j’ai signé, ce qui m'a réjoui.", [("SG", "body")] * 3),
    ("fr", "J. Dupont", []),
    ("fr", "a participé à mon dialogue interactif", [("SG", "body")]),
    ("fr", "mes rapports", []),
    ("fr", "le Secrétaire général a rappelé", [("SG", "head")]),
    ("fr", "son Secrétaire général", []),
    ("fr", "le Secrétaire général de la Guilde", []),
    ("fr", "mon Représentant spécial a réuni", [("SG", "head")]),
    ("fr", "mon Représentant spécial et Chef de la Mission d'appui des Nations Unies en Libye", []),
    ("en", "I visited", [("SG", "body")]),
    ("en", "Chapter I. General", []),
]


@pytest.mark.parametrize(("code", "text", "expected"), NAMES)
def test_names_and_acronyms(code: str, text: str, expected: list[str]) -> None:
    assert [m.id for m in _bodies(text, code)] == expected


@pytest.mark.parametrize(("code", "text", "expected"), VIA)
def test_what_of_a_body_is_named(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.id, m.via) for m in _bodies(text, code)] == expected


@pytest.mark.parametrize(("code", "text", "expected"), STATES)
def test_states_as_bodies(code: str, text: str, expected: list[str]) -> None:
    assert [m.id for m in _bodies(text, code)] == expected


@pytest.mark.parametrize(("code", "text", "expected"), REFERENCES)
def test_the_secretary_general_who_writes(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.id, m.via) for m in _bodies(text, code) if m.how == "reference"] == expected


def test_a_special_representative_who_heads_a_body_is_that_body() -> None:
    text = "Ma Représentante spéciale et Chef de la Mission d'appui des Nations Unies en Libye (MANUL) a agi."
    (found,) = _bodies(text, "fr")
    assert (found.id, found.via, found.start, text[found.end :]) == ("UNSMIL", "head", 0, " a agi.")


def test_a_name_with_its_acronym_is_one_mention_and_introduces_it() -> None:
    text = "La Communauté des Caraïbes (CARICOM) a répondu."
    (found,) = _bodies(text, "fr")
    assert text[found.start : found.end] == "Communauté des Caraïbes (CARICOM)"
    assert introductions(text, [found]) == [Introduction("CARICOM", "CARICOM")]


def test_an_introduced_acronym_means_its_body_in_what_follows() -> None:
    lang = load_language("fr")
    text = "le Secrétaire général de la BID et le PNUD"
    found = [m for m in find(text, lang, {"BID": "IDB"}) if isinstance(m, OrganizationMention)]
    assert [(m.id, m.via) for m in found] == [("IDB", "head"), ("UNDP", "body")]


def test_a_cue_is_part_of_the_mention() -> None:
    text = "Ensuite, le Secrétaire général de l'OSCE est venu."
    (found,) = _bodies(text, "fr")
    assert text[found.start : found.end] == "Secrétaire général de l'OSCE"


@pytest.mark.parametrize("code", ["fr", "en"])
def test_bodies_never_overlap_and_come_in_order(code: str) -> None:
    text = (
        "ONU (UN) Union africaine (UA) OCI OIC le Secrétaire général de l'OSCE, the ASEAN Secretary-General"
    )
    found = _bodies(text, code)
    assert all(a.end <= b.start for a, b in pairwise(found))


def _bodies(text: str, code: str) -> list[OrganizationMention]:
    return [m for m in find(text, load_language(code)) if isinstance(m, OrganizationMention)]
