"""Events: what a sentence says of meetings, visits and sessions, one record for each."""

import pytest

EVENTS = {
    "a noun with its date and place": (
        "L'ONU et l'OSCE ont tenu une réunion à Vienne en mai 2017.",
        [("meeting", None, {"UN", "OSCE"}, "2017-05", ("Vienna",))],
    ),
    "the opening's date is that of what is held": (
        "En mai 2017, à Vienne, l'ONU et l'OSCE ont tenu leur quatrième réunion.",
        [("meeting", 4, {"UN", "OSCE"}, "2017-05", ("Vienna",))],
    ),
    "a date between the verb and its object": (
        "L'ONU a accueilli, le 3 mai 2017, un séminaire sur les sanctions.",
        [("workshop", None, {"UN"}, "2017-05-03", ())],
    ),
    "a verb of visiting is a visit": (
        "En mars 2019, le Directeur exécutif de l'ONUDC s'est rendu au siège d'INTERPOL à Lyon.",
        [("visit", None, {"UNODC", "INTERPOL"}, "2019-03", ("Lyon",))],
    ),
    "a visit made to attend a session is the session": (
        "En mai 2018, je me suis rendu à Santiago pour assister à la trente-septième session de la CEPALC.",
        [("session", 37, {"SG", "ECLAC"}, "2018-05", ("Santiago",))],
    ),
    "a meeting of two heads, in the first person": (
        "J'ai rencontré le Secrétaire général de l'OEA à Lima en avril 2018.",
        [("meeting", None, {"SG", "OAS"}, "2018-04", ("Lima",))],
    ),
    "two dates joined are two events": (
        "L'UNESCO et la CPLP ont tenu des consultations en mai 2017 et en juin 2018 à Lisbonne.",
        [
            ("consultation", None, {"UNESCO", "CPLP"}, "2017-05", ("Lisbon",)),
            ("consultation", None, {"UNESCO", "CPLP"}, "2018-06", ("Lisbon",)),
        ],
    ),
    "each date with its place": (
        "L'ONU et l'OCI ont organisé deux conférences, en juillet 2017 à Bakou et en juin 2018 à Rabat.",
        [
            ("conference", None, {"UN", "OIC"}, "2017-07", ("Baku",)),
            ("conference", None, {"UN", "OIC"}, "2018-06", ("Rabat",)),
        ],
    ),
    "respectively pairs ordinals and dates": (
        "J'ai assisté aux neuvième et dixième sommets de l'ASEAN, tenus respectivement en mai 2016 et"
        " en juin 2017.",
        [
            ("summit", 9, {"SG", "ASEAN"}, "2016-05", ()),
            ("summit", 10, {"SG", "ASEAN"}, "2017-06", ()),
        ],
    ),
    "the author's own dialogue needs no date": (
        "Le Secrétaire général de la CEEAC a participé à mon dialogue interactif avec les organisations.",
        [("dialogue", None, {"ECCAS", "SG"}, None, ())],
    ),
    "talks at a summit are the summit": (
        "Lors du sommet de l'ASEAN, tenu à Manille en novembre 2017, j'ai eu des entretiens avec les"
        " dirigeants.",
        [("summit", None, {"SG", "ASEAN"}, "2017-11", ("Manila",))],
    ),
    "an apposition names the same event": (
        "L'OSCE a participé à mon dialogue, consultation biennale, qui s'est tenu en juin 2018 à New York.",
        [("dialogue", None, {"OSCE", "SG"}, "2018-06", ("New York",))],
    ),
    "participants of a relative clause": (
        "L'atelier, auquel ont participé des experts de l'OSCE et de la CEE, s'est tenu à Minsk en juin"
        " 2019.",
        [("workshop", None, {"OSCE", "ECE"}, "2019-06", ("Minsk",))],
    ),
    "an ordinal without a noun continues the series": (
        "L'Assemblée générale d'INTERPOL a tenu sa neuvième session à Rome en mai 2016 et sa dixième à"
        " Lima en juin 2017.",
        [
            ("session", 9, {"INTERPOL"}, "2016-05", ("Rome",)),
            ("session", 10, {"INTERPOL"}, "2017-06", ("Lima",)),
        ],
    ),
    "a place stands beside its date": (
        "L'OSCE a tenu trois ateliers en ligne le 4 mars 2021, à Minsk le 8 mai 2021 et à Rome le 9"
        " juin 2021.",
        [
            ("workshop", None, {"OSCE"}, "2021-03-04", ()),
            ("workshop", None, {"OSCE"}, "2021-05-08", ("Minsk",)),
            ("workshop", None, {"OSCE"}, "2021-06-09", ("Rome",)),
        ],
    ),
    "two days that follow each other are one event": (
        "L'ONU et l'OSCE ont organisé une conférence à Rome les 31 mai et 1er juin 2019.",
        [("conference", None, {"UN", "OSCE"}, "2019-05-31/2019-06-01", ("Rome",))],
    ),
    "what went before lends no date": (
        "À la suite des troubles d'août 2023, l'OSCE a organisé à Minsk un atelier.",
        [],
    ),
    "a body with a name is no mission": (
        "La Mission de l'Union africaine en Somalie a été reconfigurée le 31 mars 2022.",
        [],
    ),
    "an occasion without number, date or place is none": (
        "Le 10 juin 2024, l'OSCE a rencontré l'ONUDC en marge d'une conférence.",
        [("meeting", None, {"OSCE", "UNODC"}, "2024-06-10", ())],
    ),
    "a regular series is no event": ("Chaque année, l'ONU célèbre la Journée de la langue espagnole.", []),
    "what did not happen is no event": (
        "Aucune réunion n'a été tenue en mai 2020 entre l'ONU et l'OSCE.",
        [],
    ),
    "bodies in the name of a text signed there take no part": (
        "Lors de la septième Conférence annuelle, tenue en mai 2019, l'OSCE et INTERPOL ont signé le Cadre"
        " commun UA-ONU.",
        [("conference", 7, {"OSCE", "INTERPOL"}, "2019-05", ())],
    ),
    "the Secretary-General at a summit named for the United Nations": (
        "J'ai assisté au neuvième Sommet ASEAN-ONU à Manille en mai 2017.",
        [("summit", 9, {"SG", "ASEAN"}, "2017-05", ("Manila",))],
    ),
    "another of the Secretariat with his title is not the Secretary-General": (
        "Le chef de l'OSCE s'est entretenu en mai 2017 avec un Sous-Secrétaire général de l'ONU.",
        [("meeting", None, {"OSCE", "UN"}, "2017-05", ())],
    ),
    "a region spoken about is no place": (
        "Le HCR et l'OSCE ont ouvert le 3 mai 2021 une conférence sur la nationalité en Europe.",
        [("conference", None, {"UNHCR", "OSCE"}, "2021-05-03", ())],
    ),
    "a place of another verb, and of what went before, is none of the session": (
        "À la suite des événements au Gabon, la CEEAC a déplacé son siège à Malabo et tenu, le 15 décembre"
        " 2023, sa cinquième session extraordinaire.",
        [("session", 5, {"ECCAS"}, "2023-12-15", ())],
    ),
    "each verb has its date, whether a list holds it or not": (
        "Le chef de l'OSCE a prononcé à Suva, le 15 mai 2019, l'allocution de clôture d'un dialogue et a pris"
        " la parole à Lima, le 26 août 2024, à l'ouverture de la dixième réunion d'INTERPOL.",
        [
            ("dialogue", None, {"OSCE"}, "2019-05-15", ("Suva",)),
            ("meeting", 10, {"OSCE", "INTERPOL"}, "2024-08-26", ("Lima",)),
        ],
    ),
    "an ordinal that opens a sentence continues the series": (
        "La dixième réunion de l'ONU et de l'OCI s'est tenue à Genève en mai 2016. La onzième a eu lieu à"
        " Rabat"
        " en juin 2018.",
        [
            ("meeting", 10, {"UN", "OIC"}, "2016-05", ("Geneva",)),
            ("meeting", 11, {"UN", "OIC"}, "2018-06", ("Rabat",)),
        ],
    ),
    "right behind the date stands what happened": (
        "Le 20 juillet 2020, une réunion à trois a mis autour de la table l'ONU, l'OIF et l'UA.",
        [("meeting", None, {"UN", "OIF", "AU"}, "2020-07-20", ())],
    ),
    "an occasion lends its date to the talks beside it": (
        "En marge du Sommet de l'avenir, le 22 septembre 2024, l'OSCE et l'ONU ont discuté de leurs projets.",
        [("meeting", None, {"OSCE", "UN"}, "2024-09-22", ())],
    ),
    "the same meeting twice in the margins of an assembly has each its place": (
        "Les chefs de l'OSCE et de l'OCI se sont rencontrés à Rome en septembre 2019, en marge d'une"
        " assemblée,"
        " et à Manama le 16 mai 2024.",
        [("meeting", None, {"OSCE", "OIC"}, "2019-09", ("Rome",))],
    ),
    "one who asked takes no part": (
        "À la demande de la CPLP, l'UNESCO a tenu sa quarantième session à Paris en novembre 2019.",
        [("session", 40, {"UNESCO"}, "2019-11", ("Paris",))],
    ),
    "what is spoken about takes no part": (
        "Le Conseil de sécurité a tenu le 30 septembre 2019 un débat sur l'Union africaine.",
        [("dialogue", None, {"SC"}, "2019-09-30", ())],
    ),
}

