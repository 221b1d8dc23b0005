"""Cut a sentence into clauses, each with one subject, its main predicates and the bodies that act in it.

"X a tenu une réunion en mai, tandis que Y a assisté à la session de juin" is two clauses; "X a formé des
agents et a aidé Y" is two that share a subject. A relative clause stays with the noun that it describes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from concertation.reading.context import PERSONS
from concertation.reading.mention import OrganizationMention
from concertation.reading.sentences import Sentence
from concertation.reading.states import states_that_act
from concertation.reading.verbs import Predicate, predicates
from concertation.reading.wording import Cue, Wording

_DENIALS = ("negation", "hedge")
_MADE = frozenset({"hold", "sign", "start", "draft", "attend", "meeting"})
"""Classes of verbs of which a relative clause says who held, signed or attended what stands before it, or met
there."""
_TAKING_PART = frozenset({"attend", "hold"})
_PREPOSITION = 10
"""Characters that a comma and a preposition take."""
_CLOSERS = ("purpose", "aside", "topic", "frame", "relative")


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence, ``start`` inclusive, ``end`` exclusive.

    `predicates` are all that stand in it, `main` the first that states something, relative clauses aside;
    `heir` is true when the clause has no subject of its own and `before`, the clause ahead of it, lends
    its own. `reach` is where the subject ends that stands behind the verb, 0 where it stands ahead.
    `closed` are the stretches in which a body only lends its name or is aimed at ("pour …",
    "conformément à …"), `acting` the bodies outside them. `denied` is true when the clause says no,
    wishes, or speaks of the report itself, before or in its main verb."""

    sentence: Sentence
    start: int
    end: int
    predicates: list[Predicate] = field(default_factory=lambda: [])
    cues: list[Cue] = field(default_factory=lambda: [])
    closed: list[tuple[int, int]] = field(default_factory=lambda: [])
    acting: list[OrganizationMention] = field(default_factory=lambda: [])
    main: Predicate | None = None
    reach: int = 0
    before: Clause | None = None
    heir: bool = False
    denied: bool = False

    def bodies(self, start: int | None = None, end: int | None = None) -> list[OrganizationMention]:
        """The bodies that act between `start` and `end` (default: the whole clause): neither named in a
        closed
        stretch nor by a text or a seat."""
        if start is None and end is None:
            return list(self.acting)
        low, high = self.start if start is None else start, self.end if end is None else end
        return [m for m in self.acting if low <= m.start < high]

    def subject(self) -> list[OrganizationMention]:
        """The bodies before the main predicate, or behind it where the verb stands first; an heir's are those
        of the clause ahead."""
        main = self.main
        own = self.bodies(self.start, main.start) if main else []
        if main and not own and self.reach:
            own = self.bodies(main.start, self.reach)
        if self.before and self.of_meeting and not own:
            return [m for m in self.before.bodies() if m.id not in PERSONS]
        if self.heir and self.before and (not own or _is_partner(own[0], self.sentence)):
            return [*self.before.subject(), *own]
        return own

    @property
    def of_meeting(self) -> bool:
        """Whether a meeting named before acts, or who attends it: "秘书长出席了峰会，|会议|通过了宣言"."""
        if self.main is None or not self.heir:
            return False
        first = next((c for c in self.cues if c.role in ("event", "frame")), None)
        if first is None or first.start >= self.main.start:
            return False
        return first.end == self.main.start if first.role == "event" else first.type == "at"


def _is_partner(body: OrganizationMention, sentence: Sentence) -> bool:
    """Whether a body is not who acts, but with whom, the word for it directly ahead: "又|与|X签署"."""
    return any(c.role == "partner" and 0 <= body.start - c.end <= 1 for c in sentence.cues)


def clauses(sentence: Sentence, wording: Wording) -> list[Clause]:
    """Return the clauses of a sentence in order."""
    found = predicates(sentence, wording)
    if sentence.places:
        states_that_act(sentence, found, wording)
    cuts = _cuts(sentence, found, wording)
    result: list[Clause] = []
    edges = [sentence.start, *(at for at, _ in cuts), sentence.end]
    for index, (start, end) in enumerate(itertools.pairwise(edges)):
        clause = Clause(
            sentence,
            start,
            end,
            [p for p in found if start <= p.start < end] if cuts else found,
            [c for c in sentence.cues if start <= c.start < end] if cuts else sentence.cues,
            before=result[-1] if result else None,
            heir=index > 0 and cuts[index - 1][1],
        )
        clause.main = _main(clause.predicates)
        clause.closed = [*_closed(clause, wording), *_before_pronoun(clause)]
        clause.acting = _acting(clause)
        clause.denied = not sentence.roles.isdisjoint(_DENIALS) and _denied(clause)
        if wording.grammar.verb_first and clause.main:
            clause.reach = _subject_behind(clause, clause.main, wording)
        result.append(clause)
    return result


