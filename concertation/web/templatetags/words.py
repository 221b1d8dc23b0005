"""What templates call codes, dates and things, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from concertation.accounts.sharing import Label
from concertation.insight.cadence import Cadence, Outlook, outlook
from concertation.register.dates import LOCALES, day_in_words, in_words
from concertation.register.models import (
    Agreement,
    Document,
    Organization,
    OrganizationName,
    Participation,
    Place,
    Record,
)
from concertation.register.search.queries import field_word as field_called
from concertation.register.standing import standing
from concertation.register.themes import label
from concertation.web import wording
from concertation.web.kinds import KINDS
from concertation.web.language import page_language
from concertation.web.templatetags.money import money

register = template.Library()


NARROW = 14
"""Characters of a name that fit where there is little room."""


def _dates() -> str:
    return LOCALES.get(page_language(), page_language())


@register.filter
def date_words(edtf: str) -> str:
    """An EDTF date in words; "" where there is none; what is no date stays as it is."""
    try:
        return in_words(edtf, _dates()) if edtf else ""
    except ValueError:
        return edtf


@register.filter
def day(value: date | None) -> str:
    """A day in words."""
    return day_in_words(value, page_language()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A day and a time (UTC) in words."""
    return _moment(value) if value else ""


def _moment(value: datetime) -> str:
    day, hour = day_in_words(value, page_language()), format_datetime(value, "HH:mm", locale=_dates())
    return str(get_datetime_format("medium", locale=_dates())).replace("{1}", day).replace("{0}", hour)


@register.filter
def title(record: Record) -> str:
    """The record's title in the language of the page, else in its original one."""
    return record.title_in(page_language())


@register.filter
def title_lang(record: Record) -> str:
    """The language in which `title` says the title, for the ``lang`` attribute."""
    langs = {text.lang for text in record.texts.all() if text.field == "title"}
    lang = page_language()
    return lang if lang in langs else record.original_lang if record.original_lang in langs else ""


@register.filter
def named(organization: Organization) -> str:
    """The organization's full name."""
    return organization.name_in(page_language())


@register.filter
def full_name(organization: Organization) -> str:
    """The organization's full name as HTML: apart from what stands around it, which may be written in the
    other direction, and marked with its language where that is not the language of the page."""
    name = organization.name_for(page_language())
    if name is None or name.lang == page_language():
        return format_html("<bdi>{}</bdi>", named(organization))
    return format_html('<bdi lang="{}">{}</bdi>', name.lang, name.text)


@register.filter
def acronym(organization: Organization) -> str:
    """What the organization is called where there is little room: a State by its name, another by its
    acronym, its identifier where that is long or missing."""
    name = organization.acronym_in(page_language())
    return name if organization.kind == "state" or len(name) <= NARROW else organization.pk


@register.filter
def short(organization: Organization) -> str:
    """The organization's short name, else its full one: what a list of States says."""
    return organization.name_in(page_language(), "short", "official", "acronym")


@register.filter
def former(organization: Organization) -> list[OrganizationName]:
    """The names that the organization had."""
    return [name for name in organization.names.all() if name.kind == "former" or name.until]


@register.filter
def place_name(place: Place) -> str:
    return wording.place_name(place, page_language())


@register.filter
def country_name(alpha3: str) -> str:
    return wording.country_name(alpha3, page_language())


@register.filter
def theme_name(slug: str) -> str:
    return label(slug, page_language())


@register.filter
def language_name(code: str) -> str:
    return wording.language_name(code, page_language())


@register.filter
def direction(code: str) -> str:
    """In which direction a language is written, for the ``dir`` attribute."""
    return wording.direction(code)


@register.filter
def own_name(code: str) -> str:
    return wording.own_name(code)


@register.filter
def type_word(code: str) -> Any:
    return wording.TYPES.get(code, code)


@register.filter
def kind_word(code: str) -> Any:
    """What a kind of proposal, or of record, is called."""
    return wording.KINDS.get(code) or (KINDS[code].one if code in KINDS else code)


@register.filter
def kind_counted(code: str, number: int) -> str:
    """What so many records of the kind are called."""
    return str(wording.COUNTED[code] % {"number": number})


@register.filter
def kind_slug(code: str) -> str:
    return KINDS[code].slug


@register.filter
def status_word(record: Record) -> str:
    """The status of a record of a kind that has one; of an agreement, how it stands today."""
    detail = record.detail
    if isinstance(detail, Agreement):
        return str(Agreement.Status(standing(detail, timezone.localdate())).label)
    display = getattr(detail, "get_status_display", None)
    return display() if display else ""


@register.filter
def news_word(what: str) -> Any:
    """What a piece of news, or something due, is called."""
    return wording.NEWS.get(what) or wording.REQUEST_NEWS.get(what, what)


@register.simple_tag(takes_context=True)
def unread(context: template.Context) -> int:
    """How many pieces of news the person has not read."""
    person = context.get("user")
    return person.told.filter(read_at=None).count() if person and person.is_authenticated else 0


@register.filter
def reason_word(code: str) -> Any:
    return wording.REASONS.get(code, code)


@register.filter
def duration_words(code: str) -> str:
    return wording.duration(code)


