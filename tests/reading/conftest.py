"""What the tests of the reader share: a paragraph read as a document of one paragraph."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from concertation.reading import catalogue
from concertation.reading.document import Document, Paragraph, Section, SourceMap
from concertation.reading.formats import load
from concertation.reading.proposal import Proposal
from concertation.reading.read import read

Reader = Callable[..., list[Proposal]]
SAMPLE = Path(__file__).parent.parent.parent / "sample"


@pytest.fixture(scope="session")
def sample() -> Callable[[str], list[Proposal]]:
    """Return a function that reads the sample report of a language."""

    @cache
    def proposals_of(lang: str) -> list[Proposal]:
        return list(read(load(SAMPLE / f"report.{lang}.md"), catalogue.load()))

    return proposals_of


@pytest.fixture(scope="session")
def proposals() -> Reader:
    """Return a function that reads texts as the paragraphs of one document."""

    def proposals_of(*texts: str, lang: str = "fr", heading: str | None = None) -> list[Proposal]:
        paragraphs = tuple(
            Paragraph(str(number), text, SourceMap(((0, 0),)), section=0 if heading else None)
            for number, text in enumerate(texts, start=1)
        )
        sections = (Section(heading),) if heading else ()
        return list(read(Document("paragraph", "", lang, paragraphs, sections), catalogue.load()))

    return proposals_of
