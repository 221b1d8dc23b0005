"""How sure the reader is of a record: the chance that all of it is right, estimated from plain signals.

Each signal moves the odds by what ``data/confidence.toml`` says. ``python -m bench.calibration`` measures the
weights on annotated passages and shows how well they hold on passages left out.

>>> round(probability({"event", "no-date"}, {"always": 1.0, "event": 0.5, "no-date": -1.5}), 2)
0.5
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from concertation.reading.catalogue import DATA
from concertation.reading.context import PERSONS
from concertation.reading.statement import Statement

_LONG = 250
"""Characters from which a quote is long: what belongs to what is then less sure."""
_MANY = 4
"""Actors from which one too many is likely."""


def confidence(statement: Statement, unknown: int) -> float:
    """Return an estimate, 0 to 1, that the whole record is right. `unknown` counts the names inside its quote
    that the catalogue does not hold."""
    return round(probability(signals(statement, unknown), weights()), 3)


def signals(statement: Statement, unknown: int) -> Iterator[str]:
    """Yield the names of what speaks for or against a record."""
    yield statement.kind
    bodies = len({m.id for m in statement.actors})
    if statement.inferred:
        yield "actors-inferred"
    else:
        for mention in statement.actors:
            if mention.how == "reference" and mention.id not in PERSONS:
                yield "actor-by-reference"
                break
    if bodies < 2:
        yield "one-actor" if bodies else "no-actor"
    elif bodies >= _MANY:
        yield "many-actors"
    if statement.kind in ("event", "instrument") and statement.date is None:
        yield "no-date"
    if statement.kind == "event" and not statement.place:
        yield "no-place"
    if len(statement.place) > 1:
        yield "many-places"
    if statement.status == "planned":
        yield "planned"
    if unknown:
        yield "unknown-name"
    if statement.end - statement.start > _LONG:
        yield "long-quote"


def probability(found: Iterable[str], moved: Mapping[str, float]) -> float:
    """The chance that follows from the signals `found`, each moving the log-odds by its weight in `moved`."""
    return 1 / (1 + math.exp(-moved["always"] - sum(moved.get(name, 0.0) for name in found)))


@cache
def weights() -> Mapping[str, float]:
    """The weights of all signals, in log-odds."""
    return tomllib.loads((DATA / "confidence.toml").read_text(encoding="utf-8"))["weight"]
