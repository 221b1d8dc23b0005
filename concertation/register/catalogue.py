"""The catalogue's organizations and the themes, brought into the register."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import cast

from django.db import transaction

from concertation.reading.catalogue import Catalogue, Name, NameKind, OrganizationKind
from concertation.reading.catalogue import Organization as Known
from concertation.reading.catalogue import load as shipped
from concertation.register.models import Organization, OrganizationName, Theme
from concertation.register.search.tokens import folded_name
from concertation.register.themes import themes

FACTS = ("kind", "seat", "country", "founded", "ended", "website", "source")


@transaction.atomic
def sync(catalogue: Catalogue) -> int:
    """Bring every organization of the catalogue, its names and all themes into the register; return how
    many organizations are new.

    What people added to the register stays: the catalogue adds and corrects, it never deletes.
    """
    for slug, theme in themes().items():
        Theme.objects.update_or_create(slug=slug, defaults={"goals": theme["goals"]})
    known = Organization.objects.in_bulk()
    new = [Organization(id=o.id, **_facts(o)) for o in catalogue if o.id not in known]
    Organization.objects.bulk_create(new)
    organizations = known | {o.id: o for o in new}
    changed: list[Organization] = []
    for entry in catalogue:
        organization = organizations[entry.id]
        wanted = _facts(entry) | {"parent_id": entry.parent, "successor_id": entry.successor}
        if any(getattr(organization, field) != value for field, value in wanted.items()):
            for field, value in wanted.items():
                setattr(organization, field, value)
            changed.append(organization)
    Organization.objects.bulk_update(changed, [*FACTS, "parent", "successor"], batch_size=200)
    _sync_names(catalogue)
    return len(new)


def _facts(entry: object) -> dict[str, str]:
    return {field: getattr(entry, field) or "" for field in FACTS}


def _sync_names(catalogue: Catalogue) -> None:
    there = set(OrganizationName.objects.values_list("organization_id", "lang", "kind", "text"))
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
