"""The language of the pages: the person's own, else what the browser asks for.

Pages have the codes of Django ("zh-hans"), names and texts of the register those of ISO 639-1 ("zh").
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from concertation.reading.structure.words import languages as readable
from concertation.reporting.telling.language import languages as reported


def page_language() -> str:
    """Return the language in which the page is shown, as ISO 639-1."""
    return (translation.get_language() or "en").split("-")[0]


def document_languages() -> list[str]:
    """The languages, as ISO 639-1, that documents can be in: those of the page and of reports first."""
    first = [page_language(), *reported()]
    return list(dict.fromkeys(code for code in (*first, *readable()) if code in readable()))


def title_languages() -> list[str]:
    """The languages, as ISO 639-1, that the titles of every record are asked for in: that of the page, and
    those of reports."""
    return list(dict.fromkeys((page_language(), *reported())))


class PersonLanguage:
    """Shows the pages to a person who is signed in in the language that they chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language: str = getattr(request.user, "language", "")
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        return self.get_response(request)
