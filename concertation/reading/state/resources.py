"""Resources: amounts pledged, lent, given or levied."""

from __future__ import annotations

from collections.abc import Iterator

from concertation.reading.clauses import Clause
from concertation.reading.mention import AmountMention, OrganizationMention
from concertation.reading.state.phrases import widen
from concertation.reading.state.scene import Scene
from concertation.reading.state.titles import resource_title
from concertation.reading.statement import Statement
from concertation.reading.wording import Cue

_REACH = 60
"""Characters between an amount and the word that tells what is done with it."""


def resources(scene: Scene) -> Iterator[Statement]:
    """Yield a record for each amount that a word of pledging, lending, giving or levying governs."""
    if not scene.sentence.amounts or "resource" not in scene.sentence.roles:
        return
    for clause, _found, _opening in scene.parts:
        if clause.denied:
            continue
        cues = [cue for cue in clause.cues if cue.role == "resource"]
        for amount in clause.sentence.amounts:
            if not clause.start <= amount.start < clause.end:
                continue
            cue = _governing(amount, clause.sentence.amounts, cues)
            if cue is None or (amount.currency == "%") != (cue.type == "levy"):
                continue
            bodies = clause.bodies() or clause.subject() or _givers(amount, clause)
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
                amount=amount.amount,
                currency=amount.currency,
                inferred=inferred,
            )


def _givers(amount: AmountMention, clause: Clause) -> list[OrganizationMention]:
    """The countries ahead of an amount where no body is named: "|le Japon| a promis un million"."""
    return [
        OrganizationMention(place.start, place.end, place.country)
        for place in clause.sentence.places
        if clause.start <= place.start < amount.start and place.kind == "country" and place.country
    ]


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
