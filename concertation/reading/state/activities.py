"""Activities: support, exchange, coordination and joint work, one for each statement of cooperation."""

from __future__ import annotations

from collections.abc import Iterator

from concertation.reading.clauses import Clause
from concertation.reading.context import PERSONS
from concertation.reading.mention import DateMention, OrganizationMention
from concertation.reading.state.attendance import attending
from concertation.reading.state.heads import Head, Opening
from concertation.reading.state.phrases import widen
from concertation.reading.state.scene import Scene
from concertation.reading.state.titles import activity_title, state_title
from concertation.reading.statement import Rule, Statement, Status
from concertation.reading.verbs import Predicate
from concertation.reading.wording import Cue

_REACH = 80
"""Characters in which the object of "renforcer" or "fournir" must follow."""
_JOINED = 15
"""Characters that a year, an "and" and a preposition take: "en 2016 |et en| 2017"."""
_LINKING = 4
"""Characters of words that link a date or place to its verb: "en", "dans", "le"."""
_HELP = ("support", "assistance")
_ALONE = frozenset({"help", "provide"})
"""Classes of which one body alone makes a statement; the others need two."""
_OBJECT_NAMES = frozenset({"strengthen", "provide", "consist", "hold"})
"""Classes of verbs that leave it to their object to name the cooperation."""


def activities(scene: Scene, others: list[Statement]) -> Iterator[Statement]:
    """Yield the activities that the sentence states beside `others`, its records of other kinds."""
    before: Statement | None = None
    for clause, found, opening in scene.parts:
        if clause.denied:
            continue
        statement = _of_clause(clause, found, opening, scene, others)
        if statement and clause.before and not statement.place:
            statement = statement._replace(place=_said_first(scene))
        if statement and not (before and clause.heir and _same(before, statement)):
            yield statement
            before = statement


def _said_first(scene: Scene) -> tuple[str, ...]:
    """The countries and regions that open the sentence, ahead of all bodies, and so hold for all clauses."""
    first = min((m.start for m in scene.sentence.organizations), default=scene.sentence.start)
    places = [p for p in scene.sentence.places if p.start < first and p.kind in ("country", "region")]
    return tuple(dict.fromkeys(place.name for place in places))


def _same(before: Statement, statement: Statement) -> bool:
    """Whether two joined clauses speak of one cooperation: of one type and with no place or body of its
    own."""
    return before.type == statement.type and not set(statement.place) - set(before.place)


def _of_clause(
    clause: Clause, found: list[Head], opening: Opening, scene: Scene, others: list[Statement]
) -> Statement | None:
    for predicate in clause.predicates:
        if predicate.relative or predicate.standing not in ("main", "gerund"):
            continue
        if predicate.standing == "gerund" and not _says_more(predicate, clause):
            continue
        sense = _sense(predicate, clause, found, scene)
        if sense is None or _attends(predicate, clause, found, scene, others):
            continue
        type, alone = sense
        bodies, inferred = _actors(predicate, clause, scene)
        if len({m.id for m in bodies}) < (1 if alone or _partner_only(predicate, bodies) else 2):
            continue
        if all(scene.context.is_state(m.id) for m in bodies):
            continue  # what States do among themselves is no cooperation of bodies
        if type == "support" and len({m.id for m in bodies}) == 1:
            bodies = [*bodies, *_helped(predicate, clause, bodies, scene)]
        if "inform" in predicate.classes and any(
            s.kind == "instrument" and s.type == "letter" and 0 < s.at - predicate.end < _REACH
            for s in others
        ):
            return None
        if any(s.kind == "event" and s.at == predicate.start for s in others):
            return None  # "briefed the Council in May": the verb is that event
        if any(s.kind == "resource" and _says_it(s, predicate, clause) for s in others):
            return None
        if _holds_event(predicate, clause, others) or (
            _weak(predicate) and (_lists(predicate, clause, others) or _at_event(clause, others))
        ):
            return None
        if any(m.id in PERSONS for m in bodies) and any(s.kind == "event" for s in others):
            return None
        object_ = _object(predicate, clause) if predicate.classes & _OBJECT_NAMES else None
        name = activity_title(predicate, object_, _end(clause, predicate), clause, scene.wording)
        rule: Rule = "activity-gerund" if predicate.standing == "gerund" else "activity-verb"
        return _statement(predicate, type, bodies, inferred, clause, opening, name, rule)
    return _standing(clause, opening, scene)


