"""A sentence laid out for the rules: its clauses, their heads, and what the sentences before recall."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from concertation.reading.clauses import Clause, clauses
from concertation.reading.context import Context, Series
from concertation.reading.mention import OrdinalMention, OrganizationMention
from concertation.reading.sentences import Sentence
from concertation.reading.state.facts import SERIES, give_facts
from concertation.reading.state.heads import Head, Opening, heads
from concertation.reading.wording import Wording

_WITH = 4
"""Words between "avec" and a body: "avec |son homologue de l'|OCI"."""
_VERB = 6
"""Characters between an ordinal and its verb: "le deuxième |s'y est| tenu"."""


@dataclass(slots=True)
class Scene:
    """What a rule sees. `parts` are the clauses with their heads and openings."""

    sentence: Sentence
    context: Context
    wording: Wording
    parts: list[tuple[Clause, list[Head], Opening]]

    def regular(self, clause: Clause, head: Head) -> bool:
        """Whether a series is meant ("tient chaque année des réunions", "réunions annuelles") and no
        single event.
        No comma parts the word for it from the head."""
        if "regular" not in self.sentence.roles:
            return False
        text = self.sentence.text
        return any(
            cue.role == "regular" and "," not in text[min(cue.end, head.start) : max(cue.start, head.start)]
            for cue in clause.cues
        )

    def own(self, head: Head) -> bool:
        """Whether it is the author's own ("mon dialogue")."""
        return any(
            m.how == "reference" and m.start <= head.start < m.end for m in self.sentence.organizations
        )

    def acting(self, start: int, end: int) -> list[OrganizationMention]:
        """The bodies between `start` and `end` that are more than the name of a text or a seat."""
        return [
            m for m in self.sentence.organizations if start <= m.start < end and m.via not in ("text", "seat")
        ]

    def partners(self, clause: Clause) -> list[OrganizationMention]:
        """The bodies directly after "avec", in a purpose too: "pour s'entretenir avec les membres de X"."""
        if "partner" not in self.sentence.roles:
            return []
        return [
            m
            for cue in clause.cues
            if cue.role == "partner"
            for m in self.acting(cue.end, clause.end)
            if self.sentence.words(cue.end, m.start) <= _WITH
        ]

    def aside(self, head: Head, clause: Clause) -> list[OrganizationMention]:
        """The bodies of the aside in which a head stands: "comme l'ont proposé les ministres de X à leur
        réunion"."""
        if "aside" not in self.sentence.roles:
            return []
        for start, end in clause.closed:
            if start <= head.start < end and any(c.role == "aside" and c.start == start for c in clause.cues):
                return self.acting(start, end)
        return []

    def same_series(self, head: Head, clause: Clause) -> list[OrganizationMention]:
        """The bodies that an earlier head of the sentence names, where this one is of the same series:
        "aux vingt-huitième sessions de X, … aux vingt-neuvième"."""
        if head.series is not None:
            return self.acting(head.series.start, head.series.phrase)
        for _, found, _ in self.parts:
            for other in found:
                if other.start < head.start and other.type == head.type and other.ordinals and head.ordinals:
                    return self.acting(other.start, other.phrase)
        return []

    def apart(self, head: Head) -> bool:
        """Whether the head is what happened before or after ("après la réunion")."""
        return self._framed(head, "apart")

    def beside(self, head: Head) -> bool:
        """Whether the head is only the occasion ("en marge du Forum")."""
        return self._framed(head, "beside")

    def _framed(self, head: Head, type: str) -> bool:
        """Whether a word of a frame stands closely ahead of a head, and no verb that states something
        between: "на полях Ассамблеи |состоялась| встреча"."""
        if "frame" not in self.sentence.roles:
            return False
        stated = [p.start for clause, _, _ in self.parts for p in clause.predicates if p.standing == "main"]
        return any(
            cue.role == "frame"
            and cue.type == type
            and 0 <= head.start - cue.end < 40
            and not any(cue.end <= at < head.start for at in stated)
            for cue in self.sentence.cues
        )

    def recalled(self, type: str, clause: Clause) -> list[OrganizationMention]:
        """The bodies of the last event of a type or else of the last record, as references at the clause's
        start."""
        ids = self.context.events.get(type) or self.context.actors
        return self.references(ids, clause.start)

    def references(self, ids: Sequence[str], at: int) -> list[OrganizationMention]:
        """`ids` as mentions that no words of this sentence name."""
        return [OrganizationMention(at, at, id, "body", "reference") for id in ids]


