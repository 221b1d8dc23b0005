"""What parties of an agreement did to be bound: dates of several parties at once, or all of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concertation.register.formalities import Tally, parties, tally, tell_act, tell_acts
from concertation.register.models import Agreement, Formality, Participation
from concertation.web.forms.blame import blame
from concertation.web.forms.formalities import ActForm, PartyForm
from concertation.web.reaching import changeable
from concertation.web.templatetags import words


@login_required
def formalities(request: HttpRequest, uid: str) -> HttpResponse:
    """Enter what several parties did on the same date."""
    person: Any = request.user
    one: Agreement = changeable(Agreement, uid, person)
    form = ActForm(request.POST or None, parties=parties(one))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            tell_act(one, data["act"], data["date"], form.bodies(), person=person)
        except ValidationError as error:
            blame(form, error, {})
        else:
            messages.success(request, _("The dates were entered."))
            return redirect("record", one.uid)
    bad = request.method == "POST"
    return render(request, "agreements/act.html", {"record": one, "form": form}, status=422 if bad else 200)


@login_required
def formality(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Correct what one party did, or take it back."""
    person: Any = request.user
    one: Agreement = changeable(Agreement, uid, person)
    party = next((row for row in parties(one) if row.participation.pk == pk), None)
    if party is None:
        raise Http404
    form = PartyForm(request.POST or None, party=party)
    if request.method == "POST" and form.is_valid():
        try:
            tell_acts(
                one,
                party.participation,
                form.dates(),
                person=person,
                seen=form.cleaned_data["version"],
                why=form.cleaned_data["why"],
            )
        except ValidationError as error:
            blame(form, error, {})
        else:
            messages.success(request, _("The dates were changed."))
            return redirect("record", one.uid)
    context = {"record": one, "form": form, "party": party.participation}
    bad = request.method == "POST"
    return render(request, "agreements/party.html", context, status=422 if bad else 200)


@dataclass(frozen=True, slots=True)
class Acts:
    """What parties did, as a table: its columns (act and word) and rows (party and a date for each column, ""
    where none is recorded), and in sentences."""

    parties: int = 0
    columns: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[Participation, list[str]], ...] = ()
    sentences: tuple[str, ...] = ()


def acts_of(agreement: Agreement) -> Acts:
    """Return what the parties of the agreement did, nothing where nothing is recorded of any."""
    told = parties(agreement)
    columns = tuple(
        (act.value, str(act.label)) for act in Formality.Act if any(act.value in one.acts for one in told)
    )
    rows = tuple((one.participation, [one.acts.get(act, "") for act, _word in columns]) for one in told)
    return Acts(len(told), columns, rows, tuple(_sentences(tally(told))))


def _sentences(of: Tally) -> Iterator[str]:
    """What the dates amount to; what none of the parties did is not told."""
    for number, sentence in (
        (
            of.signed,
            ngettext(
                "%(n)s of %(all)s parties has signed.", "%(n)s of %(all)s parties have signed.", of.signed
            ),
        ),
        (
            of.ratified,
            ngettext(
                "%(n)s of %(all)s parties has ratified or acceded.",
                "%(n)s of %(all)s parties have ratified or acceded.",
                of.ratified,
            ),
        ),
        (
            of.deposited,
            ngettext(
                "%(n)s of %(all)s parties has deposited its instrument.",
                "%(n)s of %(all)s parties have deposited their instruments.",
                of.deposited,
            ),
        ),
        (
            of.withdrawn,
            ngettext(
                "%(n)s of %(all)s parties has withdrawn.",
                "%(n)s of %(all)s parties have withdrawn.",
                of.withdrawn,
            ),
        ),
    ):
        if number:
            yield sentence % {"n": words.number(number), "all": words.number(of.parties)}