def _attends(
    predicate: Predicate, clause: Clause, found: list[Head], scene: Scene, others: list[Statement]
) -> bool:
    """Whether a verb only says who was at an event stated before (see `attendance`)."""
    known = scene.context.meeting or any(s.kind == "event" for s in others)
    return bool(known) and predicate is attending(clause, found, scene)


def _standing(clause: Clause, opening: Opening, scene: Scene) -> Statement | None:
    """A state that is a cooperation of two bodies: "X est membre du Groupe de Y"."""
    bodies = clause.bodies()
    for cue in clause.cues:
        if cue.role == "state_of_cooperation" and len({m.id for m in bodies}) > 1:
            predicate = Predicate(
                cue.start, cue.start, cue.end, frozenset({"part"}), "main", False, True, False, False, False
            )
            name = state_title(cue, clause.end, clause, scene.wording)
            return _statement(predicate, "joint-work", bodies, False, clause, opening, name, "activity-state")
    return None


def _partner_only(predicate: Predicate, bodies: list[OrganizationMention]) -> bool:
    """Whether somebody unnamed works with the one body named: "Les services ont collaboré avec l'OIF"."""
    return "join" in predicate.classes and bool(bodies) and bodies[0].start > predicate.end


def _lists(predicate: Predicate, clause: Clause, others: list[Statement]) -> bool:
    """Whether the clause goes on to state events or texts: "a joué un rôle dans …, telles que l'adoption
    de …"."""
    relatives = [c.start for c in clause.cues if c.role == "relative" and c.start > predicate.end]
    end = min([clause.end, *relatives])
    return any(s.kind in ("event", "instrument") and predicate.end <= s.at < end for s in others)


def _says_it(resource: Statement, predicate: Predicate, clause: Clause) -> bool:
    """Whether an amount is what a verb gives, and no relative clause behind it speaks of that amount."""
    relatives = any(c.role == "relative" and predicate.end <= c.start < resource.at for c in clause.cues)
    return clause.start <= resource.start < clause.end and not relatives


def _at_event(clause: Clause, others: list[Statement]) -> bool:
    """Whether the clause states an event: "lors du sommet, tenu en mai, X et Y |ont examiné| …" is in it."""
    return any(s.kind == "event" and clause.start <= s.at < clause.end for s in others)


def _says_more(predicate: Predicate, clause: Clause) -> bool:
    """Whether a gerund states the cooperation that a weak main verb leaves open:
    "joue un rôle important, |œuvrant| avec X"."""
    before = clause.sentence.text[clause.start : predicate.start].rstrip()
    return clause.main is not None and _weak(clause.main) and before.endswith(",")


def _weak(predicate: Predicate) -> bool:
    """Whether a main verb says little by itself ("joue un rôle"), so that a gerund states the cooperation."""
    return "part" in predicate.classes


def _sense(predicate: Predicate, clause: Clause, found: list[Head], scene: Scene) -> tuple[str, bool] | None:
    """The activity's type and whether one body is enough, None where the verb states no cooperation."""
    types = scene.wording.activity_types
    object_ = _object(predicate, clause)
    if object_ and _of_another(predicate, object_, clause, scene):
        object_ = None
    if "provide" in predicate.classes and object_ and object_.type in _HELP:
        return "support", True
    if "strengthen" in predicate.classes and object_ and object_.type not in _HELP:
        type = "project" if object_.type == "structure" else object_.type
        return _refined(type, predicate, clause, scene), False
    if "hold" in predicate.classes:
        return _holding(predicate, found, clause)
    if "consist" in predicate.classes and object_:
        return object_.type, False
    if not _dated(clause) and "meeting" in {scene.wording.event_types.get(n) for n in predicate.classes}:
        regular = any(cue.role == "regular" for cue in clause.cues)
        return ("coordination", False) if regular else None
    for name in ("help", "inform", "coordinate", "join", "promote", "work", "part"):
        if name in predicate.classes and not (predicate.passive and name != "join"):
            return _refined(types[name], predicate, clause, scene), name in _ALONE
    return None


