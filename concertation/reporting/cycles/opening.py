"""Opening a cycle, changing what it is about, and giving it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.recording import sign
from concertation.reporting.cycles.changing import in_hand, may_report
from concertation.reporting.cycles.looking_back import copy_plan
from concertation.reporting.cycles.questions import ask_the_usual
from concertation.reporting.cycles.sections import propose, sort
from concertation.reporting.models import Cycle, InputRequest
from concertation.reporting.select import period_bounds

FIELDS = ("title", "period", "officer", "previous", "due", "languages", "words", "grouped", "reminders",
          "escalate_after", "wait_at_most")  # fmt: skip
"""What a form sets, in its order."""

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""Those that a report of the United Nations is issued in (ISO 639-1)."""


@transaction.atomic
def open_cycle(
    values: Mapping[str, Any], *, person: Person, follows: Cycle | None = None, why: str = ""
) -> Cycle:
    """Open a cycle with these values of `FIELDS` and return it.

    With `follows`, its sections, questions and mandates are those of that cycle; else the sections are
    proposed from what the person sees in the register, and the questions are the usual ones.
    Raises `PermissionDenied` where the person may not, `ValidationError` where a value is no good.
    """
    if not may_report(person):
        raise PermissionDenied(_("Your role does not include the reporting cycle."))
    cycle = Cycle(follows=follows, officer=person)
    _set(cycle, values)
    sign(cycle, person, why)
    cycle.save()
    if follows:
        copy_plan(follows, cycle, person)
    else:
        ask_the_usual(cycle, person)
    propose(cycle, person, frame=follows is None)
    return cycle


@transaction.atomic
def change(cycle: Cycle, values: Mapping[str, Any], *, person: Person, seen: str, why: str = "") -> Cycle:
    """Give the cycle these values of `FIELDS`; return it. Requests that have not gone out are due when it is.

    `seen` is its `version` when the person looked at it. Raises as `in_hand`, and `ValidationError` where a
    value is no good.
    """
    fresh = in_hand(cycle, person, seen)
    grouped, due = fresh.grouped, fresh.due
    _set(fresh, values)
    sign(fresh, person, why)
    fresh.save()
    if fresh.grouped != grouped:
        sort(fresh, person)
    for request in fresh.requests.filter(state=InputRequest.State.PLANNED, due=due).exclude(due=fresh.due):
        request.due = fresh.due
        sign(request, person, why)
        request.save()
    return fresh


def requests_that_went_out(cycle: Cycle) -> Any:
    """Return the requests of the cycle that somebody was sent."""
    return cycle.requests.exclude(state=InputRequest.State.PLANNED)


@transaction.atomic
def give_up(cycle: Cycle, *, person: Person, why: str = "") -> None:
    """Delete the cycle with all its plan; its history stays.

    Raises as `in_hand`, and `ValidationError` where a request of it went out.
    """
    fresh = in_hand(cycle, person)
    if requests_that_went_out(fresh).exists():
        raise ValidationError(
            _("Requests of this cycle were sent: people are working on them. It cannot be deleted.")
        )
    sign(fresh, person, why)
    fresh.delete()


def _set(cycle: Cycle, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(cycle, name, values[name])
    errors: dict[str, Any] = {}
    try:
        period_bounds(cycle.period)
    except ValueError:
        errors["period"] = _("A period has a first and a last day, the last one not before the first.")
    languages = list(dict.fromkeys(cycle.languages))
    if not languages:
        errors["languages"] = _("Choose at least one language.")
    elif unknown := [code for code in languages if code not in LANGUAGES]:
        errors["languages"] = _("“%(code)s” is no language of the report.") % {"code": unknown[0]}
    if not may_report(cycle.officer):
        errors["officer"] = _("The role of this person does not include the reporting cycle.")
    cycle.languages = languages
    if errors:
        raise ValidationError(errors)
    cycle.full_clean()
