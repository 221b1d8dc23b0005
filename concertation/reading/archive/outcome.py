"""What reading one file brought: its records, and a sentence for whatever in it could not be read."""

import zlib
from dataclasses import dataclass
from typing import Literal

Cause = Literal["refused", "limit", "fault"]
"""Why a document was not read: the loader refused it; it took too much time or memory, or broke the process;
the reader has a fault."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read. `error` is a sentence for the person who can act."""

    document: str
    cause: Cause
    error: str


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """The records of one document as JSON lines, in the order of the text."""

    document: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileRead:
    """All that one file brought. `file` is its path inside the folder, with slashes; `records` are `count`
    JSON lines, packed, sorted by document, paragraph and start. `sha256` is of the file's bytes, "" where
    they could not be had."""

    file: str
    sha256: str
    documents: int
    count: int
    records: bytes
    failures: tuple[Failure, ...]

    @classmethod
    def of(cls, file: str, sha256: str, documents: list[DocumentRead], failures: list[Failure]) -> "FileRead":
        """Put together what the documents of a file brought."""
        ordered = sorted(documents, key=lambda read: read.document)
        lines = [line for read in ordered for line in read.lines]
        packed = zlib.compress("".join(f"{line}\n" for line in lines).encode("utf-8"), 1)
        return cls(file, sha256, len(documents), len(lines), packed, tuple(failures))


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file whose bytes are those that were read before."""

    file: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: `seconds` of time, and `memory` for the process that reads it, in MB."""

    seconds: float = 60
    memory: int = 2048


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read: its name in the folder, where it lies, and the SHA-256 it had when it was last read,
    if it was."""

    file: str
    path: str
    known: str | None = None
