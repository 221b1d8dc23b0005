"""What the officer does to a draft: edit, add, take out, give back, move, part and join paragraphs.

Each verb is one transaction on one version of the draft; who saves from an older one is told, losing
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.models import Paragraph, Record
from concertation.register.recording import sign
from concertation.reporting.drafting.placing import Laid, laid_out, renumber
from concertation.reporting.models import Answer, Draft, Sentence


class Overtaken(ValidationError):
    """Somebody else saved the draft since."""


@transaction.atomic
def edit(
    sentence: Sentence,
    text: str,
    *,
    person: Person,
    seen: int,
    why: str = "",
    records: Iterable[Record] | None = None,
    cited: Iterable[Paragraph] | None = None,
) -> Sentence:
    """Give the sentence these words; what it rests on stays, but for the `records` and `cited` paragraphs
    that are given.

    Raises `Overtaken` where the draft is further than the version `seen`, `ValidationError` where no word is
    left.
    """
    draft = _locked(sentence.draft, seen)
    sentence.text = _words(text)
    sentence.by = person
    sign(sentence, person, why)
    sentence.save()
    if records is not None:
        sentence.records.set(list(records))
    if cited is not None:
        sentence.cited.set(list(cited))
    _count(draft)
    return sentence


@transaction.atomic
def revert(sentence: Sentence, *, person: Person, seen: int) -> Sentence:
    """Give the sentence the words that the register generates. Raises `Overtaken`, and `ValidationError`
    where it never generated it."""
    if not sentence.generated:
        raise ValidationError(_("This sentence was not generated from the register."))
    return edit(sentence, sentence.generated, person=person, seen=seen, why="Back to the generated words.")


@transaction.atomic
def add(
    draft: Draft,
    text: str,
    *,
    after: Sentence | None,
    person: Person,
    seen: int,
    records: Iterable[Record] = (),
    cited: Iterable[Paragraph] = (),
    answers: Iterable[Answer] = (),
    new_paragraph: bool = False,
) -> Sentence:
    """Add a sentence after another, at the head of the draft where that is None, in a paragraph of its own
    where asked. Raises `Overtaken`, and `ValidationError` where there is no word."""
    locked = _locked(draft, seen)
    answers = list(answers)
    origin = Sentence.Origin.CONTRIBUTED if answers else Sentence.Origin.WRITTEN
    sentence = Sentence(draft=locked, text=_words(text), origin=origin, by=person)
    laid = laid_out(locked)
    number, position = _at(laid, after) if after else (-1, -1)
    if new_paragraph or after is None:
        rest = laid[number][position + 1 :] if after else []
        if after:
            laid[number] = laid[number][: position + 1]
        laid[number + 1 : number + 1] = [[sentence], rest]
    else:
        laid[number].insert(position + 1, sentence)
    renumber(laid)
    sign(sentence, person, "Added.")
    sentence.save()
    sentence.records.set(list(records))
    sentence.cited.set(list(cited))
    sentence.answers.set(answers)
    _keep(laid)
    _count(locked)
    return sentence


@transaction.atomic
def take_out(sentence: Sentence, *, person: Person, seen: int, why: str = "") -> None:
    """Take the sentence out. A generated one is remembered, so that it does not come back by itself and can
    be given back. Raises `Overtaken`."""
    draft = _locked(sentence.draft, seen)
    if sentence.key:
        records = [str(record.uid) for record in sentence.records.all()]
        draft.left_out = {
            **draft.left_out,
            sentence.key: {"text": sentence.text, "records": records, "why": why},
        }
    sign(sentence, person, why or "Taken out.")
    sentence.delete()
    laid = laid_out(draft)
    renumber(laid)
    _keep(laid)
    draft.save(update_fields=["left_out"])
    _count(draft)


@transaction.atomic
def give_back(draft: Draft, key: str, *, seen: int) -> None:
    """Let a sentence that was taken out be generated again. Raises `Overtaken`."""
    locked = _locked(draft, seen)
    locked.left_out = {other: said for other, said in locked.left_out.items() if other != key}
    locked.save(update_fields=["left_out"])
    _count(locked)


def move(sentence: Sentence, by: int, *, seen: int) -> None:
    """Move the sentence one place up (-1) or down (1), into the paragraph beside where it is the first or the
    last of its own. Raises `Overtaken`."""
    with _laying(sentence, seen) as (laid, number, position):
        own = laid[number].pop(position)
        if 0 <= position + by <= len(laid[number]):
            laid[number].insert(position + by, own)
        elif 0 <= number + by < len(laid):
            beside = laid[number + by]
            beside.insert(len(beside) if by < 0 else 0, own)
        else:
            laid[number].insert(position, own)


def part(sentence: Sentence, *, seen: int) -> None:
    """Begin a new paragraph with the sentence. Raises `Overtaken`."""
    with _laying(sentence, seen) as (laid, number, position):
        if position:
            laid[number : number + 1] = [laid[number][:position], laid[number][position:]]


def join(sentence: Sentence, *, seen: int) -> None:
    """Add the paragraph of the sentence to the one before. Raises `Overtaken`."""
    with _laying(sentence, seen) as (laid, number, _position):
        if number:
            laid[number - 1 : number + 1] = [laid[number - 1] + laid[number]]


@contextmanager
def _laying(sentence: Sentence, seen: int) -> Iterator[tuple[Laid, int, int]]:
    """Give the draft's paragraphs to be laid otherwise, with the place of the sentence in them, and keep them
    as they are left. Raises `Overtaken`."""
    with transaction.atomic():
        draft = _locked(sentence.draft, seen)
        laid = laid_out(draft)
        yield laid, *_at(laid, sentence)
        renumber(laid)
        _keep(laid)
        _count(draft)


def _words(text: str) -> str:
    words = " ".join(text.split(" ")).strip()
    if not words:
        raise ValidationError({"text": _("Write the sentence, or take it out.")})
    return words


def _locked(draft: Draft, seen: int) -> Draft:
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.version != seen:
        raise Overtaken(
            _("Somebody else changed this section meanwhile. What you wrote is below; look at theirs first.")
        )
    return locked


def _count(draft: Draft) -> None:
    draft.version += 1
    draft.save(update_fields=["version"])


def _at(laid: Laid, sentence: Sentence) -> tuple[int, int]:
    for number, paragraph in enumerate(laid):
        for position, one in enumerate(paragraph):
            if one.pk == sentence.pk:
                return number, position
    raise ValidationError(_("This sentence was taken out meanwhile."))


def _keep(laid: Laid) -> None:
    for paragraph in laid:
        Sentence.objects.bulk_update(paragraph, ["paragraph", "position"])
