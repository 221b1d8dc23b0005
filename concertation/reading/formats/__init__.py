"""A file becomes a `Document`, whatever its format; what cannot be read says why."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import docx, html, pdf, text
from concertation.reading.structure import structure
from concertation.reading.structure.flow import Flow

__all__ = ["ENDINGS", "MAXIMUM_BYTES", "load"]

MAXIMUM_BYTES = 100_000_000
"""Files larger than this are refused before they are read: no report comes near it."""

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
ENDINGS = tuple(sorted(_LOADERS))
"""Endings of the files that are read."""

_INSTEAD = {
    ".doc": "open it in a word processor and save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pages": "export it as .docx",
    ".xls": "spreadsheets come in by the import of a contribution",
    ".xlsx": "spreadsheets come in by the import of a contribution",
    ".csv": "spreadsheets come in by the import of a contribution",
    ".zip": "unpack it and load the documents inside one by one",
}


def load(path: Path) -> Document:
    """Return the document in the file `path`.

    Raises `Unreadable` with a sentence that names the file, the place and what to do.
    """
    name = path.name or str(path)
    data = _bytes(path, name)
    ending = path.suffix.lower()
    loader = _LOADERS.get(ending)
    if loader is None:
        advice = _INSTEAD.get(ending, "save it in one of these formats")
        what = (
            f"files ending in {ending} are not read"
            if ending
            else "the name has no ending that tells the format"
        )
        raise Unreadable(f"{name}: {what}. Formats that are read: {', '.join(ENDINGS)}; {advice}.")
    flow = loader(data, name)
    if not flow.text.strip():
        raise Unreadable(f"{name}: the file holds no text. Check that it was saved after it was written.")
    return structure(flow, name, hashlib.sha256(data).hexdigest())


def _bytes(path: Path, name: str) -> bytes:
    """Read the file whole, within the limit."""
    try:
        if path.is_dir():
            raise Unreadable(f"{name}: this is a folder. Give the documents in it one by one.")
        if not path.exists():
            raise Unreadable(f"{path}: there is no such file. Check the name and the folder.")
        if not path.is_file():
            raise Unreadable(f"{name}: this is no ordinary file. Copy its contents into one.")
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            raise Unreadable(
                f"{name}: the file has {size / 1e6:.0f} MB, more than the limit of "
                f"{MAXIMUM_BYTES / 1e6:.0f} MB. Split it, or save it without pictures."
            )
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{name}: the file cannot be opened ({error.strerror or error}). Check that you may read it."
        ) from None
    if not data:
        raise Unreadable(f"{name}: the file is empty.")
    return data
