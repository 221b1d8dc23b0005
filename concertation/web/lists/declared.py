"""The lists that the site has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from concertation.accounts.sharing import visible
from concertation.digest.sending import address
from concertation.exchange.tables.table import Coded
from concertation.register.models import (
    Document,
    Mandate,
    Mechanism,
    Meeting,
    Organization,
    Participation,
    Record,
    Text,
    taking_part,
)
from concertation.web import wording
from concertation.web.forms.details import TYPES_OF
from concertation.web.kinds import KINDS, Kind
from concertation.web.language import page_language
from concertation.web.lists import filters
from concertation.web.lists.columns import (
    ADDRESS,
    ADDRESSEE,
    AMOUNT,
    ASKS,
    CADENCE,
    CURRENCY,
    DATE,
    DUE,
    LABEL,
    NEXT,
    NEXT_SESSION,
    NUMBER,
    PARAGRAPH,
    PARTIES,
    PERIODICITY,
    PLACES,
    STATUS,
    SYMBOL,
    TERM,
    THEMES,
    TITLE,
    TYPE,
)
from concertation.web.lists.filters import Filter
from concertation.web.lists.listing import Column, Listing
from concertation.web.templatetags import words

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

COLUMNS: dict[str, tuple[Column, ...]] = {
    Record.Kind.AGREEMENT: (TITLE, TYPE, PARTIES, DATE, TERM, STATUS, LABEL),
    Record.Kind.MEETING: (TITLE, TYPE, NUMBER, PARTIES, DATE, PLACES, STATUS, LABEL),
    Record.Kind.MECHANISM: (TITLE, TYPE, PARTIES, CADENCE, NEXT, LABEL),
    Record.Kind.ACTIVITY: (TITLE, TYPE, PARTIES, DATE, PLACES, THEMES, STATUS, LABEL),
    Record.Kind.COMMITMENT: (TITLE, PARTIES, DUE, STATUS, LABEL),
    Record.Kind.PLEDGE: (TITLE, TYPE, PARTIES, AMOUNT, DATE, LABEL),
    Record.Kind.PRESENCE: (TITLE, TYPE, PARTIES, PLACES, DATE, STATUS, LABEL),
    Record.Kind.NOTICE: (TITLE, PARTIES, DATE, THEMES, LABEL),
    Record.Kind.MANDATE: (
        TITLE,
        SYMBOL,
        PARAGRAPH,
        ASKS,
        ADDRESSEE,
        PERIODICITY,
        NEXT_SESSION,
        LABEL,
    ),
}

MORE: dict[str, tuple[Column, ...]] = {
    Record.Kind.PLEDGE: (CURRENCY,),
    Record.Kind.MANDATE: (PARTIES, DATE),
}
"""Columns that only files have."""


def _organizations() -> Listing:
    return Listing(
        slug="organizations",
        word=_("organizations"),
        empty=_("No organization matches."),
        rows=_counted_organizations,
        related=lambda rows: rows.select_related("parent").prefetch_related("names", "parent__names"),
        columns=(
            Column(
                "acronym",
                _("Organization"),
                words.acronym,
                "pk",
                "lists/cells/organization.html",
                value=lambda row: Coded(row.pk, words.acronym(row)),
            ),
            Column("name", _("Name"), words.named),
            Column(
                "organization_kind",
                _("Kind"),
                lambda row: row.get_kind_display(),
                "kind",
                value=lambda row: Coded(row.kind, row.get_kind_display()),
            ),
            Column(
                "parent",
                _("Part of"),
                lambda row: words.acronym(row.parent) if row.parent else "",
                value=lambda row: Coded(row.parent_id, words.acronym(row.parent)) if row.parent else None,
            ),
            Column("seat", _("Headquarters"), lambda row: row.seat, "seat"),
            Column(
                "records",
                _("Records"),
                lambda row: str(row.number_of_records),
                "number_of_records",
                descending=True,
                value=lambda row: row.number_of_records,
            ),
        ),
        more=(Column("address", _("Address"), lambda row: address(reverse("organization", args=[row.pk]))),),
        filters=(
            filters.words_in_names(),
            filters.choice("kind", _("Kind"), Organization.Kind.choices),
        ),
        order="acronym",
    )


def _counted_organizations(person: Viewer) -> QuerySet[Any]:
    """Organizations with the number of records that the person may see; States only where they have any."""
    joint = Participation.objects.filter(visible(person, "record__"), organization=OuterRef("pk")).order_by()
    number = joint.values("organization").annotate(number=Count("pk")).values("number")
    rows = Organization.objects.annotate(number_of_records=Coalesce(Subquery(number), 0))
    return rows.filter(~Q(kind=Organization.Kind.STATE) | Exists(joint))


def _documents() -> Listing:
    return Listing(
        slug="documents",
        word=_("documents"),
        empty=_("No document matches."),
        rows=lambda person: Document.objects.visible_to(person),
        related=lambda rows: rows.defer("summary", "agenda").select_related("circle").annotate(
            number_of_paragraphs=Count("paragraphs")
        ),
        columns=(
            Column("document", _("Document"), str, "name", "lists/cells/document.html"),
            Column("document_title", _("Title"), lambda row: row.title),
            Column(
                "language",
                _("Language"),
                lambda row: words.language_name(row.lang),
                "lang",
                value=lambda row: Coded(row.lang, words.language_name(row.lang)),
            ),
            replace(DATE, sort="date"),
            Column(
                "paragraphs",
                _("Paragraphs"),
                lambda row: str(row.number_of_paragraphs),
                value=lambda row: row.number_of_paragraphs,
            ),
            LABEL,
        ),
        more=(Column("address", _("Address"), lambda row: address(reverse("document", args=[row.pk]))),),
        labelled=True,
        filters=(
            filters.words_in("title", "name", "symbols"),
            filters.language(),
            filters.sharing(),
        ),
        order="-date",
    )  # fmt: skip


def _records(kind: str, of: Kind) -> Listing:
    return Listing(
        slug=of.slug,
        kind=kind,
        word=of.many,
        empty=wording.NONE_YET[kind],
        rows=_titled(of),
        related=shown,
        columns=COLUMNS[kind],
        more=(*MORE.get(kind, ()), ADDRESS),
        labelled=True,
        filters=tuple(_filters(kind, of)),
        order="title" if kind == Record.Kind.MECHANISM else "-date" if DATE in COLUMNS[kind] else "title",
    )


def _titled(of: Kind) -> Callable[[Viewer], QuerySet[Any]]:
    """Rows of the kind with the title to sort by, in the language of the page if there is one."""

    def rows(person: Viewer) -> QuerySet[Any]:
        titles = Text.objects.filter(record=OuterRef("pk"), field="title").order_by("pk").values("folded")
        own = titles.filter(lang=page_language())
        found = of.model.objects.visible_to(person).alias(
            title=Coalesce(Subquery(own[:1]), Subquery(titles[:1]), output_field=TextField())
        )
        return _with_sessions(found, person) if of.model is Mechanism else found

    return rows


def _with_sessions(mechanisms: QuerySet[Any], person: Viewer) -> QuerySet[Any]:
    """Mechanisms with their `sessions`, as far as the person sees them."""
    return mechanisms.prefetch_related(
        Prefetch("meetings", Meeting.objects.visible_to(person), to_attr="sessions")
    )


def shown(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Records with what their lines show."""
    return rows.select_related("circle").prefetch_related("texts", taking_part(), "places", "themes")


