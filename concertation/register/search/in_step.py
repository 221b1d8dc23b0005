"""Keeping the shelves in step with what they file, in the transaction that changes it.

Every change of a record or of its parts files the record anew, at once; within `together` once for all
changes, at its end. What is written past the models (``bulk_create``, ``update``) is filed by hand.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db.models.signals import post_delete, post_save

from concertation.register.models import (
    Document,
    Evidence,
    Location,
    Paragraph,
    Participation,
    Record,
    Subject,
    Text,
)
from concertation.register.search import filing

PARTS = (Text, Participation, Location, Subject, Evidence)

_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Generator[None]:
    """File the records that change herein once, at the end; use it within the transaction. Also a decorator.

    Where the change fails nothing is filed: the transaction takes it back.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    if waiting:
        filing.file_records(sorted(waiting))


def changed(pk: int) -> None:
    """Have the record filed anew."""
    waiting = _waiting.get()
    if waiting is None:
        filing.file_records([pk])
    else:
        waiting.add(pk)


def watch() -> None:
    """Have every change of what is filed noticed from now on."""
    post_save.connect(_record_saved, dispatch_uid="search: a record")
    for model in PARTS:
        _watch(model, "record_id")
    for contribution in filing.CONTRIBUTIONS:
        _watch_contribution(contribution)
    post_save.connect(_paragraph_saved, sender=Paragraph, dispatch_uid="search: a paragraph")
    post_save.connect(_document_saved, sender=Document, dispatch_uid="search: a document")


def contribute(contribution: filing.Contribution) -> None:
    """Have the words of these rows filed with their record, and each change of a row noticed, from now on.

    For the ``ready`` of an application:

        contribute(Contribution(Formality, "participation__record", lambda row: [(row.remarks, "en")]))
    """
    filing.CONTRIBUTIONS.append(contribution)
    _watch_contribution(contribution)


def _watch_contribution(contribution: filing.Contribution) -> None:
    if contribution.record != "pk":  # a kind of record is watched already
        _watch(contribution.model, contribution.record)


def _watch(model: Any, path: str) -> None:
    noticed = partial(_part_changed, path=path)
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        signal.connect(noticed, sender=model, weak=False, dispatch_uid=f"search: {model.__name__} {name}")


def _record_saved(sender: Any, instance: Any, raw: bool = False, **_: Any) -> None:
    """Of the kinds of record each is a sender of its own."""
    if isinstance(instance, Record) and not raw:
        changed(instance.pk)


def _part_changed(sender: Any, instance: Any, *, path: str, raw: bool = False, **how: Any) -> None:
    pk = _followed(instance, path)
    if pk is not None and not raw and not _goes_with_its_record(how.get("origin")):
        changed(pk)


def _goes_with_its_record(origin: Any) -> bool:
    """Whether what is deleted belongs to records that are: `origin` is what was to be deleted. They are still
    there when this is told, and would be filed again."""
    return isinstance(origin, Record) or issubclass(getattr(origin, "model", object), Record)


def _followed(instance: Any, path: str) -> int | None:
    """The key of the record to which the path leads."""
    *steps, last = path.removesuffix("_id").split("__")
    for step in steps:
        instance = getattr(instance, step)
    return getattr(instance, f"{last}_id")


def _document_saved(sender: Any, instance: Document, raw: bool = False, **_: Any) -> None:
    if not raw:
        filing.file_document(instance)


def _paragraph_saved(sender: Any, instance: Paragraph, raw: bool = False, **_: Any) -> None:
    if not raw:
        filing.file_paragraph(instance)
