"""What organizations have together: a page for each pair and any larger set, and the way to it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.insight import joint
from concertation.register.models import Agreement, Organization, Record
from concertation.web.fields import SEPARATOR, OrganizationsField
from concertation.web.lists.columns import ANY_KIND
from concertation.web.lists.declared import shown
from concertation.web.lists.download import asked, fetched, of_rows
from concertation.web.templatetags.words import acronym
from concertation.web.timeline import drawing

TIMELINE = 60
SHOWN = 12
"""Records of a kind that the page shows; the list of the kind and the file have all."""
THEMES = 8
"""Themes of which activities are shown; the others are named."""
OF_THEME = 5
MOST = 6
BETWEEN = "+"


class ChooseForm(forms.Form):
    """Which organizations."""

    organizations = OrganizationsField(label=gettext_lazy("Organizations"))

    def clean_organizations(self) -> list[Organization]:
        bodies: list[Organization] = self.cleaned_data["organizations"]
        if not 2 <= len(bodies) <= MOST:
            raise forms.ValidationError(
                _("Choose two organizations at least, and %(most)s at most.") % {"most": MOST}
            )
        return bodies


def choose(request: HttpRequest) -> HttpResponse:
    """Choose organizations by name (``?organizations=AU; LAS``), and go to what they have together; with
    ``brief`` in the address, to their brief."""
    named = "; ".join(request.GET.getlist("organizations"))
    form = ChooseForm({"organizations": named} if named else None)
    if form.is_valid():
        bodies = form.cleaned_data["organizations"]
        return redirect(address("brief" if "brief" in request.GET else "together", bodies))
    return render(request, "together/choose.html", {"form": form}, status=422 if form.errors else 200)


def together(request: HttpRequest, ids: str) -> HttpResponseBase:
    """Everything between two organizations or more; as a file of all the records with ``?format=``."""
    bodies = organizations(ids)
    if len(bodies) == 1:
        return redirect("organization", bodies[0].pk)
    if (permanent := address("together", bodies)) != request.path:
        return redirect(f"{permanent}?{request.GET.urlencode()}" if request.GET else permanent)
    person: Any = request.user
    keys = [body.pk for body in bodies]
    today = timezone.localdate()
    between = joint.together(Record.objects.visible_to(person), keys)
    if form := asked(request):
        return of_rows(
            request,
            form,
            name=f"together-{'-'.join(keys)}",
            title=", ".join(acronym(body) for body in bodies),
            columns=ANY_KIND,
            rows=fetched(shown(between.order_by("-latest", "-pk"))),
            labels=between.order_by().values_list("label", flat=True).distinct(),
        )
    dated: Any = between.filter(latest__isnull=False).order_by("-latest", "-pk")
    timeline = list(dated[: TIMELINE + 1])
    agreements = joint.agreements(person, keys, today, SHOWN)
    mechanisms = joint.mechanisms(person, keys, today, SHOWN)
    commitments = list(joint.commitments(person, keys)[:SHOWN])
    presences = list(joint.presences(person, keys)[:SHOWN])
    themes = joint.activities_by_theme(person, keys, most=OF_THEME, themes=THEMES)
    thirds = joint.thirds(person, keys)
    joint.complete(
        [
            *timeline,
            *(one.agreement for one in agreements),
            *(one.mechanism for one in mechanisms),
            *commitments,
            *presences,
            *(row for one in themes for row in one.activities),
        ],
        parties=[*commitments, *presences],
        places=presences,
        organizations=[one.organization for one in thirds],
    )
    context = {
        "bodies": bodies,
        "keys": BETWEEN.join(keys),
        "among": SEPARATOR.join(keys),
        "counts": sorted(joint.by_kind(person, keys).items()),
        "agreements": agreements,
        "mechanisms": mechanisms,
        "commitments": commitments,
        "presences": presences,
        "themes": themes[:THEMES],
        "other_themes": themes[THEMES:],
        "thirds": thirds,
        "drawing": drawing(timeline[:TIMELINE], today, ends(timeline)),
        "timeline": [
            (year, list(group))
            for year, group in groupby(timeline[:TIMELINE], key=lambda record: record.latest.year)
        ],
        "more": len(timeline) > TIMELINE,
        "form": ChooseForm(initial={"organizations": keys}),
        "without": [
            (body, BETWEEN.join(key for key in keys if key != body.pk)) for body in bodies if len(bodies) > 2
        ],
    }
    return render(request, "together/together.html", context)


def ends(records: list[Any]) -> dict[int, Any]:
    """Return where the term of each agreement among the records ends, of those that have one."""
    keys = [row.pk for row in records if row.kind == Record.Kind.AGREEMENT.value]
    rows = Agreement.objects.filter(pk__in=keys, begins__isnull=False).order_by()
    return dict(rows.values_list("pk", "ends"))


def organizations(ids: str) -> list[Organization]:
    """Return the organizations of an address, by identifier; 404 where one is unknown or too many are."""
    keys = sorted(set(ids.split(BETWEEN)))
    found = list(Organization.objects.filter(pk__in=keys).prefetch_related("names").order_by("pk"))
    if len(found) != len(keys) or len(keys) > MOST:
        raise Http404
    return found


def address(name: str, bodies: list[Organization]) -> str:
    """Return the permanent address of the page `name` about these organizations."""
    return reverse(name, args=[BETWEEN.join(sorted(body.pk for body in bodies))])
