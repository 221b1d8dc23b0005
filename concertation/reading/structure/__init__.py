"""The text of a file becomes a `Document`: what its head says, its headings, its numbered paragraphs."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from concertation.reading.document import Document, Footnote, Paragraph, Unreadable
from concertation.reading.language_data import has_data
from concertation.reading.structure.clean import Cleaner
from concertation.reading.structure.flow import Flow
from concertation.reading.structure.language import language
from concertation.reading.structure.lines import Lines, join_lines
from concertation.reading.structure.masthead import masthead
from concertation.reading.structure.outline import body_start, number_blocks, outline
from concertation.reading.structure.words import language_name, words

__all__ = ["structure"]


def structure(flow: Flow, name: str, sha256: str) -> Document:
    """Return the document that `flow` holds; `name` and `sha256` are those of its file.

    Raises `Unreadable` where the text is in no language that is read, or holds no paragraph.
    """
    lang = language(flow.text, name)
    lexis = words(lang)
    lines = Lines(flow, lexis)
    cleaner = Cleaner(flow)
    blocks = join_lines(flow, lexis)
    numbers, numbering_notes = number_blocks(blocks, lines)
    start = body_start(blocks, lines, numbers)
    head = masthead(blocks[:start], lines, cleaner, lexis)
    body = outline([*head.prose, *blocks[start:]], lines, cleaner, numbers)
    if not body.paragraphs:
        raise Unreadable(f"{name}: no paragraph of running text was found. Load a document that has some.")
    return Document(
        name=name,
        sha256=sha256,
        lang=lang,
        paragraphs=tuple(body.paragraphs),
        sections=tuple(body.sections),
        symbols=head.symbols,
        title=head.title,
        organs=head.organs,
        session=head.session,
        date=head.date,
        original_lang=head.original_lang,
        agenda=head.agenda,
        summary=head.summary,
        footnotes=(*head.footnotes, *_footnotes(flow, body.paragraphs)),
        notes=(*flow.remarks, *head.notes, *numbering_notes, *body.notes, *_unread(lang)),
    )


def _unread(lang: str) -> Iterator[str]:
    """What is not read yet in the language."""
    if not has_data(lang, "records"):
        named = language_name(lang)
        yield f"Records are not read in {named} yet: only names, places, dates and citations are."


def _footnotes(flow: Flow, paragraphs: Sequence[Paragraph]) -> Iterator[Footnote]:
    """Give each note of the flow to the paragraph that refers to it."""
    starts = [paragraph.source.runs[0][1] for paragraph in paragraphs]
    for note in flow.notes:
        index = bisect_right(starts, note.at) - 1 if note.at is not None else -1
        yield Footnote(note.mark, note.text, paragraphs[index].number if index >= 0 else None)
