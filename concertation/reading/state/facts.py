"""Give each head of a clause the dates, places and ordinals that belong to it.

A fact belongs to the nearest head before it; a fact ahead of all heads opens the clause and belongs to
each of them that has none of its own. An ordinal without a noun continues a series: "sa dixième session en
2022 et sa |onzième| en 2023".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from concertation.reading.clauses import Clause
from concertation.reading.mention import DateMention, OrdinalMention, PlaceMention
from concertation.reading.state.heads import Head, Opening, near
from concertation.reading.wording import Cue, Wording

_OBJECT = 60
"""Characters in which the object follows a date after the verb: "a ouvert en mars 2019, à Rabat, un
forum"."""
_LISTED = 60
"""Characters that the rest of a list of ordinals takes: "|première|, deuxième et troisième sessions"."""
_COUNTED = 3
"""Characters between a number and what it counts: "the |thirty-third| time"."""
_VISITED = 8
"""Characters between a place and the visit to it, where facts stand first: "对开罗|进行了正式|访问"."""
_NUMBERED = 12
"""Words that may stand between a number and its noun, where all that belongs to the noun is ahead of it."""
SERIES = 10
"""How far an ordinal without a noun may run ahead of the one whose series it continues."""


def give_facts(clause: Clause, found: list[Head], ahead: list[Head], wording: Wording) -> Opening:
    """Give the facts of a clause to its heads `found`, add the heads that an ordinal alone stands for, and
    return
    the facts that open the clause."""
    opening = Opening()
    for ordinal in clause.sentence.ordinals:
        taken = any(ordinal in head.ordinals for head in found)
        if taken or not clause.start <= ordinal.start < clause.end:
            continue
        if not _give_ordinal(ordinal, found, clause, wording):
            _continue_series(ordinal, found, ahead, clause)
    outer = [head for head in found if not head.nested]
    for date in clause.sentence.dates:
        if clause.start <= date.start < clause.end and not _by_a_text(date, clause):
            _give_date(date, _owner_of_date(date, outer, clause, wording), opening, clause)
    for place in clause.sentence.places:
        if clause.start <= place.start < clause.end:
            _give_place(place, outer, opening, clause, wording)
    for before, head in itertools.pairwise(outer):
        if before.beside and head.sense == "act" and not head.dates:
            head.dates, before.dates = before.dates, []
        if before.type == "visit" and head.ordinals and not (before.dates or head.framed or head.places):
            head.places = before.places  # "I travelled to Addis Ababa for the second, which …"
        if head.framed and head.dates and before.held and not before.framed and not before.dates:
            _share(before, head)
    return opening


def _share(held: Head, occasion: Head) -> None:
    """Give what is held its date and place on an occasion: "un débat |à l'occasion de la Journée|, en 2017".
    A day or talk that is only the occasion keeps none."""
    held.dates, held.places = occasion.dates, held.places or occasion.places
    if occasion.talk:
        occasion.dates, occasion.places = [], []


def _continue_series(ordinal: OrdinalMention, found: list[Head], ahead: list[Head], clause: Clause) -> None:
    """Add a head for an ordinal without a noun, where a numbered event, or several after a colon, stand
    ahead."""
    before = [
        head
        for head in (*ahead, *found)
        if head.sense == "event" and not head.nested and head.end <= ordinal.start
    ]
    if not before:
        return
    last = before[-1]
    if last.ordinals:
        follows = 0 < ordinal.value - last.ordinals[-1].value <= SERIES
    else:
        follows = last.many and ":" in clause.sentence.text[last.end : ordinal.start]
    if follows:
        phrase = clause.end if last in ahead else last.phrase
        last.phrase = min(last.phrase, ordinal.start)
        head = Head(
            ordinal.start, ordinal.end, "event", last.type, framed=last.framed, held=last.held, phrase=phrase
        )
        head.series = last.series or last
        head.ordinals.append(ordinal)
        found.append(head)
        found.sort(key=lambda head: head.start)


def _owner(at: int, found: Iterable[Head]) -> Head | None:
    """The nearest head ahead of `at`."""
    owner = None
    for head in found:
        if head.start < at:
            owner = head
    return owner


def _owner_of_date(date: DateMention, found: list[Head], clause: Clause, wording: Wording) -> Head | None:
    """The head a date belongs to: the nearest ahead, but for three places. Between the verb and its object
    it is
    the object's ("a tenu, |le 30 septembre 2019|, un débat"), right before the verb of what was held on an
    occasion it is that one's ("в ходе визита в Вену |5 мая| состоялась встреча"), and between commas ahead of
    a noun it is that noun's ("un plan, puis, |en mai 2020|, une déclaration")."""
    if wording.grammar.facts_first:
        return _owner_behind(date, found, clause)
    text = clause.sentence.text
    owner = _owner(date.start, found)
    following = next((head for head in found if head.start >= date.end), None)
    if owner is not None and _left_behind(owner, date, clause, wording):
        owner = None
    if following is None:
        return owner
    if owner is None:
        inside = any(p.end <= date.start and p.standing != "purpose" for p in clause.predicates)
        return following if inside and following.start - date.end < _OBJECT else None
    verb = following.verb or following.held
    if owner.framed and verb and _right_before(date, verb.start, clause):
        return following
    between = text[date.end : following.start]
    enclosed = between.startswith(",") and "," in text[max(owner.end, date.start - 6) : date.start]
    return following if enclosed and _close(date.end, following.start, clause) else owner