def _recall_series(clause: Clause, found: list[Head], series: Series, wording: Wording) -> None:
    """Add the head for an ordinal, or "the next", that has no noun and goes on with the series before: "La
    |seizième| a eu lieu", "I attended the |second|, which …", "The |next| was held"."""
    numbers = [o for o in clause.sentence.ordinals if 0 < o.value - series.number <= SERIES]
    following = [c for c in clause.cues if c.role == "following"]
    for span in (*numbers, *following):
        opens = clause.sentence.words(clause.start, span.start) <= 1
        verb = any(0 <= p.start - span.end <= _VERB and "hold" in p.classes for p in clause.predicates)
        alone = isinstance(span, OrdinalMention) and _without_noun(span, clause, wording)
        if (opens and verb) or alone:
            head = Head(span.start, span.end, "event", series.type, called=series.called)
            head.held = clause.main if verb or not alone else None
            head.phrase = clause.main.start if clause.main and clause.main.start > span.end else clause.end
            if isinstance(span, OrdinalMention):
                head.ordinals.append(span)
            found.append(head)
            found.sort(key=lambda head: head.start)
            return


def _without_noun(ordinal: OrdinalMention, clause: Clause, wording: Wording) -> bool:
    """Whether an article stands before an ordinal, and a comma and a relative pronoun behind: "for the
    |second|, which"."""
    sentence = clause.sentence
    before = sentence.plain[clause.start : ordinal.start].split()[-1:]
    if not before or before[0] not in wording.naming.definite:
        return False
    return any(
        c.role == "relative" and sentence.text[ordinal.end : c.start] in (", ", ", à ", ", in ", ", at ")
        for c in clause.cues
    )


def _name_after_series(numbered: list[Head], sentence: Sentence, wording: Wording) -> None:
    """Let a bare numbered noun be called as the series ahead: "aux vingt-huitième sessions de X, tenues …, et
    aux vingt-neuvième |sessions|, tenues …"."""
    hosts = wording.grammar.hosts
    for earlier, head in itertools.combinations(numbered, 2):
        if earlier.type == head.type and earlier.series is None and head.series is None:
            following = sentence.plain[head.end : head.end + 24].split(None, 1)[:1]
            if sentence.text[head.end : head.end + 1] in tuple(",;.") or not hosts.isdisjoint(following):
                head.series = earlier


def scene(sentence: Sentence, context: Context, wording: Wording) -> Scene:
    """Lay a sentence out."""
    parts: list[tuple[Clause, list[Head], Opening]] = []
    for clause in clauses(sentence, wording):
        found = heads(clause, wording)
        if not parts and context.series:
            _recall_series(clause, found, context.series, wording)
        ahead = parts[-1][1] if parts and clause.heir else []
        opening = give_facts(clause, found, ahead, wording)
        if wording.grammar.facts_first and clause.heir and parts and not opening.dates:
            opening.dates = parts[-1][2].dates  # said once, ahead of all that follows
            if clause.of_meeting and not opening.dates:
                opening.dates = [
                    date for head in parts[-1][1] if head.sense == "event" for date in head.dates
                ]
        parts.append((clause, found, opening))
    _name_after_series([head for _, found, _ in parts for head in found if head.ordinals], sentence, wording)
    return Scene(sentence, context, wording, parts)
