"""Plain text and Markdown: a block is a line; form feeds part pages."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import charset_normalizer

from concertation.reading.document import Unreadable
from concertation.reading.structure.flow import Block, Flow, Note
from concertation.reading.structure.words import languages, words

_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_NOTE = re.compile(r"\[\^(?P<mark>[^\]]+)\]:[ \t]*(?P<text>.*)$")
_REFERENCE = re.compile(r"\[\^(?P<mark>[^\]]+)\](?!:)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_ROW = re.compile(r"\|[ \t]*(?P<cells>.*?\|.*?)[ \t|]*$")
_RULE = re.compile(r"[-:| \t*_]{3,}$")
_LINE = re.compile(r"[^\n\f]*[\n\f]?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_SIGNATURES = {
    b"%PDF": "a PDF: give it the ending .pdf",
    b"PK\x03\x04": "a packed file: if it is a Word document, give it the ending .docx",
    b"\xd0\xcf\x11\xe0": "an old Word document: save it as .docx",
    b"{\\rtf": "rich text: save it as .docx",
}
# Pages and mails that name one of these two hold Windows-1252, as the HTML standard says.
_LATIN = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_SAMPLE = 100_000
"""Bytes from which the encoding is judged where the file does not name it."""


def flow(data: bytes, name: str) -> Flow:
    """Return the text of a .txt file.

    Raises `Unreadable` where the bytes are no text.
    """
    return flow_of(decode(data, name))


def flow_of(text: str) -> Flow:
    """Return a plain text as a flow. Link remnants as converters leave them (``[58/316](#)``) count as
    markup."""
    return Flow(text, tuple(_blocks(text)), markup=True)


def markdown_flow(data: bytes, name: str) -> Flow:
    """Return the text of a .md file: headings by ``#`` or underlined, tables row by row, footnotes
    by ``[^1]:``.

    Raises `Unreadable` where the bytes are no text.
    """
    text = decode(data, name)
    references = {match["mark"]: match.start() for match in _REFERENCE.finditer(text)}
    blocks: list[Block] = []
    notes: list[Note] = []
    gap = False
    for block in _blocks(text):
        gap = gap or block.gap
        line = text[block.start : block.end]
        quote = _QUOTE.match(line)
        block = replace(block, start=block.start + (quote.end() if quote else 0), gap=gap)
        line = text[block.start : block.end]
        if match := _NOTE.match(line):
            notes.append(Note(match["mark"], match["text"], references.get(match["mark"])))
        elif match := _HEADING.match(line):
            start, end = match.span("title")
            level = len(match["marks"])
            blocks.append(replace(block, start=block.start + start, end=block.start + end, heading=level))
        elif blocks and not gap and _UNDERLINE.match(line) and blocks[-1].role == "body":
            blocks[-1] = replace(blocks[-1], heading=1 if line[0] == "=" else 2)
        elif _RULE.match(line):
            gap = True
            continue
        elif match := _ROW.match(line):
            start, end = match.span("cells")
            blocks.append(replace(block, start=block.start + start, end=block.start + end, role="row"))
        elif line:
            blocks.append(block)
        gap = bool(blocks) and blocks[-1].heading is not None
    return Flow(text, tuple(blocks), tuple(notes), markup=True)


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """Return the characters that `data` encodes, composed (NFC) and with line ends as ``\\n``.
    The encoding is `charset`, if that is true, else the one that the bytes look like.

    Raises `Unreadable` where the bytes are no text or no encoding fits.
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise Unreadable(f"{name}: this is no plain text but {what}.")
    text = decode_as(data, charset)
    if text is None:
        text = _decode_by_looks(data, name)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise Unreadable(
            f"{name}: line {line} holds bytes that are no text. Give the file the ending of what it is."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def decode_as(data: bytes, charset: str | None) -> str | None:
    """Return the characters that `data` encodes if it is in `charset`; None where it is not, or where the
    bytes say another thing: by a mark at their head, or by being UTF-8 under the name of a Latin alphabet."""
    if charset is None or data.startswith(tuple(_BYTE_ORDER_MARKS)):
        return None
    try:
        encoding = codecs.lookup(charset).name
        if encoding in _LATIN and _is_utf_8(data):
            return None
        text = data.decode(_LATIN.get(encoding, encoding))
        text.encode("utf-8")  # some encodings of Python's own let halves of characters through
    except (LookupError, ValueError):
        return None
    return text


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_by_looks(data: bytes, name: str) -> str:
    encoding = _encoding(data)
    if encoding is None:
        raise Unreadable(f"{name}: this is no text, or its encoding was not recognized. Save it as UTF-8.")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{name}: byte {error.start + 1} is no character in {encoding}. Save the text as UTF-8."
        ) from None


def _encoding(data: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    if wide := _without_mark(data[:_SAMPLE]):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(data) - 3:
            return "utf-8"
    else:
        return "utf-8"
    known = list(dict.fromkeys(charset for code in languages() for charset in words(code).charsets))
    best = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=[*known, "latin_1"]).best()
    return best.encoding if best else None


def _without_mark(sample: bytes) -> str | None:
    """Tell UTF-16 that has no byte order mark by the zeros in every second byte."""
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    quarter = len(sample) // 8
    if odd > quarter and even * 20 < odd:
        return "utf-16-le"
    if even > quarter and odd * 20 < even:
        return "utf-16-be"
    return None


def _blocks(text: str) -> Iterator[Block]:
    """Cut `text` into its lines that are not blank."""
    page = 1 if "\f" in text else None
    gap = True
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if line:
            start = match.start() + match[0].index(line[0])
            yield Block(start, start + len(line), gap, page)
        gap = not line or match[0].endswith("\f")
        if page is not None and match[0].endswith("\f"):
            page += 1
