"""Activities: one record for each statement of cooperation."""

import pytest

ACTIVITIES = {
    "joint work": ("L'ONU collabore avec l'OSCE.", [("joint-work", {"UN", "OSCE"}, ())]),
    "an aspect verb leaves it a statement": (
        "La CEE a continué d'aider l'OCEMN à harmoniser ses normes.",
        [("support", {"ECE", "BSEC"}, ())],
    ),
    "help given": (
        "L'UNICEF a fourni une assistance technique à la Ligue des États arabes.",
        [("support", {"UNICEF", "LAS"}, ())],
    ),
    "one body helps a country": (
        "Le PNUD a fourni un appui technique aux autorités électorales en Haïti.",
        [("support", {"UNDP"}, ("Haiti",))],
    ),
    "to help together is support": (
        "L'ONU et l'OIF ont collaboré pour aider les pays francophones.",
        [("support", {"UN", "OIF"}, ())],
    ),
    "exchange": (
        "L'ONUDC et INTERPOL échangent des données.",
        [("information-exchange", {"UNODC", "INTERPOL"}, ())],
    ),
    "contacts kept": (
        "L'ONU et l'OTSC ont entretenu des contacts réguliers.",
        [("coordination", {"UN", "CSTO"}, ())],
    ),
    "consultations held regularly": (
        "L'ONU a régulièrement tenu des consultations avec l'OCEMN.",
        [("coordination", {"UN", "BSEC"}, ())],
    ),
    "a noun of cooperation as the object": (
        "L'ONU et la CEI ont renforcé leur coopération en Asie centrale.",
        [("joint-work", {"UN", "CIS"}, ("Central Asia",))],
    ),
    "two main verbs, two statements": (
        "L'ONU et l'OIF ont coordonné leurs efforts de médiation au Tchad et ont fourni une assistance"
        " électorale au Bénin.",
        [("coordination", {"UN", "OIF"}, ("Chad",)), ("support", {"UN", "OIF"}, ("Benin",))],
    ),
    "a partner in the purpose": (
        "La CEE a collaboré avec l'Initiative de l'Europe centrale pour étudier les biocarburants, avec"
        " l'appui de l'Union européenne.",
        [("joint-work", {"ECE", "CEI", "EU"}, ())],
    ),
    "a state of things": (
        "L'OSCE est membre de l'Équipe spéciale de lutte contre le terrorisme.",
        [("joint-work", {"OSCE", "CTITF"}, ())],
    ),
    "working together at a meeting is that meeting": (
        "L'ONUDC a collaboré avec l'OSCE pour organiser la première conférence régionale à Vienne en"
        " mai 2018.",
        [],
    ),
    "hope is none": ("Il faut que l'ONU et l'OSCE collaborent davantage.", []),
    "a plan is none": ("L'ONU continuera de collaborer avec l'OSCE.", []),
    "one body by itself is none": ("L'OSCE a contribué à la paix.", []),
    "a meeting on cooperation is no cooperation beside it": (
        "La quinzième réunion de coopération entre l'ONU et l'OCI s'est tenue à Genève en juillet 2022.",
        [],
    ),
    "help that only completes the object is promised, not given": (
        "Le Secrétaire général de l'OSCE a assuré les dirigeants de leur aide au PNUD.",
        [],
    ),
    "a UN text applied is no partner": (
        "L'OSCE a aidé le Kirghizistan à appliquer la résolution 1540 (2004) du Conseil de sécurité.",
        [("support", {"OSCE"}, ("Kyrgyzstan",))],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ACTIVITIES.values(), ids=ACTIVITIES)
def test_activities_of_a_sentence(proposals, text, expected):
    found = [p for p in proposals(text) if p.kind == "activity"]
    assert [(p.type, set(p.actors), p.place) for p in found] == expected


def test_a_dated_briefing_is_an_event_and_no_activity_beside_it(proposals):
    found = proposals("In May 2018, UNODC briefed the Security Council.", lang="en")
    assert [p.kind for p in found] == ["event"]


ENGLISH = {
    "present": ("UNODC works closely with OSCE.", "under-way"),
    "progressive": ("UNDP is supporting ASEAN.", "under-way"),
    "past": ("UNDP supported ASEAN.", "done"),
    "continued": ("ECE has continued to assist BSEC.", "under-way"),
}


@pytest.mark.parametrize(("text", "status"), ENGLISH.values(), ids=ENGLISH)
def test_the_tense_tells_the_status(proposals, text, status):
    assert [p.status for p in proposals(text, lang="en")] == [status]