def _filters(kind: str, of: Kind) -> list[Filter]:
    columns = {column.key for column in COLUMNS[kind]}
    found = [filters.words_in_texts(), filters.organization()]
    if kind in TYPES_OF:
        found.append(
            filters.choice("type", _("Type"), [(code, wording.TYPES[code]) for code in TYPES_OF[kind]])
        )
    if "status" in columns:
        found.append(filters.standing() if kind == Record.Kind.AGREEMENT else _stated(of))
    if kind == Record.Kind.AGREEMENT:
        found.append(filters.ending())
    if "date" in columns:
        found += [filters.since(), filters.until()]
    found.append(filters.theme())
    if kind == Record.Kind.MANDATE:
        found.append(filters.choice("asks", _("Asks for"), Mandate.Asks.choices))
    if kind in (Record.Kind.MEETING, Record.Kind.ACTIVITY, Record.Kind.PRESENCE):
        found.append(filters.place())
    return [*found, filters.sharing()]


def _stated(of: Kind) -> Filter:
    return filters.choice("status", _("Status"), of.model.Status.choices)  # type: ignore[attr-defined]


LISTINGS: dict[str, Listing] = {
    "organizations": _organizations(),
    **{of.slug: _records(kind, of) for kind, of in KINDS.items()},
    "documents": _documents(),
}
