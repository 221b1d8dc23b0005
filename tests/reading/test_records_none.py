"""What states no record: wishes, requests, facts about a body, what did not happen, what is described."""

import pytest

NOTHING = [
    (
        "en",
        "The Secretary-General encourages the African Union and its partners to strengthen their"
        " cooperation in the field of mediation.",
    ),
    (
        "en",
        "Member States are invited to consider funding the joint programme of UNDP and the Economic"
        " Community of West African States.",
    ),
    (
        "en",
        "The Council requests the Secretary-General to report on cooperation with the League of Arab"
        " States by 30 June 2025.",
    ),
    ("en", "The African Union has 55 member States and was founded in Durban in July 2002."),
    ("en", "No meeting between the two organizations took place in 2020 owing to the pandemic."),
    (
        "en",
        "The mandate of the office of the European Union Special Representative expires in February 2026.",
    ),
    (
        "en",
        "Cooperation between the United Nations and regional organizations is provided for in Chapter"
        " VIII of the Charter.",
    ),
    ("en", "The population of Lagos reached 15 million in 2022 according to the World Bank."),
    ("en", "ASEAN accounts for 8 per cent of world trade."),
    (
        "en",
        "The report of the Secretary-General (S/2021/303) described the security situation in Mali in"
        " March 2021.",
    ),
    (
        "en",
        "Under the Treaty of Lagos of 1975, the Economic Community of West African States promotes"
        " economic integration.",
    ),
    (
        "en",
        "The Security Council remains seized of the matter and looks forward to the next briefing by the"
        " African Union.",
    ),
    ("en", "The budget of the Organization of American States for 2023 was $90 million."),
    ("en", "The President of the Commission was elected in February 2021 for a term of four years."),
    (
        "en",
        "Climate change threatens the livelihoods of millions of people in the Sahel, according to UNEP.",
    ),
    ("en", "The OSCE Secretary General expressed concern about the shelling of Kharkiv in May 2022."),
    ("en", "The International Court of Justice delivered its judgment on 20 July 2022."),
    ("en", "Article 6 of the Paris Agreement was discussed at length in Glasgow in November 2021."),
    ("en", "The European Union imposed sanctions on 12 persons in March 2022."),
    ("en", "In 2019 the African Development Bank had 81 members."),
    (
        "fr",
        "Le Secrétaire général engage l'Union africaine et ses partenaires à renforcer leur coopération"
        " en matière de médiation.",
    ),
    (
        "fr",
        "Les États Membres sont invités à envisager de financer le programme commun du PNUD et de la CEDEAO.",
    ),
    (
        "fr",
        "Le Conseil prie le Secrétaire général de lui faire rapport sur la coopération avec la Ligue des"
        " États arabes d'ici au 30 juin 2025.",
    ),
    ("fr", "L'Union africaine compte 55 États membres et a été fondée à Durban en juillet 2002."),
    (
        "fr",
        "Aucune réunion n'a eu lieu entre les deux organisations en 2020 en raison de la pandémie.",
    ),
    ("fr", "Le mandat du Représentant spécial de l'Union européenne expire en février 2026."),
    (
        "fr",
        "La coopération entre l'ONU et les organisations régionales est prévue au Chapitre VIII de la"
        " Charte.",
    ),
    ("fr", "L'ASEAN représente 8 % du commerce mondial."),
    (
        "fr",
        "Le rapport du Secrétaire général (S/2021/303) décrivait la situation au Mali en mars 2021.",
    ),
    ("fr", "En vertu du Traité de Lagos de 1975, la CEDEAO favorise l'intégration économique."),
    (
        "fr",
        "Le Conseil de sécurité demeure saisi de la question et attend avec intérêt le prochain exposé"
        " de l'Union africaine.",
    ),
    (
        "fr",
        "Le budget de l'Organisation des États américains pour 2023 était de 90 millions de dollars.",
    ),
    ("fr", "Le Président de la Commission a été élu en février 2021 pour un mandat de quatre ans."),
    (
        "fr",
        "Les changements climatiques menacent les moyens de subsistance de millions de personnes au"
        " Sahel, selon le PNUE.",
    ),
    (
        "fr",
        "La Secrétaire générale de l'OSCE s'est dite préoccupée par le bombardement de Kharkiv en mai 2022.",
    ),
    ("fr", "La Cour internationale de Justice a rendu son arrêt le 20 juillet 2022."),
    ("fr", "L'Union européenne a pris des sanctions contre 12 personnes en mars 2022."),
    ("fr", "En 2019, la Banque africaine de développement comptait 81 membres."),
    ("fr", "L'OIF souligne l'importance du dialogue entre les parties au Tchad et au Gabon."),
    ("fr", "Le siège de l'Organisation de la coopération islamique est à Djedda depuis 1970."),
]


@pytest.mark.parametrize(("lang", "text"), NOTHING)
def test_nothing_is_read(proposals, lang, text):
    assert proposals(text, lang=lang) == []