def _left_behind(head: Head, fact: DateMention | PlaceMention, clause: Clause, wording: Wording) -> bool:
    """Whether an occasion is over, with a comma, before the verb with which, where verbs stand first, what
    happened on it begins: "على هامش |الدورة|، وقعت |في نيويورك|"."""
    main = clause.main
    if not wording.grammar.verb_first or main is None or not (head.framed or head.beside):
        return False
    return head.end <= main.start < fact.start and "," in clause.sentence.text[head.end : main.start]


def _by_a_text(date: DateMention, clause: Clause) -> bool:
    """Whether a date is that of what a text cited brought about: "un accord, |par lequel|, en 2004, …"."""
    if "relative" not in clause.sentence.roles:
        return False
    text = clause.sentence.text
    relatives = [c for c in clause.cues if c.role == "relative" and c.start < date.start]
    return bool(relatives) and relatives[-1].type == "cited" and text[relatives[-1].start - 2] == ","


def _right_before(date: DateMention, at: int, clause: Clause) -> bool:
    """Whether nothing stands between a date and what starts at `at`."""
    return date.end <= at and not clause.sentence.text[date.end : at].strip()


def _owner_behind(fact: DateMention | PlaceMention, found: list[Head], clause: Clause) -> Head | None:
    """The head that a fact belongs to where facts stand first: the next one, unless a comma parts them and
    none parts it from the one before; None where it opens the clause."""
    text = clause.sentence.text
    before = _owner(fact.start, found)
    after = next((head for head in found if head.start >= fact.end), None)
    parted = after is not None and _parted(fact.end, after.start, clause)
    if before is None:
        return None if parted else after
    if after is None or (parted and "," not in text[before.end : fact.start]):
        return before
    return after


def _parted(start: int, end: int, clause: Clause) -> bool:
    """Whether a comma stands between that opens no further fact: none in "6月在日内瓦、3月在维也纳举行"."""
    text = clause.sentence.text
    facts = {fact.start for fact in (*clause.sentence.dates, *clause.sentence.places)}
    return any(text[at] == "," and at + 1 not in facts for at in range(start, end))


def _close(start: int, end: int, clause: Clause) -> bool:
    """Whether an article, with at most an ordinal, is all that stands between, a first comma aside."""
    between = clause.sentence.text[start + 1 : end]
    return not any(mark in between for mark in ",;:(") and clause.sentence.words(start, end) <= 3


def _give_ordinal(ordinal: OrdinalMention, found: list[Head], clause: Clause, wording: Wording) -> bool:
    """Give an ordinal to the noun after it, if only words, and other ordinals, stand between; say whether."""
    if wording.grammar.numbers_after:
        ahead = _owner(ordinal.start, found)
        if ahead is None or ahead.sense == "act" or "," in clause.sentence.text[ahead.end : ordinal.start]:
            return False
        ahead.ordinals.append(ordinal)
        return True
    following = [
        o for o in clause.sentence.ordinals if ordinal.end <= o.start and o.start - ordinal.end <= _LISTED
    ]
    if any(c.role == "unnumbered" and 0 < c.start - ordinal.end <= _COUNTED for c in clause.cues):
        return True  # "the twentieth anniversary" is none of a series
    if (owner := _numbered_after(ordinal, found, clause)) is not None:
        owner.ordinals.append(ordinal)
        return True
    for head in found:
        # A sign may end the number and begin the noun: "第三|届|会议".
        if head.start > ordinal.start and head.end > ordinal.end and head.sense != "act":
            named = sum(
                clause.sentence.words(m.start, m.end)
                for m in clause.sentence.organizations
                if ordinal.end <= m.start < head.start
            )
            listed = head.many and any(near(clause, o.end, head.start, 3) for o in following)
            named += _capitals(ordinal.end, head.start, clause)
            reach = _NUMBERED if wording.grammar.noun_last else 6 if head.many else 2
            if listed or near(clause, ordinal.end, head.start, named + reach):
                head.ordinals.append(ordinal)
                return True
            return False
    return False


def _numbered_after(ordinal: OrdinalMention, found: list[Head], clause: Clause) -> Head | None:
    """The plural noun that an ordinal directly follows, other ordinals aside: "períodos de sesiones |28º y
    30º|"."""
    owner = _owner(ordinal.start, found)
    if owner is None or not owner.many or owner.sense == "act":
        return None
    words = clause.sentence.plain[owner.end : ordinal.start]
    for other in owner.ordinals:
        if other.start >= owner.end:
            written = clause.sentence.plain[other.start : other.end]
            words = words.replace(written, " ", 1)
    return owner if len(words.split()) <= len(owner.ordinals) and len(words.strip()) <= 2 else None


