"""Presences and resources."""

from decimal import Decimal

import pytest

PRESENCES = {
    "a liaison office": (
        "L'ONU a ouvert un bureau de liaison auprès de la Ligue des États arabes au Caire.",
        ("liaison-office", {"UN", "LAS"}, ("Cairo",)),
    ),
    "a liaison officer named by a noun": (
        "Les échanges sont assurés par un agent de liaison de l'ONUDC auprès de l'OSCE, à Vienne.",
        ("liaison-officer", {"UNODC", "OSCE"}, ("Vienna",)),
    ),
    "a secondment in passing goes to the last body": (
        "Le PNUD a aidé l'Union africaine et le NEPAD, en détachant un économiste.",
        ("secondment", {"UNDP", "NEPAD"}, ()),
    ),
    "observer status": (
        "L'OIM a obtenu le statut d'observateur auprès de la CPLP.",
        ("observer", {"IOM", "CPLP"}, ()),
    ),
}


@pytest.mark.parametrize(("text", "expected"), PRESENCES.values(), ids=PRESENCES)
def test_presences(proposals, text, expected):
    (presence,) = [p for p in proposals(text) if p.kind == "presence"]
    assert (presence.type, set(presence.actors), presence.place) == expected


def test_each_amount_goes_with_the_word_after_it(proposals):
    found = proposals(
        "Le PNUD et la CARICOM ont recueilli 3 millions de dollars en annonces de contributions"
        " et 2 millions d'euros en prêts."
    )
    assert [(p.type, p.amount, p.currency) for p in found if p.kind == "resource"] == [
        ("pledge", Decimal(3_000_000), "USD"),
        ("loan", Decimal(2_000_000), "EUR"),
    ]


def test_an_amount_without_a_body_is_no_record(proposals):
    assert proposals("Les annonces de contributions ont atteint 3 millions de dollars.") == []


def test_a_country_that_promises_is_the_giver(proposals):
    *_, pledge = proposals(
        "L'ONU et l'OSCE ont tenu une réunion en mai 2020. La République de Corée a promis un million de"
        " dollars."
    )
    assert (pledge.type, pledge.actors, pledge.amount) == ("pledge", ("KOR",), Decimal(1_000_000))
