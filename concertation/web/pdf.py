"""A page as a PDF file, to print or to send. The file is tagged, so that it can be read aloud (PDF/UA)."""

from __future__ import annotations

from django.utils.translation import gettext as _


class NoPrinter(Exception):
    """The machine lacks what sets pages as PDF; the message says what to install."""


def pdf(html: str) -> bytes:
    """Return the page as PDF/UA. Nothing is fetched: all that it shows is in `html`.

    Raises `NoPrinter` where the library that sets the text is not on the machine.
    """
    try:
        # Loaded here: few processes print, and it needs Pango, which a server may lack.
        from weasyprint import HTML
    except OSError as error:
        raise NoPrinter(
            _("To make PDF files the server needs Pango. On Debian: apt-get install libpangoft2-1.0-0")
        ) from error
    made = HTML(string=html, url_fetcher=_nothing).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"")
    return made or b""


def _nothing(url: str, *_arguments: object, **_options: object) -> dict[str, object]:
    raise ValueError(f"a page to print asks for {url}")
