"""Pieces of WordprocessingML as text. Text is faster to make than elements, and reads as what it is."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from concertation.reporting.characters import right_to_left, writable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def part(tag: str, content: str) -> str:
    """A whole part of the package with the root element `tag`."""
    return f'{DECLARATION}<w:{tag} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{tag}>'


def paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def run(text: str, style: str = "") -> str:
    """Words, in the paragraph's style or a character style. Word wants to be told of each run whether it is
    to be read from the right; no style can say so."""
    return f"<w:r>{_style(style, turned=right_to_left(text))}{words(text)}</w:r>"


def words(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return f'<w:t xml:space="preserve">{escape(writable(text))}</w:t>'


def tab() -> str:
    return "<w:r><w:tab/></w:r>"


def to_fill(name: str, number: int, prompt: str) -> str:
    """A content control: a place that a person clicks and writes in; `name` and `number` are unique."""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(name)}/><w:tag w:val={quoteattr(name)}/>"
        f'<w:id w:val="{number}"/><w:showingPlcHdr/></w:sdtPr>'
        f"<w:sdtContent>{run(prompt, 'Placeholder')}</w:sdtContent></w:sdt>"
    )


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


def _style(name: str, *, turned: bool = False) -> str:
    shape = (f'<w:rStyle w:val="{name}"/>' if name else "") + ("<w:rtl/>" if turned else "")
    return f"<w:rPr>{shape}</w:rPr>" if shape else ""