def _subject_behind(clause: Clause, main: Predicate, wording: Wording) -> int:
    """Where the bodies end that stand right behind the verb, joined by "and" or a comma: "وقعت |الأمم المتحدة
    والاتحاد الأفريقي| مذكرة". One that follows another with nothing between is the object."""
    at = main.end
    joins, sentence = wording.grammar.joins, clause.sentence
    for body in clause.acting:
        if body.start >= at:
            between = sentence.plain[at : body.start].split()
            beside = at > main.end and not between and "," not in sentence.text[at : body.start]
            if beside or len(between) > 1 or not joins.issuperset(between):
                break
            at = body.end
    return at


def _denied(clause: Clause) -> bool:
    end = clause.main.end if clause.main else clause.end
    return any(c.role in _DENIALS and c.start < end for c in clause.cues)


def _main(found: list[Predicate]) -> Predicate | None:
    for predicate in found:
        if predicate.standing == "main" and not predicate.relative:
            return predicate
    return None


def _acting(clause: Clause) -> list[OrganizationMention]:
    bodies = [
        m
        for m in clause.sentence.organizations
        if clause.start <= m.start < clause.end and m.via not in ("text", "seat")
    ]
    for low, high in clause.closed:
        bodies = [m for m in bodies if not low <= m.start < high]
    return bodies


def _cuts(sentence: Sentence, found: list[Predicate], wording: Wording) -> list[tuple[int, bool]]:
    """Return where a new clause starts, and whether it shares the subject before it."""
    cuts: list[tuple[int, bool]] = []
    if "contrast" in sentence.roles:
        bodies = [m.start for m in sentence.organizations] if wording.grammar.free_order else [sentence.end]
        cuts += [(c.start, max(bodies, default=0) < c.start) for c in sentence.cues if c.role == "contrast"]
    at = sentence.text.find(";", sentence.start, sentence.end)
    while at >= 0:
        cuts.append((at + 1, True))
        at = sentence.text.find(";", at + 1, sentence.end)
    stating = [p for p in found if p.standing == "main" and not p.relative]
    for earlier, later in itertools.pairwise(stating):
        if wording.grammar.facts_first and _only_attends(sentence, later):
            continue
        if wording.grammar.verb_first and (at := _verb_opens(sentence, earlier, later)):
            cuts.append((at, not any(0 <= m.start - later.end <= 2 for m in sentence.organizations)))
            continue
        if later.joined and (
            later.start < later.verb or later.present or _after_comma(sentence, later.start)
        ):
            cuts.append((_and_before(sentence, later.start), True))
        elif not later.joined and (at := _new_subject(sentence, earlier.end, later.start)):
            start = _with_its_date(sentence, earlier.end, at)
            cuts = [*(cut for cut in cuts if cut[0] != start), (start, False)]
        elif wording.grammar.facts_first and (comma := sentence.text.find(",", earlier.end, later.start)) > 0:
            cuts.append((comma + 1, True))
    if stating and (at := _second_statement(sentence, stating[0].start, wording)):
        cuts.append((at, False))
    return sorted(set(cuts))


def _verb_opens(sentence: Sentence, earlier: Predicate, later: Predicate) -> int | None:
    """Where a clause starts whose verb stands first in it: at the "and" with which the verb is written, or at
    a comma behind which at most a date stands ahead of the verb."""
    comma = sentence.text.rfind(",", earlier.end, later.start)
    if later.joined:
        at = _and_before(sentence, later.start)
        stated = any(earlier.end <= c.start < at for c in sentence.cues if c.role in ("event", "instrument"))
        return at if stated or comma > 0 else None
    if comma < 0:
        return None
    words = sentence.plain[comma : later.start].split()
    for date in sentence.dates:
        if comma < date.start and date.end <= later.start:
            written = sentence.plain[date.start : date.end].split()
            words = words[: max(0, len(words) - len(written))]
    return comma + 1 if len(words) <= 1 else None


def _second_statement(sentence: Sentence, at: int, wording: Wording) -> int | None:
    """Where ", et" opens a statement after one whose verb no list holds: "X lui a consacré …, |et Y œuvre|
    avec Z"."""
    comma = sentence.text.rfind(",", sentence.start, at)
    while comma > 0:
        words = sentence.plain[comma:at].split(None, 1)
        if words and words[0] in wording.grammar.joins:
            break
        comma = sentence.text.rfind(",", sentence.start, comma)
    if comma <= 0 or not any(comma < m.start < at for m in sentence.organizations):
        return None
    if not any(m.end <= comma for m in sentence.organizations):
        return None
    before = sentence.plain[sentence.start : comma].split()
    grammar = wording.grammar
    spoken = not (grammar.active.isdisjoint(before) and grammar.passive.isdisjoint(before))
    return comma + 1 if spoken else None


def _after_comma(sentence: Sentence, at: int) -> bool:
    """Whether a comma stands before the "and" before `at`."""
    return sentence.text[sentence.start : _and_before(sentence, at)].rstrip().endswith(",")


def _and_before(sentence: Sentence, at: int) -> int:
    """Where the "and" before `at` starts."""
    return at - len(sentence.plain[sentence.start : at].rstrip().rsplit(None, 1)[-1]) - 1


