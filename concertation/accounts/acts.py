"""What somebody did at one time, as the histories tell it: of records, organizations, people, circles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ONE_ACT = timedelta(seconds=2)
"""What one person does without a longer pause is told as one change."""

EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One value that was changed. `what` is the name of the field; `before` and `after` are "" where
    there was or is none. `kind` tells what the values are: "date" (EDTF), "cadence" or "length" (ISO 8601
    durations), "type", "organization", "place" or "theme" (by identifier), "language" (ISO 639-1), else ""
    for words."""

    what: str
    before: str
    after: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What one person did at one time, from `when` to `until`. `who` is "" for the program itself."""

    when: datetime
    until: datetime
    who: str
    why: str
    steps: tuple[Step, ...]
    new: bool = False

    @property
    def moment(self) -> int:
        """What stands for the end of the change in an address: microseconds since 1970, UTC."""
        return (self.until - EPOCH) // MICROSECOND


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a history, as it is told."""

    when: datetime
    who: str
    why: str
    steps: tuple[Step, ...]
    new: bool = False


def acts(rows: Iterable[Row]) -> list[Change]:
    """Return the rows as changes, the latest first: what one person did at one time is one."""
    told: list[Change] = []
    for row in sorted(rows, key=lambda row: row.when):
        last = told[-1] if told else None
        if last and _goes_on(last, row):
            steps, new = (*last.steps, *row.steps), last.new or row.new
            told[-1] = Change(last.when, row.when, last.who, last.why or row.why, steps, new)
        elif row.steps or row.new or row.why:
            told.append(Change(row.when, row.when, row.who, row.why, row.steps, row.new))
    return [change for change in reversed(told) if change.steps or change.new]


def _goes_on(last: Change, row: Row) -> bool:
    """Whether the row belongs to the change before it. What a command writes of the parts of a record has no
    name of its own; two reasons are two changes."""
    same = row.who in (last.who, "") and (not last.why or row.why in ("", last.why))
    return same and row.when - last.until <= ONE_ACT


def history_of(model: Any) -> Any:
    """Return the rows of the history of a model, in order, each with who changed it."""
    return model.history.select_related("history_user").order_by("history_date", "history_id")


def row_of(entry: Any, steps: tuple[Step, ...], *, new: bool = False) -> Row:
    """Return a row of a history with the steps that it tells."""
    who = str(entry.history_user) if entry.history_user else ""
    return Row(entry.history_date, who, entry.history_change_reason or "", steps, new)


def version(thing: Any) -> str:
    """Return what tells one state of something from the next: the last row of its history."""
    last = history_of(type(thing)).filter(id=thing.pk).values_list("history_id", flat=True).last()
    return str(last or 0)


def check_unchanged(thing: Any, seen: str | None) -> None:
    """Lock something until the end of the transaction, and raise `ValidationError` where its `version` is not
    as it was `seen`; None is whatever it is."""
    type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    if seen is not None and version(thing) != seen:
        raise ValidationError(
            {"version": _("Somebody else changed this meanwhile. Open the form again to see the change.")}
        )
