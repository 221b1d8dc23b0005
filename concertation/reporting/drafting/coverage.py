"""What a draft still lacks: facts not told, sentences that rest on nothing, records told twice, and its words
against the share of the section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from concertation.register.models import Record
from concertation.reporting.cycles.sections import budget as share_words
from concertation.reporting.cycles.sections import sections_of
from concertation.reporting.drafting.seeing import sentences_of
from concertation.reporting.models import CycleSection, Draft, Sentence
from concertation.reporting.style.words import count

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


@dataclass(frozen=True, slots=True)
class Coverage:
    """`untold` are records of the section that no sentence tells and nobody left out; `unsourced` sentences
    that rest on nothing; `twice` records that more than one sentence tells; `gone` sentences that rest on a
    record which is not in the register any more, or which the officer may not see."""

    untold: tuple[Record, ...]
    unsourced: tuple[Sentence, ...]
    twice: tuple[Record, ...]
    gone: tuple[Sentence, ...]


def coverage(draft: Draft, sentences: Sequence[Sentence], person: Viewer) -> Coverage:
    """Compare the draft, whose `sentences` are loaded with what they rest on (`rests`), with the records that
    its section is to tell, as far as `person` sees them."""
    told = Counter(record.pk for sentence in sentences for record in sentence.records.all())
    out = {uid for said in draft.left_out.values() for uid in said["records"]}
    wanted = set(draft.to_tell) - out
    rows: Any = Record.objects.visible_to(person).filter(Q(uid__in=wanted) | Q(pk__in=told))
    seen = {row.pk: row for row in rows.prefetch_related("texts").order_by("kind", "earliest", "pk")}
    return Coverage(
        untold=tuple(row for pk, row in seen.items() if pk not in told and str(row.uid) in wanted),
        unsourced=tuple(sentence for sentence in sentences if not sourced(sentence)),
        twice=tuple(row for pk, row in seen.items() if told[pk] > 1),
        gone=tuple(
            sentence for sentence in sentences if any(r.pk not in seen for r in sentence.records.all())
        ),
    )


def rests(draft: Draft, person: Viewer) -> Any:
    """Return the sentences of the draft that the person sees, with what they rest on."""
    return sentences_of(person, draft=draft).prefetch_related(
        "records__texts", "cited__document", "answers__request"
    )


def sourced(sentence: Sentence) -> bool:
    """Tell whether the sentence rests on something; what is computed rests on the whole register."""
    if sentence.key.startswith("computed:") and not sentence.edited:
        return True
    return bool(sentence.records.all() or sentence.cited.all() or sentence.answers.all())


@dataclass(frozen=True, slots=True)
class Budget:
    """Words of a section and its share; `whole` and `whole_share` are those of the report in the language."""

    words: int
    share: int
    whole: int
    whole_share: int

    @property
    def over(self) -> bool:
        return self.words > self.share


def budget(draft: Draft, person: Viewer) -> Budget:
    """Return how many words that the person sees the draft has, of how many."""
    cycle: Any = draft.section.cycle
    each: Counter[int] = Counter()
    rows = sentences_of(person, draft__section__cycle=cycle, draft__lang=draft.lang)
    for pk, text in rows.order_by().values_list("draft", "text"):
        each[pk] += count(text)
    return Budget(each[draft.pk], share_of(draft.section), sum(each.values()), cycle.words)


def share_of(section: CycleSection) -> int:
    """Return how many words the section may have."""
    shares = share_words(section.cycle, sections_of(section.cycle)).shares
    return next(share.words for share in shares if share.section.pk == section.pk)
