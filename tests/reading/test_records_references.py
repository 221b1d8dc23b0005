"""Words that stand for a body: resolved where the context settles them, else left open."""

import pytest

REFERENCES = {
    "the two organizations": (
        "L'ONU coopère avec l'OSCE. Les deux organisations échangent des données.",
        {"UN", "OSCE"},
    ),
    "they": (
        "La CEE et l'OSCE ont signé un accord en mai 2018. Elles échangent des données.",
        {"ECE", "OSCE"},
    ),
    "it, of one subject": (
        "Le PNUD aide l'ASEAN. Il fournit aussi un appui technique à l'OCS.",
        {"UNDP", "SCO"},
    ),
    "the first words of a name": (
        "La Communauté des Caraïbes a tenu un sommet en mai 2018. L'ONU a aidé la Communauté.",
        {"UN", "CARICOM"},
    ),
    "its Secretary-General": (
        "Pour renforcer la concertation avec l'OSCE, j'ai rencontré son Secrétaire général à Vienne en"
        " mai 2017.",
        {"SG", "OSCE"},
    ),
    "an adjective carries a name on": (
        "Le Conseil de sécurité a tenu une séance en mai 2018. Le Conseil ministériel de l'OSCE s'est"
        " réuni en"
        " juin 2018.",
        {"OSCE"},
    ),
    "the subject before, whatever its verb": (
        "Le Secrétaire général de l'OSCE a salué ces progrès. Il a rencontré le chef de l'OCI en mai 2018.",
        {"OSCE", "OIC"},
    ),
    "the Organization, in a UN document": ("L'Organisation collabore avec l'OSCE.", {"UN", "OSCE"}),
}


@pytest.mark.parametrize(("text", "actors"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_stands_for_the_body_introduced(proposals, text, actors):
    assert set(proposals(text)[-1].actors) == actors


ENGLISH = {
    "the last word of a name": (
        "The Pacific Islands Forum held a summit in May 2018. UNDP has supported the Forum.",
        {"UNDP", "PIF"},
    ),
    "he, of one who acted": (
        "The Secretary-General of OSCE spoke of this. In May 2018, he met the head of OIC.",
        {"OSCE", "OIC"},
    ),
    "the latter opens a sentence": (
        "In May 2018, UNDP met the head of OSCE. The latter conferred with INTERPOL in June 2018.",
        {"OSCE", "INTERPOL"},
    ),
    "its representative, of the subject before": (
        "OSCE has enjoyed observer status in the General Assembly since 1994. Its representative attended a"
        " meeting of OIC on 3 May 2018.",
        {"OSCE", "OIC"},
    ),
}


@pytest.mark.parametrize(("text", "actors"), ENGLISH.values(), ids=ENGLISH)
def test_an_english_reference_stands_for_the_body_introduced(proposals, text, actors):
    assert set(proposals(text, lang="en")[-1].actors) == actors


def test_the_heading_names_the_partner_that_its_first_words_stand_for(proposals):
    (record,) = proposals("L'ONU collabore avec la Ligue.", heading="Ligue des États arabes")
    assert set(record.actors) == {"UN", "LAS"}


def test_a_partner_neither_named_nor_referred_to_is_not_added(proposals):
    (record,) = proposals("L'ONU collabore avec l'OSCE.", heading="Ligue des États arabes")
    assert set(record.actors) == {"UN", "OSCE"}


def test_two_organizations_that_nobody_introduced_stay_open(proposals):
    assert proposals("Les deux organisations échangent des données.") == []


def test_an_impersonal_it_stands_for_nothing(proposals):
    assert len(proposals("Le PNUD aide l'ASEAN. Il importe de collaborer avec l'OCS.")) == 1
