"""The catalogue's organizations and the themes, brought into the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, cast

from django.db import transaction

from concertation.reading.catalogue import Catalogue, Name, NameKind, OrganizationKind
from concertation.reading.catalogue import Organization as Known
from concertation.reading.catalogue import load as shipped
from concertation.register.constitution import Standing, described_by_people, statuses, sync_members
from concertation.register.merging.moved import organizations_now
from concertation.register.models import Organization, OrganizationName, Theme
from concertation.register.search.tokens import folded_name
from concertation.register.themes import themes

FACTS = ("kind", "seat", "country", "founded", "ended", "website", "source")
STATUS = ("un_status", "un_symbol", "un_since")


@transaction.atomic
def sync(catalogue: Catalogue) -> int:
    """Bring every organization of the catalogue, its names, its members and all themes into the register;
    return how many organizations are new.

    What people added to the register stays: an organization whose facts or members a person changed keeps
    them, and a name that a person took away stays away. What came with the program goes with it: a status or
    a membership that the shipped data do not tell any more.
    """
    for slug, theme in themes().items():
        Theme.objects.update_or_create(slug=slug, defaults={"goals": theme["goals"]})
    moved = organizations_now()
    catalogue = gone_into(catalogue, moved)
    known = Organization.objects.in_bulk()
    new = [Organization(id=o.id, **_facts(o)) for o in catalogue if o.id not in known]
    Organization.objects.bulk_create(new)
    organizations = known | {o.id: o for o in new}
    changed: list[Organization] = []
    kept = described_by_people()
    for entry in catalogue:
        if entry.id in kept:
            continue
        organization = organizations[entry.id]
        wanted = _facts(entry) | {"parent_id": entry.parent, "successor_id": entry.successor}
        if any(getattr(organization, field) != value for field, value in wanted.items()):
            for field, value in wanted.items():
                setattr(organization, field, value)
            changed.append(organization)
    Organization.objects.bulk_update(changed, [*FACTS, *STATUS, "parent", "successor"], batch_size=200)
    _sync_names(catalogue, frozenset(moved.values()))
    sync_members(frozenset(moved.values()))
    return len(new)


def _facts(entry: Known) -> dict[str, str]:
    facts = {field: getattr(entry, field) or "" for field in FACTS}
    standing = statuses().get(entry.id, Standing("", "", ""))
    return facts | {"un_status": standing.status, "un_symbol": standing.symbol, "un_since": standing.since}


def _sync_names(catalogue: Catalogue, merged: frozenset[str]) -> None:
    """Add the names that are not there, nor were taken away by somebody. Of what was `merged` people chose
    which name is the official one."""
    key = ("organization_id", "lang", "kind", "text")
    there = set(OrganizationName.objects.values_list(*key))
    settled = {(id, lang, text) for id, lang, _kind, text in there if id in merged}
    taken_away: Any = OrganizationName.history.filter(history_type="-", history_user__isnull=False)  # pyright: ignore[reportAttributeAccessIssue]
    there |= set(taken_away.order_by().values_list(*key))
    OrganizationName.objects.bulk_create(
        [
            OrganizationName(
                organization_id=entry.id,
                text=name.text,
                folded=folded_name(name.text),
                lang=name.lang,
                kind=name.kind,
                since=name.since or "",
                until=name.until or "",
                source=name.source,
            )
            for entry in catalogue
            for name in entry.names
            if (entry.id, name.lang, name.kind, name.text) not in there
            and (entry.id, name.lang, name.text) not in settled
        ],
        batch_size=500,
    )


def gone_into(catalogue: Catalogue, moved: Mapping[str, str]) -> Catalogue:
    """Return the catalogue in which those that people merged are one: `moved` maps identifiers that are no
    more to those that they are part of."""
    if not moved.keys() & catalogue.organizations.keys():
        return catalogue
    found: dict[str, Known] = {}
    for id, entry in catalogue.organizations.items():
        if id not in moved:
            parent = moved.get(entry.parent or "", entry.parent)
            successor = moved.get(entry.successor or "", entry.successor)
            found[id] = replace(entry, parent=parent, successor=successor)
    for old, now in moved.items():
        if old in catalogue.organizations and now in found:
            entry = found[now]
            names = (_beside(entry, name) for name in catalogue.organizations[old].names)
            found[now] = replace(entry, names=(*entry.names, *names))
    return Catalogue(MappingProxyType(found))


def _beside(entry: Known, name: Name) -> Name:
    """Return the name as one of `entry`, which has one official name in a language, one short one …"""
    has_one = name.kind in ("official", "short", "acronym") and entry.name(name.lang, name.kind)
    return replace(name, kind="alias") if has_one and not name.until else name


@lru_cache(maxsize=1)
def _shipped(moved: tuple[tuple[str, str], ...]) -> Catalogue:
    return gone_into(shipped(), dict(moved))


def known() -> Catalogue:
    """Return the catalogue by which documents are read: the one of the program, with the organizations and
    names that people added to the register, and those that they merged as one. It is the same object until
    somebody adds or merges one."""
    moved = tuple(organizations_now().items())
    own = _shipped(moved)
    there = {(o.id, n.lang, n.kind, n.text) for o in own for n in o.names}
    added = [
        row
        for row in OrganizationName.objects.order_by("pk").values_list(
            "organization_id", "lang", "kind", "text", "source"
        )
        if row[:4] not in there
    ]
    return _with(tuple(added), moved) if added else own


@lru_cache(maxsize=1)
def _with(added: tuple[tuple[str, str, str, str, str], ...], moved: tuple[tuple[str, str], ...]) -> Catalogue:
    """The catalogue of the program with these names: id, language, kind, text, source."""
    found = dict(_shipped(moved).organizations)
    for id, lang, kind, text, source in added:
        name = Name(text, lang, cast("NameKind", kind), source=source)
        if id in found:
            found[id] = replace(found[id], names=(*found[id].names, name))
        else:
            row = Organization.objects.get(pk=id)
            found[id] = Known(
                id, cast("OrganizationKind", row.kind), (name,), row.parent_id, source=row.source
            )
    return Catalogue(MappingProxyType(found))
