"""Titles: what a record is called, so that it stands alone in a list and is the same from section to
section."""

import pytest

from concertation.reading.language_data import read_data
from concertation.reading.wording import load_wording

FRENCH = {
    "an enumerated member repeats its series in the singular": (
        "J'ai pris la parole aux neuvième et dixième sessions ordinaires de la Conférence de l'UA, tenues"
        " respectivement en mai 2016 et en juin 2017.",
        [
            "neuvième session ordinaire de la Conférence de l'UA",
            "dixième session ordinaire de la Conférence de l'UA",
        ],
    ),
    "an ordinal without a noun takes that of its series": (
        "INTERPOL a tenu sa neuvième session ordinaire à Rome en mai 2016 et sa dixième à Lima en juin 2017.",
        ["neuvième session ordinaire", "dixième session ordinaire"],
    ),
    "two dates are two of the kind": (
        "L'ONU et l'OCI ont organisé deux conférences internationales sur la paix, en juillet 2017 à Bakou et"
        " en juin 2018 à Rabat.",
        ["conférence internationale sur la paix", "conférence internationale sur la paix"],
    ),
    "a meeting told by a verb takes its noun and its partner": (
        "En mai 2017, le Secrétaire général de l'OSCE a également rencontré le Directeur d'INTERPOL à Lyon.",
        ["rencontre avec le Directeur d'INTERPOL"],
    ),
    "a partner behind date and place": (
        "Le chef de l'OSCE s'est entretenu le 3 mai 2017 à Vienne avec le Secrétaire général de l'OCI.",
        ["entretien avec le Secrétaire général de l'OCI"],
    ),
    "a meeting without a partner is that of its subject": (
        "Le Conseil ministériel de l'OSCE s'est réuni à Milan en mai 2017.",
        ["réunion du Conseil ministériel de l'OSCE"],
    ),
    "a visit has its goal": (
        "En mars 2019, le Directeur exécutif de l'ONUDC s'est rendu au siège d'INTERPOL à Lyon.",
        ["visite au siège d'INTERPOL à Lyon"],
    ),
    "what is launched": (
        "Le 3 mai 2017, l'OSCE et l'ONU ont lancé le Réseau des femmes.",
        ["lancement du Réseau des femmes"],
    ),
    "the complement follows date and place": (
        "L'OSCE a organisé un séminaire régional à Minsk en mai 2017 sur la lutte contre la corruption.",
        ["séminaire régional sur la lutte contre la corruption"],
    ),
    "brackets are left out, the year of a symbol stays": (
        "Le 3 mai 2019, le Conseil de sécurité a adopté la résolution 2457 (2019).",
        ["résolution 2457 (2019)"],
    ),
    "the noun of cooperation that is the verb's object": (
        "L'ONUDC a renforcé sa collaboration étroite avec le secrétariat de l'OSCE.",
        ["collaboration étroite avec le secrétariat de l'OSCE"],
    ),
    "a verb of helping melts with the article": (
        "Le PNUD a aidé le secrétariat et les institutions de la CARICOM à exécuter leur stratégie.",
        ["aide au secrétariat et aux institutions de la CARICOM pour exécuter leur stratégie"],
    ),
    "an indefinite plural is elided": (
        "L'ONUDC et l'OSCE ont échangé des informations sur les drogues en mai 2017.",
        ["échange d'informations sur les drogues"],
    ),
    "adverbs after the verb are no part of it": (
        "L'ONUDC et l'OSCE ont coopéré étroitement et régulièrement dans le domaine de la justice.",
        ["coopération dans le domaine de la justice"],
    ),
    "behind a comma and an adverb it goes on": (
        "L'ONU a renforcé sa coopération avec l'OSCE, notamment dans le domaine de l'eau.",
        ["coopération avec l'OSCE"],
    ),
    "a purpose stays where it was": (
        "Le HCR a fourni au secrétariat de l'OCI une assistance technique et juridique.",
        ["assistance technique et juridique"],
    ),
    "an amount is named by its kind": (
        "La Banque mondiale a annoncé à l'ONU 12 millions de dollars.",
        ["annonce de 12 millions de dollars"],
    ),
    "who is lent": (
        "L'OSCE a détaché un expert auprès de l'ONUDC.",
        ["détachement d'un expert auprès de l'ONUDC"],
    ),
}

