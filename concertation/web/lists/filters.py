"""What a list can be narrowed by. A filter brings its form field and narrows the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from concertation.accounts.sharing import Label
from concertation.insight.joint import together
from concertation.register.folding import fold
from concertation.register.models import (
    Agreement,
    Location,
    OrganizationName,
    Subject,
)
from concertation.register.search.finding import told
from concertation.register.search.queries import begun
from concertation.register.search.tokens import words
from concertation.register.standing import ending as ends
from concertation.register.standing import standing_on
from concertation.register.themes import label, themes
from concertation.web.fields import DayField, OrganizationsField, places_called
from concertation.web.language import document_languages, page_language
from concertation.web.wording import language_name

Rows = QuerySet[Any]

MONTHS = (3, 6, 12, 24, 60)
"""Within how many months a term may be asked to end."""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """`name` stands in the address; `make` makes the form field; `narrow` narrows rows by a value."""

    name: str
    make: Callable[[], forms.Field]
    narrow: Callable[[Rows, Any], Rows]


def words_in_texts() -> Filter:
    def narrow(rows: Rows, query: str) -> Rows:
        wanted = begun(query)
        return rows.filter(pk__in=told(wanted, rows.model.KIND)) if wanted else rows

    return _words(narrow)


def words_in_names() -> Filter:
    def narrow(rows: Rows, query: str) -> Rows:
        for word in words(query):
            named = OrganizationName.objects.filter(folded__contains=word).order_by()
            rows = rows.filter(Q(pk__iexact=word) | Q(pk__in=named.values("organization")))
        return rows

    return _words(narrow)


def words_in(*columns: str) -> Filter:
    """Words in columns of the thing's own table."""

    def narrow(rows: Rows, query: str) -> Rows:
        for word in query.split():
            anywhere = Q()
            for column in columns:
                anywhere |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(anywhere)
        return rows

    return _words(narrow)


def _words(narrow: Callable[[Rows, str], Rows]) -> Filter:
    return Filter(
        name="q",
        make=lambda: forms.CharField(
            label=_("Words"), required=False, max_length=200, widget=forms.TextInput({"type": "search"})
        ),
        narrow=narrow,
    )


def organization() -> Filter:
    """Records in which the organization takes part; of several, all of them."""
    return Filter(
        name="organization",
        make=lambda: OrganizationsField(label=_("Organization"), required=False, max_length=300),
        narrow=lambda rows, value: together(rows, [body.pk for body in value]),
    )


def theme() -> Filter:
    def choices() -> Iterable[tuple[str, str]]:
        lang = page_language()
        return sorted(((slug, label(slug, lang)) for slug in themes()), key=lambda row: fold(row[1]))

    return Filter(
        name="theme",
        make=lambda: _choice(_("Theme"), choices()),
        narrow=lambda rows, value: rows.filter(
            pk__in=Subject.objects.filter(theme=value).order_by().values("record")
        ),
    )


def place() -> Filter:
    return Filter(
        name="place",
        make=lambda: forms.CharField(label=_("Place"), required=False, max_length=200),
        narrow=lambda rows, value: rows.filter(
            pk__in=Location.objects.filter(place__in=places_called(value)).order_by().values("record")
        ),
    )


def since() -> Filter:
    return Filter(
        name="from",
        make=lambda: DayField(last=False, label=_("From"), required=False, max_length=10),
        narrow=lambda rows, value: rows.filter(latest__gte=value),
    )


def until() -> Filter:
    return Filter(
        name="to",
        make=lambda: DayField(last=True, label=_("To"), required=False, max_length=10),
        narrow=lambda rows, value: rows.filter(earliest__lte=value),
    )


def language() -> Filter:
    """The language of a document."""

    def choices() -> Iterable[tuple[str, str]]:
        return [(code, language_name(code, page_language())) for code in document_languages()]

    return Filter(
        name="lang",
        make=lambda: _choice(_("Language"), choices()),
        narrow=lambda rows, value: rows.filter(lang=value),
    )


def choice(name: str, word: str, choices: Iterable[tuple[str, str]]) -> Filter:
    """One of some values of the column `name`."""
    return Filter(
        name=name,
        make=lambda: _choice(word, choices),
        narrow=lambda rows, value: rows.filter(**{name: value}),
    )


def standing() -> Filter:
    """How an agreement stands today."""
    return Filter(
        name="status",
        make=lambda: _choice(_("Status"), Agreement.Status.choices),
        narrow=lambda rows, value: rows.alias(standing=standing_on(timezone.localdate())).filter(
            standing=value
        ),
    )


def ending() -> Filter:
    """Within how many months the running term of an agreement ends, tacit renewals counted."""

    def narrow(rows: Rows, months: str) -> Rows:
        today = timezone.localdate()
        near = ends(rows, today, today + relativedelta(months=int(months)))
        return rows.filter(pk__in=[pk for _day, pk in near])

    def choices() -> Iterable[tuple[str, str]]:
        for months in MONTHS:
            words = ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
            yield str(months), words

    return Filter(name="ends", make=lambda: _choice(_("Ends within"), choices()), narrow=narrow)


def sharing() -> Filter:
    return choice("label", _("Sharing"), Label.choices)


def _choice(word: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=word, required=False, choices=[("", _("all")), *choices])
