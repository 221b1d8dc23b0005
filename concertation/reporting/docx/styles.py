"""Styles and list numbering, from ``styles.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from concertation.reporting.docx.xml import line, part, twips
from concertation.reporting.edition import Edition


def styles(edition: Edition) -> str:
    """The part ``styles.xml``; all text is tagged with the language of the edition."""
    shape = edition.measures
    size = shape["styles"]["normal"]["size"]
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(edition)}"
        f'<w:kern w:val="14"/>{_size(size)}{_tagged(edition.lang, edition)}'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    named = "".join(_style(id, style, edition) for id, style in shape["styles"].items())
    return part("styles", defaults + _PLAIN + named + _languages(edition))


def language_style(lang: str, edition: Edition) -> str:
    """The character style of words in another language than that of the edition; "" for its own."""
    return f"Language_{lang}" if lang in edition.template.languages and lang != edition.lang else ""


def _languages(edition: Edition) -> str:
    """A character style for each other language: it tells Word what to spell it as."""
    return "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{language_style(lang, edition)}">'
        f'<w:name w:val="Language {lang}"/><w:rPr>{_tagged(lang, edition)}'
        "</w:rPr></w:style>"
        for lang in edition.template.languages
        if lang != edition.lang
    )


def _tagged(lang: str, edition: Edition) -> str:
    locale = edition.template.languages[lang]["locale"]
    which = {"zh": "eastAsia", "ar": "bidi"}.get(lang, "val")
    return f'<w:lang w:{which}="{locale}"/>'


def _fonts(edition: Edition) -> str:
    shape = edition.measures["fonts"]
    latin, east, complex = (quoteattr(shape[name]) for name in ("latin", "east_asian", "complex"))
    return f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={east} w:cs={complex}/>"


_PLAIN = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="TablePlaces"><w:name w:val="Table Places"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="TableAnnex"><w:name w:val="Table Annex"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f"{line('top', 0.5)}{line('bottom', 1.5)}{line('insideH', 0.25)}</w:tblBorders>"
    '<w:tblCellMar><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f"{line('bottom', 1)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
)


def numbering(edition: Edition) -> str:
    """The part ``numbering.xml``: paragraphs count through the document, sections within their chapter."""
    lists, words = edition.measures["lists"], edition.words["numbering"]
    definitions, uses = "", ""
    for number, shape in enumerate(lists.values(), start=1):
        levels = "".join(_level(index, level, words) for index, level in enumerate(shape["levels"]))
        kind = "multilevel" if len(shape["levels"]) > 1 else "singleLevel"
        definitions += (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}'
            "</w:abstractNum>"
        )
        uses += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return part("numbering", definitions + uses)


def _level(index: int, level: Mapping[str, Any], words: Mapping[str, str]) -> str:
    form = words.get(f"{level['counts']}_form", "decimal")
    text = words[level["counts"]].format(n=f"%{index + 1}")
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{level["style"]}"/><w:suff w:val="tab"/><w:lvlText w:val={quoteattr(text)}/>'
        f'<w:lvlJc w:val="{level.get("align", "left")}"/>'
        f"<w:pPr>{_indent(level)}</w:pPr></w:lvl>"
    )


def _style(id: str, shape: Mapping[str, Any], edition: Edition) -> str:
    kind = shape.get("kind", "paragraph")
    default = ' w:default="1"' if id == "normal" else ""
    about = f"<w:name w:val={quoteattr(shape['name'])}/>"
    if base := shape.get("based"):
        about += f'<w:basedOn w:val="{base}"/>'
    if following := shape.get("next"):
        about += f'<w:next w:val="{following}"/>'
    paragraph = f"<w:pPr>{_paragraph(id, shape, edition)}</w:pPr>" if kind == "paragraph" else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{id}">{about}<w:qFormat/>{paragraph}'
        f"<w:rPr>{_characters(shape, edition)}</w:rPr></w:style>"
    )


def _paragraph(id: str, shape: Mapping[str, Any], edition: Edition) -> str:
    """Paragraph properties, in the order that the schema demands."""
    words = ""
    if shape.get("keep_next"):
        words += "<w:keepNext/><w:keepLines/>"
    if shape.get("new_page"):
        words += "<w:pageBreakBefore/>"
    if chosen := shape.get("list"):
        name, _dot, level = chosen.partition(".")
        number = list(edition.measures["lists"]).index(name) + 1
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
    if edition.right_to_left and id == "normal":
        words += "<w:bidi/>"
    elif edition.right_to_left and (shape.get("source") or shape.get("from_left")):
        from_right = edition.told_right_to_left and not shape.get("from_left")
        words += f'<w:bidi w:val="{int(from_right)}"/>'
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


def _characters(shape: Mapping[str, Any], edition: Edition) -> str:
    """Properties of the letters, in the order that the schema demands."""
    words = ""
    for name, tag in (("bold", "b"), ("italic", "i")):
        if name in shape:
            value = "" if shape[name] else ' w:val="0"'
            words += f"<w:{tag}{value}/><w:{tag}Cs{value}/>"
    if "color" in shape:
        words += f'<w:color w:val="{shape["color"]}"/>'
    if "size" in shape:
        words += _size(shape["size"])
    if shape.get("raised"):
        words += '<w:vertAlign w:val="superscript"/>'
    if shape.get("source"):
        words += _tagged(edition.told, edition)
    return words


def _size(points: float) -> str:
    """Word counts the size of letters in half points."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
