"""The table of fonts and the theme: parts that a Word document is expected to have."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

from concertation.reporting.docx.xml import part
from concertation.reporting.edition import Edition

_THEME = Path(__file__).parent / "theme.xml"


def fonts(edition: Edition) -> str:
    """The part ``fontTable.xml``: the fonts by name; none is embedded."""
    names = dict.fromkeys(edition.measures["fonts"].values())
    return part("fonts", "".join(f"<w:font w:name={quoteattr(name)}/>" for name in names))


def theme(edition: Edition) -> str:
    """The part ``theme.xml``: black on white, in the fonts of the template."""
    shape = edition.measures["fonts"]
    text = _THEME.read_text(encoding="utf-8")
    for name in ("latin", "east_asian", "complex"):
        text = text.replace(f'"{name}"', quoteattr(shape[name]))
    return text
