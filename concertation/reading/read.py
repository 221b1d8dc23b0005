"""Read a document: from its text to sourced proposals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from concertation.reading.catalogue import Catalogue
from concertation.reading.confidence import confidence
from concertation.reading.context import Context
from concertation.reading.document import Document, Paragraph, Section
from concertation.reading.find import find
from concertation.reading.language import Language, load_language
from concertation.reading.language_data import has_data
from concertation.reading.mention import OrganizationMention
from concertation.reading.proposal import Proposal
from concertation.reading.resolve import resolve
from concertation.reading.sentences import Sentence, sentences
from concertation.reading.state import state
from concertation.reading.state.attendance import joined_by
from concertation.reading.statement import Statement, ids
from concertation.reading.themes import themes
from concertation.reading.wording import load_wording


class Stated(NamedTuple):
    """A statement where it stands; `unknown` are the names in its quote that the catalogue does not hold."""

    statement: Statement
    sentence: Sentence
    paragraph: Paragraph
    section: Section | None
    unknown: tuple[str, ...]
    about: tuple[int, int]
    """Where the text says what it is about: its quote, and what follows up to the next statement."""


def read(document: Document, catalogue: Catalogue) -> Iterator[Proposal]:
    """Yield what the document states, in order, each proposal with the words that state it.

    Nothing where the language has no ``records.toml``. Raises `LanguageError` where a file of it is wrong.
    """
    if not has_data(document.lang, "records"):
        return  # the document's notes say so
    language = load_language(document.lang, catalogue)
    for stated in statements(document, catalogue):
        yield _proposal(stated, language)


def statements(document: Document, catalogue: Catalogue) -> Iterator[Stated]:
    """Yield the statements of a document, sentence by sentence, before they are proposals."""
    language, wording = load_language(document.lang, catalogue), load_wording(document.lang)
    context = Context(catalogue, wording)
    partners = [_bodies(section.title, language) for section in document.sections]
    for paragraph in document.paragraphs:
        section = document.sections[paragraph.section] if paragraph.section is not None else None
        context.open(
            section.title if section else "",
            partners[paragraph.section] if paragraph.section is not None else [],
        )
        found = find(paragraph.text, language)
        before: list[Stated] = []
        for sentence in sentences(paragraph.text, found, wording):
            resolve(sentence, context)
            stated = state(sentence, context, wording)
            yield from _with_those_who_came(before, context)
            before = [_stated(statement, stated, sentence, paragraph, section) for statement in stated]
        yield from before


def _stated(
    statement: Statement,
    stated: list[Statement],
    sentence: Sentence,
    paragraph: Paragraph,
    section: Section | None,
) -> Stated:
    inside = (n.text for n in sentence.unknown if statement.start <= n.start < statement.end)
    return Stated(statement, sentence, paragraph, section, tuple(inside), _about(statement, stated, sentence))


def _with_those_who_came(before: list[Stated], context: Context) -> list[Stated]:
    """The statements of the sentence before; its last event has the bodies that, as the next sentence says,
    attended it."""
    at = max((i for i, found in enumerate(before) if found.statement.kind == "event"), default=None)
    if context.came and at is not None:
        before[at] = before[at]._replace(statement=joined_by(before[at].statement, context.came))
    return before


def _about(statement: Statement, stated: list[Statement], sentence: Sentence) -> tuple[int, int]:
    """Where the sentence says what a statement is about: "a tenu une réunion en mai |pour examiner …|".

    From the sentence's start, or where one was stated before, from its own; to the next one, a semicolon or
    the sentence's end.
    """
    others = [other for other in stated if other.at != statement.at]
    start = statement.start if any(o.start < statement.start for o in others) else sentence.start
    end = sentence.text.find(";", statement.end, sentence.end)
    following = [other.start for other in others if other.start >= statement.end]
    return start, min([*following, end if end > 0 else sentence.end])


@lru_cache(maxsize=1_000)
def _bodies(title: str, language: Language) -> list[OrganizationMention]:
    """The bodies that a heading names; headings come again in every report."""
    return [m for m in find(title, language) if isinstance(m, OrganizationMention)]


def _proposal(stated: Stated, language: Language) -> Proposal:
    statement, paragraph = stated.statement, stated.paragraph
    start, end = statement.start, statement.end
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
        themes=_themes(stated, language),
        amount=statement.amount,
        currency=statement.currency,
        status=statement.status,
        confidence=confidence(statement, len(stated.unknown)),
        section=stated.section.title if stated.section else None,
        lang=language.code,
        rule=statement.rule,
        unknown=stated.unknown,
    )


def _themes(stated: Stated, language: Language) -> tuple[str, ...]:
    """The themes of what a statement is about; where that says nothing of an event or a text, those of its
    sentence."""
    sentence = stated.sentence
    named = [*sentence.organizations, *sentence.places]
    found = themes(sentence.text, language, named, *stated.about)
    whole = stated.about == (sentence.start, sentence.end)
    if found or whole or stated.statement.kind not in ("event", "instrument"):
        return found
    return themes(sentence.text, language, named, sentence.start, sentence.end)
