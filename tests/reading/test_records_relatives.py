"""What relative clauses, references to a seat and openings of a sentence say of a record."""

import pytest

CASES = {
    "one who gives in a relative clause has no part in the rest": (
        "fr",
        "L'OIM et l'UNESCO ont collaboré à un projet, pour lequel l'Allemagne a versé 4 millions d'euros.",
        [("activity", {"IOM", "UNESCO"}, None, ()), ("resource", {"DEU"}, None, ())],
    ),
    "a text concluded once and renewed": (
        "en",
        "The memorandum that UNIDO and WIPO had concluded in 2013 was renewed in Vienna on 4 May 2018.",
        [("instrument", {"UNIDO", "WIPO"}, "2018-05-04", ("Vienna",))],
    ),
    "a host is no party to what others adopt": (
        "en",
        "At a conference hosted by Uganda in Kampala on 28 July 2022, IGAD States adopted a declaration.",
        [
            ("event", {"UGA", "IGAD"}, "2022-07-28", ("Kampala",)),
            ("instrument", {"IGAD"}, "2022-07-28", ()),
        ],
    ),
    "where one went and signed": (
        "fr",
        "Le 15 mai 2023, le chef de l'OIF s'est rendu à Djedda, où il a signé un accord avec l'OCI.",
        [
            ("event", {"OIF", "OIC"}, "2023-05-15", ("Jeddah",)),
            ("instrument", {"OIF", "OIC"}, "2023-05-15", ("Jeddah",)),
        ],
    ),
    "its headquarters are its city": (
        "en",
        "A ceremony of the African Union was held at its headquarters on 9 July 2022.",
        [("event", {"AU"}, "2022-07-09", ("Addis Ababa",))],
    ),
    "the seat of the latter": (
        "fr",
        "Une réunion de l'ONU et de l'Union africaine s'est tenue au siège de celle-ci le 9 juillet 2022.",
        [("event", {"UN", "AU"}, "2022-07-09", ("Addis Ababa",))],
    ),
    "where the sentence opens, all its clauses are": (
        "en",
        "In Mozambique, UNICEF supports SADC, while UNHCR works closely with ICRC.",
        [
            ("activity", {"UNICEF", "SADC"}, None, ("Mozambique",)),
            ("activity", {"UNHCR", "ICRC"}, None, ("Mozambique",)),
        ],
    ),
    "a resolution on cooperation with a body": (
        "fr",
        "En novembre 2024, l'Assemblée générale a adopté une résolution sur la coopération avec l'OCI.",
        [("instrument", {"GA", "OIC"}, "2024-11", ())],
    ),
}


@pytest.mark.parametrize(("lang", "text", "expected"), CASES.values(), ids=CASES)
def test_records_of_a_sentence(proposals, lang, text, expected):
    assert [(p.kind, set(p.actors), p.date, p.place) for p in proposals(text, lang=lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le 9 juillet 2022, l'Union africaine a célébré son vingtième anniversaire à Addis-Abeba."),
        ("en", "On 9 July 2022, the African Union celebrated its twentieth anniversary in Addis Ababa."),
    ],
)
def test_an_anniversary_is_none_of_a_series(proposals, lang, text):
    assert [(p.type, p.ordinal) for p in proposals(text, lang=lang)] == [("celebration", None)]
