"""Find what a clause is about, and which date, place and ordinal belong to it.

A head is a noun or verb that stands for an event ("réunion", "s'est rendu") or a noun that stands for a text
("accord"). A fact belongs to the nearest head before it; a fact ahead of all heads opens the clause and
belongs to each of them that has none of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from concertation.reading.clauses import Clause
from concertation.reading.mention import DateMention, OrdinalMention, PlaceMention
from concertation.reading.verbs import Predicate
from concertation.reading.wording import Wording

_OBJECT = 60
"""Characters in which the object follows a date after the verb: "a ouvert en mars 2019, à Rabat, un
forum"."""


@dataclass(slots=True)
class Head:
    """A noun or verb with what belongs to it; ``start`` and ``end`` bound the word, `phrase` its noun phrase.

    `framed` is true in "lors de la réunion", `nested` in "le groupe de la réunion", `held` where a verb of
    holding or attending governs it; `talk` marks nouns that say what happens at another event.
    """

    start: int
    end: int
    sense: Literal["event", "instrument", "act"]
    type: str
    many: bool = False
    framed: bool = False
    nested: bool = False
    talk: bool = False
    held: Predicate | None = None
    verb: Predicate | None = None
    phrase: int = 0
    ordinals: list[OrdinalMention] = field(default_factory=list[OrdinalMention])
    dates: list[DateMention] = field(default_factory=list[DateMention])
    terms: list[DateMention] = field(default_factory=list[DateMention])
    places: list[PlaceMention] = field(default_factory=list[PlaceMention])
    opening: bool = False
    """Whether its date or place is that of the clause's opening."""


@dataclass(slots=True)
class Opening:
    """The facts ahead of all heads of a clause: "En mars 2018, à Rabat, …"."""

    dates: list[DateMention] = field(default_factory=list[DateMention])
    places: list[PlaceMention] = field(default_factory=list[PlaceMention])


def heads(clause: Clause, wording: Wording) -> tuple[list[Head], Opening]:
    """Return the heads of a clause with their facts, and the clause's opening."""
    found = list(_nouns(clause)) + list(_acts(clause, wording))
    if not found:
        return found, _opening(clause)
    found.sort(key=lambda head: head.start)
    _nest(found, clause, wording)
    for head in found:
        head.phrase = _phrase_end(head, found, clause)
        head.held = _holder(head, clause)
    opening = Opening()
    outer = [head for head in found if not head.nested]
    for ordinal in clause.sentence.ordinals:
        if clause.start <= ordinal.start < clause.end:
            _give_ordinal(ordinal, found, clause)
    for date in clause.sentence.dates:
        if clause.start <= date.start < clause.end:
            _give_date(date, _owner_of_date(date, outer, clause), opening, clause)
    for place in clause.sentence.places:
        if clause.start <= place.start < clause.end:
            _give_place(place, outer, opening, clause, wording)
    for before, head in itertools.pairwise(outer):
        if head.framed and head.dates and before.held and not before.framed and not before.dates:
            _share(before, head)
    return found, opening


def _opening(clause: Clause) -> Opening:
    """The opening of a clause without heads."""
    opening = Opening()
    for date in clause.sentence.dates:
        if clause.start <= date.start < clause.end:
            _give_date(date, None, opening, clause)
    return opening


def _share(held: Head, occasion: Head) -> None:
    """Give what is held its date and place on an occasion: "un débat |à l'occasion de la Journée|, en 2017".
    A day or talk that is only the occasion keeps none."""
    held.dates, held.places = occasion.dates, held.places or occasion.places
    if occasion.talk:
        occasion.dates, occasion.places = [], []


def _nouns(clause: Clause) -> Iterator[Head]:
    """Nouns that stand for an event or a text."""
    cues = [cue for cue in clause.cues if cue.role in ("event", "instrument")]
    if not cues:
        return
    talk = {c.start for c in clause.cues if c.role == "talk"}
    frames = [c for c in clause.cues if c.role == "frame"]
    verbs = {p.verb for p in clause.predicates if p.standing in ("main", "coming")}
    for cue in cues:
        if cue.start not in verbs:
            yield Head(
                cue.start,
                cue.end,
                "event" if cue.role == "event" else "instrument",
                cue.type,
                many=cue.form == "many",
                framed=any(cue.start - c.end >= 0 and _near(clause, c.end, cue.start, 4) for c in frames),
                talk=cue.start in talk,
            )


def _acts(clause: Clause, wording: Wording) -> Iterator[Head]:
    """Verbs that are an event by themselves."""
    for predicate in clause.predicates:
        if predicate.standing not in ("main", "coming"):
            continue
        for name in predicate.classes & wording.event_types.keys():
            if name == "launch" and _launches_text(predicate, clause):
                continue
            if name not in wording.reflexive or predicate.reflexive:
                yield Head(predicate.start, predicate.end, "act", wording.event_types[name], verb=predicate)
                break


def _launches_text(predicate: Predicate, clause: Clause) -> bool:
    """Whether what is launched is a text, a project or a campaign, of which other rules speak."""
    text = clause.sentence.text
    return any(
        cue.role in ("instrument", "objects", "event")
        and cue.start >= predicate.end
        and "," not in text[predicate.end : cue.start]
        and not any(c.role == "purpose" and predicate.end <= c.start < cue.start for c in clause.cues)
        for cue in clause.cues
    )


def _near(clause: Clause, start: int, end: int, words: int) -> bool:
    """Whether at most `words` words and no punctuation stand between."""
    between = clause.sentence.text[start:end]
    return not any(mark in between for mark in ",;:()") and len(between.split()) <= words


