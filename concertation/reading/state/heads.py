"""Find what a clause is about.

A head is a noun or verb that stands for an event ("réunion", "s'est rendu") or a noun that stands for a text
("accord"). Which date, place and ordinal belong to it is told in `facts`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from concertation.reading.clauses import Clause
from concertation.reading.context import PERSONS
from concertation.reading.mention import DateMention, OrdinalMention, PlaceMention
from concertation.reading.verbs import Predicate
from concertation.reading.wording import Cue, Wording

_OBJECT = 60
"""Characters in which the object follows a date after the verb: "a ouvert en mars 2019, à Rabat, un
forum"."""


@dataclass(slots=True)
class Head:
    """A noun or verb with what belongs to it; ``start`` and ``end`` bound the word, `phrase` ends its noun
    phrase and `name` is where the words before that belong to it start, -1 until somebody asks.

    `framed` is true in "lors de la réunion", `beside` in "en marge de", `nested` in "le groupe de la
    réunion", `held` where a verb of holding or attending governs it; `talk` marks nouns that say what happens
    at another event.
    """

    start: int
    end: int
    sense: Literal["event", "instrument", "act"]
    type: str
    many: bool = False
    framed: bool = False
    beside: bool = False
    nested: bool = False
    talk: bool = False
    held: Predicate | None = None
    verb: Predicate | None = None
    name: int = -1
    phrase: int = 0
    ordinals: list[OrdinalMention] = field(default_factory=lambda: [])
    dates: list[DateMention] = field(default_factory=lambda: [])
    terms: list[DateMention] = field(default_factory=lambda: [])
    places: list[PlaceMention] = field(default_factory=lambda: [])
    called: str = ""
    """What its series is called, where a sentence before named it."""
    series: Head | None = None
    """The head whose series it continues, where it is an ordinal without a noun."""


@dataclass(slots=True)
class Opening:
    """The facts ahead of all heads of a clause: "En mars 2018, à Rabat, …"."""

    dates: list[DateMention] = field(default_factory=lambda: [])
    places: list[PlaceMention] = field(default_factory=lambda: [])


def heads(clause: Clause, wording: Wording) -> list[Head]:
    """Return the heads of a clause, their facts still to be given."""
    found = list(_nouns(clause, wording))
    if "event_verb" in clause.sentence.roles:
        found += [act for act in _acts(clause, wording) if not _gathers(act, found, clause)]
    if not found:
        return found
    found.sort(key=lambda head: head.start)
    _nest(found, clause, wording)
    for head in found:
        head.phrase = _phrase_end(head, found, clause, wording)
        head.held = _holder(head, clause, wording)
    return found


def _gathers(act: Head, nouns: list[Head], clause: Clause) -> bool:
    """Whether a verb only says of an event whom it brought together: "the first |Forum gathered| States"."""
    if act.verb is None or not act.verb.classes & {"hold"} or act.verb.standing != "main":
        return False
    ahead = [h for h in nouns if h.sense == "event" and not (h.framed or h.beside) and h.end <= act.start]
    return bool(ahead) and not clause.bodies(clause.start, ahead[0].start)


def _nouns(clause: Clause, wording: Wording) -> Iterator[Head]:
    """Nouns that stand for an event or a text."""
    cues = [cue for cue in clause.cues if cue.role in ("event", "instrument")]
    if not cues:
        return
    roles = clause.sentence.roles
    talk = {c.start for c in clause.cues if c.role == "talk"} if "talk" in roles else ()
    frames = [c for c in clause.cues if c.role == "frame"] if "frame" in roles else []
    verbs = {p.verb for p in clause.predicates if p.standing in ("main", "coming")}
    openings = {cue.start for cue in cues}
    for cue in cues:
        if cue.end + 1 in openings and clause.sentence.text[cue.end] == " " and "" not in wording.grammar.of:
            continue  # "a |review| conference": the last noun says what it is
        if wording.grammar.facts_first and _leads(cue, cues, clause):
            continue  # "合作|论坛|北京峰会", "合作|论坛|第八届会议"
        if cue.start not in verbs and not _only_named(cue, clause):
            yield Head(
                cue.start,
                cue.end,
                "event" if cue.role == "event" else "instrument",
                cue.type,
                many=cue.form == "many",
                beside=any(c.type == "beside" and near(clause, c.end, cue.start, 4) for c in frames),
                framed=any(cue.start - c.end >= 0 and near(clause, c.end, cue.start, 4) for c in frames),
                talk=cue.start in talk,
            )


def _leads(cue: Cue, cues: list[Cue], clause: Clause) -> bool:
    """Whether another noun follows directly, a place or a number aside: the last says what it is."""
    after = next((c for c in cues if c.start >= cue.end), None)
    if after is None:
        return False
    between = clause.sentence.plain[cue.end : after.start]
    for fact in (*clause.sentence.places, *clause.sentence.ordinals):
        if cue.end <= fact.start and fact.end <= after.start:
            between = between.replace(clause.sentence.plain[fact.start : fact.end], "")
    return not between


