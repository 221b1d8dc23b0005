"""Digests are in the language of who gets them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Leave the next test in its own language: a page for somebody switches to theirs."""
    yield
    translation.deactivate()
