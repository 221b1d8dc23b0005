"""The mails of requests: what each says, in the language of who gets it, and how they go out.

Each is a few paragraphs, a note of whoever writes, and a link; it goes as plain text and as HTML, and answers
to it go to the report officer. That it went, or why it did not, is a `Sending`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from concertation.digest.sending import address
from concertation.reporting.models import InputRequest, Sending

UNANSWERED = "The mail server has not answered yet."
"""What stands as the failure of a message that is just going out, or at which the run was cut off."""

Enclosure = tuple[str, bytes, str]
"""A file that goes with a mail: its name, its bytes, its media type (RFC 6838)."""
ENCLOSED: list[Callable[[InputRequest, str], Iterable[Enclosure]]] = []
"""What encloses files with the mail that asks for an input, in a language (ISO 639-1): what makes such files
adds itself here (in `ready` of its app)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to be: `paragraphs` before the `link`, which the `button` names; `note` is what a person wrote,
    `by` who."""

    kind: Sending.Kind
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    link: str = ""
    button: str = ""
    note: str = ""
    by: str = ""
    reply_to: str = ""
    lang: str = "en"
    last: tuple[str, ...] = ()
    enclosed: tuple[Enclosure, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        with in_language(self.lang):
            return render_to_string("cycles/mail.txt", {"letter": self}).strip() + "\n"

    @property
    def html(self) -> str:
        with in_language(self.lang):
            rtl = translation.get_language_bidi()
            return render_to_string("cycles/mail.html", {"letter": self, "rtl": rtl})


def in_language(lang: str) -> Any:
    """Have what follows (``with``) said in the language (ISO 639-1), in English where it is no language of
    the pages."""
    codes = {code.split("-")[0]: code for code, _name in settings.LANGUAGES}
    return translation.override(codes.get(lang.split("-")[0], "en"))


def enclosures(request: InputRequest, lang: str) -> tuple[Enclosure, ...]:
    """Return the files that go with the mail that asks for the input."""
    return tuple(file for enclose in ENCLOSED for file in enclose(request, lang))


def site(path: str) -> str:
    """Return the address of a page, for a mail."""
    return address(path)


def send(letter: Letter, *about: tuple[InputRequest, date]) -> str:
    """Mail the letter about the requests, each with the day that it is for; return why it did not go, ""
    where it did.

    It is noted before it goes, so that a run that is killed leaves word of it.
    """
    with transaction.atomic():
        rows = [
            Sending.objects.create(request=request, kind=letter.kind, to=letter.to, on=on, failure=UNANSWERED)
            for request, on in about
        ]
    try:
        _message(letter).send()
    except (OSError, ValueError) as error:  # smtplib.SMTPException is an OSError
        reason = str(error) or type(error).__name__
    else:
        reason = ""
    Sending.objects.filter(pk__in=[row.pk for row in rows]).update(failure=reason[:300], at=timezone.now())
    return reason


def went(request: InputRequest, kind: str, to: str, on: date | None = None) -> bool:
    """Tell whether such a message went out."""
    rows = request.sendings.filter(kind=kind, to__iexact=to, failure="")
    return (rows.filter(on=on) if on else rows).exists()


def _message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else [],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": letter.lang},
    )
    message.attach_alternative(letter.html, "text/html")
    for name, data, media_type in letter.enclosed:
        message.attach(name, data, media_type)
    return message