ENGLISH = {
    "an ordinal without a noun takes the words before the noun too": (
        "I attended the tenth ASEAN-UN Summit in Bangkok on 3 November 2019 and the twelfth in Phnom Penh"
        " on 11"
        " November 2022.",
        ["tenth ASEAN-UN Summit", "twelfth ASEAN-UN Summit"],
    ),
    "the words before a noun belong to it": (
        "UNDP and OSCE held a high-level pledging conference in Nassau on 13 January 2020.",
        ["high-level pledging conference"],
    ),
    "a name in quotation marks before the noun": (
        'OSCE attended the "SCO Plus" meeting in Astana on 4 July 2024.',
        ['"SCO Plus" meeting'],
    ),
    "one of several": (
        "UNODC took part in two summits of the League of Arab States: in Tunis on 31 March 2019 and in"
        " Algiers"
        " on 1 November 2022.",
        ["summit of the League of Arab States", "summit of the League of Arab States"],
    ),
    "a meeting told by a verb": (
        "The Director of UNODC met the leaders of the Pacific Islands Forum in Suva in May 2019.",
        ["meeting with the leaders of the Pacific Islands Forum"],
    ),
    "a meeting of its subject": (
        "The OSCE Ministerial Council met in Milan on 6 December 2018.",
        ["meeting of the OSCE Ministerial Council"],
    ),
    "what was inaugurated": (
        "The OSCE Centre for Water was inaugurated on 12 May 2023 in Vienna.",
        ["inauguration of the OSCE Centre for Water"],
    ),
    "what a workshop is about": (
        "UNODC hosted a workshop with OSCE in Vienna in May 2018 on agri-food trade.",
        ["workshop with OSCE on agri-food trade"],
    ),
    "a bare workshop": (
        "FAO and OSCE hosted a workshop in Vienna in May 2018 on agri-food trade.",
        ["workshop on agri-food trade"],
    ),
    "help is for somebody": (
        "UNODC has helped CARICOM to prepare its strategy for carrying out the agreement.",
        ["help for CARICOM to prepare its strategy for carrying out the agreement"],
    ),
    "an object pronoun names nothing": (
        "OSCE is expanding its work, and UNODC gives it logistical support.",
        ["logistical support"],
    ),
    "working with somebody": (
        "OIF is working with the United Nations on translating manuals into French.",
        ["work with the United Nations on translating manuals into French"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FRENCH.values(), ids=FRENCH)
def test_titles_of_a_french_sentence(proposals, text, expected):
    assert [p.title for p in proposals(text)] == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_titles_of_an_english_sentence(proposals, text, expected):
    assert [p.title for p in proposals(text, lang="en")] == expected


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_verb_that_states_a_record_by_itself_has_a_noun(lang):
    records, titles = read_data(lang, "records"), read_data(lang, "titles")
    listed = [
        verb
        for role, classes in (("event_verb", None), ("verb", _COOPERATING))
        for name, table in records[role].items()
        if classes is None or name in classes
        for verb in table["verbs"]
    ]
    assert sorted(set(listed) - titles["verbs"].keys()) == []


_COOPERATING = ("help", "join", "work", "inform", "coordinate", "promote", "part", "second")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_title_holds_a_date_or_ends_in_a_word_that_leads_on(sample, lang):
    naming = load_wording(lang).naming
    hollow = tuple(phrase for group in naming.hollow.values() for phrase in group)
    for proposal in sample(lang):
        last = proposal.title.replace("’", "'").replace("'", " ").split()[-1]
        assert last not in naming.trailing, proposal.title
        assert not proposal.title.lower().endswith(hollow), proposal.title
        assert not (proposal.date and proposal.date[:4] in proposal.title.split("(")[0]), proposal.title
        assert len(proposal.title) <= 130
