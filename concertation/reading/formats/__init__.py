"""A file becomes a `Document`, or several, whatever its format; what cannot be read says why."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import mail, packed
from concertation.reading.formats.parts import MAXIMUM_DEPTH, Allowance
from concertation.reading.formats.single import (
    ENDINGS,
    HOLDS_SEVERAL,
    ending_of,
    load_single,
    may_be_a_document,
)

__all__ = ["ENDINGS", "MAXIMUM_BYTES", "documents", "load", "load_all", "may_be_a_document", "read_bytes"]

MAXIMUM_BYTES = 100_000_000
"""Files larger than this are refused before they are read: no report comes near it."""

_SHOWN = 5
"""Documents that a message names."""


def load(path: Path) -> Document:
    """Return the one document in the file `path`.

    Raises `Unreadable` with a sentence that names the file, the place and what to do, also where the file
    holds several documents.
    """
    found = list(islice(load_all(path), _SHOWN + 1))
    if len(found) > 1:
        names = ", ".join(item.name for item in found[:_SHOWN] if isinstance(item, Document))
        raise Unreadable(
            f"{_shown(path)}: this file holds several documents ({names} …). Save them and load them one by "
            "one."
        )
    if isinstance(found[0], Unreadable):
        raise found[0]
    return found[0]


def load_all(path: Path) -> Iterator[Document | Unreadable]:
    """Yield every document in the file `path`: one, or those of a mail or a packed file, each under its
    name inside it ("mail.eml › report.docx"). What cannot be read is an `Unreadable` in its place: it does
    not keep the others from being read, and nothing is raised."""
    try:
        data = read_bytes(path)
    except Unreadable as error:
        yield error
        return
    yield from documents(data, _shown(path))


def documents(data: bytes, name: str) -> Iterator[Document | Unreadable]:
    """Yield every document in the contents `data` of a file called `name`, as `load_all` does."""
    return _documents(data, name, MAXIMUM_DEPTH, Allowance())


def _documents(data: bytes, name: str, depth: int, allowance: Allowance) -> Iterator[Document | Unreadable]:
    ending = ending_of(name)
    try:
        if ending not in HOLDS_SEVERAL:
            yield load_single(data, name)
            return
        if not data:
            raise Unreadable(f"{name}: the file is empty.")
        if not depth:
            raise Unreadable(
                f"{name}: it lies more than {MAXIMUM_DEPTH} files deep. Unpack what is around it, and read "
                "that."
            )
        for part in (mail if ending == ".eml" else packed).parts(data, name, allowance):
            if isinstance(part, Document | Unreadable):
                yield part
            else:
                yield from _documents(part.data, part.name, depth - 1, allowance)
    except Unreadable as error:
        yield error


def read_bytes(path: Path) -> bytes:
    """Return the contents of a file, read whole.

    Raises `Unreadable` where there is no such file, it may not be opened, or it is too large.
    """
    name = _shown(path)
    try:
        if path.is_dir():
            raise Unreadable(f"{name}: this is a folder. Give the documents in it one by one.")
        if not path.exists():
            raise Unreadable(f"{path}: there is no such file. Check the name and the folder.")
        if not path.is_file():
            raise Unreadable(f"{name}: this is no ordinary file. Copy its contents into one.")
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            advice = (
                "Unpack it into a folder and read the folder."
                if ending_of(name) in HOLDS_SEVERAL
                else "Split it, or save it without pictures."
            )
            raise Unreadable(
                f"{name}: the file has {size / 1e6:.0f} MB, more than the limit of "
                f"{MAXIMUM_BYTES / 1e6:.0f} MB. {advice}"
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{name}: the file cannot be opened ({error.strerror or error}). Check that you may read it."
        ) from None
    except ValueError:
        raise Unreadable(f"{name!r}: this is no name that a file can have.") from None


def _shown(path: Path) -> str:
    """The name of a file in characters that can be printed, whatever bytes it is made of."""
    return (path.name or str(path)).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
