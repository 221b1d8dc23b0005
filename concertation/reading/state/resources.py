"""Resources: amounts pledged, lent, given or levied."""

from __future__ import annotations

from collections.abc import Iterator

from concertation.reading.clauses import Clause
from concertation.reading.mention import AmountMention, OrganizationMention
from concertation.reading.state.heads import Opening
from concertation.reading.state.phrases import widen
from concertation.reading.state.scene import Scene
from concertation.reading.state.titles import resource_title
from concertation.reading.statement import Statement
from concertation.reading.wording import Cue

_ENDS = ("frame", "relative", "purpose", "contrast")
"""Roles of words with which the words on an amount end."""
_REACH = 60
"""Characters between an amount and the word that tells what is done with it."""


def resources(scene: Scene) -> Iterator[Statement]:
    """Yield a record for each amount that a word of pledging, lending, giving or levying governs."""
    if not scene.sentence.amounts or "resource" not in scene.sentence.roles:
        return
    for clause, _found, opening in scene.parts:
        if clause.denied:
            continue
        cues = [cue for cue in clause.cues if cue.role == "resource"]
        for amount in clause.sentence.amounts:
            if not clause.start <= amount.start < clause.end:
                continue
            cue = _governing(amount, clause.sentence.amounts, cues)
            if cue is None or (amount.currency == "%") != (cue.type == "levy"):
                continue
            bodies = _of_verb(cue, amount, clause, scene) or clause.bodies() or clause.subject()
            inferred = not bodies
            context = scene.context
            actors = bodies or scene.references(context.meeting or context.actors, clause.start)
            if cue.type == "levy":
                before = [m for m in bodies if m.start < amount.start]
                actors = before[-1:] or actors
            if not actors:
                continue
            start, end = widen(clause.sentence, min(amount.start, cue.start), max(amount.end, cue.end))
            yield Statement(
                "resource",
                cue.type,
                start,
                end,
                start,
                resource_title(cue.type, amount, clause.sentence, scene.wording),
                tuple(actors),
                "resource-amount",
                date=_date(amount, clause, opening),
                amount=amount.amount,
                currency=amount.currency,
                inferred=inferred,
            )


def _of_verb(cue: Cue, amount: AmountMention, clause: Clause, scene: Scene) -> list[OrganizationMention]:
    """Who gives and gets an amount, where the giver stands right before the verb: "pour laquelle
    |l'Allemagne| a débloqué 2 millions"; [] where none does."""
    grammar, sentence = scene.wording.grammar, clause.sentence
    said = (
        grammar.active | grammar.passive | grammar.adverbs | grammar.reflexive | grammar.been | grammar.coming
    )
    givers: list[OrganizationMention] = []
    for mention in reversed(scene.acting(clause.start, clause.end)):
        reach = givers[-1].start if givers else cue.start
        words = sentence.plain[mention.end : reach].split()
        links = scene.wording.naming.definite | grammar.joins if givers else said
        if mention.end <= reach and all(w in links or w.endswith(grammar.adverb_endings) for w in words):
            givers.append(mention)
        elif mention.end <= reach:
            break
    if not givers:
        return []
    ends = [c.start for c in clause.cues if c.role in _ENDS and c.start >= amount.end]
    low = cue.end if grammar.facts_first else amount.start  # "向|工程处|提供500万美元"
    getters = [m for m in clause.acting if low <= m.start < min(ends, default=clause.end)]
    return [*reversed(givers), *getters]


def _date(amount: AmountMention, clause: Clause, opening: Opening) -> str | None:
    """When: the date that opens the clause, or the first that follows the amount with no event between."""
    if len(opening.dates) == 1:
        return opening.dates[0].edtf
    ends = [c.start for c in clause.cues if c.role in (*_ENDS, "event") and c.start >= amount.end]
    for date in clause.sentence.dates:
        if amount.end <= date.start < min(ends, default=clause.end) and date.role == "when":
            return date.edtf
    return None


def _governing(amount: AmountMention, amounts: list[AmountMention], cues: list[Cue]) -> Cue | None:
    """The nearest word that tells what is done with the amount; one after it, and before the next amount,
    wins:
    "12 millions en prêts"."""
    limit = min([a.start for a in amounts if a.start > amount.start], default=amount.end + _REACH)
    after = [c for c in cues if 0 <= c.start - amount.end < _REACH // 2 and c.start < limit]
    before = [c for c in cues if 0 <= amount.start - c.end < _REACH]
    if after:
        return min(after, key=lambda c: c.start)
    return max(before, key=lambda c: c.end) if before else None
