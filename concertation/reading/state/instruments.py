"""Instruments: texts that bodies signed, adopted, launched or drew up. A text merely named or carried out
is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from concertation.reading.clauses import Clause
from concertation.reading.mention import DateMention, OrganizationMention
from concertation.reading.state.heads import Head, Opening, near
from concertation.reading.state.phrases import bounds, status
from concertation.reading.state.scene import Scene
from concertation.reading.state.titles import noun_title
from concertation.reading.statement import Rule, Statement
from concertation.reading.verbs import Predicate

_YEARS = re.compile(r"\d{4}/\d{4}")
_SIGNING = frozenset({"sign", "start", "force", "draft"})
_ARTICLE = 8
"""Characters that a blank and an article take."""
_WORDS = 4
"""Words that may stand between a passive verb and the event at which something was signed."""
_LISTED = 2
"""Words that an "and" and an article take."""
_BEFORE_AGENT = 12
"""Words that a date, a place and a manner take between a participle and its agent."""
_FAR = 60
"""Characters that may stand between "la signature" and the text signed."""


@dataclass(slots=True)
class Signed:
    """A text with the word that makes it one: a verb (`verb`) or a noun ("la signature"), at ``at``."""

    head: Head
    at: int
    end: int
    verb: Predicate | None
    rule: Rule
    dates: list[DateMention] = field(default_factory=list[DateMention])


def instruments(scene: Scene) -> Iterator[Statement]:
    """Yield the instruments that the sentence states."""
    if "instrument" not in scene.sentence.roles:
        return
    kept: list[Statement] = []
    for statement in _stated(scene):
        before = _named_before(statement, kept, scene)
        if before is None:
            kept.append(statement)
        else:
            kept[kept.index(before)] = before._replace(date=statement.date, end=statement.end)
    yield from kept


def _named_before(statement: Statement, kept: list[Statement], scene: Scene) -> Statement | None:
    """The record ahead, without a date, of a text that a word says is meant again: "制定战略，|该|战略…"."""
    again, plain = scene.wording.grammar.again, scene.sentence.plain
    if not again or not scene.wording.ends_with(plain[scene.sentence.start : statement.at], again):
        return None
    return next((other for other in kept if other.type == statement.type and not other.date), None)


def _stated(scene: Scene) -> Iterator[Statement]:
    """Yield each text with each verb or noun of signing that makes it one."""
    for clause, found, opening in scene.parts:
        if clause.denied:
            continue
        texts = [head for head in found if head.sense == "instrument"]
        signed: dict[int, Signed] = {}
        for item in (*_by_verb(clause, texts, scene), *_by_noun(clause, texts, scene)):
            head = item.head
            if head.start not in signed or _tells_more(item, signed[head.start]):
                signed[head.start] = item
        for item in signed.values():
            if _listed_after(item, signed):
                continue
            statement = _statement(item, clause, found, opening, scene)
            # A text that is only described, or a noun of signing, needs a date: else it is named, not stated.
            stated = statement.date or (item.verb is not None and not _describing(item, clause))
            if stated and (statement.actors or _made_known(item, statement)):
                yield statement


def _tells_more(item: Signed, other: Signed) -> bool:
    """Whether a word of signing is dated and another of the same text is not, or only stands in its relative
    clause: "l'accord |que X a conclu| en 2013 a été reconduit en 2018"."""
    if not _dates(item):
        return False
    main = item.verb is not None and item.verb.standing == "main" and not item.verb.relative
    return not _dates(other) or bool(main and other.verb and other.verb.relative)


def _made_known(item: Signed, statement: Statement) -> bool:
    """Whether a text of nobody named is stated all the same: "le Pacte |a été adopté| le 10 décembre"."""
    verb = item.verb
    main = verb is not None and verb.standing == "main" and not verb.relative
    return bool(main and verb and statement.date and (verb.passive or "force" in verb.classes))


def _by_verb(clause: Clause, texts: list[Head], scene: Scene) -> Iterator[Signed]:
    """Texts that are object or subject of a verb of signing."""
    outer = [head for head in texts if not head.nested]
    for predicate in clause.predicates:
        letters = "inform" in predicate.classes and _exchanged(predicate, outer)
        if not (predicate.classes & _SIGNING or letters) or predicate.standing in ("purpose", "coming"):
            continue
        drafting = not letters and not predicate.classes & (_SIGNING - {"draft"})
        if drafting and (predicate.standing != "main" or predicate.passive):
            continue
        if predicate.standing == "gerund" and not _by_doing(predicate, clause):
            continue
        if _only_agreed(predicate, clause):
            continue
        active = predicate.standing == "gerund" or (predicate.standing == "main" and not predicate.passive)
        if predicate.relative and _cited(predicate, clause):
            continue
        objects = _after(predicate, outer, clause) or _fronted(predicate, outer, clause, scene)
        if scene.wording.grammar.facts_first and not objects:
            active = False  # no word marks the passive: the text stands ahead of its verb
        ahead = "force" in predicate.classes and not (
            scene.wording.grammar.verb_first and not _before(predicate, texts, clause)
        )
        if active and not ahead and not _object_ahead(predicate, outer, clause):
            for head in objects:
                if head.type != "resolution" or not head.many:
                    dates = _between(head, predicate, scene)
                    yield Signed(head, predicate.start, predicate.end, predicate, "instrument-verb", dates)
        elif (text := _behind_reflexive(predicate, outer, clause)) is not None:
            yield Signed(text, predicate.start, predicate.end, predicate, "instrument-verb")
        elif (head := _before(predicate, texts, clause)) and _is_new(head, predicate):
            dates = _between(head, predicate, scene)
            yield Signed(head, predicate.start, predicate.end, predicate, "instrument-participle", dates)
        elif predicate.passive and (after := _after(predicate, outer, clause)):
            yield Signed(after[0], predicate.start, predicate.end, predicate, "instrument-verb")


def _only_agreed(predicate: Predicate, clause: Clause) -> bool:
    """Whether an infinitive behind a verb says what is to be done with a text: "acordaron |ampliar| el
    plan"."""
    return any(
        p.standing == "purpose" and p.verb - predicate.end > 0 and near(clause, predicate.end, p.verb, 1)
        for p in clause.predicates
    )


