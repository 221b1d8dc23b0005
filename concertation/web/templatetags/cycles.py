"""The head that all pages of a cycle have, and what its sections are called."""

from __future__ import annotations

from typing import Any

from django import template

from concertation.reporting.cycles.changing import may_report
from concertation.reporting.cycles.questions import text_in
from concertation.reporting.cycles.sections import title_in
from concertation.web.cycles import steps
from concertation.web.language import page_language

register = template.Library()


@register.inclusion_tag("cycles/head.html", takes_context=True)
def cycle_head(context: template.Context, cycle: Any, title: str = "") -> dict[str, Any]:
    """The cycle with its state, period and due day, and its steps for those who work on it. `title` is what
    the page is called, where it is not the cycle's own."""
    request: Any = context["request"]
    shown = steps(cycle, request.path) if may_report(request.user) else []
    return {"cycle": cycle, "title": title, "steps": shown}


@register.filter
def section_title(section: Any) -> str:
    """The heading of a section in the language of the page."""
    return title_in(section, page_language())


@register.filter
def in_page_language(texts: dict[str, str]) -> str:
    """What texts by language say in the language of the page."""
    return text_in(texts, page_language())