ENGLISH = {
    "a passive": (
        "The third workshop of ECE and OSCE was held in Minsk from 4 to 6 June 2018.",
        [("workshop", 3, {"ECE", "OSCE"}, "2018-06-04/2018-06-06", ("Minsk",))],
    ),
    "a noun that looks like a verb": (
        "UNODC hosted the first meeting with OSCE in Vienna in May 2018.",
        [("meeting", 1, {"UNODC", "OSCE"}, "2018-05", ("Vienna",))],
    ),
    "a series goes on behind a semicolon": (
        "I attended three regular meetings of CARICOM: the fortieth, in Rome in July 2019; the"
        " forty-third, in"
        " Lima in July 2022.",
        [
            ("meeting", 40, {"SG", "CARICOM"}, "2019-07", ("Rome",)),
            ("meeting", 43, {"SG", "CARICOM"}, "2022-07", ("Lima",)),
        ],
    ),
    "words of a name between number and noun": (
        "UNHCR and OSCE hosted the first International Migration Review Forum in New York in May 2022.",
        [("forum", 1, {"UNHCR", "OSCE"}, "2022-05", ("New York",))],
    ),
    "the day after is another day": (
        "On 3 March 2020, UNODC and OSCE met in Vienna, the day after a high-level event.",
        [("meeting", None, {"UNODC", "OSCE"}, "2020-03-03", ("Vienna",))],
    ),
    "what was discussed at a meeting is that meeting": (
        "In May 2018, UNODC and OSCE held their fourth annual dialogue in Rome, which discussed drugs.",
        [("dialogue", 4, {"UNODC", "OSCE"}, "2018-05", ("Rome",))],
    ),
    "what is discussed is not where": (
        "On 3 May 2021, in Rome, UNODC and OSCE discussed the situation in Chad.",
        [("meeting", None, {"UNODC", "OSCE"}, "2021-05-03", ("Rome",))],
    ),
    "one who represents the Secretary-General is not he": (
        "In May 2021, the Special Representative of the Secretary-General met the head of OSCE in Rome.",
        [("meeting", None, {"OSCE"}, "2021-05", ("Rome",))],
    ),
    "an anniversary is no event unless it is held": (
        "OSCE met in Rome in July 2023, for the fiftieth anniversary of the Treaty.",
        [("meeting", None, {"OSCE"}, "2023-07", ("Rome",))],
    ),
    "a verb of travelling": (
        "In May 2018, I travelled to Jakarta to attend the tenth summit of ASEAN.",
        [("summit", 10, {"SG", "ASEAN"}, "2018-05", ("Jakarta",))],
    ),
}


@pytest.mark.parametrize(("text", "expected"), EVENTS.values(), ids=EVENTS)
def test_events_of_a_french_sentence(proposals, text, expected):
    assert events(proposals(text)) == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_events_of_an_english_sentence(proposals, text, expected):
    assert events(proposals(text, lang="en")) == expected


def events(found):
    return [(p.type, p.ordinal, set(p.actors), p.date, p.place) for p in found if p.kind == "event"]


def test_a_coming_event_is_planned(proposals):
    (event,) = proposals("Le HCR et l'OCI organiseront en 2021 une conférence à Rabat.")
    assert event.status == "planned"


def test_an_event_without_bodies_takes_those_of_the_series(proposals):
    first, second = proposals(
        "La première conférence annuelle de l'ONU et de l'Union africaine s'est tenue en avril 2017."
        " La deuxième conférence annuelle a eu lieu en juillet 2018 à Nairobi."
    )
    assert second.actors == first.actors
    assert second.confidence < first.confidence
