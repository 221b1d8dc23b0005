"""Where what went into something else is found now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from concertation.accounts.sharing import visible
from concertation.register.models import Merge, Record

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


def record_now(uid: str, person: Viewer) -> str | None:
    """Return the `uid` of the record into which the one of that `uid` went; None where none did, or where the
    person may not see the outcome."""
    gone = Merge.objects.filter(old=uid, record__isnull=False).values("record")
    found = Record.objects.filter(visible(person), pk__in=gone).values_list("uid", flat=True).first()
    return str(found) if found else None


def organizations_now() -> dict[str, str]:
    """Return for each identifier that an organization had and has no more that of what it is part of."""
    rows = Merge.objects.filter(organization__isnull=False).order_by("old")
    return {old: now for old, now in rows.values_list("old", "organization") if now}


def called_now(ids: Iterable[str]) -> list[str]:
    """Return the identifiers as they are now, in order, none twice."""
    ids = list(ids)
    rows = Merge.objects.filter(organization__isnull=False, old__in=ids).values_list("old", "organization")
    now = dict(rows)
    return list(dict.fromkeys(now.get(id) or id for id in ids))
