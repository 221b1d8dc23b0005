"""What is known of organizations beyond their names: status at the United Nations, members, identifiers.

The facts that the program ships are in ``data/un_status.csv`` and ``data/members.csv``, each row with its
source; ``data/identifiers.toml`` tells which registers' identifiers are kept.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from concertation.register.models import Membership, Organization

DATA = Path(__file__).parent / "data"


class ConstitutionError(Exception):
    """The shipped facts break a rule; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A register that gives organizations identifiers. `address` has "{}" where the identifier stands."""

    key: str
    name: str
    pattern: re.Pattern[str]
    address: str
    example: str


@cache
def schemes() -> dict[str, Scheme]:
    """Return the registers whose identifiers are kept, by key."""
    data = tomllib.loads((DATA / "identifiers.toml").read_text(encoding="utf-8"))
    return {key: Scheme(key, **row | {"pattern": re.compile(row["pattern"])}) for key, row in data.items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """What an organization is at the United Nations (`Organization.Status`), by which document, since when
    (EDTF)."""

    status: str
    symbol: str
    since: str


@cache
def statuses() -> dict[str, Standing]:
    """Return what organizations are at the United Nations, by identifier; its Member States included.

    Raises `ConstitutionError` where a row breaks a rule.
    """
    found = {id: Standing(Organization.Status.MEMBER, "", "") for id in members()["UN"].members}
    for line, row in _rows("un_status.csv"):
        if row["status"] not in Organization.Status.values or not row["source"] or row["id"] in found:
            raise ConstitutionError(
                f"un_status.csv, line {line}: {row['id']} needs one known status, and a source"
            )
        found[row["id"]] = Standing(row["status"], row["symbol"], row["since"])
    return found


@dataclass(frozen=True, slots=True)
class Members:
    """The members of an organization, by identifier, and where that is written, as of when."""

    members: tuple[str, ...]
    source: str


@cache
def members() -> dict[str, Members]:
    """Return who belongs to which organization, by the identifier of the organization.

    Raises `ConstitutionError` where the members are not as many as the row says, or no source is named.
    """
    found: dict[str, Members] = {}
    for line, row in _rows("members.csv"):
        ids = tuple(row["members"].split())
        if len(set(ids)) != int(row["number"]) or not row["source"]:
            raise ConstitutionError(
                f"members.csv, line {line}: {row['id']} has {len(set(ids))} members, and needs a source"
            )
        found[row["id"]] = Members(ids, f"{row['source']} ({row['as_of']})")
    return found


def described_by_people() -> set[str]:
    """Return the organizations whose facts a person has changed: these are theirs to keep."""
    return _touched(Organization, "id")


def sync_members(merged: frozenset[str] = frozenset()) -> None:
    """Bring the shipped members of each organization into the register, and take away those that are not
    shipped any more, unless a person keeps them there. Of what was `merged` (by identifier) none goes: its
    members came with what went into it."""
    known, kept = (
        set(Organization.objects.values_list("pk", flat=True)),
        _touched(Membership, "organization_id"),
    )
    _clear(kept | merged, merged)
    there = set(Membership.objects.values_list("organization_id", "member_id"))
    Membership.objects.bulk_create(
        [
            Membership(organization_id=id, member_id=member, source=row.source)
            for id, row in members().items()
            if id in known and id not in kept
            for member in row.members
            if member in known and (id, member) not in there
        ],
        batch_size=500,
    )


def _clear(kept: set[str], merged: frozenset[str]) -> None:
    """Take away the memberships that the program brought, which have no history, and does not ship now."""
    by_hand: Any = Membership.history.order_by().values("id")  # pyright: ignore[reportAttributeAccessIssue]
    rows = (
        Membership.objects.exclude(pk__in=by_hand).exclude(organization__in=kept).exclude(member__in=merged)
    )
    shipped = {(id, member) for id, row in members().items() for member in row.members}
    gone = [row.pk for row in rows.only("organization", "member") if _pair(row) not in shipped]
    Membership.objects.filter(pk__in=gone).delete()


def _pair(row: Membership) -> tuple[str, str]:
    return row.organization_id, row.member_id


def _touched(model: type[Organization | Membership], column: str) -> set[str]:
    history = model.history.filter(history_user__isnull=False)  # pyright: ignore[reportAttributeAccessIssue]
    return set(history.order_by().values_list(column, flat=True).distinct())


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)
