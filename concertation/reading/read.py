"""Read a document: from its text to sourced proposals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from concertation.reading.catalogue import Catalogue
from concertation.reading.confidence import confidence
from concertation.reading.context import Context
from concertation.reading.document import Document, Paragraph, Section
from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.language_data import has_data
from concertation.reading.mention import OrganizationMention
from concertation.reading.proposal import Proposal
from concertation.reading.resolve import resolve
from concertation.reading.sentences import Sentence, sentences
from concertation.reading.state import state
from concertation.reading.statement import Statement, ids
from concertation.reading.themes import themes
from concertation.reading.wording import load_wording


def read(document: Document, catalogue: Catalogue) -> Iterator[Proposal]:
    """Yield what the document states, in order, each proposal with the words that state it.

    Nothing where the language has no ``records.toml``. Raises `LanguageError` where a file of it is wrong.
    """
    if not has_data(document.lang, "records"):
        return  # the document's notes say so
    language, wording = load_language(document.lang), load_wording(document.lang)
    context = Context(catalogue, wording)
    partners = [_bodies(section.title, document.lang) for section in document.sections]
    for paragraph in document.paragraphs:
        section = document.sections[paragraph.section] if paragraph.section is not None else None
        context.open(
            section.title if section else "",
            partners[paragraph.section] if paragraph.section is not None else [],
        )
        found = find(paragraph.text, language)
        for sentence in sentences(paragraph.text, found, wording):
            resolve(sentence, context)
            for statement in state(sentence, context, wording):
                labels = themes(
                    paragraph.text, language, sentence.organizations, statement.start, statement.end
                )
                yield _proposal(statement, sentence, paragraph, section, labels, document.lang)


@lru_cache(maxsize=1_000)
def _bodies(title: str, lang: str) -> list[OrganizationMention]:
    """The bodies that a heading names; headings come again in every report."""
    return [m for m in find(title, load_language(lang)) if isinstance(m, OrganizationMention)]


def _proposal(
    statement: Statement,
    sentence: Sentence,
    paragraph: Paragraph,
    section: Section | None,
    labels: tuple[str, ...],
    lang: str,
) -> Proposal:
    start, end = statement.start, statement.end
    unknown = tuple(name.text for name in sentence.unknown if start <= name.start < end)
    return Proposal(
        para=paragraph.number,
        kind=statement.kind,
        type=statement.type,
        quote=paragraph.text[start:end],
        start=start,
        end=end,
        span=paragraph.source.source(start, end),
        title=statement.title,
        ordinal=statement.ordinal,
        actors=ids(statement.actors),
        date=statement.date,
        period=statement.period,
        place=statement.place,
        themes=labels,
        amount=statement.amount,
        currency=statement.currency,
        status=statement.status,
        confidence=confidence(statement, len(unknown)),
        section=section.title if section else None,
        lang=lang,
        rule=statement.rule,
        unknown=unknown,
    )