def _dated(clause: Clause) -> bool:
    """Whether the clause states a day, month or year at which something happens."""
    return any(clause.start <= d.start < clause.end and d.role == "when" for d in clause.sentence.dates)


def _object(predicate: Predicate, clause: Clause) -> Cue | None:
    """The noun of cooperation or help that follows the verb, or is its subject in the passive."""
    structure: Cue | None = None
    aims = [p.end for p in clause.predicates if p.standing == "purpose" and p.start >= predicate.end]
    for cue in clause.cues:
        if aims and cue.start >= aims[0]:
            return structure  # "engage ses partenaires à renforcer |leur coopération|"
        if cue.role == "objects" and predicate.end <= cue.start < predicate.end + _REACH:
            if cue.type != "structure":
                return cue
            structure = structure or cue  # "provided |the secretariat| with technical support"
        if cue.role in ("purpose", "relative") and cue.start > predicate.end:
            return structure
    if structure:
        return structure
    before = next((c for c in clause.cues if c.role == "objects" and c.end <= predicate.start), None)
    if predicate.reflexive or predicate.passive or "consist" in predicate.classes:
        return before
    # "Les consultations entre X et Y ont continué": the cooperation itself is the subject.
    bodies = clause.bodies(clause.start, predicate.start)
    return before if before and bodies and before.start < bodies[0].start else None


def _of_another(predicate: Predicate, object_: Cue, clause: Clause, scene: Scene) -> bool:
    """Whether the noun only completes the verb's object: "ont assuré |les dirigeants de leur| aide"."""
    between = clause.sentence.plain[predicate.end : object_.start].split()
    links = scene.wording.grammar.of
    completes = len(between) > 2 and (between[-1] in links or " ".join(between[-2:]) in links)
    return completes and between[0] in scene.wording.naming.definite


def _holding(predicate: Predicate, found: list[Head], clause: Clause) -> tuple[str, bool] | None:
    """What holding undated or regular meetings amounts to: "tient régulièrement des consultations"."""
    for head in found:
        if head.sense == "event" and head.start > predicate.end and head.many and not head.dates:
            if head.type in ("consultation", "meeting", "dialogue", "visit"):
                return "coordination", False
            return ("support" if head.type == "training" else "joint-work"), False
    return None


def _refined(type: str, predicate: Predicate, clause: Clause, scene: Scene) -> str:
    """Help given together is support, a project named is a project."""
    if type != "joint-work":
        return type
    for cue in clause.cues:
        if cue.start < predicate.end:
            continue
        if cue.role == "objects" and cue.type == "project":
            return "project"
        if cue.role == "objects" and cue.type == "assistance":
            return "support"
    aims = [p for p in clause.predicates if p.standing == "purpose" and p.start >= predicate.end]
    if aims and "help" in aims[0].classes:
        return "support"
    return type


def _actors(predicate: Predicate, clause: Clause, scene: Scene) -> tuple[list[OrganizationMention], bool]:
    bodies = clause.bodies()
    if clause.heir:
        bodies = [*(m for m in clause.subject() if m not in bodies), *bodies]
    if bodies:
        return bodies, False
    # "La coopération a porté sur …": that of the bodies named before.
    if any(c.role == "objects" and c.start < predicate.start for c in clause.cues):
        return scene.references(scene.context.actors, clause.start), True
    return [], False


def _helped(
    predicate: Predicate, clause: Clause, bodies: list[OrganizationMention], scene: Scene
) -> list[OrganizationMention]:
    """Whose text is helped on, where one body alone acts: "un appui à l'examen de la stratégie |de X|".
    The texts of the United Nations are norms that everybody applies."""
    for mention in clause.sentence.organizations:
        inside = predicate.end <= mention.start < clause.end
        if (
            inside
            and mention.via != "seat"
            and mention.id != bodies[0].id
            and not scene.context.is_un(mention.id)
        ):
            return [mention]
    return []


