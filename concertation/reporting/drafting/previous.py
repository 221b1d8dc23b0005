"""The section beside the one of the previous report: what is new, what goes on, what is told no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concertation.accounts.sharing import visible
from concertation.register.models import Document, Evidence, Paragraph, Record, Section
from concertation.reporting.models import CycleSection

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer
    from concertation.reporting.telling.facts import Fact


@dataclass(frozen=True, slots=True)
class Beside:
    """The paragraphs of the previous report on the same organization; `new` records tell what it did not,
    `continued` ones a record or series that it told, and `dropped` are records of it that go on by nature
    (mechanisms, agreements, presences, work under way) and are not told now."""

    document: Document | None
    paragraphs: tuple[Paragraph, ...] = ()
    new: tuple[Fact, ...] = ()
    continued: tuple[Fact, ...] = ()
    dropped: tuple[Record, ...] = ()


GOING_ON = ("mechanism", "agreement", "presence", "activity")


def beside(section: CycleSection, facts: tuple[Fact, ...], lang: str, person: Viewer) -> Beside:
    """Return the previous report's section for `person`, in `lang` where that version is in the register."""
    document = _version(section.cycle.previous_id, lang, person)
    if document is None or section.organization_id is None:
        return Beside(document)
    headings = list(Section.objects.filter(document=document, organization=section.organization_id))
    paragraphs = tuple(
        Paragraph.objects.filter(document=document, section__in=_beneath(headings, document)).order_by(
            "position"
        )
    )
    versions = Document.objects.filter(pk=document.version_of_id or document.pk) | Document.objects.filter(
        version_of=document.version_of_id or document.pk
    )
    told: Any = Record.objects.visible_to(person).filter(
        pk__in=Evidence.objects.filter(
            visible(person, "paragraph__document__"),
            paragraph__document__in=versions,
            paragraph__number__in=[paragraph.number for paragraph in paragraphs],
        ).values("record")
    )
    told = list(told.select_related("meeting").prefetch_related("texts"))
    earlier = {str(record.uid) for record in told}
    series = {str(record.meeting.mechanism_id) for record in told if record.kind == "meeting"} - {"None"}
    continued = tuple(fact for fact in facts if fact.uid in earlier or fact.series in series)
    now = {fact.uid for fact in facts}
    return Beside(
        document,
        paragraphs,
        new=tuple(fact for fact in facts if fact not in continued),
        continued=continued,
        dropped=tuple(row for row in told if row.kind in GOING_ON and str(row.uid) not in now),
    )


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