def _capitals(start: int, end: int, clause: Clause) -> int:
    """How many words between an ordinal and its noun are part of a name: "first |International Migration|
    Forum"."""
    words = clause.sentence.text[start:end].split()
    return len(words) if all(word[0].isupper() for word in words) else 0


def _give_date(date: DateMention, head: Head | None, opening: Opening, clause: Clause) -> None:
    if head is None:
        if not any(_takes(cue, date, clause) for cue in clause.cues) and (
            clause.main is None or date.start < clause.main.start
        ):
            opening.dates.append(date)
    elif date.role == "term":
        head.terms.append(date)
    else:
        head.dates.append(date)


def _takes(cue: Cue, date: DateMention | PlaceMention, clause: Clause) -> bool:
    """Whether a date or place belongs to a word ahead of it, and so does not open the clause: to "la
    signature", or to what happened before ("à la suite des événements |d'août|")."""
    if cue.start >= date.start:
        return False
    if cue.role == "nouns":
        return cue.type in ("sign", "start")
    apart = cue.role == "frame" and cue.type == "apart"
    return apart and "," not in clause.sentence.text[cue.end : date.start]


def _give_place(
    place: PlaceMention, found: list[Head], opening: Opening, clause: Clause, wording: Wording
) -> None:
    """A place counts where a preposition of place stands before it, or where a seat stands for it."""
    first = wording.grammar.facts_first
    head = _owner_behind(place, found, clause) if first else _owner(place.start, found)
    if head is not None and _left_behind(head, place, clause, wording):
        head = None
    visited = head is not None and head.type == "visit" and 0 <= place.start - head.end <= 2
    if wording.grammar.verb_first and head is not None and head.type == "visit":
        visited = visited or any(0 <= place.start - m.end <= 1 for m in clause.acting)
    if first and head is not None and head.type == "visit":
        visited = visited or 0 <= head.start - place.end <= _VISITED
    called = _calls(place, found, clause)
    if place.seat_of is None and not visited and not called and not hosted(place, clause, wording):
        return
    head = called or head
    if (
        place.kind != "city"
        and head is not None
        and any(a < place.start < b for a, b in clause.closed if a > head.start)
    ):
        return
    if head is not None and head.sense == "act" and head.talk:
        return  # "they discussed the situation |in Chad|"
    if place.kind != "city" and head is not None and _spoken_about(place, head, clause, wording):
        return
    if head is None:
        before = any(_takes(cue, place, clause) for cue in clause.cues)
        if not before and not _of_another_verb(place, clause, wording):
            opening.places.append(place)
    else:
        head.places.append(place)


def _calls(place: PlaceMention, found: list[Head], clause: Clause) -> Head | None:
    """The event that is called by a city: "the |Samarkand| summit", "le sommet d'|Astana|"."""
    if place.kind != "city":
        return None
    text = clause.sentence.text
    for head in found:
        if head.sense == "event" and text[place.end : head.start] == " ":
            return head
        if head.sense == "event" and text[head.end : place.start] in (" de ", " d'", " d’"):
            return head
    return None


def _spoken_about(place: PlaceMention, head: Head, clause: Clause, wording: Wording) -> bool:
    """Whether a country or region belongs to what a meeting is about: "une conférence |sur| l'eau en
    Europe"."""
    between = clause.sentence.plain[head.end : place.start].split()
    dates = [d.start for d in clause.sentence.dates if head.end <= d.start < place.start]
    return not dates and not wording.grammar.about.isdisjoint(between)


def _of_another_verb(place: PlaceMention, clause: Clause, wording: Wording) -> bool:
    """Whether a place stands between the subject and the first verb that a list holds: it belongs to a verb
    that none holds ("X a déplacé son siège |à Malabo| et tenu sa session")."""
    if clause.main is not None and clause.main.start < place.start:
        return False
    plain = clause.sentence.plain
    if any(p.end < place.start and len(plain[p.end : place.start].split()) <= 1 for p in clause.predicates):
        return False  # "… et |tenu| à Djibloho sa session"
    before = [m.end for m in clause.acting if m.end < place.start]
    words = clause.sentence.plain[before[-1] : place.start].split() if before else []
    return not wording.grammar.active.isdisjoint(words)


def hosted(place: PlaceMention, clause: Clause, wording: Wording) -> bool:
    """Whether the words before a place, or with which it starts, say that something happens there."""
    plain = clause.sentence.plain
    if wording.ends_with(plain[max(clause.start, place.start - 24) : place.start], wording.grammar.hosts):
        return True
    if wording.writing.parted == "none" and clause.sentence.text[place.start - 1] == ",":
        listed = (other for other in clause.sentence.places if other.end == place.start - 1)
        return any(hosted(other, clause, wording) for other in listed)  # "在内罗毕、|达喀尔|和开罗"
    first = plain[place.start : place.end].split(None, 1)[0]
    before = plain[max(clause.start, place.start - 24) : place.start].split()
    hosts = wording.grammar.hosts
    bracketed = place.kind == "city" and clause.sentence.text[place.start - 1 : place.start] == "("
    return (
        bracketed
        or first in hosts
        or (bool(before) and before[-1] in hosts)
        or (len(before) > 1 and before[-2] in hosts)
    )
