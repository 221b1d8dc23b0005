"""A page as a PDF file, to print or to send. The file is tagged, so that it can be read aloud (PDF/UA)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    page = HTML(string=html, url_fetcher=_nothing)
    return page.write_pdf(finisher=_complete, pdf_variant="pdf/ua-1", pdf_identifier=b"") or b""


def _nothing(url: str, *_arguments: object, **_options: object) -> dict[str, object]:
    raise ValueError(f"a page to print asks for {url}")


def _complete(_document: object, file: Any) -> None:
    """Say in the structure what PDF/UA asks for and the library does not say: which way a header cell of a
    table points, and what is a note (ISO 14289-1, 7.5 and 7.9)."""
    heads: set[bytes] = set()
    elements = [one for one in file.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
    for element in elements:
        if element["S"] == "/THead":
            heads.update(_beneath(element, file))
    for element in elements:
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if element["P"] in heads else "/Row"
    for number, note in enumerate(_notes(elements, file), start=1):
        note["S"] = "/Note"
        note["ID"] = f"(note{number})"


def _notes(elements: list[Any], file: Any) -> Iterator[Any]:
    """The notes at the foot of the sheets: the library puts those of a sheet, as spans, into an element
    without structure right beneath the document."""
    root = next(one for one in elements if one["S"] == "/Document")
    for reference in root["K"]:
        area = _object(reference, file)
        if area["S"] == "/NonStruct":
            spans = [_object(one, file) for one in _beneath(area, file)]
            yield from (span for span in spans if span["S"] == "/Span")


def _beneath(element: Any, file: Any) -> list[bytes]:
    """The references to the elements beneath one."""
    return [
        one
        for one in element["K"]
        if isinstance(one, bytes) and _object(one, file).get("Type") == "/StructElem"
    ]


def _object(reference: bytes, file: Any) -> Any:
    return file.objects[int(reference.split()[0])]
