"""What each role may do, from ``permissions.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Verb = Literal[
    "review", "load", "edit", "edit-all", "report", "circles", "own-circles", "people", "invite", "describe"
]
MATRIX = Path(__file__).with_name("permissions.toml")


@cache
def _matrix() -> dict[str, frozenset[str]]:
    matrix = {role: frozenset(verbs) for role, verbs in tomllib.loads(MATRIX.read_text()).items()}
    unknown = {verb for verbs in matrix.values() for verb in verbs} - set(get_args(Verb))
    if unknown:
        raise ValueError(f"{MATRIX.name}: unknown verb {min(unknown)!r}")
    return matrix


def allowed(role: str, verb: Verb) -> bool:
    """Tell whether the role may do the verb; an unknown role may do nothing."""
    return verb in _matrix().get(role, frozenset())


def verbs(role: str) -> list[Verb]:
    """Return what the role may do, in the order of `Verb`."""
    return [verb for verb in get_args(Verb) if allowed(role, verb)]
