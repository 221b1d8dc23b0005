"""The parts of a Word file, unpacked within a limit and parsed without following anything outside it."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from concertation.reading.document import Unreadable
from concertation.reading.formats.element import Element, no_memory

MAXIMUM_UNPACKED = 200_000_000
"""Bytes that the parts read may have together when unpacked; a report of 1,000 pages has a tenth of it."""

_PROLOG = 4096
"""Bytes in which a part that declares a document type does so."""

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROTECTED = "the document is protected by a password. Save it without one."
_DAMAGED = "the file is damaged. Open it in Word, let it repair the file, and save it again."


class Package:
    """An opened .docx.

    Raises `Unreadable` where the bytes are no Word document, are protected, damaged or too large.
    """

    def __init__(self, data: bytes, name: str):
        self._name = name
        self._left = MAXIMUM_UNPACKED
        if data.startswith(_OLD_WORD):
            if _ENCRYPTED in data:
                raise Unreadable(f"{name}: {_PROTECTED}")
            raise Unreadable(
                f"{name}: this is an old Word document (.doc) by another name. Save it as .docx."
            )
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise Unreadable(f"{name}: this is no Word document, or {_DAMAGED}") from None
        self._names = set(self._zip.namelist())
        main = next(self.related("", "officeDocument"), None)
        if main is None or main not in self._names:
            raise Unreadable(
                f"{name}: this is a packed file, not a Word document. Unpack it and load what is inside."
            )
        self.main = main

    def root(self, part: str) -> Element:
        """Return the XML of `part`."""
        try:
            info = self._zip.getinfo(part)
            self._left -= info.file_size
            if self._left < 0:
                raise Unreadable(
                    f"{self._name}: unpacked, the document has more than the limit of "
                    f"{MAXIMUM_UNPACKED / 1e6:.0f} MB of text. Split it."
                )
            data = self._zip.read(info)
        except KeyError:
            raise Unreadable(f"{self._name}: the part {part} is missing; {_DAMAGED}") from None
        except RuntimeError:
            raise Unreadable(f"{self._name}: {_PROTECTED}") from None
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
            raise Unreadable(f"{self._name}: the part {part} cannot be unpacked; {_DAMAGED}") from None
        # A Word part never declares a document type: one that does tries to draw in what is elsewhere.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if no_memory(error):
                raise MemoryError from None
            line = error.lineno or 1
            raise Unreadable(f"{self._name}: the part {part} is broken at line {line}; {_DAMAGED}") from None
        if b"<!DOCTYPE" in data[:_PROLOG]:
            raise Unreadable(
                f"{self._name}: the part {part} declares a document type, which Word never writes. "
                "The file is not read: ask its author for another copy."
            )
        return root

    def related(self, part: str, kind: str) -> Iterator[str]:
        """Yield the parts to which `part` refers as `kind` ("styles", "header" …); "" is the package."""
        yield from (target for _, target in self.relations(part, kind))

    def relations(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the id and the target of each reference of `part` of that kind."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self._names:
            return
        for relation in self.root(rels):
            type_ = str(relation.get("Type") or "")
            target = str(relation.get("Target") or "")
            if type_.endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                yield str(relation.get("Id") or ""), posixpath.normpath(path)
