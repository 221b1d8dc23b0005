"""Styles and list numbering, from ``styles.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from concertation.reporting.docx.xml import line, part, twips

FONT = "Times New Roman"


@cache
def measures() -> dict[str, Any]:
    """All of ``styles.toml``."""
    return tomllib.loads((Path(__file__).parent / "styles.toml").read_text(encoding="utf-8"))


def styles(locale: str) -> str:
    """The part ``styles.xml``; all text is tagged with `locale` ("fr-FR")."""
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:kern w:val="14"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="{locale}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    named = "".join(_style(id, shape) for id, shape in measures()["styles"].items())
    plain = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="TableAnnex"><w:name w:val="Table Annex"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{line('top', 0.5)}{line('bottom', 1.5)}{line('insideH', 0.25)}</w:tblBorders>"
        '<w:tblCellMar><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{line('bottom', 1)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    )
    return part("styles", defaults + plain + named)


def numbering() -> str:
    """The part ``numbering.xml``: paragraphs count through the document, sections within their chapter."""
    lists = measures()["lists"]
    definitions, uses = "", ""
    for number, shape in enumerate(lists.values(), start=1):
        levels = "".join(_level(index, level) for index, level in enumerate(shape["levels"]))
        kind = "multilevel" if len(shape["levels"]) > 1 else "singleLevel"
        definitions += (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}'
            "</w:abstractNum>"
        )
        uses += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return part("numbering", definitions + uses)


def _level(index: int, level: Mapping[str, Any]) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{level["form"]}"/>'
        f'<w:pStyle w:val="{level["style"]}"/><w:suff w:val="tab"/><w:lvlText w:val="{level["text"]}"/>'
        f'<w:lvlJc w:val="{level.get("align", "left")}"/>'
        f"<w:pPr>{_indent(level)}</w:pPr></w:lvl>"
    )


def _style(id: str, shape: Mapping[str, Any]) -> str:
    kind = shape.get("kind", "paragraph")
    default = ' w:default="1"' if id == "normal" else ""
    about = f"<w:name w:val={quoteattr(shape['name'])}/>"
    if base := shape.get("based"):
        about += f'<w:basedOn w:val="{base}"/>'
    if following := shape.get("next"):
        about += f'<w:next w:val="{following}"/>'
    paragraph = f"<w:pPr>{_paragraph(shape)}</w:pPr>" if kind == "paragraph" else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{id}">{about}<w:qFormat/>{paragraph}'
        f"<w:rPr>{_characters(shape)}</w:rPr></w:style>"
    )


def _paragraph(shape: Mapping[str, Any]) -> str:
    """Paragraph properties, in the order that the schema demands."""
    words = ""
    if shape.get("keep_next"):
        words += "<w:keepNext/><w:keepLines/>"
    if shape.get("new_page"):
        words += "<w:pageBreakBefore/>"
    if chosen := shape.get("list"):
        name, _dot, level = chosen.partition(".")
        number = list(measures()["lists"]).index(name) + 1
        words += f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{number}"/></w:numPr>'
    if rule := shape.get("rule"):
        sides = {"box": ("top", "left", "bottom", "right")}
        lines = [
            line(side, width).replace('w:space="0"', 'w:space="6"' if name == "box" else 'w:space="1"')
            for name, width in rule.items()
            for side in sides.get(name, (name,))
        ]
        words += f"<w:pBdr>{''.join(lines)}</w:pBdr>"
    if tabs := shape.get("tabs"):
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for at, kind in tabs)
        words += f"<w:tabs>{stops}</w:tabs>"
    spacing = "".join(f' w:{name}="{twips(shape[name])}"' for name in ("before", "after") if name in shape)
    if "line" in shape:
        spacing += f' w:line="{twips(shape["line"])}" w:lineRule="exact"'
    words += f"<w:spacing{spacing}/>" if spacing else ""
    words += _indent(shape)
    if align := shape.get("align"):
        words += f'<w:jc w:val="{align}"/>'
    if "outline" in shape:
        words += f'<w:outlineLvl w:val="{shape["outline"]}"/>'
    return words


def _indent(shape: Mapping[str, Any]) -> str:
    words = "".join(f' w:{name}="{twips(shape[name])}"' for name in ("left", "right") if name in shape)
    if "first" in shape:
        first = shape["first"]
        words += f' w:hanging="{twips(-first)}"' if first < 0 else f' w:firstLine="{twips(first)}"'
    return f"<w:ind{words}/>" if words else ""


def _characters(shape: Mapping[str, Any]) -> str:
    words = ""
    for name, tag in (("bold", "b"), ("italic", "i")):
        if name in shape:
            words += f"<w:{tag}/>" if shape[name] else f'<w:{tag} w:val="0"/>'
    if "size" in shape:
        half = round(shape["size"] * 2)
        words += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    return words
