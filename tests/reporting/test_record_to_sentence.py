"""One record, one sentence in each language, that says what the record holds."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest

from concertation.reporting.telling.facts import Body, Fact, Where
from concertation.reporting.telling.group import Group, together
from concertation.reporting.telling.language import load
from concertation.reporting.telling.naming import Naming
from concertation.reporting.telling.tell import tell

GENEVA, RABAT, CAIRO = (
    Where("Geneva", "city", "CHE"),
    Where("Rabat", "city", "MAR"),
    Where("Cairo", "city", "EGY"),
)


def parties(ids: str) -> tuple[tuple[str, str], ...]:
    return tuple((id, "party") for id in ids.split())


CASES = {
    "a meeting without a title in the language is told by its type, number and parties": (
        Fact(
            "1", "meeting", "meeting", "held", "2018-07", number=14, actors=parties("UN LAS"), places=(RABAT,)
        ),
        "La quatorzième réunion entre l’ONU et la Ligue des États arabes a eu lieu à Rabat en juillet 2018.",
        "The fourteenth meeting between the United Nations and the League of Arab States (LAS) took place in "
        "Rabat in July 2018.",
    ),
    "a workshop has participants": (
        Fact(
            "5",
            "meeting",
            "workshop",
            "held",
            "2017-05-12/2017-05-13",
            titles={"fr": "atelier sur l'enfance"},
            actors=parties("OHCHR GAB"),
            places=(CAIRO,),
            themes=("children",),
        ),
        "Les 12 et 13 mai 2017, le Haut-Commissariat des Nations Unies aux droits de l’homme (HCDH) "
        "et le Gabon ont "
        "participé à un atelier sur l’enfance au Caire.",
        "On 12 and 13 May 2017, the Office of the United Nations High Commissioner for Human Rights "
        "(OHCHR) and "
        "Gabon participated in a workshop on child protection in Cairo.",
    ),
    "a planned meeting is not told as held": (
        Fact("2", "meeting", "summit", "planned", "2019", number=1, actors=parties("UN AU")),
        "En 2019, le premier sommet était prévu, avec la participation de l’ONU et de l’Union africaine.",
        "In 2019, the first summit was planned, with the participation of the United Nations and the "
        "African Union.",
    ),
    "a title that is no noun phrase we know is quoted": (
        Fact("3", "meeting", "forum", "held", "2018", titles={"fr": "Xyzzy plugh", "en": "Xyzzy plugh"}),
        "En 2018, un forum intitulé « Xyzzy plugh » a eu lieu.",
        "In 2018, a forum entitled “Xyzzy plugh” took place.",
    ),
    "an agreement with its term": (
        Fact(
            "4",
            "agreement",
            "plan",
            "signed",
            "2016-09",
            titles={"fr": "Plan d'action sur le climat"},
            actors=parties("UN ECO"),
            term="2016/2020",
            themes=("climate-environment",),
        ),
        "En septembre 2016, l’ONU et l’Organisation de coopération économique (OCE) ont adopté le "
        "Plan d’action "
        "sur le climat, pour la période 2016-2020.",
        "In September 2016, the United Nations and the Economic Cooperation Organization (ECO) "
        "adopted a plan of "
        "action in the area of the climate and the environment, for the period 2016–2020.",
    ),
    "a draft is not told as signed": (
        Fact(
            "6",
            "agreement",
            "agreement",
            "draft",
            titles={"fr": "accord de siège", "en": "agreement on a seat"},
            actors=parties("AU INTERPOL"),
        ),
        "L’Union africaine et l’Organisation internationale de police criminelle (INTERPOL) ont travaillé à "
        "l’élaboration d’un accord de siège.",
        "The African Union and the International Criminal Police Organization (INTERPOL) worked on "
        "the drafting of an "
        "agreement on a seat.",
    ),
    "work on a subject": (
        Fact(
            "7",
            "activity",
            "support",
            "under-way",
            titles={"fr": "renforcement des statistiques"},
            actors=parties("UNDP AU"),
            places=(Where("Gabon", "country", "GAB"),),
        ),
        "Le Programme des Nations Unies pour le développement (PNUD) et l’Union africaine ont mené au "
        "Gabon des activités d’appui portant sur le renforcement des statistiques.",
        "The United Nations Development Programme (UNDP) and the African Union carried out support "
        "activities in "
        "Gabon.",
    ),
    "a list of subjects stands after a colon, as one article would not do for all": (
        Fact(
            "8",
            "activity",
            "joint-work",
            "done",
            titles={"fr": "désarmement, lutte contre le terrorisme"},
            actors=parties("UN COE"),
        ),
        "L’ONU et le Conseil de l’Europe ont mené des activités communes : désarmement, lutte contre "
        "le terrorisme.",
        "The United Nations and the Council of Europe carried out joint activities.",
    ),
    "a presence": (
        Fact("9", "presence", "liaison-office", "current", actors=parties("UN AU"), places=(CAIRO,)),
        "L’ONU et l’Union africaine ont disposé d’un bureau de liaison au Caire.",
        "The United Nations and the African Union maintained a liaison office in Cairo.",
    ),
    "an amount, exact": (
        Fact(
            "10",
            "pledge",
            "pledge",
            date="2017-11",
            amount=Decimal(1300000000),
            currency="USD",
            actors=parties("UNDP"),
        ),
        "En novembre 2017, des annonces de contribution d’un montant de 1,3 milliard de dollars des "
        "États-Unis ont été enregistrées, avec la participation du Programme des Nations Unies pour le "
        "développement (PNUD).",
        "In November 2017, pledges amounting to $1.3 billion were recorded, with the participation "
        "of the United Nations Development Programme (UNDP).",
    ),
    "a rate": (
        Fact(
            "11",
            "pledge",
            "levy",
            amount=Decimal("0.2"),
            currency="%",
            titles={"fr": "taxe sur les importations"},
            actors=parties("AU"),
        ),
        "L’Union africaine a institué une taxe sur les importations au taux de 0,2 %.",
        "The African Union introduced a levy at the rate of 0.2 per cent.",
    ),
    "work told by the verb of its title, without the body that the title names": (
        Fact(
            "12",
            "activity",
            "joint-work",
            titles={"fr": "étroite collaboration avec le Conseil de l’Europe dans le cadre d’une campagne"},
            actors=parties("UN COE"),
            places=(Where("Gabon", "country", "GAB"),),
        ),
        "L’ONU a étroitement collaboré au Gabon avec le Conseil de l’Europe dans le cadre d’une campagne.",
        "The United Nations and the Council of Europe carried out joint activities in Gabon.",
    ),
    "of help that several are named with, a title does not tell who helped": (
        Fact(
            "13",
            "activity",
            "support",
            titles={"fr": "aide à l’Union africaine pour élaborer sa stratégie"},
            actors=parties("UNDP AU"),
        ),
        "La coopération entre le Programme des Nations Unies pour le développement (PNUD) et l’Union "
        "africaine a porté sur l’aide à l’Union africaine pour élaborer sa stratégie.",
        "The United Nations Development Programme (UNDP) and the African Union carried out support "
        "activities.",
    ),
    "a visit by one body, the place told once": (
        Fact(
            "14",
            "meeting",
            "visit",
            "held",
            "2017-05",
            titles={"fr": "visite au Caire", "en": "visit to Cairo"},
            actors=parties("SG"),
            places=(CAIRO,),
        ),
        "Le Secrétaire général a effectué en mai 2017 une visite au Caire.",
        "The Secretary-General made a visit to Cairo in May 2017.",
    ),
    "a resolution by its number": (
        Fact(
            "15",
            "agreement",
            "resolution",
            titles={"fr": "résolution 72/273", "en": "resolution 72/273"},
            actors=parties("AU"),
        ),
        "L’Union africaine a adopté la résolution 72/273.",
        "The African Union adopted resolution 72/273.",
    ),
    "observer status": (
        Fact("16", "presence", "observer", "current", titles={"fr": "observateur"}, actors=parties("AU")),
        "L’Union africaine a bénéficié du statut d’observateur.",
        "The African Union enjoyed observer status.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_sentence(case: str, sentence: Callable[[Fact, str], str]) -> None:
    fact, fr, en = CASES[case]
    assert sentence(fact, "fr") == fr
    assert sentence(fact, "en") == en


def session(number: int, date: str, place: Where, title: str = "") -> Fact:
    titles = {"fr": title} if title else {}
    return Fact(
        f"s{number}",
        "meeting",
        "meeting",
        "held",
        date,
        number=number,
        titles=titles,
        actors=parties("UN LAS"),
        places=(place,),
        series="7",
    )


@pytest.mark.parametrize(
    ("title", "fr"),
    [
        (
            "",
            "Les treizième et quatorzième réunions entre l’ONU et la Ligue des États arabes se sont tenues "
            "respectivement à Genève en juillet 2016 et à Rabat en juillet 2018.",
        ),
        (
            "réunion générale ONU-Ligue des États arabes",
            "Les treizième et quatorzième réunions générales ONU-Ligue des États arabes se sont tenues "
            "respectivement à Genève en juillet 2016 et à Rabat en juillet 2018.",
        ),
    ],
)
def test_sessions_of_one_series_are_told_together(title: str, fr: str, bodies: dict[str, Body]) -> None:
    items = together([session(13, "2016-07", GENEVA, title), session(14, "2018-07", RABAT, title)])
    naming = Naming(load("fr"), bodies)
    assert tell(Group("political", tuple(items)), naming).text == fr


def test_a_body_is_introduced_once_in_a_section(bodies: dict[str, Body]) -> None:
    naming = Naming(load("fr"), bodies)
    told = [naming.language.grammar.told(naming.several(["ECO"])) for _ in range(2)]
    naming.section()
    told.append(naming.language.grammar.told(naming.several(["ECO"])))
    full = "l’Organisation de coopération économique (OCE)"
    assert told == [full, "l’OCE", full]


def test_no_two_sentences_of_a_paragraph_begin_alike(bodies: dict[str, Body]) -> None:
    facts = [
        Fact(
            str(n),
            "agreement",
            "agreement",
            "signed",
            f"2017-0{n}",
            actors=parties("UN AU"),
            titles={"fr": f"accord sur la question {n}"},
        )
        for n in range(1, 6)
    ]
    text = tell(Group("agreements", tuple((f,) for f in facts)), Naming(load("fr"), bodies)).text
    openings = [part.split()[:2] for part in text.split(". ")]
    assert all(first != second for first, second in pairwise(openings))
