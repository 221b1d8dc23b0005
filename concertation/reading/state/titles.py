"""What a record is called, so that its title can stand alone in a list and matches from section to section.

A title is made of the words of the text: a noun with what belongs to it, or the noun of a verb with its
object (see `naming`). It holds no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from concertation.reading.clauses import Clause
from concertation.reading.mention import AmountMention, OrdinalMention, Span
from concertation.reading.naming import Noun
from concertation.reading.sentences import Sentence
from concertation.reading.state.facts import hosted
from concertation.reading.state.heads import Head
from concertation.reading.state.trimming import LIMIT, noun_phrase, words_between
from concertation.reading.verbs import Predicate
from concertation.reading.wording import Cue, Wording

_WORD = re.compile(r"[^ ]+")
_MARK = re.compile("[,;:]")
_YEAR = re.compile(r"(?<=\d)\(\d{4}\)")
_SKIPPED = 120
"""Characters of dates and places that may stand between a meeting and what it is about."""
_NEAR = 8
"""Characters that a preposition and an article take before a date or place."""
_JOINED = 40
"""Characters of a script without blanks that may stand before a noun and belong to it."""
_AHEAD = 4
"""Words that may stand between a verb and the noun of cooperation that is its object."""


def noun_title(
    head: Head, clause: Clause, wording: Wording, ordinal: OrdinalMention | None, *, one: bool
) -> str:
    """The name of an event or a text with its ordinal, in the singular where it is `one` of several."""
    sentence = clause.sentence
    number = sentence.text[ordinal.start : ordinal.end] if ordinal else ""
    if head.called:
        return f"{number} {head.called}"
    if head.series is not None:
        return wording.naming.join(number, "", noun_title(head.series, clause, wording, None, one=True))
    end = _noun_end(head, clause, wording)
    start = name_start(head, clause, wording)
    ahead = [o for o in head.ordinals if o.start < head.start]
    if one and ordinal and wording.grammar.numbers_after:
        return _numbered_behind(head, ordinal, end, sentence, wording)
    if one or (ordinal is None and ahead):
        core = _without_numbers(head, end, sentence, wording)
        single = wording.naming.one(core) if head.many else core
        if single is not None:
            start = max([start, *(o.end for o in ahead)])
            title = " ".join(filter(None, (number, sentence.text[start : head.start].strip(), single)))
            return _first_case(title, head, sentence, wording)
    start = min([start, *(o.start for o in ahead)])
    title = _first_case(noun_phrase(sentence, start, end, wording), head, sentence, wording)
    for word in number.split() if wording.naming.numerals else ():
        title = title.replace(word, wording.naming.numerals.get(word, word), 1)
    topic = _topic(end, head, clause, wording)
    return title + topic


def _numbered_behind(
    head: Head, ordinal: OrdinalMention, end: int, sentence: Sentence, wording: Wording
) -> str:
    """The name of one of several events whose numbers stand behind their noun: of "الدورتان السابعة والثامنة
    للمجلس", "الدورة السابعة للمجلس"."""
    numerals = wording.naming.numerals
    words = sentence.text[ordinal.start : ordinal.end].split()
    noun = sentence.text[head.start : head.end]
    numbered = [wording.naming.one(noun) or noun, *(numerals.get(word, word) for word in words)]
    rest = noun_phrase(sentence, max(o.end for o in head.ordinals), end, wording)
    return " ".join([*numbered, *([rest] if rest else [])])


def _without_numbers(head: Head, end: int, sentence: Sentence, wording: Wording) -> str:
    """The noun of a head up to `end` without the numbers behind it: "períodos de sesiones |28º y 30º| de
    …"."""
    behind = [o for o in head.ordinals if head.end <= o.start < end]
    if not behind:
        return noun_phrase(sentence, head.start, end, wording)
    noun = noun_phrase(sentence, head.start, behind[0].start, wording)
    rest = words_between(sentence, min(behind[-1].end, end), end, wording, len(noun))
    return wording.naming.join(noun, "", rest)


