"""The agenda or the minutes of a meeting as a Word document."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from concertation.register.dates import in_words
from concertation.register.models import Commitment, Participation
from concertation.reporting.papers.meeting import Item, Papers, Said
from concertation.reporting.papers.word import blank, saved


def docx(papers: Papers, lang: str) -> bytes:
    """Return the papers in `lang` (ISO 639-1, of the interface) as the bytes of a .docx. What was said stays
    in the language in which it was written."""
    meeting = papers.meeting
    title = meeting.title_in(lang)
    title = title[:1].upper() + title[1:]
    document = blank(title, lang, meeting.updated_at.date())
    document.add_heading(title, 0)
    told = [in_words(meeting.date, lang) if meeting.date else "", meeting.venue]
    told += [place.name for place in meeting.places.all()]
    document.add_paragraph(", ".join(filter(None, told)))
    _present(document, papers, lang)
    document.add_heading(_("Agenda") if papers.agenda_only else _("Agenda and minutes"), 1)
    if not papers.items:
        document.add_paragraph(_("No agenda yet."))
    for number, one in enumerate(papers.items, start=1):
        _item(document, number, one, lang)
    if papers.general.said or papers.general.decisions:
        document.add_heading(_("In general"), 2)
        _told(document, papers.general, lang)
    label = papers.meeting.label
    labels = dict.fromkeys([label, *(one.label for one in papers.minutes)])
    document.add_paragraph(", ".join(f"TLP:{one}" for one in labels))
    return saved(document)


def _present(document: Any, papers: Papers, lang: str) -> None:
    document.add_heading(_("Organizations"), 1)
    for part in papers.parts:
        body = part.organization
        role = Participation.Role(part.role)
        plain = role in (Participation.Role.PARTY, Participation.Role.PARTICIPANT)
        words = body.name_in(lang) if plain else f"{body.name_in(lang)} ({role.label})"
        document.add_paragraph(words, style="List Bullet")
        for one in papers.delegates:
            if one.organization_id == body.pk:
                told = [one.name, one.function, _("head of delegation") if one.head else ""]
                document.add_paragraph(", ".join(filter(None, told)), style="List Bullet 2")


def _item(document: Any, number: int, one: Item, lang: str) -> None:
    item = one.item
    if item is None:
        return
    by = f" ({item.presenter.acronym_in(lang)})" if item.presenter else ""
    document.add_heading(f"{number}. {item.title}{by}", 2)
    _told(document, one, lang)


def _told(document: Any, one: Item, lang: str) -> None:
    for said in one.said:
        _said(document, said)
    for decision in one.decisions:
        document.add_paragraph(_decision(decision, lang), style="List Bullet")


def _said(document: Any, said: Said) -> None:
    for paragraph in said.text.splitlines():
        if paragraph.strip():
            document.add_paragraph(paragraph.strip())


def _decision(decision: Commitment, lang: str) -> str:
    owners = [
        part.organization.acronym_in(lang)
        for part in decision.participations.all()
        if part.role == Participation.Role.OWNER
    ]
    facts = [", ".join(owners), in_words(decision.due, lang) if decision.due else ""]
    told = "; ".join(filter(None, facts))
    title = decision.title_in(lang)
    words = _("Decision: %s") % (f"{title} ({told})" if told else title)
    return words
