"""A paragraph to be translated: a place to write in, beneath it the text and what it rests on."""

from __future__ import annotations

from concertation.reporting.docx.xml import paragraph, run, to_fill
from concertation.reporting.edition import Edition


def translated(edition: Edition, name: str, number: int, text: str, sources: str, style: str) -> str:
    """The place, in `style`, with the text in the language it is told in, and its sources ("" for none).
    `number` is that of the paragraph, 0 for the summary; `name` is unique in the document."""
    return paragraph(style, place(edition, name, number)) + source(edition, text, sources)


def place(edition: Edition, name: str, number: int) -> str:
    """The place to write in."""
    return to_fill(name, number + 1, edition.words["translation"]["place"])


def source(edition: Edition, text: str, sources: str) -> str:
    """The text to translate and its sources."""
    words = edition.words["translation"]
    language = edition.words["languages"].get(edition.told, edition.told)
    content = paragraph("SourceText", run(words["source"].format(language=language)) + run(text))
    return content + (
        paragraph("SourceList", run(words["sources"].format(sources=sources))) if sources else ""
    )