def _holds_event(predicate: Predicate, clause: Clause, others: list[Statement]) -> bool:
    """Whether the purpose of the cooperation is an event already stated: "a collaboré avec X pour
    organiser la réunion"."""
    for statement in others:
        if statement.kind != "event" or not (clause.start <= statement.at < clause.end):
            continue
        holding = [
            p
            for p in clause.predicates
            if predicate.end <= p.start < statement.at
            and p.standing == "purpose"
            and p.classes & {"hold", "part", "provide"}
        ]
        if "attend" in predicate.classes or ("hold" in predicate.classes and statement.at < predicate.start):
            return True
        named = [
            c
            for c in clause.cues
            if c.role == "nouns" and c.type == "hold" and predicate.end <= c.start < statement.at
        ]
        if named and "," not in clause.sentence.text[predicate.end : named[0].start]:
            return True
        if holding and "," not in clause.sentence.text[predicate.end : holding[0].start]:
            return True
        if statement.at > predicate.end and predicate.classes & {"hold", "part"} and not holding:
            return True
    return False


def _statement(
    predicate: Predicate,
    type: str,
    bodies: list[OrganizationMention],
    inferred: bool,
    clause: Clause,
    opening: Opening,
    title: str,
    rule: Rule,
) -> Statement:
    sentence = clause.sentence
    first = min([predicate.start, *(m.start for m in bodies if m.start >= clause.start)])
    start, end = widen(sentence, first, _end(clause, predicate))
    dates = [
        *opening.dates,
        *(d for d in sentence.dates if d.role == "since" and predicate.start <= d.start < clause.end),
    ]
    if not dates and not predicate.reflexive:
        dates = _right_behind(predicate, clause)
    terms = [d for d in sentence.dates if d.role == "term" and predicate.end <= d.start < end]
    places = dict.fromkeys(
        p.name
        for p in sentence.places
        if clause.start <= p.start < end and p.kind in ("country", "region") and p.seat_of is None
    )
    return Statement(
        "activity",
        type,
        start,
        end,
        predicate.start,
        title,
        tuple(bodies),
        rule,
        period=terms[0].edtf if type == "project" and terms else None,
        date=_span_of([d.edtf for d in dates if d.role != "term"]),
        place=tuple(places),
        status=_status(predicate),
        inferred=inferred,
    )


def _right_behind(predicate: Predicate, clause: Clause) -> list[DateMention]:
    """The date right behind the verb, places aside: "ont mené en Asie centrale |en juin 2017| un projet"."""
    sentence = clause.sentence
    for date in sentence.dates:
        if predicate.end <= date.start < clause.end:
            between = list(sentence.plain[predicate.end : date.start])
            for place in sentence.places:
                if predicate.end <= place.start and place.end <= date.start:
                    low, high = place.start - predicate.end, place.end - predicate.end
                    between[low:high] = " " * (high - low)
            behind = all(len(word) <= _LINKING for word in "".join(between).split())
            dates = [d for d in sentence.dates if 0 <= d.start - date.start <= _JOINED and d.role == "when"]
            return dates if behind else []
    return []


def _end(clause: Clause, predicate: Predicate) -> int:
    """Where a statement ends: before ", qui …" or ", comme indiqué …" after its verb, else with the
    clause."""
    main, text = clause.main, clause.sentence.text
    after = max(predicate.end, main.end if main else clause.end)
    for cue in clause.cues:
        if cue.role in ("relative", "aside") and cue.start > after and text[cue.start - 2] == ",":
            return cue.start - 2
    return clause.end


def _span_of(dates: list[str]) -> str | None:
    """One date, or the years from the first to the last where two follow each other: "en 2016 et en 2017"."""
    if (
        len(dates) == 2
        and all(len(d) == 4 and d.isdigit() for d in dates)
        and int(dates[1]) == int(dates[0]) + 1
    ):
        return f"{dates[0]}/{dates[1]}"
    return dates[0] if len(dates) == 1 else None


def _status(predicate: Predicate) -> Status:
    return "under-way" if predicate.present else "done"
