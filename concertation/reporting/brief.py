"""A brief for a consultation: what lies between organizations, on two pages.

What it says is counted and listed, never composed: each line is a record with its date. `brief` gathers it
for a person and a day; pages, .docx and .pdf are made from what it returns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from concertation.insight import joint
from concertation.insight.cadence import Outlook
from concertation.insight.joint import Standing, Third
from concertation.register.minuting import minutes_of
from concertation.register.models import Activity, Commitment, Meeting, Organization

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

RECENT = relativedelta(years=3)
"""How far back activities are listed."""

FEW = 6
"""Lines of a section, so that the whole stays on two pages."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief tells of `organizations`, as of the day `on`. `more` counts what was left out, by
    section."""

    organizations: tuple[Organization, ...]
    on: date
    counts: dict[str, int]
    first: Meeting | None
    agreements: tuple[Standing, ...]
    lapsed: int
    mechanisms: tuple[Outlook, ...]
    last: Meeting | None
    outcomes: str
    decisions: tuple[Commitment, ...]
    commitments: tuple[Commitment, ...]
    themes: tuple[tuple[str, tuple[Activity, ...]], ...]
    thirds: tuple[Third, ...]
    more: dict[str, int]


def brief(organizations: tuple[Organization, ...], on: date, person: Viewer, lang: str) -> Brief:
    """Gather the brief of one organization, or of what two or more have together, as the person may see it.

    Texts of records are in `lang` (ISO 639-1) where there are any.
    """
    ids = [one.pk for one in organizations]
    texts = joint.agreements(person, ids, on)
    current = [one for one in texts if one.status in joint.RUNNING]
    series = joint.mechanisms(person, ids, on)
    held: Any = joint.meetings(person, ids).filter(latest__lte=on, status=Meeting.Status.HELD)
    last = held.first()
    open_ones = joint.commitments(person, ids)
    themes = joint.activities_by_theme(person, ids, on - RECENT)
    return Brief(
        organizations=organizations,
        on=on,
        counts=dict(joint.by_kind(person, ids)),
        first=held.last() if last else None,
        agreements=tuple(current[:FEW]),
        lapsed=len(texts) - len(current),
        mechanisms=tuple(series[:FEW]),
        last=last,
        outcomes=_outcomes(last, person, lang) if last else "",
        decisions=tuple(row for row in open_ones if last and row.source_id == last.pk)[:FEW],
        commitments=tuple(open_ones[:FEW]),
        themes=tuple((theme, tuple(rows[:3])) for theme, rows in themes[:FEW]),
        thirds=tuple(joint.thirds(person, ids)[:FEW]),
        more={
            "agreements": len(current) - FEW,
            "mechanisms": len(series) - FEW,
            "commitments": len(open_ones) - FEW,
            "themes": len(themes) - FEW,
        },
    )


def _outcomes(meeting: Meeting, person: Viewer, lang: str) -> str:
    """What minutes say of the meeting in general, in `lang` if there are any; else its description."""
    written = sorted(minutes_of(meeting, person), key=lambda one: one.lang != lang)
    said = next((one.text for one in written if one.text), "")
    return said or meeting.text_in("description", lang)