def _first_case(title: str, named: Head | Cue, sentence: Sentence, wording: Wording) -> str:
    """The title with its noun, and what stands before it, in the first case: "|рабочее совещание| ШОС"."""
    written = sentence.text[named.start : named.end]
    noun = wording.nominatives.get(sentence.plain[named.start : named.end])
    before, found, after = title.partition(written)
    if noun is None or not found:
        return title
    agreeing = wording.naming.agreeing
    ahead = [word if word.isupper() else agreeing(word, noun.split()[0]) for word in before.split()]
    if not all(wording.naming.agrees(word, noun.split()[0]) for word in ahead):
        return title  # "ежегодные |совещания|": of the noun's cases that look alike, it is another's
    pairs = zip(noun.split(), written.split(), strict=False)
    cased = [word[0].upper() + word[1:] if old[0].isupper() else word for word, old in pairs]
    if wording.naming.case and written.endswith(wording.naming.case) and noun != written:
        after = wording.naming.agreeing_behind(after)
    return " ".join([*ahead, *cased]) + after


def act_title(predicate: Predicate, clause: Clause, wording: Wording) -> str:
    """The name of an event that a verb states: "a rencontré le Président", "rencontre avec le Président"."""
    noun = _noun_of(predicate, clause, wording)
    if wording.grammar.verb_first:
        return _behind_subject(noun, predicate, clause, wording)
    start = _skip(predicate.end, clause, wording)
    visit = "visit" in predicate.classes or "visiting" in predicate.classes
    end = min([clause.end, *(c.start for c in clause.cues if c.role == "purpose" and c.start > start)])
    if predicate.passive or (not visit and (_fact_at(start, clause) or _alone(start, noun, clause, wording))):
        for cue in clause.cues:
            if cue.role == "partner" and start <= cue.start and _only_facts(start, cue.start, clause):
                return wording.naming.join(
                    noun.text, "", _rest(cue.start, end, clause, wording, len(noun.text))
                )
        if wording.naming.agreement:
            return noun.text  # the subject would have to change its case
        if (subject := _subject(predicate, clause, wording)) or _fact_at(start, clause):
            return wording.naming.join(noun.text, noun.subject, subject)
    if not visit:
        end = min([end, *(p.start for p in clause.sentence.places if p.start > start and p.seat_of is None)])
    return _verbal(noun, start, end, clause, wording)


def _behind_subject(noun: Noun, predicate: Predicate, clause: Clause, wording: Wording) -> str:
    """The noun of a verb with the other body that stands behind its subject, or the place visited; where
    there is neither, with the bodies that are its subject."""
    sentence, join = clause.sentence, wording.naming.join
    reach = clause.reach if predicate is clause.main else predicate.end
    others: list[Span] = [m for m in clause.acting if m.start >= reach]
    if not others and "visit" in predicate.classes:
        others = [p for p in sentence.places if predicate.end <= p.start < clause.end]
    if others:
        return join(noun.text, noun.object or "", sentence.text[others[0].start : others[0].end])
    subject = [m for m in clause.subject() if m.start >= predicate.end]
    if noun.subject and len(subject) > 1 and all(m.via == "body" for m in subject):
        return join(noun.text, noun.subject, sentence.text[subject[0].start : subject[-1].end])
    return noun.text


