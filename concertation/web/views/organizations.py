"""The page of an organization, and the suggestions while one types a name."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers

from concertation.accounts.sharing import visible
from concertation.insight import joint
from concertation.insight.cadence import outlooks
from concertation.register.constitution import schemes
from concertation.register.describing import may_describe
from concertation.register.focal_points import contacts
from concertation.register.folding import fold
from concertation.register.models import (
    Agreement,
    Head,
    Mechanism,
    Membership,
    Organization,
    OrganizationName,
    Participation,
    Record,
)
from concertation.register.search.names import organizations as called
from concertation.register.search.tokens import words
from concertation.web.kinds import KINDS
from concertation.web.language import page_language
from concertation.web.views.together import ChooseForm

PARTNERS = 12
TIMELINE = 30
FEW = 8
SUGGESTIONS = 8
MEMBERS = {
    "member": gettext_lazy("Members"),
    "associate": gettext_lazy("Associate members"),
    "observer": gettext_lazy("Observers"),
}
"""What those who belong to an organization are called."""


def organization(request: HttpRequest, id: str) -> HttpResponse:
    person: Any = request.user
    rows = Organization.objects.select_related("parent", "successor").prefetch_related(
        Prefetch("names", OrganizationName.objects.order_by("lang", "kind", "pk")),
        "parent__names",
        "successor__names",
    )
    one = get_object_or_404(rows, pk=id)
    records = Record.objects.visible_to(person).filter(participations__organization=one)
    counted = records.order_by().values_list("kind").annotate(Count("pk"), Max("latest"))
    by_kind = {kind: (number, latest) for kind, number, latest in counted}
    dated = records.filter(latest__isnull=False).order_by("-latest", "-pk")
    timeline = list(dated[:TIMELINE])
    today = timezone.localdate()
    texts = joint.standings(joint.together(Agreement.objects.visible_to(person), [one.pk]), today, FEW)
    series = outlooks(joint.together(Mechanism.objects.visible_to(person), [one.pk]), person, today, FEW)
    owed = list(joint.commitments(person, [one.pk])[:FEW])
    presences = list(joint.presences(person, [one.pk])[:FEW])
    current, former = contacts(person, organization=one)
    belongs, belongs_to = _memberships(one)
    family = list(Organization.objects.filter(Q(parent=one) | Q(successor=one)))
    partners = _partners(one, person)
    joint.complete(
        [
            *timeline,
            *(row.agreement for row in texts),
            *(row.mechanism for row in series),
            *owed,
            *presences,
        ],
        parties=[*owed, *presences],
        places=presences,
        organizations=[*family, *(row for row, _number in partners)],
    )
    bodies = [body for body in family if body.parent_id == one.pk]
    context = {
        "organization": one,
        "heads": list(Head.objects.filter(organization=one, until="")),
        "identifiers": _identifiers(one),
        "belongs": belongs,
        "belongs_to": belongs_to,
        "bodies": bodies,
        "predecessors": [body for body in family if body not in bodies],
        "names": _by_language(one),
        "kinds": [(kind, *by_kind[kind]) for kind in KINDS if kind in by_kind],
        "number": sum(number for number, _latest in by_kind.values()),
        "partners": partners,
        "agreements": texts.current,
        "lapsed": texts.lapsed,
        "mechanisms": series,
        "commitments": owed,
        "themes": joint.theme_counts(person, [one.pk]),
        "merges": list(one.merges.all()),
        "activity_places": joint.place_counts(person, [one.pk]),
        "presences": presences,
        "contacts": current,
        "former_contacts": former,
        "may_describe": may_describe(one, person),
        "choose": ChooseForm(auto_id="with-%s"),
        "timeline": [
            (year, list(group)) for year, group in groupby(timeline, key=lambda record: record.latest.year)
        ],
        "more": sum(number for number, latest in by_kind.values() if latest) > len(timeline),
    }
    return render(request, "organizations/organization.html", context)


def _by_language(organization: Organization) -> list[tuple[str, list[OrganizationName]]]:
    """The current names by language, the language of the page first."""
    own = page_language()
    current = [name for name in organization.names.all() if name.kind != "former" and not name.until]
    order = ["official", "short", "acronym", "alias"]
    current.sort(key=lambda name: (name.lang != own, name.lang, order.index(name.kind)))
    return [(lang, list(names)) for lang, names in groupby(current, key=lambda name: name.lang)]


def _identifiers(one: Organization) -> list[tuple[str, str, str]]:
    """What other registers call it: the register, the identifier, where it leads."""
    known = ((schemes()[key], value) for key, value in sorted(one.identifiers.items()) if key in schemes())
    return [(scheme.name, value, scheme.address.format(value)) for scheme, value in known]


Belonging = list[tuple[str, list[Organization]]]
"""What organizations belong as, and these by name."""


def _memberships(one: Organization) -> tuple[Belonging, Belonging]:
    """Who belongs to the organization, and what it belongs to, of what is in force."""
    rows: Any = Membership.objects.filter(Q(organization=one) | Q(member=one), until="")
    rows = list(rows.select_related("organization", "member"))
    others = [row.member if row.organization_id == one.pk else row.organization for row in rows]
    prefetch_related_objects(others, "names")
    lang = page_language()

    def of(kind: str, *, within: bool) -> list[Organization]:
        found = [
            body
            for row, body in zip(rows, others, strict=True)
            if row.kind == kind and (row.organization_id == one.pk) == within
        ]
        return sorted(found, key=lambda body: fold(body.name_in(lang, "short")))

    kinds = Membership.Kind
    belong = [(str(MEMBERS[kind]), of(kind, within=True)) for kind in kinds.values]
    belong_to = [(str(kinds(kind).label), of(kind, within=False)) for kind in kinds.values]
    return [row for row in belong if row[1]], [row for row in belong_to if row[1]]


def _partners(one: Organization, person: Any) -> list[tuple[Organization, int]]:
    """The organizations with the most joint records, the most first. Names are for the caller to fetch."""
    joint = (
        Participation.objects.filter(visible(person, "record__"), record__participations__organization=one)
        .exclude(organization=one)
        .order_by()
        .values_list("organization")
        .annotate(number=Count("record", distinct=True))
        .order_by("-number", "organization")[:PARTNERS]
    )
    numbers = dict(joint)
    rows = Organization.objects.in_bulk(list(numbers))
    return [(rows[id], number) for id, number in numbers.items()]


@cache_control(max_age=300)
@vary_on_headers("Accept-Language", "Cookie")
def suggest(request: HttpRequest) -> HttpResponse:
    """Known organizations whose name begins so, as JSON: identifier and name."""
    lang = page_language()
    found = called(list(words(request.GET.get("q", ""))))[:SUGGESTIONS]
    rows = [{"id": row.pk, "acronym": row.acronym_in(lang), "name": row.name_in(lang)} for row in found]
    return JsonResponse({"organizations": rows})
