"""Circles: the list, a new one, the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.accounts.circles import draw
from concertation.accounts.models import Circle, Person
from concertation.accounts.told import told_of_circle
from concertation.exchange.tables.table import Coded, in_words
from concertation.web.forms.people import CircleForm
from concertation.web.lists.download import asked, of_rows
from concertation.web.lists.listing import Column
from concertation.web.templatetags import words


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
    if not person.may("circles"):
        raise PermissionDenied(_("Your role does not include making circles."))
    return person


@login_required
def circles(request: HttpRequest) -> HttpResponseBase:
    """All circles with the number of their members. What is shared with them is not counted: that would tell
    of things that one may not see."""
    _keeper(request)
    rows = Circle.objects.order_by("name").annotate(
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
    _keeper(request)
    return _form(request, get_object_or_404(Circle, pk=pk), _("The circle was changed."))


def _form(request: HttpRequest, one: Circle, sentence: str) -> HttpResponse:
    by = _keeper(request)
    there = one.pk is not None
    form = CircleForm(request.POST or None, circle=one if there else None)
    if request.method == "POST" and form.is_valid():
        drawn = draw(one, **form.cleaned_data, by=by)
        messages.success(request, sentence)
        if not drawn.organizations.exists() and not drawn.people.exists():
            messages.warning(request, _("The circle is empty: what is shared with it is seen by nobody."))
        return redirect("circle", drawn.pk)
    context = {"circle": one if there else None, "form": form, "told": told_of_circle(one) if there else []}
    return render(request, "circles/circle.html", context, status=422 if form.errors else 200)
