"""Keeping a document that was read."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label
from concertation.reading import document as reading
from concertation.register.folding import fold
from concertation.register.models import Document, OrganizationName, Paragraph, Section
from concertation.register.search.filing import file_document


@transaction.atomic
def store(
    source: reading.Document,
    *,
    person: Person | None,
    label: str = Label.GREEN,
    circle: Circle | None = None,
    version_of: Document | None = None,
) -> tuple[Document, bool]:
    """Keep a document with its sections and paragraphs; return it, and whether it is new.

    The same bytes are kept once: a second time returns what is there and changes nothing. What the person may
    not see, or what was withdrawn, is not there for them: they have a document of their own.
    """
    document, created = Document.objects.get_or_create(
        sha256=source.sha256,
        copy=_copy(source.sha256, person),
        defaults={
            "name": source.name,
            "lang": source.lang,
            "original_lang": source.original_lang or "",
            "title": source.title or "",
            "symbols": list(source.symbols),
            "organs": list(source.organs),
            "session": source.session or "",
            "date": source.date or "",
            "agenda": [
                {"number": item.number, "letters": list(item.letters), "titles": list(item.titles)}
                for item in source.agenda
            ],
            "summary": source.summary or "",
            "notes": list(source.notes),
            "label": label,
            "circle": circle,
            "creator": person,
            "version_of": version_of,
        },
    )
    if created:
        sections = _store_sections(source, document)
        Paragraph.objects.bulk_create(
            [
                Paragraph(
                    document=document,
                    section=None if p.section is None else sections[p.section],
                    position=position,
                    number=p.number,
                    text=p.text,
                    page=p.page,
                    source_runs=[list(run) for run in p.source.runs],
                )
                for position, p in enumerate(source.paragraphs)
            ],
            batch_size=500,
        )
        file_document(document)
    return document, created


def _copy(sha256: str, person: Person | None) -> int:
    """Return which of the documents of these bytes the person sees, else the number of one more. The program
    (None) sees the first that was not withdrawn."""
    rows = Document.objects.filter(sha256=sha256).order_by("copy")
    seen = (rows.visible_to(person) if person else rows.filter(held="")).first()
    return seen.copy if seen else max(rows.values_list("copy", flat=True), default=-1) + 1


def _store_sections(source: reading.Document, document: Document) -> list[Section]:
    names = _organization_names()
    sections: list[Section] = []
    for position, section in enumerate(source.sections):
        sections.append(
            Section.objects.create(
                document=document,
                position=position,
                title=section.title,
                level=section.level,
                number=section.number or "",
                parent=None if section.parent is None else sections[section.parent],
                organization_id=names.get(fold(section.title)),
            )
        )
    return sections


def _organization_names() -> Mapping[str, str]:
    """Return organization ids by folded name, without those that two organizations share."""
    names: dict[str, str | None] = {}
    for text, organization in OrganizationName.objects.values_list("text", "organization_id"):
        key = fold(text)
        names[key] = organization if names.get(key, organization) == organization else None
    return {name: organization for name, organization in names.items() if organization}
