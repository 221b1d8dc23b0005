"""What the pages of a cycle share: who gets there, and the steps from the mandates to the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.accounts.models import Person
from concertation.reporting.cycles.changing import may_report
from concertation.reporting.models import Cycle

STEPS: tuple[tuple[str, Promise], ...] = (
    ("cycle", gettext_lazy("Overview")),
    ("cycle-mandates", gettext_lazy("Mandates")),
    ("cycle-sections", gettext_lazy("Sections")),
    ("cycle-questions", gettext_lazy("Questions")),
    ("cycle-planning", gettext_lazy("Whom to ask")),
    ("cycle-requests", gettext_lazy("Requests")),
    ("cycle-triage", gettext_lazy("Contributions")),
    ("cycle-drafts", gettext_lazy("Draft")),
    ("cycle-clearance", gettext_lazy("Clearance")),
    ("cycle-output", gettext_lazy("Report")),
)
"""The pages of a cycle in the order of the work: the name of the address, and what it is called."""


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the cycle; `here` where it, or a page beneath it, is shown."""

    name: str
    word: Promise
    address: str
    here: bool


def steps(cycle: Cycle, path: str) -> list[Step]:
    """Return the steps of the cycle whose pages there are; `path` is the address that is shown."""
    found: list[tuple[str, Promise, str]] = []
    for name, word in STEPS:
        try:
            found.append((name, word, reverse(name, args=[cycle.uid])))
        except NoReverseMatch:
            continue  # the page of that step is not part of this site
    beneath = [address for _name, _word, address in found if path.startswith(address)]
    here = max(beneath, key=len, default="")
    return [Step(name, word, address, address == here) for name, word, address in found]


def officer(request: HttpRequest) -> Person:
    """Return the person who asks, for the pages of the cycles. Raises `PermissionDenied`."""
    person: Any = request.user
    if not may_report(person):
        raise PermissionDenied(_("Your role does not include the reporting cycle."))
    return person


def cycle_at_hand(request: HttpRequest, uid: Any) -> Cycle:
    """Return the cycle, for somebody who works on cycles. Raises `PermissionDenied`, `Http404`."""
    officer(request)
    return get_object_or_404(
        Cycle.objects.select_related("officer", "previous", "follows", "document"), uid=uid
    )
