"""What templates say of amounts of money."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_currency, format_decimal, get_currency_name
from django import template
from django.utils.translation import gettext as _

from concertation.register.models.means import RATE
from concertation.web.language import page_language

register = template.Library()


@register.filter
def money(value: Decimal | None, currency: str) -> str:
    """An amount with its currency (ISO 4217; "%" for a rate, "" where none is named), as the language writes
    it; "" where there is none."""
    if value is None:
        return ""
    locale = page_language()
    if currency == RATE:
        return f"{format_decimal(value.normalize(), locale=locale)}\u00a0%"
    if not currency:
        return format_decimal(value.normalize(), locale=locale)
    pattern = "#,##0 ¤¤" if value == value.to_integral_value() else "#,##0.00 ¤¤"
    return format_currency(value, currency, pattern, locale=locale, currency_digits=False).replace(
        " ", "\u00a0"
    )


@register.filter
def currency_name(code: str) -> str:
    """What a currency is called, with its code."""
    if code == RATE:
        return _("Rates")
    if not code:
        return _("Currency not stated")
    name = get_currency_name(code, locale=page_language())
    return f"{name[:1].upper()}{name[1:]} ({code})"


@register.filter
def plain_number(value: Decimal | None) -> str:
    """A number as programs read it; "" where there is none."""
    return "" if value is None else f"{value:f}"
