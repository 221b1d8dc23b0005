"""Events: meetings, visits, sessions, workshops and the like, each with its date, place and participants."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from concertation.reading.clauses import Clause
from concertation.reading.context import PERSONS
from concertation.reading.mention import DateMention, OrdinalMention, OrganizationMention, PlaceMention
from concertation.reading.state.heads import Head, Opening
from concertation.reading.state.phrases import bounds, joined_run, one_stretch, status
from concertation.reading.state.scene import Scene
from concertation.reading.state.titles import act_title, name_start, noun_title
from concertation.reading.statement import Statement

_BESIDE = 8
"""Characters that a comma and a preposition take between a date and its place."""
_SUBJECT = 4
"""Words that stand between a date and the noun that is the subject."""
_NAME = 40
"""Characters that the words between a body and the noun called after it take: "the |AU|-UN Joint
|Framework|"."""
_YEARS = re.compile(r"\d{4}/\d{4}")
"""A stretch of years is no date of an event, nor of a signing."""


def events(scene: Scene) -> Iterator[Statement]:
    """Yield the events that the sentence states."""
    for clause, found, opening in scene.parts:
        if clause.denied:
            continue
        chosen = [head for head in found if _is_event(head, clause, opening, scene)]
        for head in _leading(chosen, clause):
            yield from _each(head, clause, found, opening, scene)


def _is_event(head: Head, clause: Clause, opening: Opening, scene: Scene) -> bool:
    """Whether a head is an event that took or takes place at a time: dated, or numbered and placed, or the
    author's own ("mon dialogue")."""
    if head.sense == "instrument" or head.nested:
        return False
    if (head.many and scene.regular(clause, head)) or _indefinite_occasion(head, scene):
        return False
    if head.held and head.held.standing == "purpose" and "" in scene.wording.grammar.marks:
        return False  # "предложила |провести| совещание в мае": nothing says that it was held
    dated = bool(_whens(head.dates))
    opened = bool(_whens(opening.dates))
    if head.sense == "act":
        alone = head.verb is not None and head.verb.classes & scene.wording.together
        return (dated or opened) and not (alone and len({m.id for m in clause.bodies()}) < 2)
    if head.type == "celebration" and not head.held:
        return False
    if scene.apart(head) and not dated:
        return False
    if head.type == "launch":
        return dated or (opened and head.start > clause.start)
    if dated:
        return True
    if head.many and not head.ordinals:
        return opened and bool(head.held)
    if opened and (head.held or head.framed or head.ordinals or head.places):
        return True
    if opened and not head.many and _directly_after(head, opening, clause):
        return True
    if head.ordinals and (head.places or head.held or (head.framed and not scene.beside(head))):
        return True
    return scene.own(head) and head.held is not None


def _directly_after(head: Head, opening: Opening, clause: Clause) -> bool:
    """Whether a head is the subject right behind the date that opens the clause: "Le 3 mai, |une réunion| a
    …"."""
    after = opening.dates[-1].end
    parted = "," in clause.sentence.text[after : head.start].removeprefix(",")
    return not head.talk and not parted and 0 < clause.sentence.words(after, head.start) <= _SUBJECT


def _indefinite_occasion(head: Head, scene: Scene) -> bool:
    """Whether a head is only an occasion without number, date or place of its own: "en marge d'une
    conférence"."""
    return scene.beside(head) and not (head.ordinals or head.dates or head.places)


def _leading(chosen: list[Head], clause: Clause) -> list[Head]:
    """Leave out what only happens at another event: talks, the visit made to attend a session."""
    dated = [head for head in chosen if _whens(head.dates) and not head.talk]
    kept: list[Head] = []
    for head in chosen:
        others = [other for other in chosen if other is not head]
        if head.talk and not (head.many and _whens(head.dates)) and any(not other.talk for other in others):
            continue
        act = next((other for other in others if other.sense == "act" and other.start < head.start), None)
        if act and not _whens(head.dates):
            if head.ordinals and not head.framed:
                # "je me suis rendu à La Havane pour assister à la trente-septième session": the visit is
                # to the session.
                head.dates, head.places = act.dates, head.places or act.places
                if act in kept:
                    kept.remove(act)
            elif head.sense == "act" or not head.framed:
                continue
        if head.sense != "act" and not _whens(head.dates) and not head.ordinals and not head.held and dated:
            continue
        kept.append(head)
    return kept


