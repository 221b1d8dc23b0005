"""The section beside the one of the previous report: what is new, what goes on, what is told no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from concertation.accounts.sharing import visible
from concertation.register.models import Document, Evidence, Paragraph, Record, Section
from concertation.reporting.models import Draft

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


@dataclass(frozen=True, slots=True)
class Beside:
    """The paragraphs of the previous report on the same organization; `new` records tell what it did not,
    `continued` ones a record or series that it told, and `dropped` are records of it that go on by nature
    (mechanisms, agreements, presences, work under way) and are not to be told now."""

    document: Document | None
    paragraphs: tuple[Paragraph, ...] = ()
    new: tuple[Record, ...] = ()
    continued: tuple[Record, ...] = ()
    dropped: tuple[Record, ...] = ()


GOING_ON = ("mechanism", "agreement", "presence", "activity")


def beside(draft: Draft, person: Viewer) -> Beside:
    """Return the previous report's section for `person`, in the draft's language where that version of the
    report is in the register."""
    section = draft.section
    document = _version(section.cycle.previous_id, draft.lang, person)
    if document is None or section.organization_id is None:
        return Beside(document)
    headings = list(Section.objects.filter(document=document, organization=section.organization_id))
    paragraphs = tuple(
        Paragraph.objects.filter(document=document, section__in=_beneath(headings, document)).order_by(
            "position"
        )
    )
    told = _stated(document, [paragraph.number for paragraph in paragraphs], person)
    now = _rows(person).filter(uid__in=draft.to_tell)
    earlier, series = {row.pk for row in told}, {_series(row) for row in told} - {None}
    continued = tuple(row for row in now if row.pk in earlier or _series(row) in series)
    kept, wanted = {row.pk for row in continued}, set(draft.to_tell)
    return Beside(
        document,
        paragraphs,
        new=tuple(row for row in now if row.pk not in kept),
        continued=continued,
        dropped=tuple(row for row in told if row.kind in GOING_ON and str(row.uid) not in wanted),
    )


def _rows(person: Viewer) -> Any:
    rows: Any = Record.objects.visible_to(person)
    return rows.select_related("meeting").prefetch_related("texts").order_by("kind", "earliest", "pk")


def _series(record: Any) -> int | None:
    """The mechanism of a meeting."""
    return record.meeting.mechanism_id if record.kind == Record.Kind.MEETING else None


def _stated(document: Document, numbers: list[str], person: Viewer) -> list[Record]:
    """The records that these paragraphs state, in whatever language version of the document."""
    first = document.version_of_id or document.pk
    stated = Evidence.objects.filter(
        visible(person, "paragraph__document__"),
        Q(paragraph__document=first) | Q(paragraph__document__version_of=first),
        paragraph__number__in=numbers,
    )
    return list(_rows(person).filter(pk__in=stated.values("record")))


def _version(previous: int | None, lang: str, person: Viewer) -> Document | None:
    if previous is None:
        return None
    seen: Any = Document.objects.visible_to(person)
    first = seen.filter(pk=previous).first()
    if first is None or first.lang == lang:
        return first
    return seen.filter(lang=lang, version_of=first.version_of_id or first.pk).first() or first


def _beneath(headings: list[Section], document: Document) -> list[int]:
    """The headings and all that stand beneath them."""
    found = {heading.pk for heading in headings}
    for pk, parent in (
        Section.objects.filter(document=document).order_by("position").values_list("pk", "parent")
    ):
        if parent in found:
            found.add(pk)
    return sorted(found)
