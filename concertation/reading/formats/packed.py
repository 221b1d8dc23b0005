"""Packed files (.zip): the documents inside, one by one, unpacked in memory and never onto a disk."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from concertation.reading.document import Unreadable
from concertation.reading.formats.parts import Allowance, Part
from concertation.reading.formats.single import may_be_a_document

LARGEST = 100_000_000
"""Bytes beyond which a file inside is not unpacked: no report comes near it."""

_ENCRYPTED, _UTF_8 = 0x1, 0x800


def parts(data: bytes, name: str, allowance: Allowance) -> Iterator[Part | Unreadable]:
    """Yield the documents inside in the order in which they were packed; what cannot be unpacked is an
    `Unreadable` in its place. `allowance` is used up.

    Raises `Unreadable` where the bytes are no packed file, or hold no document or more than is allowed.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise Unreadable(
            f"{name}: this is no packed file (.zip), or it is damaged. Pack its documents again."
        ) from None
    with archive:
        paths = ((entry, _path(entry)) for entry in archive.infolist() if not entry.is_dir())
        documents = [(entry, path) for entry, path in paths if may_be_a_document(path)]
        if not documents:
            raise Unreadable(f"{name}: no document was found in this packed file.")
        for entry, path in documents:
            yield _unpack(archive, entry, name, allowance.name(name, path), allowance)


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, outer: str, name: str, allowance: Allowance
) -> Part | Unreadable:
    if entry.flag_bits & _ENCRYPTED:
        return Unreadable(
            f"{name}: it is protected by a password. Unpack it with the password and read that."
        )
    if entry.file_size > LARGEST:
        return Unreadable(
            f"{name}: unpacked, it has {entry.file_size / 1e6:.0f} MB, more than the limit of "
            f"{LARGEST / 1e6:.0f} MB. Split it, or save it without pictures."
        )
    allowance.take(outer, entry.file_size)
    try:
        return Part(name, archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        return Unreadable(f"{name}: it cannot be unpacked, because {outer} is damaged. Pack it again.")


def _path(entry: zipfile.ZipInfo) -> str:
    """The path as the packing program meant it: many write UTF-8 and do not say so."""
    if entry.flag_bits & _UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