def activity_title(
    predicate: Predicate, object_: Cue | None, end: int, clause: Clause, wording: Wording
) -> str:
    """The name of a cooperation: its noun where the text has one ("collaboration avec"), else the verb's."""
    sentence = clause.sentence
    noun = _noun_of(predicate, clause, wording)
    start = _skip(predicate.end, clause, wording)
    if manner := _starts_with(sentence, start, wording.naming.manner):
        return _rest(start + manner.index(" ") + 1, end, clause, wording)
    if predicate is clause.main:
        start = max(start, _skip(clause.reach, clause, wording))  # behind a subject that follows the verb
    if object_ is None:
        return _verbal(noun, start, end, clause, wording)
    if object_.start < predicate.end:
        before = words_before(object_.start, clause, wording)
        return noun_phrase(sentence, before, predicate.start, wording)
    if wording.naming.agreement:
        # "оказывает |государствам| помощь": who is helped may stand ahead of the noun.
        ahead = words_before(object_.start, clause, wording)
        return _first_case(_object(ahead, object_.end, end, clause, wording), object_, sentence, wording)
    between = sentence.plain[start : object_.start].split()
    while between and between[0] in wording.naming.articles:
        between = between[1:]
    near = len(between) <= _AHEAD and wording.naming.stops.isdisjoint(between)
    return _object(start if near else object_.start, object_.end, end, clause, wording)


def state_title(cue: Cue, end: int, clause: Clause, wording: Wording) -> str:
    """The name of a state or presence, from its cue on: "bureau de liaison auprès de la Ligue"."""
    sentence, naming = clause.sentence, wording.naming
    words = sentence.plain[cue.start : cue.end].split()
    if noun := naming.verbs.get(words[-1]):
        return _verbal(noun, _skip(cue.end, clause, wording), clause.end, clause, wording)
    start = cue.start
    for word in words:
        if word not in naming.trailing:
            break
        start = sentence.plain.index(word, start) + len(word) + 1
    if start == cue.start:
        start = words_before(start, clause, wording)
    return noun_phrase(sentence, start, min([end, *_ends(cue.end, clause, wording)]), wording)


def resource_title(type: str, amount: AmountMention, sentence: Sentence, wording: Wording) -> str:
    """The name of a resource: its type's noun and the amount as the text has it."""
    noun = wording.naming.resources[type]
    written = " ".join(sentence.text[amount.start : amount.end].split())
    return wording.naming.join(noun.text, noun.object or "", written)


def name_start(head: Head, clause: Clause, wording: Wording) -> int:
    """Where the name of a head starts: "the |AU-UN Joint| Framework"; a verb has no words before."""
    if head.name < 0:
        head.name = head.start if head.sense == "act" else words_before(head.start, clause, wording)
    return head.name


def words_before(at: int, clause: Clause, wording: Wording) -> int:
    """Where the words before a noun that belong to it start: "a |high-level interactive| dialogue"."""
    if wording.writing.parted == "none":
        return _joined_before(at, clause, wording)
    sentence, naming = clause.sentence, wording.naming
    text, plain = sentence.text, sentence.plain
    if text[at - 1] not in " \u00a0" or plain[plain.rfind(" ", 0, at - 1) + 1 : at - 1] in naming.stops:
        return at  # an article or a preposition, as most often
    stated = [p.end for p in clause.predicates if p.standing in ("main", "coming") and p.end <= at]
    stated += [cue.end for cue in clause.cues if cue.role == "nouns" and cue.end < at]
    floor = max([clause.start, *stated])
    start = at
    for _ in range(naming.before + 1):
        low = start - 1
        if low < floor or text[low] not in " \u00a0":
            return start
        if text[low - 1] in '"”»':
            opening = text.rfind({'"': '"', "”": "“", "»": "«"}[text[low - 1]], floor, low - 1)
            return opening if opening > 0 else start
        cut = max(plain.rfind(" ", floor, low) + 1, floor)
        word = plain[cut:low]
        dated = any(d.start < low and cut < d.end for d in sentence.dates)
        if not word or word in naming.stops or word.isdigit() or dated or not naming.qualifies(word):
            return start
        start = cut
    return at


