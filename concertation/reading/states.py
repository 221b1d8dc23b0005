"""Tell where a country is who acts and not where something happens: "|le Togo| a accueilli un sommet".

A State acts where its name is the subject of a verb of holding, attending or signing, or stands behind "par".
So does one in a list of those who took part ("avec la participation |du Gabon|, de la CEEAC …", "a réuni
|l'Allemagne|, l'UE …"), and one that "and" or a comma joins to one that acts: "l'UE, |l'Allemagne| et le
Danemark ont organisé".
"""

from __future__ import annotations

import re

from concertation.reading.mention import OrganizationMention, PlaceMention, Span
from concertation.reading.sentences import Sentence
from concertation.reading.verbs import Predicate
from concertation.reading.wording import Wording

_ACTING = frozenset(
    {"hold", "attend", "sign", "start", "force", "draft", "join", "work", "part", "strengthen", "provide"}
)
_ADVERBS = 60
"""Characters that adverbs and auxiliaries take between a subject and its verb."""
_LINK = 12
"""Characters that a comma, an "and" and an article take."""


def states_that_act(sentence: Sentence, found: list[Predicate], wording: Wording) -> None:
    """Move the countries that act from the places of a sentence to its organizations."""
    countries = [place for place in sentence.places if place.kind == "country" and place.country]
    grammar = wording.grammar
    if not countries or (grammar.free_order and not grammar.verb_first) or grammar.facts_first:
        return
    acting: list[Span] = _took_part(countries, sentence, found, wording)
    acting += [p for p in countries if p not in acting and _acts(p, sentence, found, wording)]
    acting += [m for m in sentence.organizations if _acts(m, sentence, found, wording)]
    added = bool(acting)
    while added:
        more = [
            p for p in countries if p not in acting and any(_joined(p, o, sentence, wording) for o in acting)
        ]
        acting += more
        added = bool(more)
    moved = [place for place in countries if place in acting]
    if not moved:
        return
    sentence.places = [place for place in sentence.places if place not in moved]
    named = [OrganizationMention(p.start, p.end, p.country) for p in moved if p.country]
    sentence.organizations = sorted([*sentence.organizations, *named], key=lambda mention: mention.start)


def _took_part(
    countries: list[PlaceMention], sentence: Sentence, found: list[Predicate], wording: Wording
) -> list[Span]:
    """The countries in a list of those who took part: behind words that open one, or as the object of a verb
    of bringing together."""
    opening = [cue.end for cue in sentence.cues if cue.role == "partner" and cue.type == "attending"]
    opening += [p.end for p in found if "gather" in p.classes and not p.passive and p.standing == "main"]
    between = [
        sentence.start + word.end()
        for pair in wording.naming.pairs
        for word in re.finditer(rf"(?<!\w){pair}(?!\w)", sentence.plain[sentence.start : sentence.end])
    ]
    mentions = sorted([*countries, *sentence.organizations], key=lambda mention: mention.start)
    listed: list[Span] = []
    for start in (*opening, *between):
        at, named = start, list[Span]()
        for mention in mentions:
            if mention.start >= at:
                if not _goes_on(sentence, at, mention.start, wording):
                    break
                at = mention.end
                named.append(mention)
        # What is between States alone is theirs.
        if start in opening or any(mention not in countries for mention in named):
            listed += [mention for mention in named if mention in countries]
    return listed


def _goes_on(sentence: Sentence, start: int, end: int, wording: Wording) -> bool:
    """Whether a list goes on: nothing but brackets, a comma or "and", a preposition and an article
    between."""
    grammar = wording.grammar
    linking = grammar.joins | wording.naming.definite
    words = [word for word in sentence.plain[start:end].split() if word not in linking]
    return not words or " ".join(words) in grammar.of


def _acts(span: Span, sentence: Sentence, found: list[Predicate], wording: Wording) -> bool:
    return _is_subject(span, sentence, found, wording) or _is_agent(span, sentence, found, wording)


def _is_subject(place: Span, sentence: Sentence, found: list[Predicate], wording: Wording) -> bool:
    """Whether nothing but adverbs stands between a country and a verb of which it is the subject, or nothing
    at all where the verb stands first."""
    acting = [p for p in found if p.classes & _ACTING and p.standing in ("main", "coming")]
    if wording.grammar.verb_first and any(0 <= place.start - p.end <= 1 for p in acting):
        return True
    verbs = [p.start for p in acting if not p.passive]
    if sentence.amounts:
        verbs += [c.start for c in sentence.cues if c.role == "resource"]
    verbs = [at for at in verbs if 0 <= at - place.end <= _ADVERBS]
    if not verbs or not _opens_phrase(place, sentence, wording):
        return False
    grammar = wording.grammar
    said = (grammar.active, grammar.adverbs, grammar.reflexive, grammar.present)
    for at in verbs:
        between = sentence.plain[place.end : at].split()
        if all(any(w in words for words in said) or w.endswith(grammar.adverb_endings) for w in between):
            return "," not in sentence.text[place.end : at]
    return False


def _opens_phrase(place: Span, sentence: Sentence, wording: Wording) -> bool:
    """Whether a country's name opens a phrase of its own, its article aside: no "of" or "in" is before it."""
    before = sentence.plain[sentence.start : place.start].split()
    if before and before[-1] in wording.naming.definite:
        before.pop()
    if not before or before[-1] in wording.grammar.joins:
        return True
    last = sentence.plain.rfind(before[-1], sentence.start, place.start)
    if any(c.role in ("relative", "contrast") and c.start <= last < c.end for c in sentence.cues):
        return True
    return any(mark in sentence.text[last : place.start] for mark in ",;–—")


def _is_agent(place: Span, sentence: Sentence, found: list[Predicate], wording: Wording) -> bool:
    """Whether a country stands behind the "by" of a verb of holding or signing."""
    before = sentence.plain[max(sentence.start, place.start - _LINK) : place.start].split()
    if before and before[-1] in wording.naming.definite:
        before.pop()
    if not before or before[-1] not in wording.grammar.agents:
        return False
    return any(
        p.classes & _ACTING and (p.passive or p.standing == "participle") and p.end < place.start
        for p in found
    )


def _joined(place: Span, other: Span, sentence: Sentence, wording: Wording) -> bool:
    """Whether commas, an "and" and bodies are all that stands between a country and one that acts."""
    first, second = sorted((place, other), key=lambda mention: mention.start)
    at = first.end
    for mention in sentence.organizations:
        if first.end <= mention.start < second.start:
            if not _links(sentence, at, mention.start, wording):
                return False
            at = mention.end
    return _links(sentence, at, second.start, wording)


def _links(sentence: Sentence, start: int, end: int, wording: Wording) -> bool:
    between = sentence.plain[start:end].split()
    if between and between[-1] in wording.naming.definite:
        between.pop()
    listed = not between and "," in sentence.text[start:end]
    return end - start <= _LINK and (listed or (len(between) == 1 and between[0] in wording.grammar.joins))
