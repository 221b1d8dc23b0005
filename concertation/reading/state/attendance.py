"""Who took part in an event that was stated before: "La session s'est tenue en mai. X |y a participé|."."""

from __future__ import annotations

from collections.abc import Sequence

from concertation.reading.clauses import Clause
from concertation.reading.mention import OrganizationMention
from concertation.reading.state.heads import Head
from concertation.reading.state.scene import Scene
from concertation.reading.statement import Statement
from concertation.reading.verbs import Predicate

_THERE = 3
"""Characters of "y" before a verb."""


def attendance(
    scene: Scene, stated: Sequence[Statement]
) -> tuple[list[Statement], tuple[OrganizationMention, ...]]:
    """Return the statements of a sentence with those who attended their events, and those who attended an
    event of the sentence before."""
    result = list(stated)
    earlier: list[OrganizationMention] = []
    for clause, found, _ in scene.parts:
        predicate = attending(clause, found, scene)
        if predicate is None or clause.denied:
            continue
        came = clause.bodies(clause.start, predicate.start)
        ahead = [s for s in result if s.kind == "event" and s.at < clause.start]
        if ahead:
            last = ahead[-1]
            result[result.index(last)] = joined_by(last, came)
        else:
            earlier += came
    return result, tuple(earlier)


def attending(clause: Clause, found: Sequence[Head], scene: Scene) -> Predicate | None:
    """The verb of a clause that says no more than that somebody attended: what, was said before."""
    main = clause.main
    if main is None or "attend" not in main.classes or any(head.sense == "event" for head in found):
        return None
    words = clause.sentence.plain[max(clause.start, main.start - _THERE) : main.end].split()
    following = clause.sentence.plain[main.end : clause.end].split()[:1]
    there = scene.wording.grammar.there
    alone = not following or clause.sentence.text[main.end : main.end + 1] in tuple(".;,")
    return main if alone or not there.isdisjoint([*words, *following]) else None


def joined_by(statement: Statement, came: Sequence[OrganizationMention]) -> Statement:
    """The statement of an event with those who came too."""
    known = {mention.id for mention in statement.actors}
    return statement._replace(actors=(*statement.actors, *(m for m in came if m.id not in known)))
