"""What a visitor chooses for the pages, and small answers that the pages ask for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from concertation.register.dates import check_edtf
from concertation.web.templatetags.words import date_words


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language from now on, and for a person on every device."""
    chosen = request.POST.get("language", "")
    person: Any = request.user
    if person.is_authenticated and chosen in dict(settings.LANGUAGES) and chosen != person.language:
        person.language = chosen
        person.save(update_fields=["language"])
    return set_language(request)


def date_in_words(request: HttpRequest) -> HttpResponse:
    """What a date (EDTF) means, in words, or what is wrong with it."""
    date = next((value for name, value in request.GET.items() if name in ("date", "period")), "").strip()
    try:
        if date:
            check_edtf(date)
    except ValidationError as error:
        return HttpResponse(escape(" ".join(error.messages)))
    return HttpResponse(escape(date_words(date)))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its token: cookies are off, or it had been open for very long."""
    return render(request, "403_csrf.html", status=403)
