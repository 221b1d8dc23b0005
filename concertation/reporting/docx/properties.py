"""What Word keeps about the document: title, language, dates, the symbol, and settings."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from concertation.reporting.docx.first_page import LETTER, REST, split_symbol
from concertation.reporting.docx.xml import DECLARATION, part
from concertation.reporting.report import Form

_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_CUSTOM = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The identifier that the format demands for properties of a user."""


def core_properties(words: dict[str, Any], dated: date) -> str:
    """Title, language and dates; `dated` is the date of issue, else the last day of the period, so that the
    file does not depend on the day it was written."""
    stamp = f'xsi:type="dcterms:W3CDTF">{dated.isoformat()}T00:00:00Z'
    return (
        f"{DECLARATION}<cp:coreProperties {_CORE}><dc:title>{escape(words['title'])}</dc:title>"
        f"<dc:subject>{escape(words['author'])}</dc:subject><dc:language>{words['locale']}</dc:language>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def custom_properties(form: Form) -> str:
    """The symbol, in two properties that the fields show; a symbol changed there changes everywhere."""
    letter, rest = split_symbol(form.symbol)
    values = {LETTER: letter, REST: rest} if form.symbol else {}
    properties = "".join(
        f'<property fmtid="{_FORMAT}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), start=2)
    )
    return f"{DECLARATION}<Properties {_CUSTOM}>{properties}</Properties>"


def settings() -> str:
    """Mirrored pages, and the form of Word of today (without it, Word opens in compatibility mode)."""
    return part(
        "settings",
        "<w:mirrorMargins/><w:evenAndOddHeaders/><w:compat>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat>",
    )
