"""Read the contents of one file: the function that every process, here or on a cluster, runs."""

import json
from collections.abc import Iterator

from concertation.reading import catalogue
from concertation.reading.archive.outcome import DocumentRead, Failure
from concertation.reading.archive.record import as_row
from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import documents
from concertation.reading.language_data import LanguageError
from concertation.reading.read import read


def read_file(data: bytes, file: str) -> Iterator[DocumentRead | Failure]:
    """Yield what each document in the contents of a file brought; `file` is its path in the folder.

    Nothing is raised for a document that cannot be read, whatever the reason, except `MemoryError`.
    """
    name = file.rpartition("/")[2]
    try:
        for item in documents(data, name):
            yield (
                Failure(_named(item, name), "refused", str(item))
                if isinstance(item, Unreadable)
                else _read(item, file)
            )
    except MemoryError:
        raise
    except Exception as error:  # one file never stops an archive
        yield _fault(name, error)


def _read(document: Document, file: str) -> DocumentRead | Failure:
    pages = {paragraph.number: paragraph.page for paragraph in document.paragraphs}
    places = {paragraph.number: place for place, paragraph in enumerate(document.paragraphs)}
    try:
        proposals = sorted(
            read(document, catalogue.load()), key=lambda p: (places[p.para], p.start, p.end, p.kind, p.type)
        )
    except LanguageError as error:
        return Failure(document.name, "refused", f"{document.name}: {error}")
    except MemoryError:
        raise
    except Exception as error:  # one document never stops a file
        return _fault(document.name, error)
    head = {"file": file, "document": document.name, "sha256": document.sha256}
    rows = (head | {"page": pages[proposal.para]} | as_row(proposal) for proposal in proposals)
    return DocumentRead(document.name, tuple(json.dumps(row, ensure_ascii=False) for row in rows))


def _fault(document: str, error: Exception) -> Failure:
    return Failure(
        document,
        "fault",
        f"{document}: the reader has a fault ({type(error).__name__}: {error}). Report it with the file.",
    )


def _named(error: Unreadable, name: str) -> str:
    """The document of which a refusal speaks: its message begins with the name."""
    said = str(error)
    return said.partition(": ")[0] if said.startswith(name) else name
