"""The catalogue: every organization the project knows, as data with sources.

An organization is a permanent identity (its `id`) with dated names in many languages. The facts are in
``data/organizations.csv`` and ``data/names.csv``; States come from Babel and pycountry, which keep
their names in all languages, and have their ISO 3166-1 alpha-3 code as id.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

DATA = Path(__file__).parent / "data"

OrganizationKind = Literal["un", "regional", "other", "state"]
NameKind = Literal["official", "short", "acronym", "former", "alias"]


class CatalogueError(Exception):
    """The catalogue's data breaks a rule; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that an organization has or had. `lang` is ISO 639-1; `since` and `until` are EDTF or None;
    `source` is a URL or a document symbol."""

    text: str
    lang: str
    kind: NameKind
    since: str | None = None
    until: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that cooperates. `id` is its usual English acronym in capitals, for ever; `kind` is "un" for
    the UN system and its organs, "regional", "state" or "other"; `parent` is an id;
    `seat` is a city in English and `country` its ISO 3166-1 alpha-3 code."""

    id: str
    kind: OrganizationKind
    names: tuple[Name, ...]
    parent: str | None = None
    seat: str | None = None
    country: str | None = None
    founded: str | None = None
    ended: str | None = None
    successor: str | None = None
    website: str = ""
    source: str = ""

    def name(self, lang: str, *kinds: NameKind) -> str | None:
        """Return the first current name in `lang` of the given kinds, in their order
        (default: official, then short, then acronym)."""
        for kind in kinds or ("official", "short", "acronym"):
            for name in self.names:
                if name.kind == kind and name.lang == lang and not name.until:
                    return name.text
        return None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All organizations by id."""

    organizations: Mapping[str, Organization]

    def __getitem__(self, id: str) -> Organization:
        return self.organizations[id]

    def __contains__(self, id: object) -> bool:
        return id in self.organizations

    def __iter__(self) -> Iterator[Organization]:
        return iter(self.organizations.values())


@cache
def load() -> Catalogue:
    """Return the catalogue.

    Raises `CatalogueError` where a row breaks a rule: unknown kind or id, a repeated id or name,
    a missing source.
    """
    names: dict[str, list[Name]] = {}
    for line, row in _rows("names.csv"):
        if row["kind"] not in get_args(NameKind):
            raise CatalogueError(f"names.csv, line {line}: unknown kind of name {row['kind']!r}")
        if not row["source"]:
            raise CatalogueError(f"names.csv, line {line}: the name {row['text']!r} has no source")
        names.setdefault(row["id"], []).append(
            Name(
                row["text"],
                row["lang"],
                cast(NameKind, row["kind"]),
                row["since"] or None,
                row["until"] or None,
                row["source"],
            )
        )
    organizations: dict[str, Organization] = {}
    for line, row in _rows("organizations.csv"):
        id = row["id"]
        if row["kind"] not in get_args(OrganizationKind):
            raise CatalogueError(f"organizations.csv, line {line}: unknown kind {row['kind']!r}")
        if id in organizations:
            raise CatalogueError(f"organizations.csv, line {line}: the id {id!r} stands there twice")
        if id not in names:
            raise CatalogueError(f"organizations.csv, line {line}: {id!r} has no name in names.csv")
        optional = {k: row[k] or None for k in ("parent", "seat", "country", "founded", "ended", "successor")}
        organizations[id] = Organization(
            id=id,
            kind=cast(OrganizationKind, row["kind"]),
            names=tuple(names.pop(id)),
            website=row["website"],
            source=row["source"],
            **optional,
        )
    if names:
        raise CatalogueError(f"names.csv: {next(iter(names))!r} is no id of organizations.csv")
    for org in organizations.values():
        for other in (org.parent, org.successor):
            if other and other not in organizations:
                raise CatalogueError(f"organizations.csv: {org.id!r} refers to {other!r}, which is not there")
    return Catalogue(MappingProxyType(organizations | _states()))


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            yield line, {key: value.strip() for key, value in row.items()}


def _states() -> dict[str, Organization]:
    """The States and areas of ISO 3166-1, names from the CLDR (Babel)."""
    return {}
