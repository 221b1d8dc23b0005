"""Who did what to a request, when and why: the acts of all, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from concertation.reporting.cycles.access import seen_contributions
from concertation.reporting.models import Addressee, Answer, Contribution, InputFile, InputRequest

MOST = 300


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `who` is a person with an account, "" for somebody who came by a link (then `why` names their
    address) or for the program itself."""

    when: datetime
    who: str
    what: str
    about: str
    why: str


def acts(request: InputRequest, viewer: Any, addressees: Iterable[Addressee]) -> list[Act]:
    """Return what was done to the request, as far as the viewer sees what it was about; `addressees` are
    those whom they see."""
    seen = set(seen_contributions(viewer).filter(request=request).values_list("uid", flat=True))
    people = {one.pk for one in addressees}
    found: list[Act] = []
    for model, what, about in (
        (InputRequest, _request_act, lambda row: ""),
        (Addressee, _addressee_act, lambda row: row.name or row.email),
        (Contribution, _contribution_act, lambda row: str(row.values.get("title", ""))),
        (Answer, _answer_act, lambda row: row.question),
        (InputFile, _file_act, lambda row: row.name),
    ):
        of: Any = model
        key = {"id": request.pk} if model is InputRequest else {"request": request.pk}
        rows = (
            of.history.filter(**key).select_related("history_user").order_by("-history_date", "-history_id")
        )
        for row in rows[:MOST]:
            # What was said of a record that the viewer does not see (any more) is not told here either.
            if model is Contribution and row.record_id and row.uid not in seen:
                continue
            if model is Addressee and row.id not in people:
                continue
            why = row.history_change_reason or ""
            found.append(Act(row.history_date, str(row.history_user or ""), what(row), about(row), why))
    return sorted(found, key=lambda act: act.when, reverse=True)[:MOST]


def _request_act(row: Any) -> str:
    if row.history_type == "+":
        return _("request made")
    return str(InputRequest.State(row.state).label)


def _addressee_act(row: Any) -> str:
    if row.history_type == "+":
        return _("delegated") if row.delegated_by_id else _("addressee added")
    return _("addressee withdrawn") if row.withdrawn_at else _("addressee changed")


def _contribution_act(row: Any) -> str:
    if row.history_type == "-":
        return _("taken back")
    return str(Contribution.Verdict(row.verdict).label)


def _answer_act(_row: Any) -> str:
    return _("answer saved")


def _file_act(row: Any) -> str:
    return _("file removed") if row.history_type == "-" else _("file added")
