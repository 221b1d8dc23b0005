"""What Word keeps about the document: title, language, dates, the symbol, and settings."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from concertation.reporting.characters import writable
from concertation.reporting.docx.symbol import properties
from concertation.reporting.docx.xml import DECLARATION, part
from concertation.reporting.edition import Edition
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


def core_properties(edition: Edition) -> str:
    """Title, language and dates; `dated` is the date of issue, else the last day of the period, so that the
    file does not depend on the day it was written."""
    words = edition.words
    dated: date = edition.form.date or edition.report.last_day
    stamp = f'xsi:type="dcterms:W3CDTF">{dated.isoformat()}T00:00:00Z'
    return (
        f"{DECLARATION}<cp:coreProperties {_CORE}><dc:title>{escape(writable(edition.title))}</dc:title>"
        f"<dc:subject>{escape(words['author'])}</dc:subject><dc:language>{words['locale']}</dc:language>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def custom_properties(form: Form) -> str:
    """The symbol, in properties that the fields show; a symbol changed there changes everywhere."""
    rows = "".join(
        f"<property fmtid={quoteattr(_FORMAT)} pid={quoteattr(str(pid))} name={quoteattr(name)}>"
        f"<vt:lpwstr>{escape(writable(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties(form).items(), start=2)
    )
    return f"{DECLARATION}<Properties {_CUSTOM}>{rows}</Properties>"


def settings() -> str:
    """Mirrored pages, and the form of Word of today (without it, Word opens in compatibility mode)."""
    return part(
        "settings",
        '<w:mirrorMargins/><w:evenAndOddHeaders/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        "</w:footnotePr><w:compat>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat>",
    )
