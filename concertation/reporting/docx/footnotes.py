"""Footnotes: what each paragraph rests on, and the agenda that the first page refers to."""

from __future__ import annotations

from concertation.reporting.docx.xml import part, run, tab
from concertation.reporting.edition import Edition
from concertation.reporting.notes import in_words

AGENDA = 1
"""The id of the note at the agenda item. Those of the paragraphs follow; -1 and 0 are the lines above."""
MARK = "*"


def reference(id: int, mark: str = "") -> str:
    """The reference to a note, numbered by Word, or with a mark of its own."""
    if mark:
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteMark"/></w:rPr>'
            f'<w:footnoteReference w:customMarkFollows="1" w:id="{id}"/><w:t>{mark}</w:t></w:r>'
        )
    return (
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{id}"/></w:r>'
    )


def note_id(note: int) -> int:
    """The id of the note of that number."""
    return AGENDA + note


def footnotes(edition: Edition) -> str:
    """The part ``footnotes.xml``."""
    form, words = edition.form, edition.words["notes"]
    notes = [_rule(-1, "separator"), _rule(0, "continuationSeparator")]
    if form.item and form.listed:
        notes.append(_note(AGENDA, run(MARK, "FootnoteMark"), form.listed + words["end"]))
    for entry in edition.entries():
        if entry.note:
            number = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            notes.append(_note(note_id(entry.note), number, in_words(entry.cited, words)))
    return part("footnotes", "".join(notes))


def _note(id: int, mark: str, text: str) -> str:
    return (
        f'<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"{mark}{tab()}{run(text)}</w:p></w:footnote>"
    )


def _rule(id: int, kind: str) -> str:
    return (
        f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:pStyle w:val="FootnoteRule"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )
