"""Files that people give to be read: kept until they are, then read one after another, each document in them
whole or not at all.

`bring` takes them; `claim` and `read_in` are what a process does that reads them (`review.working`). What was
read of a file stays read: whoever goes on with it begins at the first document that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label
from concertation.reading.document import Document as Source
from concertation.reading.document import Unreadable
from concertation.reading.formats import ENDINGS, documents
from concertation.reading.formats.single import HOLDS_SEVERAL, ending_of
from concertation.register.attachments import plain_name
from concertation.register.media_types import media_type
from concertation.register.models import Document
from concertation.review.intake import keep, read_through
from concertation.review.models import Loaded, Loading

MAXIMUM_BYTES = 50_000_000
"""Larger files are refused: a report of 1,000 pages has a tenth of it."""

MAXIMUM_FILES = 20
"""Files that are given at once."""

MOST_ATTEMPTS = 3
"""How often reading a file is begun, when nothing comes of it, before it is given up."""

LEASE = timedelta(seconds=20)
"""After which a process that said nothing is taken to be gone, and another one goes on."""

FOLDER = "loadings"
"""Where the files are kept that wait, in the storage of the attachments."""

Told = Callable[[int, int], None]
"""Is told how many of how many paragraphs are read."""

_FINISHED = (Loading.State.DONE, Loading.State.FAILED)


class TakenOver(Exception):
    """Another process goes on with the file."""


def bring(
    files: Sequence[File],
    *,
    person: Person,
    label: str = Label.GREEN,
    circle: Circle | None = None,
    versions: bool = False,
) -> UUID:
    """Keep the files to be read, all or none, and return what their batch is called. With `versions` they are
    language versions of one text, the original first.

    Raises `ValidationError` where there are too many, or one is empty or too large.
    """
    _check(files)
    batch = uuid4()
    rows = [
        Loading(
            batch=batch,
            position=position,
            versions=versions and len(files) > 1,
            name=plain_name(file.name or "")[-300:],
            size=file.size,
            label=label,
            circle=circle,
            creator=person,
        )
        for position, file in enumerate(files)
    ]
    try:
        for row, file in zip(rows, files, strict=True):
            row.file.name = default_storage.save(f"{FOLDER}/{uuid4().hex}", file)
        with transaction.atomic():
            for row in rows:
                row.full_clean()
                row.save()
    except BaseException:
        for row in rows:
            if row.file.name:
                default_storage.delete(row.file.name)
        raise
    return batch


def _check(files: Sequence[File]) -> None:
    if len(files) > MAXIMUM_FILES:
        raise ValidationError(
            {
                "files": ngettext(
                    "At most %(limit)s file is added at once.",
                    "At most %(limit)s files are added at once. Pack them as .zip, or add some later.",
                    MAXIMUM_FILES,
                )
                % {"limit": MAXIMUM_FILES}
            }
        )
    faults: list[Any] = [fault for file in files if (fault := _fault(file))]
    if faults:
        raise ValidationError({"files": faults})


def _fault(file: File) -> str:
    name = plain_name(file.name or "")
    if not file.size:
        return _("%(name)s: the file is empty.") % {"name": name}
    if file.size > MAXIMUM_BYTES:
        return _(
            "%(name)s: the file has %(size)s MB, more than %(limit)s MB. "
            "Split it, or save it without pictures."
        ) % {"name": name, "size": -(-file.size // 1_000_000), "limit": MAXIMUM_BYTES // 1_000_000}
    return ""


def claim(worker: str) -> Loading | None:
    """Return the next file for this process to read, None where none waits. A version of a text waits for
    the files before it, to be tied to the original."""
    if not _ready().exists():  # looking takes no lock
        return None
    with transaction.atomic():
        for row in _ready().select_for_update(skip_locked=True, of=("self",)).order_by("pk"):
            if row.attempts >= MOST_ATTEMPTS:
                _finish(row, Loading.State.FAILED, Loading.Failure.BROKEN)
                continue
            row.state, row.worker, row.seen_at = Loading.State.READING, worker, timezone.now()
            row.attempts += 1
            row.save(update_fields=["state", "worker", "seen_at", "attempts"])
            return row
    return None


def _ready() -> Any:
    silent = Q(state=Loading.State.READING, seen_at__lt=timezone.now() - LEASE)
    before = Loading.objects.filter(batch=OuterRef("batch"), position__lt=OuterRef("position"))
    unfinished = Exists(before.exclude(state__in=_FINISHED))
    rows = Loading.objects.filter(Q(state=Loading.State.WAITING) | silent)
    return rows.exclude(Q(versions=True) & Q(unfinished))


def still_here(loading: Loading, worker: str, done: int, of: int, reading: str) -> bool:
    """Say how far reading the file is, and that it goes on. Tell whether it is still this process's."""
    mine = Loading.objects.filter(pk=loading.pk, worker=worker, state=Loading.State.READING)
    return bool(mine.update(seen_at=timezone.now(), done=done, of=of, reading=reading[-300:]))


def release(worker: str) -> None:
    """Give back what this process has begun, for another one to go on at once: it is stopped on purpose."""
    mine = Loading.objects.filter(worker=worker, state=Loading.State.READING)
    mine.update(state=Loading.State.WAITING, worker="", attempts=F("attempts") - 1)


def take_from(gone: Callable[[str], bool]) -> None:
    """Have what processes had begun wait again of which one knows that they are `gone`, before the lease
    ends."""
    begun = Loading.objects.filter(state=Loading.State.READING)
    for worker in set(begun.values_list("worker", flat=True)):
        if gone(worker):
            begun.filter(worker=worker).update(state=Loading.State.WAITING, worker="")


def read_in(
    loading: Loading,
    worker: str,
    told: Told = lambda done, of: None,
    begins: Callable[[str], None] = lambda name: None,
) -> None:
    """Read the file that this process has claimed, from the first document that is not read yet.

    `begins` is told the name of each document. Raises `TakenOver` where another process goes on with it.
    """
    try:
        with loading.file.open("rb") as file:
            data = file.read()
    except (OSError, ValueError):
        _finish(loading, Loading.State.FAILED, Loading.Failure.MISSING)
        return
    there = set(Loaded.objects.filter(loading=loading).values_list("position", flat=True))
    for position, found in enumerate(documents(data, named_by_content(loading.name, data))):
        if position not in there:
            if isinstance(found, Source):
                begins(found.name)
            _take(loading, worker, position, found, told)
    with transaction.atomic():
        _hold(loading, worker)
        _finish(loading, Loading.State.DONE)


def named_by_content(name: str, data: bytes) -> str:
    """Return the name by which the reader knows what the file is: with the ending that the content has, where
    its own says something else.

    >>> named_by_content("report", b"%PDF-1.7 ..."), named_by_content("report.txt", b"Minutes")
    ('report.pdf', 'report.txt')
    """
    kind, ending = media_type(data), ending_of(name)
    if kind is None:
        return f"{name}.zip" if not ending and data.startswith(b"PK\x03\x04") else name
    fits = ending in (kind.ending, *kind.others)
    # What is no other kind is text, and any ending may be right for that: a mail, a table.
    if fits or kind.ending not in ENDINGS or (kind.name.startswith("text/") and ending):
        return name
    return name + kind.ending if ending not in HOLDS_SEVERAL else name


def _take(loading: Loading, worker: str, position: int, found: Source | Unreadable, told: Told) -> None:
    """Keep what came of one document, in one step."""
    if isinstance(found, Unreadable):
        with transaction.atomic():
            _hold(loading, worker)
            Loaded.objects.create(loading=loading, position=position, reason=str(found))
        return
    proposals = read_through(found, told)
    with transaction.atomic():
        _hold(loading, worker)
        intake = keep(
            found,
            proposals,
            person=loading.creator,
            label=loading.label,
            circle=loading.circle,
            version_of=_original(loading),
        )
        Loaded.objects.create(
            loading=loading,
            position=position,
            document=intake.document,
            known=intake.known,
            paragraphs=intake.paragraphs,
            proposals=intake.proposals,
            unknown=list(intake.unknown),
        )


def _hold(loading: Loading, worker: str) -> None:
    """Hold the file until the transaction ends. Raises `TakenOver` where it is another process's by now."""
    mine = Loading.objects.filter(pk=loading.pk, worker=worker, state=Loading.State.READING)
    if not mine.update(attempts=1, seen_at=timezone.now()):
        raise TakenOver


def _original(loading: Loading) -> Document | None:
    """The document of which those of this file are language versions, as far as who gave them sees it."""
    if not loading.versions or loading.creator is None:
        return None
    before = Loaded.objects.filter(
        loading__batch=loading.batch, loading__position__lt=loading.position, document__isnull=False
    )
    first = before.order_by("loading__position", "position").values_list("document", flat=True).first()
    return Document.objects.visible_to(loading.creator).filter(pk=first or 0).first()


def _finish(loading: Loading, state: str, failure: str = "") -> None:
    """Say that nothing more is done with the file, and drop its bytes once that is certain."""
    loading.state, loading.failure, loading.finished_at = state, failure, timezone.now()
    loading.reading = loading.worker = ""
    loading.save(update_fields=["state", "failure", "finished_at", "reading", "worker"])
    transaction.on_commit(lambda: _drop(loading))


def _drop(loading: Loading) -> None:
    if loading.file.name:
        default_storage.delete(loading.file.name)
        Loading.objects.filter(pk=loading.pk).update(file="")


def sweep() -> None:
    """Drop the bytes of files that are finished, and of those that nobody knows of, which a kill left."""
    for row in Loading.objects.filter(state__in=_FINISHED).exclude(file=""):
        _drop(row)
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return
    known = set(Loading.objects.exclude(file="").values_list("file", flat=True))
    long_ago = timezone.now() - timedelta(days=1)
    for name in names:
        path = f"{FOLDER}/{name}"
        if path not in known and default_storage.get_modified_time(path) < long_ago:
            default_storage.delete(path)


def nobody_reads() -> bool:
    """Tell whether files wait although nothing is read: no process does it."""
    now = timezone.now()
    waiting = Loading.objects.filter(state=Loading.State.WAITING, given_at__lt=now - 2 * LEASE)
    reading = Loading.objects.filter(state=Loading.State.READING, seen_at__gt=now - LEASE)
    finished = Loading.objects.filter(finished_at__gt=now - 2 * LEASE)
    return waiting.exists() and not reading.exists() and not finished.exists()
