"""Making the rows that search looks through: of records, and of documents.

What else belongs to a record is filed with it where it is among the `CONTRIBUTIONS`; `in_step.contribute`
adds to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from django.db import transaction
from django.db.models import Model, Prefetch

from concertation.accounts.sharing import Label
from concertation.register.dates import known_bounds
from concertation.register.models import (
    AgendaItem,
    Attachment,
    Document,
    Entry,
    Evidence,
    Location,
    Mandate,
    NamedBody,
    Paragraph,
    Participation,
    Passage,
    Record,
    Subject,
)
from concertation.register.search.tokens import as_written, joined, mark

Texts = Iterable[tuple[str, str]]
"""Texts, each with its language (ISO 639-1, "" where it is none)."""

WHOLE = mark("whole", "document")
"""Marks the passage that is a document as a whole."""
OPEN = mark("shared", "everybody")
"""Marks what everybody sees, so that who has not signed in need not look through what they do not see. It
only leads there: whether something is seen is asked of the record and the document themselves."""
MOST_YEARS = 20
"""Years of one period by which a record is found; a longer one is filed under its first and last years."""
_LAST = date(9999, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class Contribution:
    """Words of rows of a model that belong to a record: `record` is the path to it (``"record"``), `texts`
    gives those of one row. They are seen by whoever sees the record: nothing that is shared more narrowly may
    be contributed."""

    model: type[Model]
    record: str
    texts: Callable[[Any], Texts]

    def of(self, pks: Sequence[int]) -> Iterator[tuple[int, Texts]]:
        """Yield the records among `pks` that have such rows, with their texts."""
        rows: Any = self.model._default_manager.filter(**{f"{self.record}__in": pks})
        for row, pk in zip(rows.order_by("pk"), rows.order_by("pk").values_list(self.record), strict=True):
            yield pk[0], self.texts(row)


def number(day: date | None, low: int) -> int:
    """Return the filing number of what has this date; `low` (less than 2 to the 40) tells apart what has the
    same one."""
    return (_LAST - (day.toordinal() if day else 0) << 40) | low


@transaction.atomic
def file_records(pks: Sequence[int]) -> int:
    """File these records anew; those that are no more are taken off the shelf. Return how many rows there
    are of them."""
    Entry.objects.filter(record__in=pks).delete()
    parts = Participation.objects.order_by("pk")
    told = Evidence.objects.select_related("paragraph__document").defer(
        "paragraph__text", "paragraph__source_runs", "paragraph__document__summary"
    )
    rows: Any = Record.objects.filter(pk__in=pks).prefetch_related(
        "texts",
        Prefetch("participations", parts),
        Prefetch("locations", Location.objects.select_related("place")),
        Prefetch("subjects", Subject.objects.all()),
        Prefetch("evidence", told),
    )
    more: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for contribution in CONTRIBUTIONS:
        for pk, texts in contribution.of(pks):
            more[pk] += texts
    made = [entry for record in rows for entry in _entries(record, more[record.pk])]
    Entry.objects.bulk_create(made, batch_size=500)
    return len(made)


def _entries(record: Any, more: list[tuple[str, str]]) -> Iterator[Entry]:
    texts = list(record.texts.all())
    titles = [(text.value, text.lang) for text in texts if text.field == "title"]
    title, written = joined(titles), as_written(titles)
    own = [(text.value, text.lang) for text in texts if text.field != "title"] + more
    marks = " ".join(_marks(record))
    low = (2**30 - 1 - record.pk % 2**30) * 2**10
    yield Entry(
        id=number(record.latest, low),
        record=record,
        title=title,
        words=f"{joined(own)} {written}",
        marks=marks,
    )
    quotes: defaultdict[Document, list[str]] = defaultdict(list)
    for evidence in record.evidence.all():
        quotes[evidence.paragraph.document].append(evidence.quote)
    for at, document in enumerate(sorted(quotes, key=lambda document: document.pk)[: 2**10 - 1], start=1):
        told = [(quote, document.lang) for quote in dict.fromkeys(quotes[document])]
        yield Entry(
            id=number(record.latest, low + at),
            record=record,
            document=document,
            title=title,
            words=f"{joined([*told, *own])} {written}",
            marks=f"{mark('document', document.pk)} {marks}",
        )


def _marks(record: Any) -> Iterator[str]:
    yield mark("kind", record.kind)
    yield from (mark("organization", part.organization_id) for part in record.participations.all())
    yield from (mark("theme", subject.theme_id) for subject in record.subjects.all())
    places = [location.place for location in record.locations.all()]
    yield from (mark("place", place.pk) for place in places)
    yield from (mark("country", country) for country in sorted({p.country for p in places if p.country}))
    yield from (mark("year", year) for year in years(record.earliest, record.latest))
    yield from (mark("lang", lang) for lang in sorted({text.lang for text in record.texts.all()}))
    if record.label == Label.CLEAR.value:
        yield OPEN


def years(first: date | None, last: date | None) -> list[int]:
    """Return the years of a period under which it is found; none where it is not dated on both sides."""
    if first is None or last is None or last < first:
        return []
    found = list(range(first.year, last.year + 1))
    return found if len(found) <= MOST_YEARS else [*found[: MOST_YEARS // 2], *found[-MOST_YEARS // 2 :]]


@transaction.atomic
def file_document(document: Document) -> int:
    """File a document and its paragraphs anew; return how many rows there are of them."""
    Passage.objects.filter(document=document).delete()
    paragraphs: Any = Paragraph.objects.filter(document=document).select_related("section")
    rows = paragraphs.defer("source_runs").order_by("position").iterator(chunk_size=500)
    made, passages = 0, chain([_of_all(document)], _of_paragraphs(document, rows))
    while several := list(islice(passages, 500)):
        Passage.objects.bulk_create(several)
        made += len(several)
    return made


@transaction.atomic
def file_paragraph(paragraph: Paragraph) -> None:
    """File one paragraph anew."""
    Passage.objects.filter(paragraph=paragraph).delete()
    Passage.objects.bulk_create(_of_paragraphs(paragraph.document, [paragraph]))


def _of_all(document: Document) -> Passage:
    return Passage(
        id=number(known_bounds(document.date)[1], document.pk * 2),
        document=document,
        title=joined(_names(document)),
        words=f"{joined([(document.summary, document.lang)])} {as_written(_names(document))}",
        marks=" ".join([*_marks_of(document), WHOLE]),
    )


def _of_paragraphs(document: Document, rows: Iterable[Any]) -> Iterator[Passage]:
    last, own = known_bounds(document.date)[1], _marks_of(document)
    for row in rows:
        section = row.section
        body = section and section.organization_id
        yield Passage(
            id=number(last, row.pk * 2 + 1),
            document=document,
            paragraph=row,
            title=joined([(section.title, document.lang)] if section else []),
            words=joined([(row.text, document.lang)]),
            marks=" ".join([*own, mark("organization", body)] if body else own),
        )


def _marks_of(document: Document) -> list[str]:
    period, label = years(*known_bounds(document.date)), Label(document.label)
    return [
        mark("document", document.pk),
        mark("lang", document.lang),
        *(mark("year", year) for year in period),
        *([OPEN] if label is Label.CLEAR else []),
    ]


def _names(document: Document) -> Texts:
    """What a document is called: its title, its symbols, its file's name."""
    yield from ((text, document.lang) for text in (document.title, *document.symbols, document.name) if text)


CONTRIBUTIONS: list[Contribution] = [
    Contribution(Mandate, "pk", lambda mandate: [(mandate.symbol, "")]),
    Contribution(
        AgendaItem,
        "meeting",
        lambda item: [(item.title, item.meeting.original_lang)] if item.position else [],
    ),
    Contribution(Attachment, "record", lambda attachment: [(attachment.name, attachment.lang)]),
    Contribution(NamedBody, "record", lambda body: [(body.name, "")]),
]
"""In the order in which their words are filed."""
