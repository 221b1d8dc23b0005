"""How sure the reader is of a record: a product of plain signals, each with its reason.

The weights are in ``data/confidence.toml``; they order records, a calibration may map them to shares later.
"""

from __future__ import annotations

import tomllib
from functools import cache

from concertation.reading.catalogue import DATA
from concertation.reading.context import PERSONS
from concertation.reading.statement import Statement


def confidence(statement: Statement, unknown: int) -> float:
    """Return an estimate, 0 to 1, that the whole record is right. `unknown` counts the names inside its quote
    that the catalogue does not hold."""
    weights = _weights()
    estimate = weights["rule"].get(statement.rule, 0.5)
    signals = weights["signal"]
    if statement.inferred:
        estimate *= signals["actors_inferred"]
    elif any(m.how == "reference" and m.id not in PERSONS for m in statement.actors):
        estimate *= signals["actor_by_reference"]
    if statement.kind in ("event", "instrument") and statement.date is None:
        estimate *= signals["no_date"]
    if statement.kind == "event" and not statement.place:
        estimate *= signals["no_place"]
    if len({m.id for m in statement.actors}) < 2:
        estimate *= signals["one_actor"]
    if statement.status == "planned":
        estimate *= signals["planned"]
    return round(estimate * signals["unknown_name"] ** unknown, 3)


@cache
def _weights() -> dict[str, dict[str, float]]:
    return tomllib.loads((DATA / "confidence.toml").read_text(encoding="utf-8"))
