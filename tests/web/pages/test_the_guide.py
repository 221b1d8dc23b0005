"""The guide names what stands on the pages, and shows pictures that are there."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[3]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
OTHER = {
    "+", "A mailed code", "CSV", "Cite", "Ctrl-K", "Excel", "JSON", "Many at once.",
    "The organization's own sign-in", "Two persons.",
}  # fmt: skip
"""What the guide says in bold and is no text of the pages: its own headings, formats, other programs."""


def words(guide: Path) -> str:
    return guide.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """The texts of the pages, without a colon or a full stop at their end."""
    catalogue = polib.pofile(str(ROOT / "concertation/web/locale/fr/LC_MESSAGES/django.po"))
    return {entry.msgid.rstrip(":.").lower() for entry in catalogue}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_what_is_in_bold_stands_on_a_page(guide, texts):
    bold = re.findall(r"\*\*(.+?)\*\*", words(guide))
    assert [one for one in bold if one not in OTHER and one.rstrip(":.").lower() not in texts] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_links_and_pictures_lead_somewhere(guide):
    links = re.findall(r"\]\(([^)#]+)", words(guide))
    assert [one for one in links if "//" not in one and not (guide.parent / one).exists()] == []