def _behind_reflexive(predicate: Predicate, texts: list[Head], clause: Clause) -> Head | None:
    """The text right behind a passive in the form of a reflexive verb: "conforme al plan, |se firmó un
    acuerdo|"."""
    after = _after(predicate, texts, clause) if predicate.passive and predicate.reflexive else []
    return after[0] if after and near(clause, predicate.end, after[0].start, _LISTED) else None


def _is_new(head: Head, predicate: Predicate) -> bool:
    """Whether a text is stated and no resolution only cited: "la résolution 2719 |a été adoptée|"."""
    return head.type != "resolution" or (predicate.standing == "main" and not predicate.relative)


def _exchanged(predicate: Predicate, texts: list[Head]) -> bool:
    """Whether letters are what is exchanged: "ont échangé |des lettres d'entente|"."""
    return any(head.type == "letter" and 0 <= head.start - predicate.end <= _ARTICLE for head in texts)


def _by_doing(predicate: Predicate, clause: Clause) -> bool:
    """Whether a gerund states what was done ("|en| adoptant", ", signing") and is no object ("discussed
    signing")."""
    text = clause.sentence.text[clause.start : predicate.start].rstrip()
    return not text or text[-1] == "," or text.rsplit(None, 1)[-1].lower() in ("en", "by")


def _cited(predicate: Predicate, clause: Clause) -> bool:
    """Whether it is said of a text cited ("la résolution |par laquelle| elle a approuvé …")."""
    relatives = [c for c in clause.cues if c.role == "relative" and c.start < predicate.start]
    return bool(relatives) and relatives[-1].type == "cited"


def _object_ahead(predicate: Predicate, texts: list[Head], clause: Clause) -> bool:
    """Whether the object stands ahead: "une feuille de route que les dirigeants ont approuvée"."""
    if not predicate.relative:
        return False
    relatives = [c for c in clause.cues if c.role == "relative" and c.start < predicate.start]
    last = relatives[-1] if relatives else None
    return last is not None and last.type == "object" and any(head.end <= last.start for head in texts)


def _after(predicate: Predicate, texts: list[Head], clause: Clause) -> list[Head]:
    """The texts that follow a verb, up to the next verb that states something or a purpose."""
    end = clause.end
    for other in clause.predicates:
        if other.start >= predicate.end and (other.standing == "main" or other.relative):
            end = min(end, other.start)
    closed = {start for start, _ in clause.closed}
    for cue in clause.cues:
        if cue.role == "purpose" and cue.start >= predicate.end and cue.start in closed:
            end = min(end, cue.start)
    return [head for head in texts if predicate.end <= head.start < end][:3]


def _fronted(predicate: Predicate, texts: list[Head], clause: Clause, scene: Scene) -> list[Head]:
    """The text that opens the clause as the object of an active verb, its subject behind: "Меморандум
    |подписали| ООН и ОДКБ"."""
    if not scene.wording.grammar.free_order or clause.bodies(clause.start, predicate.start):
        return []
    behind = any(0 <= m.start - predicate.end <= _ARTICLE for m in clause.acting)
    return texts[:1] if behind and texts and texts[0].start < predicate.start else []


