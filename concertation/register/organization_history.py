"""What was changed of what is told of an organization: when, by whom, why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from concertation.accounts.told import Told, told_of, told_of_rows
from concertation.register.models import Head, Membership, Organization, OrganizationName

FACTS = (
    "kind", "parent_id", "seat", "country", "founded", "ended", "website",
    "un_status", "un_symbol", "un_since", "identifiers", "source",
)  # fmt: skip


def told_of_organization(organization: Organization) -> list[Told]:
    """Return what was changed of the organization's facts, names, heads and members, the latest first.

    Its focal points are not in it: their data are for those who may see them.
    """
    fields = [(force_str(_field(name).verbose_name), _reading(name)) for name in FACTS]
    steps = [*told_of(organization, fields, {}), *_parts(organization)]
    return sorted(steps, key=lambda one: one.when, reverse=True)


def _field(name: str) -> Any:
    return Organization._meta.get_field(name.removesuffix("_id"))


def _reading(name: str) -> Callable[[Any], str]:
    """Return how the fact reads in a row of the history."""

    def read(row: Any) -> str:
        value: Any = getattr(row, name)
        choices: dict[Any, Any] = dict(getattr(_field(name), "flatchoices", ()))
        if isinstance(value, dict):
            said = cast("dict[str, str]", value)
            return ", ".join(f"{key} {text}" for key, text in sorted(said.items()))
        return force_str(choices.get(value, value or ""))

    return read


def _parts(organization: Organization) -> Iterator[Told]:
    parts: tuple[tuple[Any, str, Callable[[Any], str]], ...] = (
        (OrganizationName, _("name"), lambda row: f"{row.text} ({row.lang}, {row.get_kind_display()})"),
        (Head, _("head"), lambda row: f"{row.name}, {row.function}"),
        (Membership, _("member"), lambda row: f"{row.member_id} ({row.get_kind_display()})"),
    )
    for model, what, read in parts:
        rows = model.history.filter(organization_id=organization.pk)
        yield from told_of_rows(rows, what, lambda row, read=read: read(row) + _period(row))


def _period(row: Any) -> str:
    return f" [{row.since or '…'}/{row.until or '…'}]" if row.since or row.until else ""
