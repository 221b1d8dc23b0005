"""Spanish: what is no record, what its verb forms ask of the rules, references, titles."""

import pytest

NO_RECORD = {
    "what was agreed to be held": (
        "En mayo de 2018, la OSCE y la UNODC acordaron celebrar una reunión en Viena."
    ),
    "what was agreed to be done with a text": (
        "En mayo de 2018, la OEA y la FAO acordaron ampliar el plan de acción."
    ),
    "a need": "En mayo de 2018, la OSCE y la UNODC convinieron en la necesidad de celebrar un taller.",
    "an intention": "En mayo de 2018, la OEA anunció su intención de firmar un acuerdo con la FAO.",
    "what is to be signed": "El acuerdo entre la OEA y la FAO será firmado en mayo de 2021.",
    "a meeting put off": "La OSCE aplazó la reunión prevista en Viena para mayo de 2020.",
    "a condition": (
        "Si en 2021 la OEA y la FAO firmaran un acuerdo, el intercambio de datos sería más rápido."
    ),
    "what was asked for": (
        "El Secretario General pidió en 2018 que la OSCE celebrara una conferencia en Viena."
    ),
    "the report itself": (
        "En el presente informe se describen las reuniones que la ONU y la OEA celebraron en 2017."
    ),
    "taken note of": "La OSCE tomó nota en mayo de 2018 del plan de acción de la ONU.",
    "another organ of the same name": "La Asamblea de la Unión Africana tiene su sede en Addis Abeba.",
    "a possibility": "La FAO y la OEA estudian la posibilidad de firmar un acuerdo en 2021.",
}

RECORD = {
    "a reflexive verb, the text ahead": (
        "El memorando entre la FAO y la CEDEAO se firmó el 3 de mayo de 2018 en Abuja.",
        [("instrument", "memorandum", ("FAO", "ECOWAS"), "2018-05-03", ("Abuja",))],
    ),
    "a reflexive verb, the text behind": (
        "De conformidad con el plan de acción, se firmó un memorando entre la OEA y la FAO en mayo de 2018.",
        [("instrument", "memorandum", ("OAS", "FAO"), "2018-05", ())],
    ),
    "between whom it was signed, behind the verb": (
        "El acuerdo se firmó en Viena en mayo de 2018 entre la OSCE y la UNODC.",
        [("instrument", "agreement", ("OSCE", "UNODC"), "2018-05", ("Vienna",))],
    ),
    "agreed by two": (
        "El plan de trabajo conjunto fue acordado por la OIT y la OEA en marzo de 2019.",
        [("instrument", "plan", ("ILO", "OAS"), "2019-03", ())],
    ),
    "a gerund behind a verb of going on": (
        "La OEA y la CEPAL siguen colaborando en materia de estadísticas.",
        [("activity", "joint-work", ("OAS", "ECLAC"), None, ())],
    ),
    "a gerund behind such a verb in the perfect": (
        "La UNESCO ha venido prestando asistencia técnica a la OEI.",
        [("activity", "support", ("UNESCO", "OEI"), None, ())],
    ),
    "a meeting that another body held": (
        "Representantes de la UNODC asistieron a la reunión que la CICAD celebró en Miami en mayo de 2018.",
        [("event", "meeting", ("UNODC", "CICAD"), "2018-05", ("Miami",))],
    ),
    "the author says that he attended": (
        "Asistí en mayo de 2018 a la cumbre de la Liga de los Estados Árabes en Dhahran.",
        [("event", "summit", ("SG", "LAS"), "2018-05", ("Dhahran",))],
    ),
    "a regional office": (
        "La OIM abrió en 2017 una oficina regional en San José.",
        [("presence", "office", ("IOM",), "2017", ("San José",))],
    ),
    "relations kept close": (
        "La OPS y el SICA mantienen relaciones estrechas.",
        [("activity", "coordination", ("PAHO", "SICA"), None, ())],
    ),
}

REFERENCES = {
    "both parties": (
        "La CARICOM y la OPS se reunieron en mayo de 2018. Ambas partes aprobaron un plan en 2019.",
        {"CARICOM", "PAHO"},
    ),
    "both organizations": (
        "La OEA coopera con la CEPAL. Ambas organizaciones intercambian información.",
        {"OAS", "ECLAC"},
    ),
    "the Commission": (
        "La Comisión de la Unión Africana y el PNUD cooperan. En mayo de 2018, la Comisión organizó un foro.",
        {"AUC"},
    ),
    "its Executive Secretary": (
        "La CEPAL apoya al SICA. Su Secretaria Ejecutiva visitó San Salvador en mayo de 2018.",
        {"ECLAC"},
    ),
}

TITLES = {
    "the numbers of several, behind the noun": (
        "La FAO asistió a los períodos de sesiones 28º y 30º de la Unión Africana, celebrados en enero de"
        " 2017 y enero de 2018.",
        ["28º período de sesiones de la Unión Africana", "30º período de sesiones de la Unión Africana"],
    ),
    "for whom a course is, once": (
        "En marzo de 2019, el UNITAR impartió en Argel un curso para funcionarios de la Liga de los"
        " Estados Árabes.",
        ["curso para funcionarios de la Liga de los Estados Árabes"],
    ),
    "the days are no part of it": (
        "La OEA y la CARICOM celebraron su octava reunión general los días 1 y 2 de julio de 2019.",
        ["octava reunión general"],
    ),
    "one of several, each": (
        "La FAO organizó en 2018 en San Salvador y en 2019 en Managua sendos talleres sobre nutrición.",
        ["taller sobre nutrición", "taller sobre nutrición"],
    ),
    "working together": (
        "La UNESCO y la OEI trabajan juntas en la enseñanza de idiomas.",
        ["trabajo en la enseñanza de idiomas"],
    ),
}


@pytest.mark.parametrize("text", NO_RECORD.values(), ids=NO_RECORD)
def test_no_record(proposals, text):
    found = proposals(text, lang="es")
    assert [(p.kind, p.title, p.date) for p in found if p.kind in ("event", "instrument")] == []


@pytest.mark.parametrize(("text", "expected"), RECORD.values(), ids=RECORD)
def test_a_record(proposals, text, expected):
    assert [(p.kind, p.type, p.actors, p.date, p.place) for p in proposals(text, lang="es")] == expected


@pytest.mark.parametrize(("text", "actors"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_stands_for_the_body_introduced(proposals, text, actors):
    assert set(proposals(text, lang="es")[-1].actors) == actors


@pytest.mark.parametrize(("text", "expected"), TITLES.values(), ids=TITLES)
def test_a_title(proposals, text, expected):
    assert [p.title for p in proposals(text, lang="es")] == expected