def _between(head: Head, predicate: Predicate, scene: Scene) -> list[DateMention]:
    """The dates between a text and its verb, where these may stand apart: "Меморандум |5 мая| подписали
    …"."""
    if not scene.wording.grammar.free_order or predicate.standing == "participle":
        return []
    return [date for date in head.dates if date.end <= predicate.start]


def _before(predicate: Predicate, texts: list[Head], clause: Clause) -> Head | None:
    """The text that a participle describes or a passive verb is said of: the last that stands by itself
    before it."""
    low = clause.start
    for other in clause.predicates:
        if other.end <= predicate.start and other.standing == "main" and not other.relative:
            low = max(low, other.end)
    near = [head for head in texts if low <= head.start < predicate.start]
    outer = [head for head in near if not head.nested]
    if outer:
        return outer[-1]
    if near and clause.sentence.words(near[-1].end, predicate.start) <= 2:
        return near[-1]
    return None


def _by_noun(clause: Clause, texts: list[Head], scene: Scene) -> Iterator[Signed]:
    """Texts after "la signature de", with those that an "and" joins and that have a date of their own."""
    for cue in clause.cues:
        if cue.role != "nouns" or cue.type not in ("sign", "start"):
            continue
        following = [head for head in texts if head.start >= cue.end and not head.nested]
        if not following or len(_without_dates(clause, cue.end, following[0].start)) > _FAR:
            continue
        first = following[0]
        dates = [d for d in clause.sentence.dates if cue.end <= d.start < first.start and d.role == "when"]
        yield Signed(first, cue.start, cue.end, None, "instrument-noun", dates)
        for head in following[1:]:
            if head.dates and not any(
                cue.end < c.start < head.start and c.role == "nouns" for c in clause.cues
            ):
                yield Signed(head, head.start, head.end, None, "instrument-noun")
            else:
                break


def _without_dates(clause: Clause, start: int, end: int) -> str:
    text = clause.sentence.text[start:end]
    for date in clause.sentence.dates:
        if start <= date.start < end:
            text = text.replace(clause.sentence.text[date.start : date.end], "")
    return text


def _listed_after(item: Signed, signed: dict[int, Signed]) -> bool:
    """Whether a plural is only the heading of texts named after it: "deux accords-cadres : le Cadre …,
    signé"."""
    return item.head.many and any(
        other.head.start > item.head.start and not other.head.many for other in signed.values()
    )


def _dates(item: Signed) -> list[DateMention]:
    """The dates of the signing: what stands between the text and its verb is said of something else
    ("l'accord a expiré |en décembre| et a été prorogé")."""
    own = [
        d
        for d in item.head.dates
        if item.verb is None or d.start > item.verb.start or item.verb.start < item.head.start
    ]
    return _whens([*item.dates, *own])


def _behind_comma(item: Signed, date: DateMention, clause: Clause) -> bool:
    """Whether a comma parts a date from the verb of which it would be said."""
    verb = item.verb
    main = verb is not None and verb.standing == "main" and not verb.relative
    return main and item.end <= date.start and "," in clause.sentence.text[item.end : date.start]


def _whens(dates: list[DateMention]) -> list[DateMention]:
    """The dates among `dates` on which something may be signed; a stretch of years is a term."""
    return [d for d in dates if d.role == "when" and not _YEARS.fullmatch(d.edtf)]


def _at_event(item: Signed, found: list[Head], scene: Scene) -> list[DateMention]:
    """The date of the event at which a text was signed: "lors du sommet, tenu le 3 mai, ils ont signé …"."""
    end = max(item.at, item.head.start)
    for head in found:
        if head.sense == "event" and head.end <= end and not head.nested and not scene.apart(head):
            return _whens(head.dates)
    occasion = _occasion(item, found, scene)
    return _whens(occasion.dates) if occasion else []


def _occasion(item: Signed, found: list[Head], scene: Scene) -> Head | None:
    """The event named right behind a passive verb: "был принят |на восьмом саммите| АСЕАН"."""
    if item.verb is None or not (item.verb.passive or _without_subject(item, scene)):
        return None
    end = item.end if item.verb.passive else max(item.end, item.head.end)
    for head in found:
        if head.sense == "event" and head.start >= end:
            parted = "," in scene.sentence.text[end : head.start]
            return head if not parted and 0 < scene.sentence.words(end, head.start) <= _WORDS else None
    return None


