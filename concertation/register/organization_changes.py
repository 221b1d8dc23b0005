"""What was changed of an organization: its own fields and its names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from concertation.register.changes import Change, Row, Step, acts, history_of, row_of, step
from concertation.register.models import Organization, OrganizationName

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


def organization_changes(organization: Organization, person: Viewer) -> list[Change]:
    """Return the changes of the organization, the latest first. What an organization is and is called is seen
    by everybody; the people through whom it is reached have labels of their own and are not told here."""
    return acts([*_fields(organization, person), *_names(organization)])


def _fields(organization: Organization, person: Viewer) -> Iterator[Row]:
    entries = list(history_of(Organization).filter(id=organization.pk))
    yield from (row_of(entry, (), new=True) for entry in entries[:1])
    fields = [field for field in Organization._meta.concrete_fields if field.name != "id"]
    for old, new in pairwise(entries):
        steps = [step(field, old, new, person) for field in fields]
        yield row_of(new, tuple(one for one in steps if one.before != one.after))


def _names(organization: Organization) -> Iterator[Row]:
    said: dict[int, str] = {}
    for entry in history_of(OrganizationName).filter(organization_id=organization.pk):
        before, after = said.get(entry.id, ""), "" if entry.history_type == "-" else _name(entry)
        said[entry.id] = after
        if before != after:
            yield row_of(entry, (Step(_("names"), before, after),))


def _name(entry: Any) -> str:
    kind = OrganizationName.Kind(entry.kind).label
    until = _("until %(date)s") % {"date": entry.until} if entry.until else ""
    return f"{entry.text} ({', '.join(filter(None, [entry.lang, str(kind), until]))})"
