"""The output: records as JSON lines or as a Parquet table, failures as JSON lines; whole or not at all."""

import json
import os
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from concertation.reading.archive.outcome import FileRead

_GROUP = 20_000
"""Rows of a row group: the memory that writing takes, and a part of the bytes that are written."""


class OutputError(Exception):
    """The output cannot be written. The message is a sentence for the person who can act."""


Write = Callable[[Path, Iterable[FileRead]], int]
"""Writes the records of the files, in their order, and returns how many there were."""


def writer(path: Path) -> Write:
    """Return what writes the format that the ending of `path` names.

    Raises `OutputError` where there is none, or what it needs is not installed.
    """
    match path.suffix.lower():
        case ".jsonl":
            return write_json_lines
        case ".parquet":
            if find_spec("pyarrow") is None:
                raise OutputError(
                    "Parquet files need pyarrow. Install it with: pip install 'concertation[archive]', "
                    f"or write JSON lines: --out {path.with_suffix('.jsonl')}"
                )
            return write_parquet
        case _:
            raise OutputError(
                f"{path.name}: records are written as .parquet or .jsonl. Give --out a name that ends so."
            )


def write_json_lines(path: Path, reads: Iterable[FileRead]) -> int:
    """Write the records as JSON lines in UTF-8."""
    count = 0
    with _replacing(path) as file:
        for read in reads:
            file.write(zlib.decompress(read.records))
            count += read.count
    return count


def write_parquet(path: Path, reads: Iterable[FileRead]) -> int:
    """Write the records as a Parquet table with the columns of `schema`."""
    parquet: Any = import_module("pyarrow.parquet")
    arrow: Any = import_module("pyarrow")
    columns = schema()
    rows = _rows(reads)
    count = 0
    with _replacing(path) as file, parquet.ParquetWriter(file, columns, compression="zstd") as table:
        while group := list(islice(rows, _GROUP)):
            table.write_table(arrow.Table.from_pylist(group, columns), row_group_size=_GROUP)
            count += len(group)
    return count


def schema() -> Any:
    """Return the columns of the table: where the record stands, then the record contract."""
    arrow: Any = import_module("pyarrow")
    text, texts = arrow.string(), arrow.list_(arrow.string())
    types = {
        "file": text, "document": text, "sha256": text, "page": arrow.int32(),
        "para": text, "kind": text, "type": text, "ordinal": arrow.int64(), "actors": texts, "date": text,
        "period": text, "place": texts, "title": text, "themes": texts, "quote": text,
        "amount": arrow.float64(), "currency": text, "span": arrow.list_(arrow.int64(), 2), "status": text,
        "confidence": arrow.float64(), "section": text, "lang": text, "rule": text, "unknown": texts,
    }  # fmt: skip
    optional = {"page", "ordinal", "date", "period", "amount", "currency", "section"}
    return arrow.schema([arrow.field(name, type_, name in optional) for name, type_ in types.items()])


def write_failures(path: Path, reads: Iterable[FileRead]) -> int:
    """Write what could not be read as JSON lines of file, document, cause and error; no file where all was
    read."""
    count = 0
    with _replacing(path) as file:
        for read in reads:
            for failure in sorted(read.failures, key=lambda f: (f.document, f.error)):
                row = {
                    "file": read.file, "document": failure.document,
                    "cause": failure.cause, "error": failure.error,
                }  # fmt: skip
                file.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())
                count += 1
    if not count:
        path.unlink()
    return count


def _rows(reads: Iterable[FileRead]) -> Iterator[dict[str, Any]]:
    for read in reads:
        for line in zlib.decompress(read.records).splitlines():
            yield json.loads(line)


@contextmanager
def _replacing(path: Path) -> Generator[BinaryIO]:
    """Open a file that takes the place of `path` once it is whole. Raises `OutputError`."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: the file cannot be written ({error.strerror or error}). Check the folder and its space."
        ) from None
    finally:
        part.unlink(missing_ok=True)