def _joined_before(at: int, clause: Clause, wording: Wording) -> int:
    """Where the words before a noun start in a script that parts none: behind the last verb, name, fact or
    mark ahead of it."""
    sentence = clause.sentence
    quote = sentence.text.rfind("«", clause.start, at) + 1
    if quote > sentence.text.rfind("»", clause.start, at) + 1:
        return quote
    places = [place for place in sentence.places if place.end <= at and hosted(place, clause, wording)]
    spans = (*clause.predicates, *sentence.organizations, *places, *sentence.dates)
    ends = [span.end for span in spans if span.end <= at]
    ends += [c.end for c in clause.cues if c.end <= at and c.role in ("partner", "frame", "planned")]
    # The year of a symbol stands in brackets: "第2408(2018)号决议".
    text = _YEAR.sub("------", sentence.text[clause.start : at])
    marks = [clause.start + text.rfind(mark) + 1 for mark in ",;:.()«»"]
    start = max([*ends, *marks])
    return start if at - start <= _JOINED else at


def _noun_end(head: Head, clause: Clause, wording: Wording) -> int:
    """Where the noun phrase of a head ends: at its first fact, comma or verb."""
    sentence = clause.sentence
    if wording.grammar.noun_last:
        return head.end + sentence.text.startswith("»", head.end)
    ends = [head.phrase, *_ends(head.end, clause, wording)]
    ends += [place.start for place in head.places if place.start >= head.end]
    ends += [p.start for p in clause.predicates if p.start >= head.end]
    ends += [o.start for o in sentence.ordinals if o.start >= head.end and 0 <= head.phrase - o.end <= 1]
    ends += [
        name.start
        for name in sentence.unknown
        if name.start >= head.end
        and sentence.plain[: name.start].rsplit(None, 1)[-1] in wording.grammar.hosts
    ]
    return max(min(ends), head.end)


def _ends(at: int, clause: Clause, wording: Wording) -> Iterator[int]:
    """Where a noun phrase may end after `at`: at a mark, date, verb, relative clause, purpose or partner."""
    sentence, naming = clause.sentence, wording.naming
    yield clause.end
    yield from _marks(at, clause)
    yield from _finite(at, clause.end, sentence, wording)
    yield from (date.start for date in sentence.dates if date.start >= at)
    closed = {start for start, _ in clause.closed}
    for cue in clause.cues:
        if cue.start < at:
            continue
        if cue.role in ("relative", "contrast", "planned"):
            yield cue.start
        elif cue.role == "purpose" and (cue.type != "infinitive" or cue.start in closed):
            if not _starts_with(sentence, cue.start, naming.topics):
                yield cue.start
        elif cue.role == "partner" and " " in sentence.plain[cue.start : cue.end].strip():
            yield cue.start


def _marks(at: int, clause: Clause) -> Iterator[int]:
    """The first mark that parts phrases after `at`."""
    if mark := _MARK.search(clause.sentence.text, at, clause.end):
        yield mark.start()


def _finite(at: int, end: int, sentence: Sentence, wording: Wording) -> Iterator[int]:
    """Where a verb that no list of records holds goes on: "le Forum |a| rassemblé", "et |lui| sert"."""
    if word := wording.naming.finite.search(sentence.plain, at, end):
        yield word.start() + 1


def _topic(end: int, head: Head, clause: Clause, wording: Wording) -> str:
    """What a meeting is about, with the blank or comma ahead, where that follows its date and place or is the
    purpose of a bare noun."""
    sentence = clause.sentence
    if sentence.plain[head.end : end].strip() and not _fact_at(end, clause):
        return ""
    for word in _WORD.finditer(sentence.plain, end, min(end + _SKIPPED, clause.end)):
        at = word.start()
        if word.group() in wording.naming.topics and _starts_with(sentence, at, wording.naming.topics):
            dated = any(0 <= d.start - at <= _NEAR for d in sentence.dates)
            if not dated and _only_facts(end, at, clause):
                rest = _rest(at, clause.end, clause, wording, end - head.start)
                # A participle that follows its noun stands behind a comma where words agree.
                parted = wording.naming.agreement and sentence.text[at - 2 : at] == ", "
                return f", {rest}" if parted else f" {rest}"
    if head.sense == "event" and not head.ordinals:
        for cue in clause.cues:
            if cue.role == "purpose" and cue.start - head.end == 1 and cue.start >= end:
                return f" {_rest(cue.start, clause.end, clause, wording, head.end - head.start)}"
    return ""


