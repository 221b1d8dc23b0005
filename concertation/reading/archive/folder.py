"""Read a whole folder: every document beneath it, side by side, going on where an earlier run stopped."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from concertation.reading.archive.journal import Journal, open_journal
from concertation.reading.archive.outcome import FileRead, Limits, Task, Unchanged
from concertation.reading.archive.table import write_failures, writer
from concertation.reading.formats import may_be_a_document

Readers = Callable[[Sequence[Task]], Iterable[FileRead | Unchanged]]
"""Reads files, in whatever order and with whatever machines."""


@dataclass
class Tally:
    """What a run did. `passed_over` counts files that are no documents by their ending; `failed` files of
    which something could not be read."""

    files: int = 0
    done: int = 0
    unchanged: int = 0
    documents: int = 0
    records: int = 0
    failed: int = 0
    failures: int = 0
    passed_over: Counter[str] = field(default_factory=Counter[str])


def read_folder(
    root: Path,
    out: Path,
    readers: Readers,
    limits: Limits,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Read every document beneath `root`, or the one file that it is, into the table `out`.

    What could not be read goes into the table ``<out>.failures.jsonl`` beside it, and what each file brought
    into the journal ``<out>.journal``: a later run reads only what is missing or has changed, and writes the
    same bytes as a run that was never stopped. Nothing is written to `out` where no document could be read.

    Raises `OutputError` where `out` cannot be written and `JournalError` where the journal cannot be used.
    """
    write = writer(out)
    tally = Tally()
    paths = dict(sorted(_documents(root, tally.passed_over)))
    tally.files = len(paths)
    if not paths:
        return tally
    with open_journal(out.with_suffix(".journal"), limits) as journal:
        known = journal.known()
        tasks = [Task(file, path, known.get(file)) for file, path in paths.items()]
        for read in readers(tasks):
            _count(read, journal, tally)
            progress(tally)
        tally.failures = write_failures(out.with_suffix(".failures.jsonl"), _all(journal, paths))
        if tally.documents:
            tally.records = write(out, _all(journal, paths))
    return tally


def _count(read: FileRead | Unchanged, journal: Journal, tally: Tally) -> None:
    if isinstance(read, Unchanged):
        tally.unchanged += 1
        read = journal.get(read.file)
    else:
        journal.put(read)
    tally.done += 1
    tally.documents += read.documents
    tally.failed += bool(read.failures)


def _all(journal: Journal, files: Iterable[str]) -> Iterator[FileRead]:
    return (journal.get(file) for file in files)


def _documents(root: Path, passed_over: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every file that may be a document; links to folders are not followed."""
    if not root.is_dir():
        yield printable(root.name), str(root)
        return
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder, name)
            file = path.relative_to(root).as_posix()
            if may_be_a_document(file):
                yield printable(file), str(path)
            else:
                passed_over[path.suffix.lower() or "no ending"] += 1


def printable(name: str) -> str:
    """Return a name in characters that can be written, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
