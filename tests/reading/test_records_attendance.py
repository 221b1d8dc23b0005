"""Who took part in what a sentence before states, and what a verb of speaking or receiving states."""

import pytest

CASES = {
    "those who took part there": (
        "fr",
        "La CEDEAO a tenu une session à Accra le 9 janvier 2022. L'Union africaine et l'ONU y ont participé.",
        [("session", {"ECOWAS", "AU", "UN"}, "2022-01-09", ("Accra",))],
    ),
    "those who attended as observers": (
        "en",
        "ECOWAS held a session in Accra on 9 January 2022. The United Nations attended as an observer.",
        [("session", {"ECOWAS", "UN"}, "2022-01-09", ("Accra",))],
    ),
    "those who took part, behind a semicolon": (
        "en",
        "ECOWAS held a session in Accra on 9 January 2022; UNDP and IOM took part.",
        [("session", {"ECOWAS", "UNDP", "IOM"}, "2022-01-09", ("Accra",))],
    ),
    "one who addressed a body": (
        "en",
        "On 8 March 2021, the Secretary General of OSCE addressed the Security Council on its priorities.",
        [("briefing", {"OSCE", "SC"}, "2021-03-08", ())],
    ),
    "one who spoke before a body": (
        "fr",
        "Le 8 mars 2021, le Secrétaire général de l'OSCE s'est exprimé devant le Conseil de sécurité.",
        [("briefing", {"OSCE", "SC"}, "2021-03-08", ())],
    ),
    "a letter sent to a body is no event": (
        "fr",
        "Le 8 mars 2021, l'OSCE a adressé une lettre au Conseil de sécurité.",
        [],
    ),
    "one who received another": (
        "fr",
        "Le 8 mars 2021, le Secrétaire général de l'OSCE a reçu une délégation de l'OIM à Vienne.",
        [("meeting", {"OSCE", "IOM"}, "2021-03-08", ("Vienna",))],
    ),
    "the next of a series": (
        "en",
        "The fourth meeting of OSCE and IOM was held in Rome in May 2018. The next was held in Lima in 2019.",
        [("meeting", {"OSCE", "IOM"}, "2018-05", ("Rome",)), ("meeting", {"OSCE", "IOM"}, "2019", ("Lima",))],
    ),
    "a number whose noun stands in the sentence before": (
        "en",
        "The first meeting of OSCE and IOM was held in Rome in May 2018. UNDP travelled to Lima for the"
        " second, which was held in June 2019.",
        [("meeting", {"OSCE", "IOM"}, "2018-05", ("Rome",)), ("meeting", {"UNDP"}, "2019-06", ("Lima",))],
    ),
    "an event that is called by its city": (
        "en",
        "The leaders of SCO attended the Samarkand summit on 15 September 2022.",
        [("summit", {"SCO"}, "2022-09-15", ("Samarkand",))],
    ),
    "an event that is called by the city behind it": (
        "fr",
        "Le 4 juillet 2024, j'ai assisté au sommet d'Astana de l'OCS.",
        [("summit", {"SG", "SCO"}, "2024-07-04", ("Astana",))],
    ),
    "a meeting in the words that open the sentence": (
        "fr",
        "Réunis à Suva en juillet 2022, les dirigeants du Forum des îles du Pacifique ont salué ces progrès.",
        [("meeting", {"PIF"}, "2022-07", ("Suva",))],
    ),
}


@pytest.mark.parametrize(("lang", "text", "expected"), CASES.values(), ids=CASES)
def test_events_of_a_passage(proposals, lang, text, expected):
    found = [p for p in proposals(text, lang=lang) if p.kind == "event"]
    assert [(p.type, set(p.actors), p.date, p.place) for p in found] == expected


def test_taking_part_is_no_cooperation_beside_the_event(proposals):
    text = "La CEDEAO a tenu une session à Accra le 9 janvier 2022. L'UA et l'ONU y ont participé."
    assert [p.kind for p in proposals(text)] == ["event"]


def test_meetings_held_regularly_are_a_cooperation(proposals):
    found = proposals("OSCE and IOM meet every quarter to review their work.", lang="en")
    assert [(p.kind, p.type, set(p.actors)) for p in found] == [("activity", "coordination", {"OSCE", "IOM"})]


TEXTS = {
    "a text of nobody named": (
        "en",
        "The Global Compact for Migration was adopted in Marrakech on 10 December 2018.",
        [("other", set(), "2018-12-10", ("Marrakech",))],
    ),
    "a resolution that was adopted": (
        "fr",
        "La résolution 2719 (2023) a été adoptée à l'unanimité par le Conseil de sécurité le 2 mai 2023.",
        [("resolution", {"SC"}, "2023-05-02", ())],
    ),
    "a resolution that is cited": (
        "fr",
        "L'OSCE salue la résolution 2719 (2023) du Conseil de sécurité, adoptée le 21 décembre 2023.",
        [],
    ),
}


@pytest.mark.parametrize(("lang", "text", "expected"), TEXTS.values(), ids=TEXTS)
def test_texts_of_a_passage(proposals, lang, text, expected):
    found = [p for p in proposals(text, lang=lang) if p.kind == "instrument"]
    assert [(p.type, set(p.actors), p.date, p.place) for p in found] == expected
