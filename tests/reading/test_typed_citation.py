"""A paragraph as people type it, in the six languages."""

import pytest

from concertation.reading.typed_citation import typed_citation


@pytest.mark.parametrize(
    "typed",
    [
        "A/73/328, para. 12",
        "A/73/328 para 12",
        "A/73/328 paragraph 12",
        "A/73/328 12",
        "A/73/328, § 12",
        "A/73/328, par. 12",
        "A/73/328, paragraphe 12",
        "A/73/328, párr. 12",
        "A/73/328, párrafo 12",
        "A/73/328, п. 12",
        "A/73/328, пункт 12",
        "A/73/328، الفقرة ١٢",
        "A/73/328، الفقرة 12",
        "A/73/328，第12段",
        "A/73/328 第 12 段",
    ],
)
def test_the_document_and_the_paragraph_are_read(typed):
    assert typed_citation(typed) == ("A/73/328", "12")


@pytest.mark.parametrize("typed", ["A/73/328", "", "A/73/328, annex 12 and more"])
def test_what_names_no_paragraph_has_none(typed):
    assert typed_citation(typed) == (typed, "")
