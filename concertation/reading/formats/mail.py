"""E-mail (.eml): the message is a document, and so is each file attached to it."""

import email
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, cast

from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import html, text
from concertation.reading.formats.parts import Allowance, Part
from concertation.reading.formats.single import document_of, ending_of, may_be_a_document
from concertation.reading.structure.flow import Flow

if TYPE_CHECKING:
    _Mail = Message[Any, Any]
else:
    _Mail = Message

_ENDINGS = {
    "application/msword": ".doc",
    "application/ms-tnef": ".tnef",
    "application/pdf": ".pdf",
    "application/pgp-encrypted": ".pgp",
    "application/pkcs7-mime": ".p7m",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/x-zip-compressed": ".zip",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
"""The ending that a type of contents has where the name of an attachment has none that is known."""

_COVERING_NOTE = 400
"""Characters up to which a message that comes with documents may be a mere covering note."""

_QUOTE = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_SIGNATURE = "\n-- \n"
_FIELD = re.compile(
    rb"^(?:from|to|date|subject|mime-version|content-type|received)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_HEAD = 64_000
"""Bytes within which the head of a message shows that it is one."""


@dataclass
class _Contents:
    """The parts of a message: those that are its text, and the files that come with it."""

    texts: list[_Mail] = field(default_factory=list[_Mail])
    files: list[tuple[str, _Mail]] = field(default_factory=list[tuple[str, _Mail]])


def parts(data: bytes, name: str, allowance: Allowance) -> Iterator[Document | Part | Unreadable]:
    """Yield the message as a document, then the documents attached to it, in their order.

    The subject is the title, the day on which the sender wrote it the date. What cannot be read is an
    `Unreadable` in its place; a short note that only covers the attachments is left out.
    Raises `Unreadable` where the bytes are no message or hold more than is allowed.
    """
    if not _FIELD.search(re.split(rb"\r?\n\r?\n", data[:_HEAD], maxsplit=1)[0]):
        raise Unreadable(f"{name}: this is no e-mail. Save the message from the mail program as .eml.")
    try:
        message = email.message_from_bytes(data)
        contents = _contents(message)
    except RecursionError:
        raise Unreadable(f"{name}: its parts lie too deep in one another to be a message.") from None
    allowance.take(name, len(data))
    body = _body(message, contents, name, data)
    if body is not None:
        yield body
    for path, part in contents.files:
        inner = allowance.name(name, path)
        unpacked = _unpacked(part)
        allowance.take(name, len(unpacked))
        yield Part(inner, unpacked)


def _contents(message: _Mail) -> _Contents:
    """Sort the parts of a message; of a text in two forms the plain one counts, unless it is blank."""
    found = _Contents()
    kind = message.get_content_type()
    if kind == "multipart/alternative":
        forms = [_contents(part) for part in _children(message)]
        found.files = [file for form in forms for file in form.files]
        filled = [form.texts for form in forms if any(_unpacked(part).strip() for part in form.texts)]
        plain = (texts for texts in filled if texts[0].get_content_type() != "text/html")
        found.texts = next(plain, filled[0] if filled else [])
    elif message.is_multipart() and kind != "message/rfc822":
        for part in _children(message):
            inner = _contents(part)
            found.texts += inner.texts
            found.files += inner.files
    elif kind in {"text/plain", "text/html"} and not _is_attached(message):
        found.texts.append(message)
    elif may_be_a_document(path := _path(message)):
        found.files.append((path, message))
    return found


def _children(message: _Mail) -> list[_Mail]:
    return cast("list[_Mail]", message.get_payload()) if message.is_multipart() else []


def _is_attached(part: _Mail) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _path(part: _Mail) -> str:
    """The name of an attached file, with an ending that tells its format."""
    kind = part.get_content_type()
    path = _decoded(part.get_filename() or "")
    if kind == "message/rfc822":
        inner = _children(part)
        path = path or (_decoded(inner[0].get("Subject", "")) if inner else "").replace("/", " ")
    ending = _ENDINGS.get(kind, "")
    if may_be_a_document(path) and not (ending == ".eml" and ending_of(path) != ".eml"):
        return path
    if ending in {".tnef", ".p7m"} or not ending_of(path) or ending == ".eml":
        return f"{path or 'unnamed'}{ending}"
    return path


def _unpacked(part: _Mail) -> bytes:
    """The bytes of a part as they were before they were packed for the post."""
    if part.get_content_type() == "message/rfc822":
        inner = _children(part)
        return _written(inner[0]) if inner else b""
    payload: object = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _written(message: _Mail) -> bytes:
    """A message inside another as a file of its own."""
    try:
        return message.as_bytes()
    except (UnicodeError, LookupError, ValueError):  # its head holds what no head may
        return message.as_string().encode("utf-8", "replace")


def _body(message: _Mail, contents: _Contents, name: str, data: bytes) -> Document | Unreadable | None:
    """The text of the message as a document, or None where it only covers what is attached."""
    length = 0
    try:
        flow = _joined(_flow(part, name) for part in contents.texts)
        length = sum(block.end - block.start for block in flow.blocks)
        if not length:
            raise Unreadable(f"{name}: the message holds neither text nor documents.")
        document = document_of(flow, name, data)
    except Unreadable as error:
        return None if contents.files and length <= _COVERING_NOTE else error
    subject = " ".join(_decoded(message.get("Subject", "")).split())
    return replace(document, title=subject or document.title, date=_date(message) or document.date)


def _flow(part: _Mail, name: str) -> Flow:
    data, charset = _unpacked(part), part.get_content_charset()
    if part.get_content_type() == "text/html":
        return html.flow(data, name, charset) if data.strip() else Flow("", ())
    plain = text.decode(data, name, charset)
    end = plain.rfind(_SIGNATURE)
    return text.flow_of(_QUOTE.sub("", plain[:end] if end >= 0 else plain))


def _joined(flows: Iterable[Flow]) -> Flow:
    """The texts of several parts, one after the other."""
    whole = Flow("", ())
    for flow in flows:
        at = len(whole.text)
        blocks = (replace(block, start=block.start + at, end=block.end + at) for block in flow.blocks)
        notes = (replace(note, at=None if note.at is None else note.at + at) for note in flow.notes)
        whole = Flow(
            f"{whole.text}{flow.text}\n\n",
            (*whole.blocks, *blocks),
            (*whole.notes, *notes),
            whole.markup or flow.markup,
            (*whole.remarks, *flow.remarks),
        )
    return whole


def _decoded(field: object) -> str:
    """The words of a field of the head, whatever they were packed in."""
    try:
        return str(make_header(decode_header(str(field))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return str(field)


def _date(message: _Mail) -> str | None:
    """The day on which the sender wrote the message, by the sender's clock."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
