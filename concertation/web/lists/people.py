"""The list of people, for those who administer them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Person, Role
from concertation.exchange.tables.table import Coded, Dated, in_words
from concertation.register.models import Organization
from concertation.web.fields import OrganizationField
from concertation.web.lists import filters
from concertation.web.lists.filters import Filter
from concertation.web.lists.listing import Column, Listing
from concertation.web.templatetags import words

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

STATES = [("active", _("may sign in")), ("out", _("kept out"))]


def _state(row: Any) -> str:
    return str(dict(STATES)["active" if row.is_active else "out"])


def _bodies(row: Any) -> tuple[Coded, ...]:
    return tuple(Coded(body.pk, words.acronym(body)) for body in row.organizations.all())


def _organization() -> Filter:
    def narrow(rows: QuerySet[Any], value: Organization) -> QuerySet[Any]:
        return rows.filter(organizations=value)

    return Filter(
        name="organization",
        make=lambda: OrganizationField(label=_("Organization"), required=False, max_length=300),
        narrow=narrow,
    )


def _may_sign_in() -> Filter:
    return Filter(
        name="state",
        make=lambda: forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *STATES]),
        narrow=lambda rows, value: rows.filter(is_active=value == "active"),
    )


def _rows(person: Viewer) -> QuerySet[Any]:
    return Person.objects.all()


PEOPLE = Listing(
    slug="people",
    word=_("people"),
    empty=_("Nobody matches."),
    rows=_rows,
    related=lambda rows: rows.prefetch_related("organizations__names"),
    columns=(
        Column("person", _("Name"), str, "name", "lists/cells/person.html"),
        Column("email", _("E-mail address"), lambda row: row.email, "email"),
        Column(
            "role",
            _("Role"),
            lambda row: row.get_role_display(),
            "role",
            value=lambda row: Coded(row.role, row.get_role_display()),
        ),
        Column(
            "bodies",
            _("Organizations"),
            lambda row: in_words(_bodies(row)),
            value=lambda row: _bodies(row),
        ),
        Column(
            "last_login",
            _("Last sign-in"),
            lambda row: words.moment(row.last_login) or str(_("never")),
            "last_login",
            descending=True,
            value=lambda row: Dated(row.last_login.date().isoformat() if row.last_login else ""),
        ),
        Column(
            "state",
            _("State"),
            _state,
            "is_active",
            value=lambda row: Coded("active" if row.is_active else "out", _state(row)),
        ),
    ),
    filters=(
        filters.words_in("name", "email"),
        filters.choice("role", _("Role"), Role.choices),
        _organization(),
        _may_sign_in(),
    ),
    order="person",
)
