"""What search looks through: the tokens of records and of documents, filed by date, the latest on top.

An `Entry` or a `Passage` is made from what it files and never changed: a change files it anew. Its `id` is
its filing number: the later the date, the smaller. Its tokens stand separated by blanks: those of its `title`
count more than its `words`; its `marks` say what it can be narrowed by. What decides who sees it, and what is
counted, stands before the long texts, so that SQLite need not read these. The models `EntryWords` and
`PassageWords` stand for the full-text index of the database over these rows (FTS5 in SQLite, ``tsvector`` in
PostgreSQL), which triggers keep in step; see `register.search.storage`.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Lookup

from concertation.register.models.documents import Document, Paragraph
from concertation.register.models.records import Record


class Entry(models.Model):
    """What a record says of itself (`document` is None), or what one document says of it: its quotes, and
    what the record says. Seen by who sees the record, and the document where there is one."""

    id = models.BigIntegerField(primary_key=True)
    record = models.ForeignKey(Record, models.CASCADE, related_name="entries")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    marks = models.TextField()
    title = models.TextField()
    words = models.TextField()

    record_id: int
    document_id: int | None

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.record_id}/{self.document_id or ''}"


class Passage(models.Model):
    """A paragraph under its heading; where it has no `paragraph`, the titles, symbols and summary of the
    document. Seen by who sees the document."""

    id = models.BigIntegerField(primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    paragraph = models.OneToOneField(Paragraph, models.CASCADE, null=True, related_name="passage")
    marks = models.TextField()
    title = models.TextField()
    words = models.TextField()

    document_id: int
    paragraph_id: int | None

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.paragraph_id or ''}"


class Words(models.TextField):  # pyright: ignore[reportMissingTypeArgument]
    """The column of a full-text index: what is compared with is an expression of its database."""


@Words.register_lookup
class Matches(Lookup):  # pyright: ignore[reportMissingTypeArgument]
    """Tells whether the words of a row hold an expression (see `register.search.expression`)."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return self._compared("{} MATCH {}", compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return self._compared("{} @@ {}::tsquery", compiler, connection)

    def _compared(self, form: str, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return form.format(left, right), [*left_values, *right_values]


class EntryWords(models.Model):
    """The index over entries. Its column is named as its table is: so FTS5 wants it."""

    entry = models.OneToOneField(
        Entry, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="+"
    )
    words = Words(db_column="register_entry_words")

    class Meta:
        managed = False
        db_table = "register_entry_words"

    def __str__(self) -> str:
        return str(self.pk)


class PassageWords(models.Model):
    """The index over passages."""

    passage = models.OneToOneField(
        Passage, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="+"
    )
    words = Words(db_column="register_passage_words")

    class Meta:
        managed = False
        db_table = "register_passage_words"

    def __str__(self) -> str:
        return str(self.pk)
