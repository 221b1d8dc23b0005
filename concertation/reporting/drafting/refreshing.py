"""Bringing a draft up to date with the register, without losing what people wrote.

What nobody touched follows the register. What somebody edited keeps its words, and shows beside them what the
register says now. What was taken out stays out. Nothing is changed before the officer has seen the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from concertation.accounts.models import Person
from concertation.register.models import Record
from concertation.register.recording import sign
from concertation.reporting.drafting.composing import Generated, Paragraphs
from concertation.reporting.drafting.placing import place, renumber
from concertation.reporting.drafting.seeing import seen_uids, sentences_of
from concertation.reporting.models import Draft, Sentence


@dataclass(slots=True)
class Changes:
    """What a refresh does: sentences that are `new`, pairs of a sentence and what the register says
    `instead`, the same of sentences that somebody had `edited` and that keep their words, sentences that are
    `gone`, and those that are gone but `kept` because somebody edited them."""

    new: list[Generated] = field(default_factory=list)
    instead: list[tuple[Sentence, Generated]] = field(default_factory=list)
    edited: list[tuple[Sentence, Generated]] = field(default_factory=list)
    gone: list[Sentence] = field(default_factory=list)
    kept: list[Sentence] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.instead or self.edited or self.gone)


def changes(draft: Draft, generated: Paragraphs, person: Person) -> Changes:
    """Return what bringing the draft up to date with `generated` would do, of what `person` sees."""
    found = Changes()
    there = {sentence.key: sentence for sentence in sentences_of(person, draft=draft) if sentence.key}
    now = {one.key: one for paragraph in generated for one in paragraph}
    for key, one in now.items():
        sentence = there.get(key)
        if sentence is None:
            if key not in draft.left_out:
                found.new.append(one)
        elif sentence.generated != one.text:
            (found.edited if sentence.edited else found.instead).append((sentence, one))
    for key, sentence in there.items():
        if key not in now:
            (found.kept if sentence.edited else found.gone).append(sentence)
    return found


@transaction.atomic
def refresh(draft: Draft, generated: Paragraphs, to_tell: Iterable[str], person: Person) -> Changes:
    """Bring the draft up to date with `generated`, which tells the records `to_tell` (uids); return what that
    changed. What `person` does not see stays as it is."""
    found = changes(draft, generated, person)
    for sentence in found.gone:
        sign(sentence, person, "The register does not tell this any more.")
        sentence.delete()
    for sentence, one in found.instead:
        sentence.text = sentence.generated = one.text
        sign(sentence, person, "The register says otherwise now.")
        sentence.save()
    for sentence, one in found.edited:
        sentence.generated = one.text
        sign(sentence, person, "The register says otherwise now; the words were kept.")
        sentence.save()
    _add(draft, found.new, generated, person)
    draft.generated_at = timezone.now()
    before = set(draft.to_tell)
    draft.to_tell = sorted({*to_tell, *(before - seen_uids(before, person))})
    draft.version += 1
    draft.save(update_fields=["generated_at", "to_tell", "version"])
    return found


def _add(draft: Draft, new: Sequence[Generated], generated: Paragraphs, person: Person) -> None:
    """Put the new sentences where the register has them among those that are there."""
    wanted = {one.key for one in new}
    laid = [
        [sentence for sentence in draft.sentences.all() if sentence.paragraph == number]
        for number in sorted({sentence.paragraph for sentence in draft.sentences.all()})
    ]
    uids = {uid for one in new for uid in one.records}
    records = {str(record.uid): record.pk for record in Record.objects.filter(uid__in=uids)}
    made: list[tuple[Sentence, Generated]] = []
    for paragraph in generated:
        for number, one in enumerate(paragraph):
            if one.key not in wanted:
                continue
            sentence = Sentence(
                draft=draft, text=one.text, generated=one.text, key=one.key, origin=Sentence.Origin.GENERATED
            )
            place(laid, sentence, [before.key for before in paragraph[:number]], generated)
            made.append((sentence, one))
    renumber(laid)
    for sentence, one in made:
        sign(sentence, person, "Generated from the register.")
        sentence.save()
        sentence.records.set([records[uid] for uid in one.records if uid in records])
    for paragraph in laid:
        Sentence.objects.bulk_update([s for s in paragraph if s.pk], ["paragraph", "position"])
