"""The sections of the report: order, headings, shares of the words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from concertation.register.models import Organization, Theme
from concertation.register.themes import label as theme_label
from concertation.reporting.cycles import sections as rules
from concertation.reporting.cycles.changing import version
from concertation.reporting.models import Cycle, CycleSection
from concertation.web.cycles import cycle_at_hand, officer
from concertation.web.forms.cycles import AddSectionForm, SectionForm
from concertation.web.language import page_language


@login_required
def sections(request: HttpRequest, uid: str) -> HttpResponse:
    """The sections in their order with their shares; buttons move them, and more can be added."""
    one, person = cycle_at_hand(request, uid), officer(request)
    rows = rules.sections_of(one)
    data = request.POST
    adding = "add" in data
    form = _add_form(data if adding else None, one, rows, person)
    if request.method == "POST":
        act = _act(data, one, rows, form, person)
        try:
            if act and (said := act()):
                messages.success(request, said)
            if act:
                return redirect("cycle-sections", one.uid)
        except ValidationError as error:
            if adding:
                form.blame(error)
            else:
                messages.error(request, " ".join(error.messages))
                return redirect("cycle-sections", one.uid)
    context = {
        "cycle": one,
        "budget": rules.budget(one, rows),
        "form": form,
        "version": version(one),
    }
    return render(request, "cycles/sections.html", context, status=422 if form.errors else 200)


def _act(
    data: Any, cycle: Cycle, rows: list[CycleSection], form: Any, person: Any
) -> Callable[[], str] | None:
    """Return what the button asks for, which says what it did; None where the form has to be shown again."""
    seen = data.get("version", "")
    if "add" in data:
        return (lambda: _added(cycle, form, person)) if form.is_valid() else None
    if "propose" in data:
        return lambda: _proposed(cycle, person)
    if "move" in data:
        key, _sign, way = data["move"].partition(":")
        found = next((row for row in rows if str(row.pk) == key), None)
        if found:
            return lambda: _moved(found, way == "up", person, seen)
        return _gone
    return lambda: _shared(cycle, rows, data, person, seen)


def _gone() -> str:
    raise ValidationError(_("That section is not there any more."))


def _added(cycle: Cycle, form: AddSectionForm, person: Any) -> str:
    data = form.cleaned_data
    if sum(bool(data[name]) for name in ("organization", "theme", "role")) != 1:
        raise ValidationError(_("Choose an organization, or a theme, or a part of the report."))
    rules.add(
        cycle,
        person=person,
        seen=data["version"],
        organization=data["organization"],
        theme=data["theme"],
        role=data["role"],
    )
    return _("The section was added.")


def _proposed(cycle: Cycle, person: Any) -> str:
    number = rules.propose(cycle, person)
    if not number:
        return _("Every organization with records in the period has its section.")
    return ngettext("%(n)s section was added.", "%(n)s sections were added.", number) % {"n": number}


def _moved(section: CycleSection, up: bool, person: Any, seen: str) -> str:
    rules.move(section, up, person=person, seen=seen)
    return ""


def _shared(cycle: Cycle, rows: list[CycleSection], data: Any, person: Any, seen: str) -> str:
    shares: dict[int, int | None] = {}
    for row in rows:
        text = data.get(f"words_{row.pk}", "").strip()
        if text and not (text.isascii() and text.isdigit() and int(text) <= 1_000_000):
            raise ValidationError(_("Write the words of a section as a whole number, or leave it empty."))
        shares[row.pk] = int(text) if text else None
    rules.share_out(cycle, shares, person=person, seen=seen)
    return _("The shares were saved.")


def _add_form(data: Any, cycle: Cycle, rows: list[CycleSection], person: Any) -> AddSectionForm:
    """The form with what has no section yet: organizations and themes, those first that the period has most
    records of."""
    form: Any = AddSectionForm(data, cycle=cycle)
    lang = page_language()
    bodies = Organization.objects.filter(kind__in=rules.PARTNERS).prefetch_related("names")
    bodies = bodies.exclude(pk__in=[row.organization_id for row in rows if row.organization_id])
    form.fields["organization"].queryset = bodies
    form.fields["organization"].choices = [
        ("", "—"),
        *sorted(((body.pk, body.name_in(lang)) for body in bodies), key=lambda pair: pair[1].casefold()),
    ]
    number = rules.themes_in(cycle, person)
    themes = Theme.objects.exclude(pk__in=[row.theme_id for row in rows if row.theme_id])
    form.fields["theme"].queryset = themes
    form.fields["theme"].choices = [
        ("", "—"),
        *(
            (theme.pk, f"{theme_label(theme.pk, lang)} ({number.get(theme.pk, 0)})")
            for theme in sorted(themes, key=lambda one: (-number.get(one.pk, 0), theme_label(one.pk, lang)))
        ),
    ]
    roles = {row.role for row in rows}
    missing = [(role.value, role.label) for role in rules.FRAME if role.value not in roles]
    form.fields["role"].choices = [("", "—"), *missing]
    if not missing:
        form.fields["role"].widget = form.fields["role"].hidden_widget()
    return form


def _section(request: HttpRequest, uid: str, pk: int) -> CycleSection:
    cycle = cycle_at_hand(request, uid)
    rows = CycleSection.objects.select_related("organization", "theme").prefetch_related(
        "organization__names"
    )
    found = get_object_or_404(rows, pk=pk, cycle=cycle)
    found.cycle = cycle
    return found


@login_required
def section(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """The headings of a section in each language, and its share of the words."""
    one, person = _section(request, uid, pk), officer(request)
    plain = CycleSection(role=one.role, organization=one.organization, theme=one.theme)
    usual = {code: rules.title_in(plain, code) for code in one.cycle.languages}
    form = SectionForm(request.POST or None, section=one, usual=usual)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            rules.name(
                one,
                titles=form.titles(),
                words=data["words"],
                person=person,
                seen=data["version"],
                why=data["why"],
            )
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The section was changed."))
            return redirect("cycle-sections", one.cycle.uid)
    context = {"cycle": one.cycle, "section": one, "form": form}
    return render(request, "cycles/section.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def remove_section(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Ask, and take a section out of the report."""
    one, person = _section(request, uid, pk), officer(request)
    trouble = ""
    if request.method == "POST":
        try:
            rules.remove(
                one,
                person=person,
                seen=request.POST.get("version", ""),
                why=request.POST.get("why", ""),
            )
        except ValidationError as error:
            trouble = " ".join(error.messages)
        else:
            messages.success(request, _("The section was taken out."))
            return redirect("cycle-sections", uid)
    context = {"cycle": one.cycle, "section": one, "trouble": trouble, "version": version(one.cycle),
               "drafted": one.drafts.exists()}  # fmt: skip
    return render(request, "cycles/remove_section.html", context, status=422 if trouble else 200)
