"""Filing the whole register anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from concertation.register.models import Document, Entry, Passage, Record
from concertation.register.search import storage
from concertation.register.search.filing import file_document, file_records

STEP = 500
"""Records that are filed at a time."""


def rebuild(
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    *,
    using: str = "default",
    tidy: bool = True,
) -> tuple[int, int]:
    """File every record and document anew; return how many there are of each. `progress` is told how many
    of how many things are done. What is done stays done when it is stopped. Without `tidy` it can run within
    a transaction.
    """
    storage.install(using)
    records = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    documents: Any = Document.objects.order_by("pk")
    of, done = len(records) + documents.count(), 0
    for at in range(0, len(records), STEP):
        file_records(records[at : at + STEP])
        progress(done := min(at + STEP, len(records)), of)
    for document in documents.iterator(chunk_size=50):
        file_document(document)
        progress(done := done + 1, of)
    if tidy:
        storage.tidy(using)
    return len(records), of - len(records)


def is_missing() -> bool:
    """Tell whether there is something to find and nothing of it is filed: a register that is older than its
    index."""
    return (Record.objects.exists() and not Entry.objects.exists()) or (
        Document.objects.exists() and not Passage.objects.exists()
    )
