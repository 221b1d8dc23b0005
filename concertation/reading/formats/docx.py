"""Word documents: the text as it reads with every tracked change accepted.

Numbers that Word generates are written into the text; headers of the first page go to the head of the
document and no other header or footer into the flow; footnotes and endnotes stand apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from concertation.reading.document import Unreadable
from concertation.reading.formats.docx_numbering import Numbering, integer, written
from concertation.reading.formats.docx_package import Package
from concertation.reading.formats.docx_styles import Style, read_styles
from concertation.reading.formats.element import Element
from concertation.reading.structure.flow import Block, Flow, Note, Role

_SKIPPED = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "delText"})
"""What is not text that is read: deletions, properties, field codes."""

_DELETIONS = ("del", "moveFrom")

_CELL_BREAK = " | "

_NoteReference = tuple[str, str, int]
"""Mark and text of a footnote, and the offset in the text of the place that refers to it."""


def flow(data: bytes, name: str) -> Flow:
    """Return the text of a .docx.

    Raises `Unreadable` where the bytes are no Word document, are protected, damaged or too large.
    """
    package = Package(data, name)
    document = package.root(package.main)
    if _local(document) != "document":
        raise Unreadable(f"{name}: this is an Office file, but not a Word document. Save its text as .docx.")
    return _Reading(package, document).read()


@dataclass
class _Paragraph:
    """The text of one paragraph while it is read. `number` is what Word prints before it, with a tab;
    `notes` are mark, text and offset of each footnote to which it refers; `boxes` the text boxes that hang
    on it."""

    number: str = ""
    text: list[str] = field(default_factory=list[str])
    notes: list[_NoteReference] = field(default_factory=list[_NoteReference])
    boxes: list[Element] = field(default_factory=list[Element])
    page: int | None = None
    length: int = 0

    def add(self, text: str, page: int | None) -> None:
        """Append `text`, which stands on `page`."""
        if not self.length:
            self.page = page
        self.text.append(text)
        self.length += len(text)


class _Reading:
    """One pass over a document, in the order of its text."""

    def __init__(self, package: Package, document: Element):
        self._package = package
        self._document = document
        self._w = f"{{{etree.QName(document).namespace}}}"
        self._page: int | None = None
        self._styles = read_styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"))
        self._texts: dict[str, dict[str, str]] = {"footnote": {}, "endnote": {}}
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._notes: list[Note] = []
        self._counted = {"footnote": 0, "endnote": 0}
        self._pending: _Paragraph | None = None
        for kind, texts in self._texts.items():
            texts.update(self._note_texts(kind))

    def read(self) -> Flow:
        body = self._document.find(self._w + "body")
        if body is not None:
            for header in self._headers():
                for line in self._paragraphs_of(header):
                    self._emit(line.number + "".join(line.text), "masthead", None)
            if next(body.iter(self._w + "lastRenderedPageBreak"), None) is not None:
                self._page = 1
            self._walk(body)
        return Flow("".join(self._parts), tuple(self._blocks), tuple(self._notes))

    def _part(self, kind: str) -> Element | None:
        target = next(self._package.related(self._package.main, kind), None)
        return None if target is None else self._package.root(target)

    def _headers(self) -> Iterator[Element]:
        """The headers of the first section: the one of the first page first."""
        w = self._w
        section = next(self._document.iter(w + "sectPr"), None)
        if section is None:
            return
        targets = dict(self._package.relations(self._package.main, "header"))
        kinds: dict[str, str] = {}
        for reference in section.iter(w + "headerReference"):
            ids = [value for key, value in reference.attrib.items() if str(key).endswith("}id")]
            if ids and str(ids[0]) in targets:
                kinds[str(reference.get(w + "type"))] = targets[str(ids[0])]
        for kind in ("first", "default"):
            if kind in kinds:
                yield self._package.root(kinds[kind])

    def _note_texts(self, kind: str) -> dict[str, str]:
        root = self._part(f"{kind}s")
        if root is None:
            return {}
        return {
            str(note.get(self._w + "id")): " ".join(self._cell(note)[0].split())
            for note in root.iter(self._w + kind)
            if note.get(self._w + "type") in (None, "normal")
        }

    def _walk(self, parent: Element) -> None:
        """Read the paragraphs and tables beneath `parent`, through whatever wraps them."""
        for child in parent.iterchildren(etree.Element):
            match _local(child):
                case "p":
                    self._read_paragraph(child)
                case "tbl":
                    self._read_table(child)
                case "del" | "moveFrom" | "sectPr" | "sdtPr" | "sdtEndPr":
                    pass
                case "sdt" if self._is_contents(child):
                    pass
                case "AlternateContent":
                    self._walk(self._branch(child))
                case _:
                    self._walk(child)

    def _is_contents(self, sdt: Element) -> bool:
        gallery = next(sdt.iter(self._w + "docPartGallery"), None)
        return gallery is not None and gallery.get(self._w + "val") == "Table of Contents"

    def _branch(self, alternatives: Element) -> Element:
        """The one form that is read of what Word keeps in a new and an old form: the new one, unless its
        text box stands in the old one only."""
        forms = list(alternatives.iterchildren(etree.Element))
        with_box = (form for form in forms if next(form.iter(self._w + "txbxContent"), None) is not None)
        return next(with_box, forms[0] if forms else alternatives)

    def _read_paragraph(self, element: Element) -> None:
        properties = element.find(self._w + "pPr")
        style = self._style(properties)
        paragraph = self._paragraph(element, properties, style)
        if paragraph is None:
            return
        text = "".join(paragraph.text)
        if text.strip() and not style.contents:
            at = self._emit(
                paragraph.number + text, style.role, paragraph.page, self._heading(properties, style)
            )
            at += len(paragraph.number)
            self._notes.extend(Note(mark, note, at + offset) for mark, note, offset in paragraph.notes)
        for box in paragraph.boxes:
            self._walk(box)

    def _paragraph(self, element: Element, properties: Element | None, style: Style) -> _Paragraph | None:
        """Read a paragraph; None where its end is deleted, so that its text begins the next one."""
        w = self._w
        paragraph, self._pending = self._pending or _Paragraph(), None
        before = paragraph.length
        self._read_runs(element, paragraph)
        mark_deleted = properties is not None and any(
            properties.find(f"{w}rPr/{w}{change}") is not None for change in _DELETIONS
        )
        if not before and not (mark_deleted and not paragraph.length):
            number = self._number(properties, style)
            paragraph.number = f"{number}\t" if number else ""
        if mark_deleted:
            self._pending = paragraph
            return None
        return paragraph

    def _style(self, properties: Element | None) -> Style:
        if properties is None:
            return Style()
        named = properties.find(self._w + "pStyle")
        return self._styles.get("" if named is None else str(named.get(self._w + "val")), Style())

    def _heading(self, properties: Element | None, style: Style) -> int | None:
        outline = None if properties is None else properties.find(self._w + "outlineLvl")
        if outline is None or style.role == "title":
            return style.heading
        level = integer(outline.get(self._w + "val"), 9)
        return level + 1 if 0 <= level < 9 else None

    def _number(self, properties: Element | None, style: Style) -> str:
        """The number that Word prints before the paragraph, counted here."""
        w = self._w
        own = None if properties is None else properties.find(w + "numPr")
        id, level = style.list, style.level or 0
        if own is not None:
            if (named := own.find(w + "numId")) is not None:
                id = named.get(w + "val")
            if (at := own.find(w + "ilvl")) is not None:
                level = integer(at.get(w + "val"), 0)
        return "" if id is None or id == "0" else self._numbering.number(id, level)

    def _read_runs(self, parent: Element, paragraph: _Paragraph) -> None:
        w = self._w
        for child in parent.iterchildren(etree.Element):
            local = _local(child)
            if local in _SKIPPED:
                continue
            if local == "r":
                properties = child.find(w + "rPr")
                if properties is not None and _is_on(properties.find(w + "vanish"), w):
                    continue
            match local:
                case "t":
                    paragraph.add(child.text or "", self._page)
                case "tab":
                    paragraph.add("\t", self._page)
                case "br" | "cr":
                    paragraph.add("\n", self._page)
                case "noBreakHyphen":
                    paragraph.add("-", self._page)
                case "lastRenderedPageBreak":
                    self._page = (self._page or 0) + 1
                case "footnoteReference" | "endnoteReference":
                    self._refer(child, local.removesuffix("Reference"), paragraph)
                    if child.get(w + "customMarkFollows") is not None:
                        return
                case "txbxContent":
                    paragraph.boxes.append(child)
                case "AlternateContent":
                    self._read_runs(self._branch(child), paragraph)
                case _:
                    self._read_runs(child, paragraph)

    def _refer(self, reference: Element, kind: str, paragraph: _Paragraph) -> None:
        """Note the reference to a footnote, with its mark as Word prints it."""
        w = self._w
        text = self._texts[kind].get(str(reference.get(w + "id")))
        if reference.get(w + "customMarkFollows") is not None:
            mark = "".join(t.text or "" for t in reference.itersiblings(w + "t"))
        else:
            self._counted[kind] += 1
            mark = written(self._counted[kind], "decimal" if kind == "footnote" else "lowerRoman")
        if text:
            paragraph.notes.append((mark, text, paragraph.length))

    def _read_table(self, table: Element) -> None:
        """Read a table row by row; a table of one column is only a frame around its paragraphs."""
        w = self._w
        rows = [row for row in _beneath(table, "tr") if row.find(f"{w}trPr/{w}del") is None]
        cells = [list(_beneath(row, "tc")) for row in rows]
        if all(len(row) <= 1 for row in cells):
            for row in cells:
                for cell in row:
                    self._walk(cell)
            return
        for row in cells:
            texts = [self._cell(cell) for cell in row if cell.find(f"{w}tcPr/{w}cellDel") is None]
            self._emit_row([(text, notes) for text, notes in texts if text])

    def _cell(self, parent: Element) -> tuple[str, list[_NoteReference]]:
        """The text beneath `parent`, a line for each paragraph, and the footnotes to which it refers."""
        lines: list[str] = []
        notes: list[_NoteReference] = []
        length = 0
        for paragraph in self._paragraphs_of(parent):
            line = paragraph.number.replace("\t", " ") + "".join(paragraph.text)
            shift = length + len(line) - paragraph.length - (len(line) - len(line.lstrip()))
            notes.extend((mark, note, max(0, shift + offset)) for mark, note, offset in paragraph.notes)
            lines.append(line.strip())
            length += len(lines[-1]) + 1
        return "\n".join(lines), notes

    def _paragraphs_of(self, parent: Element) -> Iterator[_Paragraph]:
        """The paragraphs beneath `parent` that are not empty, those of text boxes after their anchor."""
        for child in parent.iterchildren(etree.Element):
            match _local(child):
                case "p":
                    properties = child.find(self._w + "pPr")
                    paragraph = self._paragraph(child, properties, self._style(properties))
                    if paragraph is not None:
                        if "".join(paragraph.text).strip():
                            yield paragraph
                        for box in paragraph.boxes:
                            yield from self._paragraphs_of(box)
                case "del" | "moveFrom" | "tcPr":
                    pass
                case "AlternateContent":
                    yield from self._paragraphs_of(self._branch(child))
                case _:
                    yield from self._paragraphs_of(child)
        if _local(parent) == "tc":
            self._pending = None

    def _emit_row(self, cells: list[tuple[str, list[_NoteReference]]]) -> None:
        if not cells:
            return
        at = self._emit(_CELL_BREAK.join(text for text, _ in cells), "row", self._page)
        for text, notes in cells:
            self._notes.extend(Note(mark, note, at + offset) for mark, note, offset in notes)
            at += len(text) + len(_CELL_BREAK)

    def _emit(self, text: str, role: Role, page: int | None, heading: int | None = None) -> int:
        """Append a block to the flow and return the offset at which `text` begins."""
        stripped = text.strip()
        at = self._length
        if stripped:
            start = at + text.index(stripped)
            self._blocks.append(Block(start, start + len(stripped), True, page, heading, role))
            self._parts.append(f"{text}\n\n")
            self._length += len(text) + 2
        return at


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _beneath(parent: Element, local: str) -> Iterator[Element]:
    """The nearest elements of that name beneath `parent`, through whatever wraps them."""
    for child in parent.iterchildren(etree.Element):
        name = _local(child)
        if name == local:
            yield child
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _beneath(child, local)


def _is_on(toggle: Element | None, w: str) -> bool:
    return toggle is not None and toggle.get(w + "val") not in {"0", "false", "off"}
