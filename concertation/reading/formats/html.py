"""Web pages: paragraphs, headings, lists with the numbers a browser prints, tables row by row.

Scripts, styles, navigation, forms and page footers are no part of the text.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from concertation.reading.document import Unreadable
from concertation.reading.formats.docx_numbering import written
from concertation.reading.formats.element import Element, no_memory
from concertation.reading.formats.text import decode, decode_as
from concertation.reading.structure.flow import Block, Flow, Note, Role

_SKIPPED = frozenset([
    "script", "style", "head", "nav", "footer", "template", "noscript", "svg", "math", "iframe",
    "object", "form", "button", "select", "textarea", "audio", "video", "canvas",
])  # fmt: skip
_INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
])  # fmt: skip
_HEADING = re.compile(r"h([1-6])$")
_META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*(?P<charset>[\w.:-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NOTE_MARK = re.compile(r"\s*\[?\s*(?P<mark>\d{1,3}|\*{1,3}|[ivx]{1,5}|[a-z])\s*\]?\s*")
_RETURN = re.compile(r"\s*[↩↑^]\ufe0e?\s*$")
_HEAD_OF_FILE = 4096
_LONGEST_NOTE = 5000
"""Characters beyond which what a mark leads to is a part of the page and no footnote."""

_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def flow(data: bytes, name: str, charset: str | None = None) -> Flow:
    """Return the text of a web page. `charset` is its encoding as stated from outside.

    Raises `Unreadable` where the bytes are no text or hold no page.
    """
    text = _XML_DECLARATION.sub("", _decode(data, name, charset))
    try:
        page = lxml_html.document_fromstring(  # pyright: ignore[reportUnknownMemberType]
            text, parser=lxml_html.HTMLParser(no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if no_memory(error):
            raise MemoryError from None
        raise Unreadable(f"{name}: this holds no web page. Save the page again from the browser.") from None
    return _Reading(page).read()


def _decode(data: bytes, name: str, charset: str | None) -> str:
    """Decode by what is said of the encoding, by others or by the page, else by what the bytes look like."""
    declared = _META_CHARSET.search(data[:_HEAD_OF_FILE])
    if charset is None and declared is not None:
        charset = declared["charset"].decode("ascii", "replace")
    text = decode_as(data, charset)
    return decode(data, name) if text is None else text.replace("\r\n", "\n")


class _Reading:
    """One pass over a page, in the order of its text.

    The text of the block that is being read gathers in `_buffer` (`_gathered` characters); `_waiting` holds
    the footnotes whose marks stand in it; `_counts` tells how far each numbered list has counted.
    """

    def __init__(self, page: Element):
        self._page = page
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._buffer: list[str] = []
        self._gathered = 0
        self._prefix = ""
        self._counts: dict[Element, int] = {}
        self._targets: dict[Element, tuple[str, str]] = {}
        self._references: dict[Element, Element] = {}
        self._waiting: list[tuple[Element, int]] = []
        self._notes: list[Note] = []

    def read(self) -> Flow:
        body = self._page.find("body")
        root = self._page if body is None else body
        main = root.findall(".//main")
        root = main[0] if len(main) == 1 else root
        self._find_notes()
        self._walk(root, None)
        self._flush(None)
        referred = {note.mark for note in self._notes}
        unreferred = [Note(mark, text) for mark, text in self._targets.values() if mark not in referred]
        return Flow("".join(self._parts), tuple(self._blocks), (*self._notes, *unreferred))

    def _find_notes(self) -> None:
        """Find the links that are marks of footnotes, and the footnotes to which they lead."""
        anchors: dict[str, Element] = {}
        for element in self._page.iter(etree.Element):
            for key in ("id", "name"):
                if (value := element.get(key)) is not None:
                    anchors.setdefault(value, element)
        order = {element: index for index, element in enumerate(self._page.iter(etree.Element))}
        for link in self._page.iter("a"):
            target = anchors.get((link.get("href") or "").removeprefix("#"))
            if target is None or not (link.get("href") or "").startswith("#"):
                continue
            text = _plain(link)
            mark = _NOTE_MARK.fullmatch(text)
            raised = "[" in text or any(_tag(e) == "sup" for e in (link, *link.iterancestors(), *link.iter()))
            if mark is None or not (raised or link.get("role") == "doc-noteref"):
                continue
            note = _enclosing_block(target)
            if note is None or order[note] <= order[link]:
                continue
            if note not in self._targets and (text := _note_text(note, mark["mark"])):
                self._targets[note] = (mark["mark"], text)
            if note in self._targets:
                self._references[link] = note

    def _walk(self, element: Element, heading: int | None) -> None:
        tag = _tag(element)
        if tag in _SKIPPED or _is_hidden(element) or element in self._targets:
            self._tail(element)
            return
        if element in self._references:
            self._waiting.append((self._references[element], self._gathered))
            self._tail(element)
            return
        if tag == "br":
            self._gather("\n")
        elif tag == "table" and _is_grid(element):
            self._flush(heading)
            self._read_rows(element)
        elif tag in _INLINE:
            self._inside(element, heading)
        else:
            self._flush(heading)
            level = _HEADING.match(tag)
            inner = int(level[1]) if level else None
            if tag == "li":
                self._prefix = self._item_number(element)
            self._inside(element, inner)
            self._flush(inner)
        self._tail(element)

    def _item_number(self, item: Element) -> str:
        """What stands before an item of a list: "1. ", "a) ", "• "."""
        parent = item.getparent()
        if parent is None or _tag(parent) != "ol":
            return "• "
        number = _integer(item.get("value"))
        if number is None:
            number = self._counts.get(parent, (_integer(parent.get("start")) or 1) - 1) + 1
        self._counts[parent] = number
        form = _LIST_FORMS.get(item.get("type") or parent.get("type") or "1")
        return f"{written(number, form)}) " if form else f"{number}. "

    def _gather(self, text: str) -> None:
        self._buffer.append(text)
        self._gathered += len(text)

    def _inside(self, element: Element, heading: int | None) -> None:
        self._gather(element.text or "")
        for child in element.iterchildren(etree.Element):
            self._walk(child, heading)

    def _tail(self, element: Element) -> None:
        if element.getparent() is not None:
            self._gather(element.tail or "")

    def _read_rows(self, table: Element) -> None:
        for row in table.iter("tr"):
            cells = [_plain(cell) for cell in row.iterchildren("td", "th")]
            text = " | ".join(cell for cell in cells if cell)
            if text:
                self._emit(text, None, "row")

    def _flush(self, heading: int | None) -> None:
        """Make a block of the text that has gathered."""
        raw = "".join(self._buffer)
        self._buffer, self._gathered = [], 0
        waiting, self._waiting = self._waiting, []
        if not raw.strip():
            return
        prefix, self._prefix = self._prefix, ""
        at = self._emit(prefix + raw, heading, "body") + len(prefix)
        for note, offset in waiting:
            mark, text = self._targets[note]
            self._notes.append(Note(mark, text, at + offset))

    def _emit(self, text: str, heading: int | None, role: Role) -> int:
        """Append a block to the flow and return the offset at which `text` begins."""
        at = self._length
        stripped = text.strip()
        start = at + text.index(stripped)
        self._blocks.append(Block(start, start + len(stripped), True, None, heading, role))
        self._parts.append(f"{text}\n\n")
        self._length += len(text) + 2
        return at


def _tag(element: Element) -> str:
    return str(element.tag).lower()


def _is_hidden(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _is_grid(table: Element) -> bool:
    """Tell whether a table holds rows of facts, and is no frame for the layout of the page."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(list(row.iterchildren("td", "th"))) > 1 for row in table.iter("tr"))


def _integer(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def _plain(element: Element) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    """The text beneath `element`, without what is no part of the text."""
    if _tag(element) in _SKIPPED or _is_hidden(element):
        return
    yield element.text or ""
    for child in element.iterchildren(etree.Element):
        if _tag(child) not in _INLINE:
            yield " "
        yield from _texts(child)
        yield child.tail or ""


def _note_text(note: Element, mark: str) -> str | None:
    """The text of a footnote without its mark and its way back, or None where the target is no footnote:
    it begins with the mark, is an item of a list, or leads back."""
    text = _plain(note)
    stated = _RETURN.sub("", text)
    own = re.match(rf"\[?{re.escape(mark)}(?:[\].)]|\s|(?<=\*))\s*", stated)
    if own is None and stated == text and _tag(note) != "li":
        return None
    return stated[own.end() if own else 0 :].strip() if len(stated) <= _LONGEST_NOTE else None


def _enclosing_block(element: Element) -> Element | None:
    """The paragraph, item or division that is, or holds, the target of a footnote's link."""
    if _tag(element) not in _INLINE:
        return element
    return next((e for e in element.iterancestors() if _tag(e) not in _INLINE and _tag(e) != "body"), None)
