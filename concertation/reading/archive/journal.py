"""The journal beside the output: what each file brought, kept so that a stopped run goes on.

One SQLite file. What is written into it is there after the program, or the machine, is stopped at any moment.
"""

import hashlib
import json
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from concertation.reading.archive.outcome import Failure, FileRead, Limits

_TABLE = """
CREATE TABLE IF NOT EXISTS file (
    file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, reader TEXT NOT NULL, limits TEXT NOT NULL,
    documents INTEGER NOT NULL, records_count INTEGER NOT NULL, failures TEXT NOT NULL, records BLOB NOT NULL
) WITHOUT ROWID
"""
_READER = Path(__file__).parents[1]
_LIBRARIES = ("babel", "charset-normalizer", "lxml", "pycountry", "pypdfium2")


class JournalError(Exception):
    """The journal cannot be used. The message is a sentence for the person who can act."""


class Journal:
    """What the files of one run brought, by the name of the file."""

    def __init__(self, connection: sqlite3.Connection, limits: Limits):
        self._connection = connection
        self._reader = fingerprint()
        self._limits = f"{limits.seconds:g} s, {limits.memory} MB"

    def known(self) -> dict[str, str]:
        """Return the SHA-256 of each file that need not be read again: this reader has read those bytes, and
        within these limits if it failed by them."""
        rows = self._connection.execute(
            "SELECT file, sha256, limits, failures FROM file WHERE reader = ? AND sha256 != ''",
            (self._reader,),
        )
        return {
            file: sha256
            for file, sha256, limits, failures in rows
            if limits == self._limits or all(cause != "limit" for _, cause, _ in json.loads(failures))
        }

    def put(self, read: FileRead) -> None:
        """Keep what a file brought, in the place of what it brought before."""
        failures = json.dumps([(f.document, f.cause, f.error) for f in read.failures], ensure_ascii=False)
        self._connection.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                read.file, read.sha256, self._reader, self._limits,
                read.documents, read.count, failures, read.records,
            ),
        )  # fmt: skip

    def get(self, file: str) -> FileRead:
        """Return what a file brought. Raises `KeyError` where it was never read."""
        row = self._connection.execute(
            "SELECT sha256, documents, records_count, records, failures FROM file WHERE file = ?", (file,)
        ).fetchone()
        if row is None:
            raise KeyError(file)
        sha256, documents, count, records, failures = row
        failed = tuple(Failure(*failure) for failure in json.loads(failures))
        return FileRead(file, sha256, documents, count, records, failed)


@contextmanager
def open_journal(path: Path, limits: Limits) -> Generator[Journal]:
    """Open the journal at `path`, for this program alone; a new one where there is none.

    Raises `JournalError` where another program has it open, or it is damaged or cannot be written.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=1)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        connection.execute("SELECT file, limits, records_count FROM file LIMIT 1")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise JournalError(
                f"{path.name}: another run writes to this output. Wait until it ends, or give another --out."
            ) from None
        raise JournalError(f"{path}: the journal cannot be written ({error}). Check the folder.") from None
    except sqlite3.DatabaseError:
        raise JournalError(
            f"{path}: the journal is damaged. Delete it; all files are then read anew."
        ) from None
    try:
        yield Journal(connection, limits)
    finally:
        connection.close()


def fingerprint() -> str:
    """Return what is the same as long as the reader is: its code, its data, and the libraries that unpack
    files for it."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for path in sorted(_READER.rglob("*")):
        if path.suffix in {".py", ".toml", ".csv"}:
            digest.update(f"{path.relative_to(_READER)}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
