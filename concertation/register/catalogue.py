"""The catalogue's organizations and the themes, brought into the register."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, cast

from django.db import transaction

from concertation.reading.catalogue import Catalogue, Name, NameKind, OrganizationKind
from concertation.reading.catalogue import Organization as Known
from concertation.reading.catalogue import load as shipped
from concertation.register.constitution import described_by_people, statuses, sync_members
from concertation.register.models import Organization, OrganizationName, Theme
from concertation.register.search.tokens import folded_name
from concertation.register.themes import themes

FACTS = ("kind", "seat", "country", "founded", "ended", "website", "source")
STATUS = ("un_status", "un_symbol", "un_since")


@transaction.atomic
def sync(catalogue: Catalogue) -> int:
    """Bring every organization of the catalogue, its names, its members and all themes into the register;
    return how many organizations are new.

    What people added to the register stays: the catalogue adds and corrects, it never deletes. An
    organization whose facts a person changed keeps them, and a name that a person took away stays away.
    """
    for slug, theme in themes().items():
        Theme.objects.update_or_create(slug=slug, defaults={"goals": theme["goals"]})
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
    _sync_names(catalogue)
    sync_members()
    return len(new)


def _facts(entry: Known) -> dict[str, str]:
    facts = {field: getattr(entry, field) or "" for field in FACTS}
    if standing := statuses().get(entry.id):
        facts |= {"un_status": standing.status, "un_symbol": standing.symbol, "un_since": standing.since}
    return facts


def _sync_names(catalogue: Catalogue) -> None:
    key = ("organization_id", "lang", "kind", "text")
    there = set(OrganizationName.objects.values_list(*key))
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
        ],
        batch_size=500,
    )


def known() -> Catalogue:
    """Return the catalogue by which documents are read: the one of the program, with the organizations and
    names that people added to the register. It is the same object until somebody adds one."""
    own = shipped()
    there = {(o.id, n.lang, n.kind, n.text) for o in own for n in o.names}
    added = [
        row
        for row in OrganizationName.objects.order_by("pk").values_list(
            "organization_id", "lang", "kind", "text", "source"
        )
        if row[:4] not in there
    ]
    return _with(tuple(added)) if added else own


@lru_cache(maxsize=1)
def _with(added: tuple[tuple[str, str, str, str, str], ...]) -> Catalogue:
    """The catalogue of the program with these names: id, language, kind, text, source."""
    found = dict(shipped().organizations)
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
