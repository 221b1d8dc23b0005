"""What was changed of what is told of an organization: when, by whom, why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, cast

from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from concertation.accounts.acts import Change, Row, Step, acts, history_of, row_of
from concertation.register.models import Head, Membership, Organization, OrganizationName

FACTS = (
    "kind", "parent_id", "seat", "country", "founded", "ended", "website",
    "un_status", "un_symbol", "un_since", "identifiers", "source",
)  # fmt: skip


def told_of_organization(organization: Organization) -> list[Change]:
    """Return what was changed of the organization's facts, names, heads and members, the latest first.

    Its focal points are not in it: their data are for those who may see them.
    """
    return acts([*_facts(organization), *_parts(organization)])


def _facts(organization: Organization) -> Iterator[Row]:
    rows = list(history_of(Organization).filter(id=organization.pk))
    # What the program brought, and kept when a person first changed it, is no change of anybody's.
    yield from (row_of(row, (), new=True) for row in rows[:1] if row.history_user)
    for old, new in pairwise(rows):
        steps = [Step(fact_name(name), fact_words(name, old), fact_words(name, new)) for name in FACTS]
        yield row_of(new, tuple(step for step in steps if step.before != step.after))


def _field(name: str) -> Any:
    return Organization._meta.get_field(name.removesuffix("_id"))


def fact_name(name: str) -> str:
    """Return what a fact is called."""
    return force_str(_field(name).verbose_name)


def fact_words(name: str, row: Any) -> str:
    """Return what a fact of the organization, or of a row of its history, says."""
    value: Any = getattr(row, name)
    choices: dict[Any, Any] = dict(getattr(_field(name), "flatchoices", ()))
    if isinstance(value, dict):
        said = cast("dict[str, str]", value)
        return ", ".join(f"{key} {text}" for key, text in sorted(said.items()))
    return force_str(choices.get(value, value or ""))


PARTS: tuple[tuple[Any, Callable[[], str], Callable[[Any], str]], ...] = (
    (OrganizationName, lambda: _("name"), lambda row: f"{row.text} ({row.lang}, {row.get_kind_display()})"),
    (Head, lambda: _("head"), lambda row: f"{row.name}, {row.function}"),
    (Membership, lambda: _("member"), lambda row: f"{row.member_id} ({row.get_kind_display()})"),
)
"""What else is told of an organization: the model, what a row of it is called, and what one says."""


def part_words(read: Callable[[Any], str], row: Any) -> str:
    """Return what a row of `PARTS` says, with its period."""
    return read(row) + (f" [{row.since or '…'}/{row.until or '…'}]" if row.since or row.until else "")


def _parts(organization: Organization) -> Iterator[Row]:
    for model, what, read in PARTS:
        said: dict[int, str] = {}
        for row in history_of(model).filter(organization_id=organization.pk):
            before, after = said.get(row.id, ""), "" if row.history_type == "-" else part_words(read, row)
            said[row.id] = after
            # What the program brought is no change, as above.
            if before != after and (before or row.history_user):
                yield row_of(row, (Step(what(), before, after),))
