"""A file that is one document: its bytes become a `Document` by the ending of its name."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath

from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import docx, html, pdf, text
from concertation.reading.structure import structure
from concertation.reading.structure.flow import Flow

_LOADERS: dict[str, Callable[[bytes, str], Flow]] = {
    ".docx": docx.flow,
    ".htm": html.flow,
    ".html": html.flow,
    ".xhtml": html.flow,
    ".pdf": pdf.flow,
    ".txt": text.flow,
    ".text": text.flow,
    ".md": text.markdown_flow,
    ".markdown": text.markdown_flow,
}
HOLDS_ONE = frozenset(_LOADERS)
HOLDS_SEVERAL = frozenset({".eml", ".zip"})
ENDINGS = tuple(sorted(HOLDS_ONE | HOLDS_SEVERAL))
"""Endings of the files that are read."""

_UNPACK = "unpack it and pack it again as .zip"
_OTHERWISE = {
    ".7z": _UNPACK,
    ".doc": "open it in a word processor and save it as .docx",
    ".gz": "unpack it first",
    ".msg": "save it as .eml",
    ".odt": "save it as .docx",
    ".p7m": "open it in the mail program that has the key and save its contents",
    ".pages": "export it as .docx",
    ".pgp": "decrypt it first",
    ".rar": _UNPACK,
    ".rtf": "save it as .docx",
    ".tar": _UNPACK,
    ".tgz": _UNPACK,
    ".tnef": "ask the sender to attach the files without Outlook's own packing",
    ".wpd": "open it in a word processor and save it as .docx",
}
"""Endings of files that may hold documents, but in a form that is not read, and what to do."""

_SPREADSHEET = "spreadsheets come in by the import of a contribution"
_ADVICE = _OTHERWISE | dict.fromkeys((".csv", ".ods", ".xls", ".xlsx"), _SPREADSHEET)


def load_single(data: bytes, name: str) -> Document:
    """Return the document that `data` holds, read as the ending of `name` says.

    Raises `Unreadable`.
    """
    ending = ending_of(name)
    loader = _LOADERS.get(ending)
    if loader is None:
        advice = _ADVICE.get(ending, "save it in one of these formats")
        what = (
            f"files ending in {ending} are not read"
            if ending
            else "the name has no ending that tells the format"
        )
        raise Unreadable(f"{name}: {what}. Formats that are read: {', '.join(ENDINGS)}; {advice}.")
    if not data:
        raise Unreadable(f"{name}: the file is empty.")
    return document_of(loader(data, name), name, data)


def document_of(flow: Flow, name: str, data: bytes) -> Document:
    """Return the document of the text that a loader found in `data`.

    Raises `Unreadable` where there is no text.
    """
    if not flow.text.strip():
        raise Unreadable(f"{name}: the file holds no text. Check that it was saved after it was written.")
    return structure(flow, name, hashlib.sha256(data).hexdigest())


def ending_of(name: str) -> str:
    """Return the ending that tells the format of a file: ".docx"; "" where there is none."""
    return PurePath(name).suffix.lower()


def may_be_a_document(name: str) -> bool:
    """Tell whether a file of that name among many is to be read, or its author to be asked for a form that
    can be read. Pictures, spreadsheets and what programs leave beside documents (hidden files, the locks
    of a word processor, the shadows that macOS packs along) are passed over.

    >>> [may_be_a_document(name) for name in ("2018/a.pdf", "a.doc", "~$a.docx", "__MACOSX/._a.pdf", "a.jpg")]
    [True, True, False, False, False]
    """
    steps = [step for step in name.replace("\\", "/").split("/") if step not in {"", ".", ".."}]
    if any(step.startswith((".", "~$")) or step == "__MACOSX" for step in steps):
        return False
    ending = ending_of(name)
    return ending in HOLDS_ONE or ending in HOLDS_SEVERAL or ending in _OTHERWISE
