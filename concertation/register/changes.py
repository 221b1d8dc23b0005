"""What was changed of a record: when, by whom, why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from babel.numbers import format_decimal
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.utils.encoding import force_str
from django.utils.translation import get_language, gettext_lazy, to_locale
from django.utils.translation import gettext as _

from concertation.accounts.acts import ONE_ACT, Change, Row, Step, acts, history_of, row_of
from concertation.accounts.sharing import shared_with, visible
from concertation.register.dates import EDTFField, in_words
from concertation.register.models import (
    AgendaItem,
    Attachment,
    Document,
    Evidence,
    Formality,
    Location,
    Merge,
    MinutedItem,
    Minutes,
    NamedBody,
    Paragraph,
    Participation,
    Payment,
    Record,
    Subject,
    Text,
)

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

UNTOLD = frozenset(
    {"id", "uid", "record_ptr", "kind", "creator", "created_at", "earliest", "latest", "begins", "ends"}
    | {"agenda_item", "loaded_at", "sha256", "copy"}
)
"""Fields that say nothing to a reader, or that follow from another."""


def changes(record: Record, person: Viewer) -> list[Change]:
    """Return the changes of the record, the latest first. `record` is of the model of its kind.

    Evidence from documents that the person may not see is left out, and so is all that was changed while the
    record was shared in a way in which the person would not have seen it: what was said in a narrower circle
    does not become known when the record is shared more widely.
    """
    states = _states(history_of(type(record)).filter(uid=record.uid), person)
    told_then = _in_sight(states)
    rows = [
        *_fields(record, states, person),
        *_texts(record),
        *_links(record),
        *_belongings(record),
        *_minutes(record, person),
        *_evidence(record, person),
        *_merges(record, person),
    ]
    return acts(row for row in rows if told_then(row.when))


def document_changes(document: Document, person: Viewer) -> list[Change]:
    """Return the changes of what is told of a document, the latest first, as far as `changes` would tell them
    of a record."""
    states = _states(history_of(Document).filter(id=document.pk), person)
    told_then = _in_sight(states)
    return acts(row for row in _fields(document, states, person) if told_then(row.when))


def _states(rows: Any, person: Viewer) -> list[Any]:
    """All that the own fields of something have been, in order; `in_sight` tells whether the person sees what
    was shared as it was then."""
    in_sight = Case(When(shared_with(person), then=Value(True)), default=Value(False))
    return list(rows.annotate(in_sight=in_sight))


def _in_sight(states: list[Any]) -> Callable[[datetime], bool]:
    """Return whether what was changed at a time may be told: every state of the record that the change
    touched, the one before it included, was shared so that the person sees it."""

    def told(when: datetime) -> bool:
        first = bisect_left(states, when - ONE_ACT, key=lambda state: state.history_date) - 1
        last = bisect_right(states, when, key=lambda state: state.history_date)
        return all(state.in_sight for state in states[max(first, 0) : max(last, 1)])

    return told


def _fields(thing: Record | Document, entries: list[Any], person: Viewer) -> Iterator[Row]:
    yield from (row_of(entry, (), new=True) for entry in entries[:1])
    fields = [
        field for field in cast("Any", thing)._meta.concrete_fields
        if field.name not in UNTOLD and field.name in {f.name for f in entries[0]._meta.concrete_fields}
    ] if entries else []  # fmt: skip
    for old, new in pairwise(entries):
        steps = [step(field, old, new, person) for field in fields]
        yield row_of(new, tuple(step for step in steps if step.before != step.after))


def step(field: Any, old: Any, new: Any, person: Viewer) -> Step:
    """Return what a field said in two rows of a history."""
    kind = form_of(field)
    before, after = value_in(field, old, person), value_in(field, new, person)
    return Step(force_str(field.verbose_name), before, after, kind)


def form_of(field: Any) -> str:
    """Return of which form the values of a field are: "date" (EDTF), "cadence" or "length" (ISO 8601
    duration: how often, or how long), "type", "language" (ISO 639-1), or "" for text."""
    if isinstance(field, EDTFField):
        return "date"
    if field.name in ("type", "cadence"):
        return str(field.name)
    if field.name in ("lang", "original_lang"):
        return "language"
    return "length" if field.name in ("renewal", "notice_period") else ""


def value_in(field: Any, entry: Any, person: Viewer) -> str:
    """Return in words what a field says in a row of the history; nothing of a record that is hidden."""
    value = getattr(entry, field.attname)
    if field.choices:
        return force_str(dict(field.flatchoices).get(value, value))
    if field.is_relation and value is not None:
        rows = field.related_model._default_manager.filter(pk=value)
        seen = rows.visible_to(person) if issubclass(field.related_model, Record | Document) else rows
        return force_str(seen.first() or "")
    return "" if value is None else str(value)


def _of(record: Record, model: Any, belongs: str = "record", *related: str) -> Iterator[tuple[Any, bool]]:
    """Yield what was changed of rows that belong to the record, and whether they belonged to it then: a merge
    brings rows of another record, and undoing it takes them away. What they were elsewhere is not told."""
    here = model.history.filter(**{belongs: record.pk}).values("id")
    found: set[int] = set()
    rows = history_of(model).select_related("history_user", *related)
    for entry in rows.filter(id__in=here).annotate(owner=F(belongs)):
        belongs_now = entry.owner == record.pk
        if belongs_now or entry.id in found:
            yield entry, belongs_now and entry.history_type != "-"
        (found.add if belongs_now else found.discard)(entry.id)


def _merges(record: Record, person: Viewer) -> Iterator[Row]:
    """Other records that went into this one, of which the person would have seen what they were."""
    for entry in history_of(Merge).filter(visible(person), record_id=record.pk):
        gone = entry.history_type == "-"
        step = Step(_("merged into it"), entry.name if gone else "", "" if gone else entry.name)
        if entry.history_type in "+-":
            yield row_of(entry, (step,))


def _texts(record: Record) -> Iterator[Row]:
    said: dict[tuple[str, str], str] = {}
    for entry, there in _of(record, Text):
        key = (entry.field, entry.lang)
        before, after = said.get(key, ""), entry.value if there else ""
        said[key] = after
        if before != after:
            what = _("title") if entry.field == "title" else _("description")
            yield row_of(entry, (Step(f"{what} ({entry.lang})", before, after),))


def _links(record: Record) -> Iterator[Row]:
    for model, what, name, kind in (
        (Participation, _("organizations"), "organization_id", "organization"),
        (NamedBody, _("organizations"), "name", ""),
        (Location, _("places"), "place", "place"),
        (Subject, _("themes"), "theme_id", "theme"),
    ):
        said: dict[int, str] = {}
        for entry, there in _of(record, model, "record", *(["place"] if model is Location else [])):
            before, after = said.get(entry.id, ""), str(getattr(entry, name)) if there else ""
            said[entry.id] = after
            if before != after:
                yield row_of(entry, (Step(what, before, after, kind),))


def _belongings(record: Record) -> Iterator[Row]:
    """What only some kinds of record have: files, agenda items, payments, formalities of parties."""
    if record.kind == Record.Kind.AGREEMENT.value:
        yield from _formalities(record)
    for model, what, belongs, told in BELONGINGS.get(record.kind, ()) + FILES:
        said: dict[int, str] = {}
        for entry, there in _of(record, model, belongs):
            before, after = said.get(entry.id, ""), told(entry) if there else ""
            said[entry.id] = after
            if before != after:
                yield row_of(entry, (Step(force_str(what), before, after),))


def _formalities(record: Record) -> Iterator[Row]:
    """What each party did to be bound, those included that are parties no more."""
    parts = Participation.history.filter(record_id=record.pk).order_by()
    body = parts.filter(id=OuterRef("participation_id")).values("organization_id")[:1]
    rows = history_of(Formality).filter(participation_id__in=parts.values("id"))
    said: dict[int, str] = {}
    for entry in rows.annotate(body=Subquery(body)):
        before, after = said.get(entry.id, ""), "" if entry.history_type == "-" else entry.date
        said[entry.id] = after
        if before != after:
            what = f"{entry.body} – {Formality.Act(entry.act).label}"
            yield row_of(entry, (Step(what, before, after, "date"),))


def _paid(entry: Any) -> str:
    lang = to_locale(get_language() or "en")
    return f"{format_decimal(entry.amount, locale=lang)} ({in_words(entry.date, lang)})"


def _item(entry: Any) -> str:
    """An item of an agenda with its place and who introduces it; "" where it was taken off."""
    by = f" ({entry.presenter_id})" if entry.presenter_id else ""
    return f"{entry.position}. {entry.title}{by}" if entry.position else ""


Belonging = tuple[Any, Any, str, Callable[[Any], str]]
"""A model, what its rows are called, where they refer to the record, and what is told of one."""

FILES: tuple[Belonging, ...] = ((Attachment, gettext_lazy("files"), "record", lambda row: row.name),)
BELONGINGS: dict[str, tuple[Belonging, ...]] = {
    Record.Kind.MEETING: ((AgendaItem, gettext_lazy("agenda"), "meeting", _item),),
    Record.Kind.PLEDGE: ((Payment, gettext_lazy("payments"), "pledge", _paid),),
}


def _minutes(record: Record, person: Viewer) -> Iterator[Row]:
    """What minutes of the meeting said, where the person sees all that these minutes were shared as."""
    if record.kind != Record.Kind.MEETING.value:
        return
    states = history_of(Minutes).filter(meeting_id=record.pk)
    unseen = states.exclude(visible(person)).order_by().values("id")
    told = list(states.exclude(id__in=unseen))
    said = history_of(MinutedItem).filter(minutes_id__in={entry.id for entry in told}) if told else ()
    for entries in (told, said):
        before: dict[int, str] = {}
        for entry in entries:
            old, new = before.get(entry.id, ""), "" if entry.history_type == "-" else entry.text
            before[entry.id] = new
            if old != new:
                yield row_of(entry, (Step(_("minutes"), old, new),))


def _evidence(record: Record, person: Viewer) -> Iterator[Row]:
    entries = list(_of(record, Evidence))
    seen = Paragraph.objects.filter(visible(person, "document__")).select_related("document")
    paragraphs = seen.in_bulk([entry.paragraph_id for entry, _there in entries])
    said: dict[int, bool] = {}
    for entry, added in entries:
        paragraph = paragraphs.get(entry.paragraph_id)
        if paragraph and said.get(entry.id, False) != added:
            said[entry.id] = added
            where = _("%(document)s, paragraph %(number)s") % {
                "document": paragraph.document,
                "number": paragraph.number,
            }
            yield row_of(entry, (Step(_("evidence"), "" if added else where, where if added else ""),))
