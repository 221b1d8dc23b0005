"""Where the sentences of a draft stand: paragraphs as lists of sentences, numbered at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concertation.reporting.models import Draft, Sentence

if TYPE_CHECKING:
    from concertation.reporting.drafting.composing import Paragraphs

Laid = list[list[Sentence]]


def laid_out(draft: Draft) -> Laid:
    """Return the sentences of the draft, paragraph by paragraph."""
    found: dict[int, list[Sentence]] = {}
    for sentence in draft.sentences.all():
        found.setdefault(sentence.paragraph, []).append(sentence)
    return [found[number] for number in sorted(found)]


def place(laid: Laid, sentence: Sentence, before: Sequence[str], generated: Paragraphs) -> None:
    """Put a generated sentence into `laid`: after the nearest of the sentences that the register has `before`
    it in its paragraph, else at the head of that paragraph where some of it is there, else as a paragraph of
    its own after the one that the register has before it."""
    at = {one.key: (n, m) for n, paragraph in enumerate(laid) for m, one in enumerate(paragraph) if one.key}
    for key in reversed(before):
        if key in at:
            paragraph, position = at[key]
            laid[paragraph].insert(position + 1, sentence)
            return
    number = next(n for n, row in enumerate(generated) if any(one.key == sentence.key for one in row))
    rest = [at[one.key] for one in generated[number] if one.key in at]
    if rest:
        paragraph, position = min(rest)
        laid[paragraph].insert(position, sentence)
        return
    earlier = [at[one.key][0] for row in generated[:number] for one in row if one.key in at]
    laid.insert(max(earlier, default=-1) + 1, [sentence])


def renumber(laid: Laid) -> None:
    """Number paragraphs and sentences from 1, as they stand; empty paragraphs are none."""
    laid[:] = [paragraph for paragraph in laid if paragraph]
    for number, paragraph in enumerate(laid, start=1):
        for position, sentence in enumerate(paragraph, start=1):
            sentence.paragraph, sentence.position = number, position
