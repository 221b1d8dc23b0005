"""What a file is, told by its content: a name says nothing that can be relied on."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from concertation.reading.document import Unreadable
from concertation.reading.formats.text import decode

DATA = Path(__file__).parent / "data" / "media_types.toml"
_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class MediaType:
    """A type of file: its name (RFC 6838), the ending that names of such files have, and others that some
    have."""

    name: str
    ending: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Signature:
    type: MediaType
    begins: bytes
    holds: str


@cache
def _signatures() -> tuple[_Signature, ...]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["type"]
    return tuple(
        _Signature(
            MediaType(row["media"], row["ending"], tuple(row.get("others", ()))),
            bytes.fromhex(row.get("begins", "")),
            row.get("holds", ""),
        )
        for row in rows
    )


def endings() -> list[str]:
    """Return the endings of the files that can be told."""
    return sorted(one.type.ending for one in _signatures())


def media_type(data: bytes) -> MediaType | None:
    """Return what the file is whose content is `data`; None where it is nothing that is known.

    >>> media_type(b"%PDF-1.7 ...").name, media_type(b"Minutes of the meeting").name
    ('application/pdf', 'text/plain')
    >>> media_type(b"MZ" + bytes(80)) is None
    True
    """
    for one in _signatures():
        if one.begins and data.startswith(one.begins) and (not one.holds or one.holds in _parts(data)):
            return one.type
    try:
        text = decode(data, "file")
    except Unreadable:
        return None
    if not text.strip():
        return None
    return _text("text/html" if _PAGE.match(text) else "text/plain")


def _text(name: str) -> MediaType:
    return next(one.type for one in _signatures() if one.type.name == name)


def _parts(data: bytes) -> list[str]:
    """Return the names of what a packed file holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
