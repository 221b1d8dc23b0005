"""Presences: liaison offices and officers, secondments, observers."""

from __future__ import annotations

from collections.abc import Iterator

from concertation.reading.clauses import Clause
from concertation.reading.mention import OrganizationMention, PlaceMention
from concertation.reading.state.heads import Opening
from concertation.reading.state.phrases import widen
from concertation.reading.state.scene import Scene
from concertation.reading.state.titles import state_title
from concertation.reading.statement import Statement
from concertation.reading.wording import Cue

_NEAR = 40
"""Characters between the date of an opening and the office opened."""


def presences(scene: Scene) -> Iterator[Statement]:
    """Yield the presences that the sentence states, one of a type in a clause."""
    if "presence" not in scene.sentence.roles:
        return
    for clause, _found, opening in scene.parts:
        if clause.denied:
            continue
        seen: set[str] = set()
        cues = [cue for cue in clause.cues if cue.role == "presence"]
        officer = any(cue.type == "liaison-officer" for cue in cues)
        for cue in cues:
            if cue.type in seen or (officer and cue.type == "secondment") or not _stated(cue, clause):
                continue
            seen.add(cue.type)
            bodies = _actors(cue, clause)
            if not bodies:
                continue
            first = min(cue.start, *(m.start for m in bodies)) if cue.type != "secondment" else cue.start
            places = _places(cue, clause)
            if scene.wording.grammar.free_order and not places:
                places = [place for place in opening.places if place.kind in ("city", "country")]
            last = max(cue.end, *(m.end for m in bodies), *(p.end for p in places))
            start, end = widen(clause.sentence, first, min(last, clause.end))
            yield Statement(
                "presence",
                cue.type,
                start,
                end,
                cue.start,
                state_title(cue, end, clause, scene.wording),
                tuple(bodies),
                "presence-noun",
                date=_date(cue, clause, opening),
                place=tuple(dict.fromkeys(p.name for p in places)),
            )


def _date(cue: Cue, clause: Clause, opening: Opening) -> str | None:
    """When: the date that opens the clause, one between the opening and the office ("l'ouverture, |en
    juin|, d'un
    bureau"), or one that follows with no comma between."""
    text = clause.sentence.text
    openings = [c.end for c in clause.cues if c.role == "nouns" and c.type == "opening"]
    for date in clause.sentence.dates:
        if date.role == "term" or not clause.start <= date.start < clause.end:
            continue
        between = any(end <= date.start for end in openings) and 0 <= cue.start - date.end < _NEAR
        after = date.start > cue.end and "," not in text[cue.end : date.start]
        if date in opening.dates or between or after:
            return date.edtf
    return None


def _stated(cue: Cue, clause: Clause) -> bool:
    """Whether a presence is stated and not only named: it is opened, kept, lent, or stands beside a body."""
    if cue.type in ("secondment", "liaison-officer", "liaison-office"):
        return True
    return any(c.role == "nouns" and c.type == "opening" for c in clause.cues)


def _actors(cue: Cue, clause: Clause) -> list[OrganizationMention]:
    """Who is present with whom. One who is lent, by a gerund, goes to the body named last before."""
    bodies = clause.bodies()
    gerund = any(p.standing == "gerund" and p.verb == cue.start for p in clause.predicates)
    if gerund:
        before = [m for m in bodies if m.end <= cue.start]
        subject = clause.subject() or before[:1]
        return [*subject[:1], *(m for m in before[-1:] if m not in subject[:1])]
    after = [m for m in bodies if cue.start <= m.start < _phrase_end(cue, clause)]
    named_in_full = len({m.id for m in after}) > 1 and (clause.main is None or clause.main.passive)
    return after if named_in_full else bodies


def _phrase_end(cue: Cue, clause: Clause) -> int:
    """Where the words on a presence end: at a relative clause, a purpose or a verb that states something
    else."""
    closed = {start for start, _ in clause.closed}
    ends = [
        c.start
        for c in clause.cues
        if c.start > cue.end
        and (c.role in ("relative", "aside") or (c.role == "purpose" and c.start in closed))
    ]
    ends += [p.start for p in clause.predicates if p.standing == "main" and p.start > cue.end]
    return min([clause.end, *ends])


def _places(cue: Cue, clause: Clause) -> list[PlaceMention]:
    return [
        p
        for p in clause.sentence.places
        if cue.start < p.start < _phrase_end(cue, clause) and p.kind in ("city", "country")
    ]