def _whens(dates: Sequence[DateMention]) -> list[DateMention]:
    return [date for date in dates if date.role == "when" and not _YEARS.fullmatch(date.edtf)]


def _each(
    head: Head, clause: Clause, found: list[Head], opening: Opening, scene: Scene
) -> Iterator[Statement]:
    """Yield one statement for each date or ordinal of a head: "en mai 2017 et en janvier 2018" is two."""
    own = _whens(head.dates)
    dates = joined_run(own or _whens(opening.dates), scene.sentence, head.places or opening.places)
    if not head.many and len(dates) == 2 and (stretch := one_stretch(*dates)):
        dates = [stretch]
    elif not (
        head.many or len(head.ordinals) > 1 or head.sense == "act" or len(own) < 2 or _repeats(own, scene)
    ):
        dates = dates[:1]
    places = head.places or (opening.places if not own or not head.framed else [])
    if not places and (beside := _beside(head, found)):
        places = beside.places
    if len(own) > len(dates) and set(dates) <= set(own):
        places = [place for place in places if min(own, key=lambda d: _gap(place, d)) in dates]
    actors, inferred = _actors(head, clause, found, scene)
    count = max(1, len(dates), len(head.ordinals))
    for index in range(count):
        date = dates[index] if len(dates) == count else dates[0] if len(dates) == 1 else None
        ordinal = (
            head.ordinals[index]
            if len(head.ordinals) == count
            else head.ordinals[0]
            if len(head.ordinals) == 1
            else None
        )
        where = _where(places, dates, index, count)
        own_facts = [fact for fact in (date, *where, ordinal) if fact is not None]
        start, end = bounds(clause, head, own_facts, actors)
        yield Statement(
            "event",
            "other" if head.type == "launch" else head.type,
            start,
            end,
            head.start,
            _title(head, clause, ordinal, count, scene),
            tuple(actors),
            "event-act" if head.sense == "act" else "event-noun",
            ordinal=ordinal.value if ordinal else None,
            date=date.edtf if date else None,
            place=tuple(dict.fromkeys(place.name for place in _cities(where))),
            status=status(clause, head.verb or head.held, scene),
            inferred=inferred,
        )


def _gap(place: PlaceMention, date: DateMention) -> int:
    """Characters between a place and a date."""
    return max(date.start - place.end, place.start - date.end)


def _title(head: Head, clause: Clause, ordinal: OrdinalMention | None, count: int, scene: Scene) -> str:
    if head.verb is not None:
        return act_title(head.verb, clause, scene.wording)
    return noun_title(head, clause, scene.wording, ordinal, one=count > 1)


def _repeats(dates: list[DateMention], scene: Scene) -> bool:
    """Whether the text between two dates joins them: "en mars 2017 |et| en mars 2018"."""
    if scene.wording.writing.parted == "none":
        between = scene.sentence.text[dates[0].end : dates[1].start]
        return "," in between or scene.wording.ends_with(between, scene.wording.grammar.joins)
    words = scene.sentence.plain[dates[0].end : dates[1].start].split()
    return any(word in scene.wording.grammar.joins for word in words)


def _where(
    places: list[PlaceMention], dates: list[DateMention], index: int, count: int
) -> list[PlaceMention]:
    """The places of the record `index` of `count`: those beside its date ("à Tachkent |le 9 novembre|",
    "|en mai 2017| à Bakou") where some stand beside one, else one for each where there are as many, else
    all."""
    if count == 1 or len(places) < 2:
        return places
    if len(dates) == count:
        ahead = [[(p, d.start - p.end) for p in places if 0 <= d.start - p.end <= _BESIDE] for d in dates]
        behind = [[(p, p.start - d.end) for p in places if 0 <= p.start - d.end <= _BESIDE] for d in dates]
        beside = min(ahead, behind, key=_remoteness)
        if any(beside):
            return [place for place, _ in beside[index]]
    return [places[index]] if len(places) == count else places


def _remoteness(beside: list[list[tuple[PlaceMention, int]]]) -> tuple[int, int]:
    """How ill places stand beside dates: how many dates have none, then the characters between."""
    return sum(not found for found in beside), sum(gap for found in beside for _, gap in found)