def _new_subject(sentence: Sentence, after: int, at: int) -> int | None:
    """Where a comma between `after` and `at` opens a clause with a subject of its own, if one does."""
    comma = sentence.text.rfind(",", after, at)
    while comma > 0:
        if any(comma < m.start < at and not _is_partner(m, sentence) for m in sentence.organizations):
            inside_relative = any(c.role == "relative" and after <= c.start < at for c in sentence.cues)
            return None if inside_relative else comma + 1
        comma = sentence.text.rfind(",", after, comma)
    return None


def _only_attends(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether a verb says who was at what the sentence has named: "峰会在北京举行，秘书长|出席|"."""
    nouns = (c.start for c in sentence.cues if c.role in ("event", "instrument"))
    return "attend" in predicate.classes and all(start < predicate.start for start in nouns)


def _with_its_date(sentence: Sentence, after: int, at: int) -> int:
    """Where a clause that starts at `at` starts with the date between commas ahead of it: ", |in March 2019,|
    X hosted"."""
    comma = max(sentence.text.rfind(mark, after, at - 1) for mark in ",;")
    if comma < 0:
        return at
    dates = [d for d in sentence.dates if comma < d.start and d.end < at]
    if not dates:
        return at
    others = sentence.words(comma, at) - sentence.words(dates[0].start, dates[-1].end)
    return comma + 1 if others <= 1 else at


def _closed(clause: Clause, wording: Wording) -> Iterable[tuple[int, int]]:
    """Yield the stretches of a purpose or an aside: to the next comma where it opens the clause, else to
    the end
    or to a partner named by "avec l'appui de"."""
    if clause.sentence.roles.isdisjoint(_CLOSERS):
        return
    text, main = clause.sentence.text, clause.main
    first = main.start if main else clause.end
    opened: int | None = None
    for cue in clause.cues:
        if cue.type == "apposed" and text[cue.start - 2 : cue.start] != ", ":
            continue
        if cue.role in ("purpose", "aside") and opened is None and _opens(cue, clause, wording):
            if cue.start < first:
                comma = text.find(",", cue.end, first)
                yield cue.start, comma if comma > 0 else first
            else:
                opened = cue.start
        elif cue.role == "partner" and opened is not None and "," in text[cue.start - 2 : cue.start]:
            yield opened, cue.start
            opened = None
        elif (cue.role == "topic" and opened is None and cue.start > first) or (
            cue.role == "frame" and (cue.type == "beside" or cue.start > first) and opened is None
        ):
            yield cue.start, _next(clause, cue)
        elif cue.role == "relative" and _after_comma_alone(cue, text):
            end = _next(clause, cue)
            # "l'atelier, auquel ont participé X et Y", "qui a été organisé par X", "que X a organisé": they
            # take part.
            inside = [p for p in clause.predicates if cue.start < p.start < end]
            if cue.type == "object":
                made = next((p for p in clause.predicates if p.start > cue.start), None)
                shared = made is not None and bool(made.classes & _MADE)
            else:
                shared = any(p.classes & _TAKING_PART for p in inside)
            if not shared:
                yield cue.start, end
    if opened is not None:
        yield opened, clause.end


def _after_comma_alone(cue: Cue, text: str) -> bool:
    """Whether a comma stands before a relative pronoun, its preposition aside: ", |pour lequel|"."""
    before = text[max(0, cue.start - _PREPOSITION) : cue.start]
    return before.endswith(", ") or ("," in before and len(before[before.rindex(",") + 1 :].split()) == 1)


def _before_pronoun(clause: Clause) -> Iterator[tuple[int, int]]:
    """What stands ahead of a pronoun that is the subject: "à la session, à laquelle |l'ONU| assistait, ils
    ont approuvé"."""
    main = clause.main
    if main is None or "pronoun" not in clause.sentence.roles:
        return
    for cue in clause.cues:
        if cue.role == "pronoun" and 0 < main.start - cue.end <= 2 and cue.start > clause.start:
            yield clause.start, cue.start


def _next(clause: Clause, cue: Cue) -> int:
    """Where a frame, topic or relative clause ends: at the next comma or partner, or with the clause; a topic
    at "organized by" too."""
    comma = clause.sentence.text.find(",", cue.end, clause.end)
    ends = [comma if comma > 0 else clause.end]
    if cue.role != "relative":
        ends += [c.start for c in clause.cues if c.role == "partner" and c.start > cue.end]
    if cue.role == "topic":
        ends += [
            p.start
            for p in clause.predicates
            if p.start > cue.end and p.standing == "participle" and "hold" in p.classes
        ]
    return min(ends)


def _opens(cue: Cue, clause: Clause, wording: Wording) -> bool:
    """Whether a word that opens a purpose only before an infinitive stands before one: "pour mieux aider"."""
    if cue.type != "infinitive":
        return True
    grammar = wording.grammar
    following = clause.sentence.plain[cue.end : cue.end + 40].split()[:4]
    if grammar.infinitive_endings:
        return any(word.endswith(grammar.infinitive_endings) and len(word) > 3 for word in following)
    if following and following[0] in grammar.infinitives:
        return True
    return any(p.standing == "purpose" and 0 <= p.start - cue.end <= 2 for p in clause.predicates)