def _only_facts(start: int, end: int, clause: Clause) -> bool:
    """Whether nothing but dates, places, a participle and function words stand between."""
    sentence = clause.sentence
    rest = list(sentence.plain[start:end])
    described = [p for p in clause.predicates if p.standing == "participle"]
    for fact in (*sentence.dates, *sentence.places, *described):
        if start <= fact.start and fact.end <= end:
            rest[fact.start - start : fact.end - start] = " " * (fact.end - fact.start)
    return all(len(word) <= 3 for word in "".join(rest).split())


def _fact_at(at: int, clause: Clause) -> bool:
    """Whether a date or a place is the next thing said, or nothing more is."""
    sentence = clause.sentence
    if not sentence.plain[at : clause.end].strip():
        return True
    facts = [f.start for f in (*sentence.dates, *sentence.places) if 0 <= f.start - at <= _NEAR]
    return any(sentence.words(at, fact) <= 2 for fact in facts)


def _alone(at: int, noun: Noun, clause: Clause, wording: Wording) -> bool:
    """Whether a verb that links its subjects has no object and no partner: "se sont réunis |en ligne|"."""
    first = clause.sentence.plain[at : clause.end].split(None, 1)[:1]
    partner = any(c.role == "partner" and c.start == at for c in clause.cues)
    return bool(noun.subject and first) and first[0] in wording.naming.prepositions and not partner


def _subject(predicate: Predicate, clause: Clause, wording: Wording) -> str:
    """The subject of a verb as the text has it, "" where it is a pronoun or no plain noun phrase."""
    sentence = clause.sentence
    text = sentence.text
    start = max(clause.start, text.rfind(",", clause.start, predicate.start) + 1)
    while text[start] in " \u00a0":
        start += 1
    inside = [c.role for c in clause.cues if start <= c.start < predicate.start]
    facts = [f for f in (*sentence.dates, *clause.predicates) if start <= f.start < predicate.start]
    subject = words_between(sentence, start, predicate.start, wording)
    if facts or "relative" in inside or "pronoun" in inside or " " not in subject or len(subject) > LIMIT:
        return ""
    first = sentence.plain[start : start + 24].split(None, 1)[0]
    return subject[0].lower() + subject[1:] if first in wording.naming.articles else subject


def _verbal(noun: Noun, start: int, end: int, clause: Clause, wording: Wording) -> str:
    """The noun of a verb with what follows the verb."""
    first = clause.sentence.plain[start:end].split(None, 1)[:1]
    naming = wording.naming
    if not first or first[0] in naming.pronouns:
        return noun.text
    if not noun.text:
        return _object(start, start + len(first[0]), end, clause, wording)
    led = first[0] in naming.prepositions
    if not led and noun.object is None:
        return noun.text
    rest = _rest(start, end, clause, wording, len(noun.text) + len(noun.object or "") + 2, keep=True)
    return naming.join(noun.text, "", rest) if led else _linked(noun, rest, wording)


def _linked(noun: Noun, rest: str, wording: Wording) -> str:
    """The noun and its object, the aim put as the noun wants it: "aide à la CARICOM |pour| exécuter"."""
    naming = wording.naming
    words = rest.split(" ")
    for at in range(1, len(words) - 1):
        if words[at] == noun.mark and words[at + 1].endswith(wording.grammar.infinitive_endings):
            words[at] = noun.aim
            break
    for at in range(1, len(words) - 1):
        if words[at] in wording.grammar.joins and words[at + 1] in naming.articles and noun.object:
            # "aidé le secrétariat et |les| institutions": the link is said twice.
            words[at:] = naming.join(words[at], noun.object, " ".join(words[at + 1 :])).split(" ")
            break
        if words[at] in naming.prepositions and words[at] not in naming.articles:
            break
    return naming.join(noun.text, noun.object or "", " ".join(words))


