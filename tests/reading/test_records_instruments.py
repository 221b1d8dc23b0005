"""Instruments: texts signed, adopted, launched or drawn up; a text merely named is none."""

import pytest

INSTRUMENTS = {
    "signed by two bodies": (
        "En mai 2018, l'UNESCO et l'OCS ont signé un mémorandum d'accord.",
        [("memorandum", {"UNESCO", "SCO"}, "2018-05", None)],
    ),
    "described by a participle": (
        "L'ONUDC coopère avec la CEI en vertu d'un protocole signé en juillet 2005.",
        [("protocol", {"UNODC", "CIS"}, "2005-07", None)],
    ),
    "adopted by somebody alone": (
        "Le plan stratégique des Nations Unies sur les océans (2018-2030), adopté par l'Assemblée"
        " générale en mai 2018,"
        " contient ces propositions.",
        [("plan", {"GA"}, "2018-05", "2018/2030")],
    ),
    "a noun of signing with the date ahead of the text": (
        "Il a été fait droit à la demande après la signature, en mars 2016, d'un accord entre l'ONU et"
        " l'OSCE.",
        [("agreement", {"UN", "OSCE"}, "2016-03", None)],
    ),
    "enumerated after one noun": (
        "L'ONU et l'ASEAN se félicitent de l'adoption du plan d'action sur la santé en mai 2016"
        " et du plan de travail sur le climat en juin 2017.",
        [("plan", {"UN", "ASEAN"}, "2016-05", None), ("plan", {"UN", "ASEAN"}, "2017-06", None)],
    ),
    "named again at its entry into force": (
        "Un accord entre les États membres de l'OCS a été négocié, accord qui est entré en vigueur le"
        " 20 janvier 2017.",
        [("agreement", {"SCO"}, "2017-01-20", None)],
    ),
    "launched": (
        "En juin 2016, le PNUD et l'UNESCO ont lancé un programme conjoint pour la période 2016-2019.",
        [("programme", {"UNDP", "UNESCO"}, "2016-06", "2016/2019")],
    ),
    "two objects, each with its date": (
        "L'OSCE et l'ONUDC ont signé un plan d'action en mai 2019, puis, en mai 2020, une déclaration"
        " commune.",
        [("plan", {"OSCE", "UNODC"}, "2019-05", None), ("declaration", {"OSCE", "UNODC"}, "2020-05", None)],
    ),
    "only carried out": ("L'OSCE aide l'ONU à appliquer la stratégie antiterroriste mondiale.", []),
    "cited as a basis": (
        "Dans sa résolution, par laquelle elle a approuvé l'accord, l'Assemblée générale a félicité l'OIM.",
        [],
    ),
    "still to be drawn up": ("L'ONU et l'OSCE envisagent de conclure un accord en 2021.", []),
    "its end is no date of signing": (
        "L'accord entre l'ONU et l'OSCE a expiré en décembre 2016 et a été prorogé jusqu'en 2020.",
        [("agreement", {"UN", "OSCE"}, None, None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_instruments_of_a_sentence(proposals, text, expected):
    found = [p for p in proposals(text) if p.kind == "instrument"]
    assert [(p.type, set(p.actors), p.date, p.period) for p in found] == expected


def test_an_event_and_the_text_signed_at_it_are_two_records(proposals):
    found = proposals(
        "Le 24 avril 2018, à Nairobi, l'ONU et l'Union africaine ont tenu un dialogue, au cours duquel"
        " a été conclu"
        " un accord de coopération."
    )
    assert [(p.kind, p.date) for p in found] == [("event", "2018-04-24"), ("instrument", "2018-04-24")]
