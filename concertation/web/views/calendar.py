"""Calendars to subscribe to, and the page on which their addresses stand."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_POST

from concertation.exchange.calendar import calendar
from concertation.exchange.models import CalendarKey, new_key
from concertation.insight.due import Due, due, next_sessions, with_records
from concertation.register.models import Mechanism, Meeting, Organization, Participation, Record
from concertation.web.language import page_language

KEPT = relativedelta(years=2)
"""How far back the calendars of an organization and of a person reach."""


@conditional_page
def of_organization(request: HttpRequest, id: str) -> HttpResponse:
    """All dates of an organization."""
    person = asking(request)
    one = get_object_or_404(Organization.objects.prefetch_related("names"), pk=id)
    meetings, dues = _recent(person, frozenset({one.pk}))
    return _answer(request, person, one.acronym_in(page_language()), meetings, dues)


@conditional_page
def of_mechanism(request: HttpRequest, uid: str) -> HttpResponse:
    """The sessions of a mechanism, and when the next one is due."""
    person = asking(request)
    rows = Mechanism.objects.visible_to(person).filter(uid=uid)
    one = get_object_or_404(rows.prefetch_related("texts"))
    meetings = Meeting.objects.visible_to(person).filter(mechanism=one)
    dues = next_sessions(rows, person, timezone.localdate())
    return _answer(request, person, one.title_in(page_language()), meetings, dues)


@conditional_page
def of_meeting(request: HttpRequest, uid: str) -> HttpResponse:
    """One meeting, to be taken into a calendar as it stands now."""
    person = asking(request)
    meetings = Meeting.objects.visible_to(person).filter(uid=uid)
    one = get_object_or_404(meetings.prefetch_related("texts"))
    return _answer(request, person, one.title_in(page_language()), meetings, [])


@conditional_page
def of_person(request: HttpRequest) -> HttpResponse:
    """The dates of a person's organizations; of somebody without one, all dates that they see."""
    person = asking(request)
    if not person.is_authenticated:
        raise Http404
    meetings, dues = _recent(person, person.own or None)
    return _answer(request, person, _("Concertation"), meetings, dues)


@login_required
def addresses(request: HttpRequest) -> HttpResponse:
    """Where one's calendars are."""
    person: Any = request.user
    key = CalendarKey.objects.get_or_create(person=person)[0].key
    own = person.organizations.values("pk")
    asked = Q(pk__in=own) | Q(pk=request.GET.get("organization", ""))
    feeds = [(_("All my dates"), _address(request, "calendar-mine", key=key))]
    feeds += [
        (row.name_in(page_language()), _address(request, "calendar-organization", row.pk, key=key))
        for row in Organization.objects.filter(asked).prefetch_related("names").order_by("pk")
    ]
    series = Mechanism.objects.visible_to(person).filter(uid__in=_uids(request.GET.get("mechanism", "")))
    feeds += [
        (row.title_in(page_language()), _address(request, "calendar-mechanism", str(row.uid), key=key))
        for row in series.prefetch_related("texts")
    ]
    return render(request, "calendar/addresses.html", {"feeds": feeds})


def _uids(text: str) -> list[uuid.UUID]:
    """The identifier that the text is, if it is one."""
    try:
        return [uuid.UUID(text)]
    except ValueError:
        return []


@login_required
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Make the person's key anew: calendars at the old addresses stop."""
    CalendarKey.objects.update_or_create(person=request.user, defaults={"key": new_key()})
    messages.success(request, _("The old addresses show nothing any more. Subscribe to the new ones."))
    return redirect("calendars")


def asking(request: HttpRequest) -> Any:
    """Whoever the key in the address belongs to, else who is signed in. A key that is none sees nothing more
    than everybody does. The answer is in the language of whom the key belongs to."""
    if given := request.GET.get("key"):
        found = CalendarKey.objects.select_related("person").filter(key=given, person__is_active=True).first()
        if found is None:
            return AnonymousUser()
        translation.activate(found.person.language)
        return found.person
    return request.user


def _recent(person: Any, organizations: frozenset[str] | None) -> tuple[Any, list[Due]]:
    """The meetings of the organizations, or all, of the last years and to come; and what is due or late."""
    today = timezone.localdate()
    meetings = Meeting.objects.visible_to(person).filter(latest__gte=today - KEPT)
    if organizations is not None:
        parts = Participation.objects.filter(record=OuterRef("pk"), organization__in=organizations)
        meetings = meetings.filter(Exists(parts))
    return meetings, due(person, today, organizations)


def _answer(request: HttpRequest, person: Any, name: str, meetings: Any, dues: Any) -> HttpResponse:
    rows = meetings.prefetch_related("texts", "places", "agenda").order_by("pk")
    told = with_records(dues, person)
    prefetch_related_objects([record for _due, record in told], "texts")
    body = calendar(name, rows, told, lang=page_language(), address=_page(request))
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'inline; filename="concertation.ics"',
            "Cache-Control": "private, max-age=900",
        },
    )


def _page(request: HttpRequest) -> Callable[[Record], str]:
    return lambda record: request.build_absolute_uri(reverse("record", args=[record.uid]))


def _address(request: HttpRequest, name: str, *arguments: str, key: str) -> str:
    return f"{request.build_absolute_uri(reverse(name, args=arguments))}?key={key}"