def _noun_of(predicate: Predicate, clause: Clause, wording: Wording) -> Noun:
    words = " ".join(clause.sentence.plain[predicate.verb : predicate.end].split())
    return wording.naming.verbs.get(words) or Noun()


def _object(start: int, bare: int, end: int, clause: Clause, wording: Wording) -> str:
    """A noun of cooperation that ends at `bare`, with what belongs to it; behind ", notamment" it goes on."""
    sentence = clause.sentence
    if sentence.text[bare : bare + 1] == ",":
        after = _skip(bare + 1, clause, wording)
        led = sentence.plain[after : after + 24].split(None, 1)[:1]
        gerund = any(p.standing == "gerund" and after <= p.start <= after + 4 for p in clause.predicates)
        head = noun_phrase(sentence, start, bare, wording)
        if after > bare + 2 and led and led[0] in wording.naming.prepositions and not gerund:
            return wording.naming.join(head, "", _rest(after, end, clause, wording, len(head)))
        return head
    return _rest(start, end, clause, wording, least=bare)


def _rest(
    start: int,
    end: int,
    clause: Clause,
    wording: Wording,
    taken: int = 0,
    *,
    least: int = 0,
    keep: bool = False,
) -> str:
    """What follows a verb or a noun's start, to a boundary behind `least`; `keep` leaves an article ahead."""
    sentence = clause.sentence
    ends = [end, *_marks(max(start, least), clause), *_finite(max(start, least), end, sentence, wording)]
    for predicate in clause.predicates:
        stating = predicate.standing in ("main", "coming") or _and_by(predicate, clause, wording)
        if predicate.start > start and stating:
            ends.append(predicate.start)
    text = sentence.text
    for date in sentence.dates:
        if date.start > start and text.rfind("(", start, date.start) <= text.rfind(")", start, date.start):
            ends.append(date.start)
    for cue in clause.cues:
        leaving = cue.role in ("relative", "contrast", "aside")
        if cue.start > start and leaving and not _starts_with(sentence, cue.start, wording.naming.topics):
            ends.append(cue.start)
    cut = words_between if keep else noun_phrase
    return cut(sentence, start, min(ends), wording, taken)


def _and_by(predicate: Predicate, clause: Clause, wording: Wording) -> bool:
    """Whether a gerund says what was done besides ("un agent |et en| prêtant un appui")."""
    if predicate.standing != "gerund":
        return False
    before = clause.sentence.plain[clause.start : predicate.start].split()[-2:]
    return not wording.grammar.joins.isdisjoint(before)


def _skip(at: int, clause: Clause, wording: Wording) -> int:
    """Where the words after a verb start to say what it is about: behind adverbs and "chaque année"."""
    sentence, grammar = clause.sentence, wording.grammar
    while at < clause.end:
        if sentence.text[at] in " ,\u00a0":
            at += 1
            continue
        phrase = _starts_with(sentence, at, wording.naming.asides)
        words = sentence.plain[at : at + 40].split()
        if phrase:
            at += len(phrase)
        elif words and _is_adverb(words[0], grammar.adverb_endings):
            at += len(words[0])
        elif len(words) > 1 and words[0] in grammar.joins and _is_adverb(words[1], grammar.adverb_endings):
            at = sentence.plain.index(words[1], at + len(words[0])) + len(words[1])
        else:
            return at
    return at


def _is_adverb(word: str, endings: tuple[str, ...]) -> bool:
    return len(word) > 5 and word.endswith(endings)


def _starts_with(sentence: Sentence, at: int, phrases: Mapping[str, Sequence[str]]) -> str:
    """The first of `phrases`, by their first words, that stands at `at`, "" where none does."""
    word = _WORD.match(sentence.plain, at)
    for phrase in phrases.get(word.group(), ()) if word else ():
        end = at + len(phrase)
        stands = sentence.text[at:end].lower().replace("’", "'") == phrase
        if stands and not sentence.plain[end : end + 1].isalnum():
            return phrase
    return ""