def _without_subject(item: Signed, scene: Scene) -> bool:
    """Whether a verb that stands first has no body behind it, as it has none where it is passive: "اعتُمدت
    |الخطة|"."""
    return scene.wording.grammar.verb_first and any(
        clause.main is item.verb and not clause.subject() for clause, _, _ in scene.parts
    )


def _statement(item: Signed, clause: Clause, found: list[Head], opening: Opening, scene: Scene) -> Statement:
    head = item.head
    dates = _dates(item)
    if dates and _whens(opening.dates) and _behind_comma(item, dates[0], clause):
        dates = []  # "In November 2024, it was adopted, unlike that |of 2016|"
    if not dates and not _describing(item, clause):
        dates = _whens(opening.dates) or _at_event(item, found, scene)
    terms = head.terms or [
        d for d in clause.sentence.dates if d.role == "term" and head.start <= d.start < head.phrase
    ]
    actors, inferred = _actors(item, clause, found, scene)
    if inferred and (occasion := _occasion(item, found, scene)):
        own = scene.acting(occasion.start, clause.end)
        actors, inferred = (own, False) if own else (actors, inferred)
    ordinal = head.ordinals[0] if head.ordinals else None
    facts = [*dates[:1], *([ordinal] if ordinal else [])]
    start, end = bounds(
        clause, head, facts, [m for m in actors if not _describing(item, clause) or m.start >= head.start]
    )
    start, end = (
        min(start, item.at if item.at >= clause.start else start),
        max(end, min(item.end, clause.end)),
    )
    return Statement(
        "instrument",
        head.type,
        start,
        end,
        head.start,
        noun_title(head, clause, scene.wording, ordinal, one=False),
        tuple(actors),
        item.rule,
        ordinal=ordinal.value if ordinal else None,
        date=dates[0].edtf if dates else None,
        period=terms[0].edtf if terms else None,
        place=_places(item, clause, found, opening) if dates else (),
        status=status(clause, item.verb, scene),
        inferred=inferred,
    )


def _places(item: Signed, clause: Clause, found: list[Head], opening: Opening) -> tuple[str, ...]:
    """The cities where a text was signed: those that stand with it, open the clause, stand between its verb
    and it, or are where what is said before took place ("s'est rendue à Djedda, |où| elle a signé")."""
    own = item.head.places
    verb = item.verb
    if not own and verb is not None and not _describing(item, clause):
        first = min((m.start for m in clause.acting), default=clause.end)
        own = [p for p in opening.places if p.start < first or verb.end <= p.start < item.head.start]
        if verb.relative and not own:
            placed = [head for head in found if head.end <= verb.start and head.places]
            own = placed[-1].places if placed else own
    cities = [place for place in own if place.kind == "city" and place.seat_of is None]
    return tuple(dict.fromkeys(place.name for place in cities))


def _describing(item: Signed, clause: Clause) -> bool:
    """Whether the verb only describes the text ("un accord signé en mai"), so that the clause is about
    other things.
    What happens "au cours duquel" is not said of a text."""
    if item.verb is None or item.verb.standing == "participle":
        return item.verb is not None
    relatives = [c for c in clause.cues if c.role == "relative" and c.start < item.verb.start]
    return item.verb.relative and bool(relatives) and relatives[-1].type != "during"


def _actors(
    item: Signed, clause: Clause, found: list[Head], scene: Scene
) -> tuple[list[OrganizationMention], bool]:
    """Whose text it is: those who signed; else those it is named after or made between; else the clause's
    subject."""
    head, text = item.head, clause.sentence
    organizations = [
        m for m in text.organizations if clause.start <= m.start < clause.end and m.via != "seat"
    ]
    if item.verb and (agent := _agent(item, clause, organizations, scene)):
        return [*agent, *(m for m in _subjects(item, organizations, clause) if m not in agent)], False
    named = [m for m in organizations if head.start <= m.start < _own_end(item, clause)]
    if (
        item.verb
        and not _describing(item, clause)
        and not item.verb.passive
        and "force" not in item.verb.classes
    ):
        bodies = clause.bodies()
        subject = clause.subject()
        bodies = [*(m for m in subject if m not in bodies), *bodies]
        acting = [
            m
            for m in bodies
            if not (head.start <= m.start < head.phrase) or (m.via == "body" and head.type != "resolution")
        ]
        acting = [m for m in acting if not _at_occasion(m, item, found)] or acting
        if acting:
            further = [*_partners(item, clause, scene), *_subjects(item, organizations, clause)]
            return [*acting, *(m for m in further if m not in acting)], False
    if len({m.id for m in named}) >= 2 or (named and item.verb and not _with_partner(item, clause)):
        return named, False
    if item.verb is None and named:
        return named, False
    if item.verb is None and item.at > (clause.main.start if clause.main else clause.end):
        before = [
            m for m in scene.sentence.organizations if m.start < item.at and m.via not in ("text", "seat")
        ]
        if before:
            return before[-1:], False
    first = clause.main.start if clause.main else clause.end
    bodies = [m for m in clause.bodies() if m.start < max(first, head.start)] or clause.subject()
    if _with_partner(item, clause):
        bodies += [m for m in clause.bodies() if m.start >= item.end and m not in bodies]
    if bodies:
        return bodies, False
    return scene.references(scene.context.meeting or scene.context.actors, clause.start), True