def _cities(places: list[PlaceMention]) -> list[PlaceMention]:
    """The cities, or where there is none the countries, or else the regions."""
    for kind in ("city", "country", "region"):
        found = [place for place in places if place.kind == kind]
        if found:
            return found
    return []


def _beside(head: Head, found: list[Head]) -> Head | None:
    """The event in whose margin or at which `head` took place, or which took place at `head`."""
    if head.sense != "event":
        return None
    for other in found:
        if other is not head and other.sense == "event" and other.places and not _whens(other.dates):
            return other
    return None


def _actors(
    head: Head, clause: Clause, found: list[Head], scene: Scene
) -> tuple[list[OrganizationMention], bool]:
    """Who takes part: the clause's bodies, without those that belong to another event beside it."""
    aims = [start for start, _ in clause.closed if start > head.start]
    own = scene.acting(name_before(head, clause, scene)[0], min([head.phrase, *aims]))
    if head.framed and scene.beside(head):
        return own, False
    if aside := scene.aside(head, clause):
        return aside, False
    if (
        head.type == "launch"
        and not head.held
        and (last := scene.acting(scene.sentence.start, head.start)[-1:])
    ):
        return last, False
    others = [
        (other.start, other.phrase)
        for other in found
        if other.sense == "event"
        and not other.nested
        and (_whens(other.dates) or (other.framed and other.type != "visit"))
        and other.start != head.start
        and other is not head.series
    ]
    others += [
        name_before(other, clause, scene)
        for other in found
        if other is not head and any(0 < other.start - m.end <= _NAME for m in clause.acting)
    ]
    bodies = [m for m in clause.bodies() if not any(a <= m.start < b for a, b in others)]
    for other in found:
        if other.sense == "instrument":
            named = _hyphenated(bodies, other, scene)
            bodies = [m for m in bodies if m not in named]
    if head.sense == "act" and head.type == "visit":
        bodies += [
            m
            for m in scene.sentence.organizations
            if m.via == "seat" and clause.start <= m.start < clause.end
        ]
        bodies += scene.partners(clause)
    elif head.type == "visit":
        seats = [m for m in scene.sentence.organizations if m.via == "seat" and m.start < clause.end]
        bodies += [m for m in (*seats, *scene.partners(clause)) if m not in bodies and m.start >= head.end]
    if head.verb and "launch" in head.verb.classes:
        bodies = [m for m in bodies if m.start < head.start or m in scene.partners(clause)]
    if not own:
        own = scene.same_series(head, clause)
    bodies = sorted(dict.fromkeys([*bodies, *own]), key=lambda m: m.start)
    subject = clause.subject()
    if clause.heir:
        bodies = [*subject, *(m for m in bodies if m not in subject)]
    bodies = _without_title_pair(bodies, head, subject, scene)
    if any(m.id in PERSONS for m in bodies):
        # The Secretary-General at "the ASEAN-UN Summit" acts for the United Nations.
        low, high = name_before(head, clause, scene)
        bodies = [m for m in bodies if m.id != "UN" or not low <= m.start < max(high, head.phrase)]
    if bodies:
        return bodies, False
    return scene.recalled(head.type, clause), True


def name_before(head: Head, clause: Clause, scene: Scene) -> tuple[int, int]:
    """The words before a noun that belong to its name: "the |AU-UN Joint| Framework"."""
    return name_start(head, clause, scene.wording), head.start


def _without_title_pair(
    bodies: list[OrganizationMention], head: Head, subject: list[OrganizationMention], scene: Scene
) -> list[OrganizationMention]:
    """Drop "Union africaine-ONU" in "X et Y ont coprésidé le dialogue Union africaine-ONU": the subject
    acts."""
    pair = _hyphenated(bodies, head, scene)
    if len({m.id for m in subject if m not in pair}) < 2:
        return bodies
    return [m for m in bodies if m not in pair]


def _hyphenated(bodies: list[OrganizationMention], head: Head, scene: Scene) -> set[OrganizationMention]:
    """The bodies that a hyphen joins in the name of a head: "le Cadre commun |UA-ONU|"."""
    text = scene.sentence.text
    inside = [m for m in bodies if head.end <= m.start < head.phrase]
    return {m for a, b in itertools.pairwise(inside) if text[a.end : b.start] in ("-", "–") for m in (a, b)}
