"""The mandates that a report answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from concertation.reporting.cycles import mandates as rules
from concertation.reporting.cycles.sections import sections_of
from concertation.web.cycles import cycle_at_hand, officer


@login_required
def mandates(request: HttpRequest, uid: str) -> HttpResponse:
    """Which mandates the report answers, and in which section each."""
    one, person = cycle_at_hand(request, uid), officer(request)
    sections = sections_of(one)
    found = rules.mandates_for(one, person)
    if request.method == "POST":
        try:
            rules.answer(
                one,
                _chosen(request.POST, found, sections),
                person=person,
                seen=request.POST.get("version", ""),
                why=request.POST.get("why", ""),
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The mandates were saved."))
        return redirect("cycle-mandates", one.uid)
    context = {"cycle": one, "found": found, "sections": sections, "version": rules.version(one, person)}
    return render(request, "cycles/mandates.html", context)


def _chosen(data: Any, found: list[rules.Answered], sections: list[Any]) -> dict[int, Any]:
    """The mandates that are ticked, each with its section."""
    by_key = {str(section.pk): section for section in sections}
    ticked = set(data.getlist("mandate"))
    return {
        one.mandate.pk: by_key.get(data.get(f"section_{one.mandate.pk}", ""))
        for one in found
        if str(one.mandate.pk) in ticked
    }