def _at_occasion(mention: OrganizationMention, item: Signed, found: list[Head]) -> bool:
    """Whether a body belongs to the event at which others signed: "at a summit |hosted by X|, Y signed"."""
    return any(
        head.sense == "event" and head.framed and head.start < mention.start < head.phrase <= item.at
        for head in found
    )


def _partners(item: Signed, clause: Clause, scene: Scene) -> list[OrganizationMention]:
    """With whom a text was signed, where that stands in a relative clause: ", où elle a signé |avec X|"."""
    if item.verb is None or not item.verb.relative:
        return []
    return [m for m in scene.partners(clause) if m.start >= item.end]


def _subjects(
    item: Signed, organizations: list[OrganizationMention], clause: Clause
) -> list[OrganizationMention]:
    """The bodies of a resolution on cooperation with them: it is theirs too."""
    head = item.head
    if head.type != "resolution":
        return []
    about = [
        c.end for c in clause.cues if c.role == "objects" and c.type == "joint-work" and c.start >= head.end
    ]
    return [m for m in organizations if about and about[0] <= m.start < head.phrase and m.id != "UN"]


def _own_end(item: Signed, clause: Clause) -> int:
    """Where the words that name the text end: at its verb, or with its phrase."""
    if item.verb and item.at > item.head.start:
        return item.at
    end = item.head.phrase
    for predicate in clause.predicates:
        if item.head.end <= predicate.start < end and predicate.standing != "participle":
            end = predicate.start
    return end


def _agent(
    item: Signed, clause: Clause, organizations: list[OrganizationMention], scene: Scene
) -> list[OrganizationMention]:
    """The bodies after "par" or "entre": "adopté |par l'Assemblée générale|", "se firmó |entre la OSCE y
    …|"."""
    if item.verb is None or not (item.verb.passive or item.verb.standing == "participle"):
        return []
    agents = scene.wording.grammar.agents | scene.wording.naming.pairs
    for mention in organizations:
        if mention.start >= item.end and not agents.isdisjoint(
            _before_agent(item.end, mention.start, clause, scene)
        ):
            return _listed_from(mention, organizations, clause)
    return []


def _listed_from(
    first: OrganizationMention, organizations: list[OrganizationMention], clause: Clause
) -> list[OrganizationMention]:
    """The bodies from `first` on, up to a comma behind which something else than the next one stands."""
    listed = [first]
    for mention in organizations:
        if mention.start == first.start and mention is not first:
            listed.append(mention)  # "par |les deux organisations|"
        elif mention.start >= listed[-1].end:
            parted = "," in clause.sentence.text[listed[-1].end : mention.start]
            if parted and clause.sentence.words(listed[-1].end, mention.start) > _LISTED:
                break
            listed.append(mention)
    return listed


def _before_agent(start: int, end: int, clause: Clause, scene: Scene) -> list[str]:
    """The words between a participle and a body that may say it acted: the first, or the last but for an
    article ("adoptée à l'unanimité |par le| Conseil"); where its case shows who acted, dates and places
    aside: "подписан |в Риме 5 мая| ООН"."""
    if "" not in scene.wording.grammar.agents:
        words = clause.sentence.plain[start:end].split()
        return [*words[:1], *(words[-2:] if len(words) <= _BEFORE_AGENT else [])]
    sentence = clause.sentence
    rest = list(sentence.plain[start:end])
    for fact in (*sentence.dates, *sentence.places):
        if start <= fact.start and fact.end <= end:
            rest[fact.start - start : fact.end - start] = " " * (fact.end - fact.start)
    words = [word for word in "".join(rest).split() if word not in scene.wording.grammar.hosts]
    return words[:1] or [""]


def _with_partner(item: Signed, clause: Clause) -> bool:
    """Whether the text was signed "avec" somebody: then the subject signed it too."""
    return any(cue.role == "partner" and item.end <= cue.start < item.end + _FAR for cue in clause.cues)
