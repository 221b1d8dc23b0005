"""Circles: the list, a new one, the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.accounts.acts import Change, version
from concertation.accounts.circles import circles_of, draw, drawn_by, may_draw
from concertation.accounts.earlier import Pair, compared, restore_circle, state_after, state_now
from concertation.accounts.models import Circle, Person
from concertation.accounts.told import told_of_circle
from concertation.exchange.tables.table import Coded, in_words
from concertation.web.forms.people import CircleForm
from concertation.web.lists.download import asked, of_rows
from concertation.web.lists.listing import Column
from concertation.web.templatetags import words
from concertation.web.views.restoring import Kept, answer


def _bodies(row: Any) -> tuple[Coded, ...]:
    return tuple(Coded(body.pk, words.acronym(body)) for body in row.organizations.all())


def _people(row: Any) -> tuple[Coded, ...]:
    return tuple(Coded(person.email, str(person)) for person in row.people.all())


COLUMNS = (
    Column("name", gettext_lazy("Name"), str),
    Column("organizations", gettext_lazy("Organizations"), lambda row: in_words(_bodies(row)), value=_bodies),
    Column("people", gettext_lazy("People"), lambda row: in_words(_people(row)), value=_people),
)


def _keeper(request: HttpRequest) -> Person:
    person: Any = request.user
    if not may_draw(person):
        raise PermissionDenied(_("Your role does not include making circles."))
    return person


@login_required
def circles(request: HttpRequest) -> HttpResponseBase:
    """The circles that one may change, with the number of their members. What is shared with them is not
    counted: that would tell of things that one may not see."""
    rows = drawn_by(_keeper(request)).annotate(
        bodies=Count("organizations", distinct=True), persons=Count("people", distinct=True)
    )
    if form := asked(request):
        related = rows.prefetch_related("organizations__names", "people")
        return of_rows(
            request, form, name="circles", title=_("Circles"), columns=COLUMNS, rows=related, labels=()
        )
    return render(request, "circles/list.html", {"circles": rows})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, Circle(), _("The circle was made."))


@login_required
def circle(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, _drawn(request, pk), _("The circle was changed."))


@login_required
def state(request: HttpRequest, pk: int, moment: int) -> HttpResponse:
    """Whom a circle held after the change that ended at that moment."""
    one, by = _drawn(request, pk), _keeper(request)

    def pairs(change: Change, other: Change | None) -> list[Pair]:
        after = state_after(one, other) if other else state_now(one)
        return compared(state_after(one, change), after)

    def give_back(change: Change, data: dict[str, Any]) -> str:
        then = state_after(one, change)
        restore_circle(one, then, data["fields"], by=by, why=data["why"], seen=data["version"])
        return _("The circle was restored.")

    kept = Kept(
        name=str(one),
        home=reverse("circle", args=[one.pk]),
        state="circle-state",
        key=one.pk,
        changes=told_of_circle(one),
        compared=pairs,
        version=version(one),
        give_back=give_back,
        warning=lambda _change: _(
            "Who is added sees at once all that is shared with the circle, also what was shared before; who "
            "is taken away sees none of it any more."
        ),
    )
    return answer(request, kept, moment)


def _drawn(request: HttpRequest, pk: int) -> Circle:
    """The circle, for somebody who may change it; for others it is as absent."""
    return get_object_or_404(drawn_by(_keeper(request)), pk=pk)


def _form(request: HttpRequest, one: Circle, sentence: str) -> HttpResponse:
    by = _keeper(request)
    there = one.pk is not None
    form = CircleForm(request.POST or None, circle=one, by=by)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        seen = data.pop("version", None)
        try:
            drawn = draw(one, **data, by=by, seen=seen)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, sentence)
            if not drawn.organizations.exists() and not drawn.people.exists():
                messages.warning(request, _("The circle is empty: what is shared with it is seen by nobody."))
            if not circles_of(by).filter(pk=drawn.pk).exists():
                messages.warning(request, _("You are not in this circle: you cannot share things with it."))
            return redirect("circle", drawn.pk)
    context = {
        "circle": one if there else None,
        "form": form,
        "changes": told_of_circle(one) if there else [],
        "own": [] if by.may("circles") else by.organizations.prefetch_related("names"),
    }
    return render(request, "circles/circle.html", context, status=422 if form.errors else 200)
