"""The page about formats keeps up with the code, and examples in the code run."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

from concertation.reading import formats

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_every_ending_that_is_read_is_documented():
    page = PAGE.read_text(encoding="utf-8")
    assert [ending for ending in formats.ENDINGS if f"`{ending}`" not in page] == []


@pytest.mark.parametrize(
    "module",
    ["formats.docx_numbering", "formats.parts", "formats.single", "structure.language", "structure.masthead"],
)
def test_examples_run(module: str):
    result = doctest.testmod(import_module(f"concertation.reading.{module}"))
    assert result.attempted > 0
    assert result.failed == 0