def _nest(found: list[Head], clause: Clause, wording: Wording) -> None:
    """Mark the heads that only complete the one before: "le Plan de mise en œuvre de la |Déclaration|"."""
    for before, head in itertools.pairwise(found):
        between = clause.sentence.plain[before.end : head.start].split()
        if before.sense == "act" or head.sense == "act" or head.framed:
            continue
        if clause.sentence.text[head.start - 2 : head.start] == ", ":
            # "le dialogue de haut niveau, |consultation| biennale": no article, the same thing.
            head.nested = True
            continue
        if any(mark in clause.sentence.text[before.end : head.start] for mark in ",;:»"):
            continue
        if any(before.end <= p.start < head.start for p in clause.predicates):
            continue
        if any(
            o.start >= before.end and o.end <= head.start and head.start - o.end < 3
            for o in clause.sentence.ordinals
        ):
            continue
        if any(before.end <= d.start < head.start for d in clause.sentence.dates if d.role == "when"):
            continue
        if (before.sense == "event" and head.sense == "instrument") or (
            between
            and (
                between[-1] in wording.grammar.of
                or (len(between) > 1 and " ".join(between[-2:]) in wording.grammar.of)
            )
        ):
            head.nested = True


def _phrase_end(head: Head, found: list[Head], clause: Clause) -> int:
    """Where the noun phrase of a head ends: at the next head that stands by itself, at a verb that states
    something, at a purpose, or with the clause."""
    end = clause.end
    main = clause.main
    if head.framed and main and head.end < main.start:
        comma = clause.sentence.text.rfind(",", head.end, main.start)
        end = comma if comma > 0 else end
    for other in found:
        if other.start > head.start and not other.nested:
            end = min(end, other.start)
            break
    for predicate in clause.predicates:
        if (
            predicate.start >= head.end
            and predicate.standing in ("main", "coming")
            and not predicate.relative
        ):
            end = min(end, predicate.start)
            break
    return end


def _holder(head: Head, clause: Clause) -> Predicate | None:
    """The verb of holding or attending whose object or subject the head is."""
    for predicate in reversed(clause.predicates):
        if (
            predicate.end <= head.start
            and predicate.classes & {"hold", "attend"}
            and predicate.standing != "participle"
        ):
            later = [
                p for p in clause.predicates if predicate.end <= p.start < head.start and p.standing == "main"
            ]
            return None if later else predicate
    for predicate in clause.predicates:
        if (
            predicate.start >= head.end
            and "hold" in predicate.classes
            and predicate.standing in ("main", "coming")
        ):
            return predicate
    return None


def _owner(at: int, found: Iterable[Head]) -> Head | None:
    """The nearest head ahead of `at`."""
    owner = None
    for head in found:
        if head.start < at:
            owner = head
    return owner


def _owner_of_date(date: DateMention, found: list[Head], clause: Clause) -> Head | None:
    """The head a date belongs to: the nearest ahead, but for two places. Between the verb and its object
    it is
    the object's ("a tenu, |le 30 septembre 2019|, un débat"), and between commas ahead of a noun it is
    that noun's ("un plan, puis, |en mai 2020|, une déclaration")."""
    text = clause.sentence.text
    owner = _owner(date.start, found)
    following = next((head for head in found if head.start >= date.end), None)
    if following is None:
        return owner
    if owner is None:
        inside = clause.main is not None and date.start > clause.main.start
        return following if inside and following.start - date.end < _OBJECT else None
    between = text[date.end : following.start]
    enclosed = between.startswith(",") and "," in text[max(owner.end, date.start - 6) : date.start]
    return following if enclosed and _close(between) else owner


def _close(between: str) -> bool:
    """Whether an article, with at most an ordinal, is all that stands between, a first comma aside."""
    return not any(mark in between[1:] for mark in ",;:(") and len(between.split()) <= 4


def _give_ordinal(ordinal: OrdinalMention, found: list[Head], clause: Clause) -> None:
    """An ordinal belongs to the noun after it: only words, and other ordinals, stand between."""
    for head in found:
        if head.start >= ordinal.end and head.sense != "act":
            named = sum(
                len(clause.sentence.plain[m.start : m.end].split())
                for m in clause.sentence.organizations
                if ordinal.end <= m.start < head.start
            )
            if _near(clause, ordinal.end, head.start, named + (6 if head.many else 2)):
                head.ordinals.append(ordinal)
            return


def _give_date(date: DateMention, head: Head | None, opening: Opening, clause: Clause) -> None:
    if head is None:
        signing = any(
            c.role == "nouns" and c.type in ("sign", "start") and c.start < date.start for c in clause.cues
        )
        if not signing and (clause.main is None or date.start < clause.main.start):
            opening.dates.append(date)
    elif date.role == "term":
        head.terms.append(date)
    else:
        head.dates.append(date)


def _give_place(
    place: PlaceMention, found: list[Head], opening: Opening, clause: Clause, wording: Wording
) -> None:
    """A place counts where a preposition of place stands before it, or where a seat stands for it."""
    head = _owner(place.start, found)
    visited = head is not None and head.type == "visit" and 0 <= place.start - head.end <= 2
    if place.seat_of is None and not visited and not hosted(place, clause, wording):
        return
    if head is None:
        opening.places.append(place)
    else:
        head.places.append(place)


def hosted(place: PlaceMention, clause: Clause, wording: Wording) -> bool:
    """Whether the words before a place, or with which it starts, say that something happens there."""
    plain = clause.sentence.plain
    first = plain[place.start : place.end].split(None, 1)[0]
    before = plain[max(clause.start, place.start - 24) : place.start].split()
    hosts = wording.grammar.hosts
    return (
        first in hosts or (bool(before) and before[-1] in hosts) or (len(before) > 1 and before[-2] in hosts)
    )
