"""How far each section of a cycle is in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from concertation.register.models import Record
from concertation.reporting.cycles.sections import budget
from concertation.reporting.drafting.coverage import sourced
from concertation.reporting.drafting.seeing import sentences_of
from concertation.reporting.models import Cycle, CycleSection, Draft
from concertation.reporting.style.words import count

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


@dataclass(frozen=True, slots=True)
class Row:
    """A section, its words of its share, and how many records are `untold`, sentences `unsourced`, sentences
    `edited`; `draft` is None where nothing was written yet."""

    section: CycleSection
    draft: Draft | None
    words: int
    share: int
    untold: int
    unsourced: int
    edited: int


def overview(cycle: Cycle, lang: str, person: Viewer) -> list[Row]:
    """Return a row for each section, in their order, as far as `person` sees the records."""
    sections = list(cycle.sections.select_related("organization", "theme"))
    drafts = {
        draft.section_id: draft
        for draft in Draft.objects.filter(section__cycle=cycle, lang=lang).prefetch_related(
            Prefetch("sentences", sentences_of(person).prefetch_related("records", "cited", "answers"))
        )
    }
    wanted = {uid for draft in drafts.values() for uid in draft.to_tell}
    seen = {
        str(uid)
        for uid in Record.objects.visible_to(person).filter(uid__in=wanted).values_list("uid", flat=True)
    }
    shares = budget(cycle, sections).shares
    return [_row(one.section, drafts.get(one.section.pk), seen, one.words) for one in shares]


def _row(section: CycleSection, draft: Draft | None, seen: set[str], share: int) -> Row:
    if draft is None:
        return Row(section, None, 0, share, 0, 0, 0)
    sentences = list(draft.sentences.all())
    told = {str(record.uid) for sentence in sentences for record in sentence.records.all()}
    out = {uid for said in draft.left_out.values() for uid in said["records"]}
    return Row(
        section=section,
        draft=draft,
        words=sum(count(sentence.text) for sentence in sentences),
        share=share,
        untold=len((set(draft.to_tell) & seen) - told - out),
        unsourced=sum(not sourced(sentence) for sentence in sentences),
        edited=sum(sentence.edited for sentence in sentences),
    )
