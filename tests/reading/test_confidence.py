"""Confidence: what speaks against a record lowers it, and the weights are those of known signals."""

import inspect

from concertation.reading import confidence as module
from concertation.reading.confidence import weights


def sure(proposals, text):
    return proposals(text)[-1].confidence


def test_two_bodies_named_are_surer_than_one_inferred(proposals):
    first = "La première conférence annuelle de l'ONU et de l'Union africaine s'est tenue en avril 2017."
    second = f"{first} La deuxième conférence annuelle a eu lieu en juillet 2018 à Nairobi."
    assert sure(proposals, second) < sure(proposals, first)


def test_one_body_is_less_sure_than_two(proposals):
    both = "L'ONU et l'OSCE ont tenu une réunion à Vienne en mai 2017."
    assert sure(proposals, "L'OSCE a tenu une réunion à Vienne en mai 2017.") < sure(proposals, both)


def test_what_is_planned_is_less_sure_than_what_was_done(proposals):
    done = "Le HCR et l'OCI ont organisé en 2021 une conférence à Rabat."
    assert sure(proposals, "Le HCR et l'OCI organiseront en 2021 une conférence à Rabat.") < sure(
        proposals, done
    )


def test_every_weight_is_of_a_signal_that_is_given():
    kinds = {"event", "instrument", "activity", "presence", "resource"}
    source = inspect.getsource(module.signals)
    unknown = {name for name in weights() if name not in {"always", *kinds} and f'"{name}"' not in source}
    assert unknown == set()
