"""Pieces of WordprocessingML as text. Text is faster to make than elements, and reads as what it is."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def part(tag: str, content: str) -> str:
    """A whole part of the package with the root element `tag`."""
    return f'{DECLARATION}<w:{tag} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{tag}>'


def paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def run(text: str, style: str = "") -> str:
    """Words, in the paragraph's style or a character style."""
    return f"<w:r>{_style(style)}{words(text)}</w:r>"


def words(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return f'<w:t xml:space="preserve">{escape(text.translate(_FORBIDDEN))}</w:t>'


def tab() -> str:
    return "<w:r><w:tab/></w:r>"


def field(instruction: str, result: str, style: str = "") -> str:
    """A field with the result that it has now; Word computes it anew."""
    shape = _style(style)
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        words(result),
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{shape}{inner}</w:r>" for inner in parts)


def bookmarked(name: str, number: int, content: str) -> str:
    """`content` with a bookmark around; `number` is unique in the document."""
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def cell(width: float, content: str, *, bottom: bool = False, across: int = 1) -> str:
    """A cell of a table; its content is paragraphs. `bottom` puts them at its foot."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    foot = '<w:vAlign w:val="bottom"/>' if bottom else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{foot}</w:tcPr>{content}</w:tc>'


def grid(columns: Iterable[float]) -> str:
    widths = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in columns)
    return f"<w:tblGrid>{widths}</w:tblGrid>"


def line(side: str, points: float) -> str:
    """A border: Word counts its width in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="000000"/>'


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def _style(name: str) -> str:
    return f'<w:rPr><w:rStyle w:val="{name}"/></w:rPr>' if name else ""