def _only_named(cue: Cue, clause: Clause) -> bool:
    """Whether a text is cited in brackets ("(résolution 73/11)"), or a mission is a body with a name
    ("la Mission de transition")."""
    text = clause.sentence.text
    for mention in clause.sentence.organizations:
        if mention.start <= cue.start < mention.end and mention.id not in PERSONS:
            return True  # "les dirigeants du |Forum|", which stands for a body
    if cue.role == "instrument":
        return text.rfind("(", clause.start, cue.start) > text.rfind(")", clause.start, cue.start)
    return cue.type == "mission" and text[cue.start].isupper() and cue.start > clause.sentence.start


def _acts(clause: Clause, wording: Wording) -> Iterator[Head]:
    """Verbs that are an event by themselves."""
    for predicate in clause.predicates:
        if predicate.classes.isdisjoint(wording.event_types) or not _states(predicate, clause):
            continue
        for name in predicate.classes & wording.event_types.keys():
            if name == "launch" and _launches_text(predicate, clause):
                continue
            if name in wording.audiences and not _before_body(predicate, clause, wording.audiences[name]):
                continue
            if name not in wording.reflexive or predicate.reflexive or predicate.standing == "participle":
                act = Head(predicate.start, predicate.end, "act", wording.event_types[name], verb=predicate)
                # "at the dialogue, they discussed the sea"; "paid a visit, where she met X"
                act.talk = predicate.relative or (name in wording.together and name not in wording.audiences)
                yield act
                break


def _states(predicate: Predicate, clause: Clause) -> bool:
    """Whether a verb says that something is done, or opens the sentence: "|Réunis| à Suva en mai, ils …"."""
    if predicate.standing in ("participle", "gerund"):
        return not clause.sentence.plain[clause.sentence.start : predicate.start].strip()
    return predicate.standing in ("main", "coming")


def _before_body(predicate: Predicate, clause: Clause, between: frozenset[str]) -> bool:
    """Whether a body stands behind a verb, with none but the words `between` ahead of it."""
    return any(
        m.start >= predicate.end
        and between.issuperset(clause.sentence.plain[predicate.end : m.start].split())
        for m in clause.sentence.organizations
    )


def _launches_text(predicate: Predicate, clause: Clause) -> bool:
    """Whether what is launched is a text, a project or a campaign, of which other rules speak."""
    text = clause.sentence.text
    return any(
        (cue.role in ("instrument", "event") or (cue.role == "objects" and cue.type != "structure"))
        and cue.start >= predicate.end
        and "," not in text[predicate.end : cue.start]
        and not any(c.role == "purpose" and predicate.end <= c.start < cue.start for c in clause.cues)
        for cue in clause.cues
    )


def near(clause: Clause, start: int, end: int, words: int) -> bool:
    """Whether at most `words` words and no punctuation stand between."""
    between = clause.sentence.text[start:end]
    return not any(mark in between for mark in ",;:()") and clause.sentence.words(start, end) <= words


def _nest(found: list[Head], clause: Clause, wording: Wording) -> None:
    """Mark the heads that only complete the one before: "le Plan de mise en œuvre de la |Déclaration|"."""
    for before, head in itertools.pairwise(found):
        between = clause.sentence.plain[before.end : head.start].split()
        if before.sense == "act" or head.sense == "act" or head.framed:
            continue
        if before.sense == head.sense and clause.sentence.text[head.start - 2 : head.start] == ", ":
            # "le dialogue de haut niveau, |consultation| biennale": no article, the same thing.
            head.nested = True
            continue
        if any(mark in clause.sentence.text[before.end : head.start] for mark in ",;:»"):
            continue
        if any(before.end <= p.start < head.start for p in clause.predicates):
            continue
        if not wording.grammar.numbers_after and any(
            o.start >= before.end and o.end <= head.start and head.start - o.end < 3
            for o in clause.sentence.ordinals
        ):
            continue
        if any(before.end <= d.start < head.start for d in clause.sentence.dates if d.role == "when"):
            continue
        if any(
            c.role == "nouns" and c.type == "sign" and before.end <= c.start < head.start for c in clause.cues
        ):
            continue  # "les consultations ont abouti à |la signature| d'un mémorandum"
        links = wording.grammar.of
        linked = " ".join(between[-1:]) in links or " ".join(between[-2:]) in links
        if (before.sense == "event" and head.sense == "instrument") or linked:
            head.nested = True


def _phrase_end(head: Head, found: list[Head], clause: Clause, wording: Wording) -> int:
    """Where the noun phrase of a head ends: at the next head that stands by itself, at a verb that states
    something, at a purpose, or with the clause."""
    end = clause.end
    main = clause.main
    if head.framed and main and head.end < main.start:
        comma = clause.sentence.text.rfind(",", head.end, main.start)
        end = comma if comma > 0 else _person_after(head, clause, wording) or end
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


def _person_after(head: Head, clause: Clause, wording: Wording) -> int | None:
    """Where, in a language that needs no comma there, the person who acts follows an occasion and its body:
    "после саммита АС |Генеральный секретарь| посетил"."""
    if not wording.grammar.free_order:
        return None
    after = [m for m in clause.acting if m.start >= head.end]
    return next((m.start for m in after[1:] if m.id in PERSONS), None)


def _holder(head: Head, clause: Clause, wording: Wording) -> Predicate | None:
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
    behind = {"hold", "attend"} if wording.grammar.free_order else {"hold"}
    for predicate in clause.predicates:
        if (
            predicate.start >= head.end
            and predicate.classes & behind
            and predicate.standing in ("main", "coming")
        ):
            return predicate
    return None