@register.filter
def cadence(found: Cadence | None) -> str:
    """How often a mechanism meets, and whether that is stated or estimated."""
    if found is None:
        return ""
    basis = _("stated") if found.basis == "stated" else _("estimated")
    return f"{wording.duration(found.duration)} ({basis})"


@register.filter
def expected(mechanism: Any) -> Outlook:
    """What is to be expected of a mechanism that comes with its `sessions`."""
    return outlook(mechanism, mechanism.sessions, timezone.localdate())


@register.filter
def next_session(found: Outlook) -> str:
    """When the next session of a mechanism is: planned, due, or overdue; "" where nothing is known."""
    if found.planned:
        return date_words(found.planned.date)
    if found.closes is None:
        return ""
    told = _("overdue since %(date)s") if found.overdue else _("due by %(date)s")
    return told % {"date": day(found.closes)}


@register.filter
def standing_word(status: str) -> str:
    """How an agreement stands."""
    return str(Agreement.Status(status).label)


@register.filter
def length_words(code: str) -> str:
    return wording.length(code)


@register.filter
def clock(value: datetime | None, zone: str) -> str:
    """A day and an hour as the clock shows it in the time zone (IANA name), with the zone."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone or "UTC"))
    return f"{_moment(local)} ({zone or 'UTC'})"


@register.simple_tag
def part_word(kind: str, part: Participation) -> str:
    """What the part of one organization in a record of the kind is called."""
    return str(wording.PARTS_CALLED.get((kind, part.role)) or Participation.Role(part.role).label)


@register.filter
def label_name(code: str) -> str:
    return f"TLP:{code}"


@register.filter
def label_class(code: str) -> str:
    return code.lower().replace("+", "-")


@register.filter
def label_words(code: str) -> Any:
    """Who sees what carries the label."""
    return Label(code).words


@register.filter
def amount(pledge: Any) -> str:
    """An amount with its currency, as the language writes it."""
    return money(pledge.amount, pledge.currency)


@register.filter
def number(value: float) -> str:
    """A number, as the language writes it."""
    return format_decimal(value, locale=page_language())


@register.filter
def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage. Rounded down, so that 99.6 is not called certain."""
    return format_percent(Decimal(int(share * 100)) / 100, locale=_dates())


@register.filter
def listed(things: Iterable[Any]) -> str:
    """Things in a sentence: "A, B and C"."""
    return format_list([str(thing) for thing in things], locale=_dates())


@register.simple_tag
def comma() -> str:
    """What stands between things listed one by one."""
    return pgettext("between things listed", ", ")


@register.filter
def from_word(text: str) -> str:
    """The end of a text, from the first whole word on."""
    return text.partition(" ")[2] if " " in text[:-1] else text


@register.filter
def to_word(text: str) -> str:
    """The beginning of a text, up to the last whole word."""
    return text.rpartition(" ")[0] if " " in text[1:] else text


@register.filter
def anchor(paragraph_number: str) -> str:
    """The name of a paragraph's place on the page of its document."""
    return "p" + re.sub(r"[^\w]+", "-", paragraph_number).strip("-")


@register.filter
def document_name(document: Document) -> str:
    """How a document is called in a line: its symbols, else its title or file name."""
    return str(document)


@register.filter
def host(url: str) -> str:
    """The host of an address, without "www."."""
    return urlsplit(url).netloc.removeprefix("www.")


@register.simple_tag(takes_context=True)
def may(context: template.Context, verb: Any) -> bool:
    """Whether the person who looks at the page may do this."""
    person = context.get("user")
    return bool(person and person.is_authenticated and person.may(verb))


@register.filter
def begins(text: str, beginning: str) -> bool:
    return text.startswith(beginning)


@register.simple_tag(takes_context=True)
def sort_query(context: template.Context, column: Any, result: Any) -> str:
    """The query that sorts a list by the column, the other way round where it is sorted by it."""
    descending = not result.descending if result.column.key == column.key else column.descending
    return with_query(context, sort=f"-{column.key}" if descending else column.key, page="")


@register.simple_tag
def field_word(name: str) -> str:
    """What one writes before the colon to narrow a search by the field."""
    return field_called(name, page_language())


@register.simple_tag
def step_value(value: str, kind: str) -> Any:
    """A value of the history, as pages say it."""
    match kind:
        case "date":
            return date_words(value)
        case "theme":
            return theme_name(value)
        case "type":
            return type_word(value)
        case "length":
            return length_words(value)
        case "cadence":
            return duration_words(value)
        case "language":
            return language_name(value)
        case _:
            return value


@register.filter
def contract_word(name: str) -> Any:
    """What a field of the record contract is called."""
    return wording.CONTRACT.get(name, name)


@register.simple_tag
def contract_value(name: str, value: Any) -> Any:
    """A value of the record contract, as pages say it."""
    match name:
        case "date":
            return date_words(value)
        case "themes":
            return "; ".join(theme_name(slug) for slug in value)
        case "type":
            return type_word(value)
        case "status":
            return wording.STATES.get(value, value)
        case "place" | "actors":
            return "; ".join(value)
        case _:
            return value


@register.simple_tag
def plain(column: Any, row: Any) -> str:
    """The text of a cell of a list."""
    return column.plain(row)


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """The query of the address, with these values changed; an empty value takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"
