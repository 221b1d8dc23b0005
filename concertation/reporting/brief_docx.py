"""A brief as a Word document: headings, lists and tables in the styles of the program that opens it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from docx.oxml.ns import qn

from concertation.register.dates import in_words
from concertation.register.models import Agreement, Participation, Record
from concertation.register.themes import label as theme_label
from concertation.reporting.brief import Brief
from concertation.reporting.word import blank, saved


def docx(brief: Brief, lang: str) -> bytes:
    """Return the brief in `lang` (ISO 639-1, of the interface) as the bytes of a .docx."""
    document = blank(" – ".join(one.pk for one in brief.organizations), lang, brief.on)
    document.add_heading(" – ".join(one.name_in(lang) for one in brief.organizations), 0)
    document.add_paragraph(
        _("Brief for consultations, as of %(day)s") % {"day": in_words(str(brief.on), lang)}
    )
    _agreements(document, brief, lang)
    _mechanisms(document, brief, lang)
    _last(document, brief, lang)
    _commitments(document, brief, lang)
    _themes(document, brief, lang)
    _thirds(document, brief, lang)
    document.add_paragraph(
        _("Source: the register of international cooperation, as far as it is shared with the reader.")
    )
    return saved(document)


def _line(record: Record, lang: str, *facts: str) -> str:
    title = record.title_in(lang)
    dated = in_words(record.date, lang) if record.date else ""
    told = ", ".join(filter(None, (dated, *facts)))
    title = title[:1].upper() + title[1:]
    return f"{title} ({told})" if told else title


def _listed(document: Any, heading: str, lines: list[str], none: str, more: int = 0) -> None:
    document.add_heading(heading, 2)
    for line in lines:
        document.add_paragraph(line, style="List Bullet")
    if more > 0:
        document.add_paragraph(_("… and %(number)s more in the register.") % {"number": more})
    if not lines:
        document.add_paragraph(none)


def _agreements(document: Any, brief: Brief, lang: str) -> None:
    lines = [
        _line(
            one.agreement,
            lang,
            str(Agreement.Status(one.status).label),
            _("until %(date)s") % {"date": in_words(str(one.term.end), lang)} if one.term else "",
        )
        for one in brief.agreements
    ]
    heading = _("Agreements and their terms")
    _listed(document, heading, lines, _("No agreement that counts is recorded."), brief.more["agreements"])


def _mechanisms(document: Any, brief: Brief, lang: str) -> None:
    lines: list[str] = []
    for one in brief.mechanisms:
        last = (
            _("last: %(date)s") % {"date": in_words(one.last.date, lang)}
            if one.last and one.last.date
            else ""
        )
        if one.planned:
            coming = _("next: %(date)s") % {"date": in_words(one.planned.date, lang)}
        elif one.closes:
            words = _("overdue since %(date)s") if one.overdue else _("next due by %(date)s")
            coming = words % {"date": in_words(str(one.closes), lang)}
        else:
            coming = ""
        lines.append(_line(one.mechanism, lang, last, coming))
    _listed(document, _("Consultations"), lines, _("No mechanism is recorded."), brief.more["mechanisms"])


def _last(document: Any, brief: Brief, lang: str) -> None:
    if brief.last is None:
        return
    document.add_heading(_("Last meeting"), 2)
    document.add_paragraph(_line(brief.last, lang, *(place.name for place in brief.last.places.all())))
    if brief.outcomes:
        document.add_paragraph(brief.outcomes[:1200])
    for decision in brief.decisions:
        document.add_paragraph(_line(decision, lang), style="List Bullet")


def _commitments(document: Any, brief: Brief, lang: str) -> None:
    document.add_heading(_("Open commitments"), 2)
    if not brief.commitments:
        document.add_paragraph(_("No open commitment is recorded."))
        return
    table = document.add_table(rows=1, cols=3, style="Light Grid Accent 1")
    for cell, word in zip(table.rows[0].cells, (_("Commitment"), _("Due from"), _("Due")), strict=True):
        cell.text = word
    table.rows[0]._tr.get_or_add_trPr().append(table._tbl.makeelement(qn("w:tblHeader"), {}))
    for row in brief.commitments:
        owners = [
            part.organization.acronym_in(lang)
            for part in row.participations.all()
            if part.role == Participation.Role.OWNER
        ]
        cells = table.add_row().cells
        cells[0].text = _line(row, lang)
        cells[1].text = ", ".join(owners)
        cells[2].text = in_words(row.due, lang) if row.due else ""


def _themes(document: Any, brief: Brief, lang: str) -> None:
    document.add_heading(_("Joint work by theme"), 2)
    for theme, rows in brief.themes:
        words = theme_label(theme, lang) if theme else _("other")
        document.add_paragraph(words, style="List Bullet").runs[0].bold = True
        for row in rows:
            document.add_paragraph(_line(row, lang), style="List Bullet 2")
    if not brief.themes:
        document.add_paragraph(_("No joint activity of the last three years is recorded."))


def _thirds(document: Any, brief: Brief, lang: str) -> None:
    if brief.thirds:
        lines = [f"{one.organization}: {theme_label(one.theme, lang)}, {one.place}" for one in brief.thirds]
        _listed(document, _("Who else works on the same in the same place"), lines, "")
