"""What verbs say: whether a verb states that something is done, and when.

"ont étroitement collaboré" states it, "pour collaborer" gives a purpose, "un accord signé" describes,
"continuera de collaborer" is still to come. `predicates` tells these apart by the words before the verb.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from concertation.reading.sentences import Sentence
from concertation.reading.wording import Cue, Grammar, Wording

Standing = Literal["main", "coming", "purpose", "gerund", "participle"]
_VERBS = ("verb", "event_verb")
_NOUNS = ("event", "instrument", "objects", "nouns", "resource", "talk")
_ALIKE = ("present", "gerund", "infinitive")
"""Forms that may be nouns as well: "aide", "meeting", "support"."""
_TEXTS = frozenset({"sign", "start"})
"""Classes of verbs of which a reflexive form may be the passive: "el acuerdo |se firmó|"."""
_REACH = 70
"""Characters before a verb in which its auxiliary may stand."""


class Predicate(NamedTuple):
    """A verb with its auxiliaries, ``start`` inclusive, ``end`` exclusive; `verb` is where the verb itself
    starts.

    `classes` are the classes of ``records.toml`` to which the verb belongs. `standing`: "main" states that
    something was or is done; "coming" that it will be; "purpose" is an infinitive without a verb of
    continuing; "gerund" and "participle" stand without auxiliary. `relative` is true inside "qui …",
    `joined` when the verb follows an "and" (and so shares the subject before it).
    """

    start: int
    verb: int
    end: int
    classes: frozenset[str]
    standing: Standing
    passive: bool
    present: bool
    relative: bool
    joined: bool
    reflexive: bool


def predicates(sentence: Sentence, wording: Wording) -> list[Predicate]:
    """Return the predicates of a sentence in order."""
    found: list[Predicate] = []
    if sentence.roles.isdisjoint(_VERBS):
        return found
    verbs: list[Cue] = [cue for cue in sentence.cues if cue.role in _VERBS]
    index = 0
    while index < len(verbs):
        cue = verbs[index]
        classes = {cue.type}
        index += 1
        while index < len(verbs) and verbs[index].start == cue.start:
            classes.add(verbs[index].type)
            index += 1
        stated = next((p for p in reversed(found) if p.standing not in ("gerund", "purpose")), None)
        after = found[-1].end if found else sentence.start
        predicate = _predicate(sentence, cue, frozenset(classes), stated, after, wording.grammar)
        if predicate is not None:
            found.append(predicate)
    return found


def _predicate(
    sentence: Sentence,
    cue: Cue,
    classes: frozenset[str],
    before: Predicate | None,
    after: int,
    grammar: Grammar,
) -> Predicate | None:
    plain = sentence.plain
    if sentence.text[cue.start].isupper() and plain[sentence.start : cue.start].strip():
        return None  # "the Least Developed Countries": part of a name
    low = max(sentence.start, cue.start - _REACH)
    low = max(low, sentence.text.rfind(",", low, cue.start) + 1)
    words = plain[low : cue.start].split()
    standing, passive, present, reflexive, used = _standing(words, cue, grammar)
    if standing is None or (cue.form in _ALIKE and not used and _is_noun(sentence, cue, words, grammar)):
        return None
    if grammar.reflexive_passive and reflexive and cue.form in grammar.finite:
        passive = bool(classes & _TEXTS)
    rest = words[: len(words) - used]
    start = _start_of(words[len(rest) :], plain, low, cue.start)
    joined = bool(rest) and rest[-1] in grammar.joins
    after_comma = not rest and low > sentence.start and sentence.text[low - 1] == ","
    if standing == "participle":
        if (
            before is not None
            and before.standing in ("main", "coming")
            and (joined or (after_comma and "hold" in before.classes))
        ):
            # "ont échangé des informations, organisé des visites et pris part": the auxiliary is shared.
            return Predicate(
                start,
                cue.start,
                cue.end,
                classes,
                before.standing,
                before.passive,
                False,
                before.relative,
                True,
                False,
            )
        closing = before is not None and before.standing == "participle"
        if (
            grammar.bare_participle
            and (not after_comma or closing)
            and not _describes(sentence, cue, rest, grammar)
        ):
            standing = "main"
    if (
        standing == "purpose"
        and grammar.bare_participle
        and not used
        and _follows_body(sentence, cue, rest, grammar)
    ):
        standing, present = "main", True
    relative = "relative" in sentence.roles and _relative(sentence, start, after)
    return Predicate(
        start, cue.start, cue.end, classes, standing, passive, present, relative, joined, reflexive
    )


def _start_of(words: list[str], plain: str, low: int, end: int) -> int:
    """Where `words`, the last before `end`, start."""
    for word in reversed(words):
        end = plain.rfind(word, low, end)
    return end


def _standing(words: list[str], cue: Cue, grammar: Grammar) -> tuple[Standing | None, bool, bool, bool, int]:
    """Return (standing, passive, present, reflexive, words used before the verb)."""
    form = cue.form
    been = reflexive = False
    if form == "gerund":
        return _progressive(words, grammar)
    if form == "passive":
        return _stated_of_subject(words, grammar)
    if form == "infinitive" and "" in grammar.marks:
        return _after_mark(words, 0, False, grammar)
    if form in grammar.finite:
        if words and words[-1] in grammar.determiners:
            return None, False, False, False, 0
        used = 1 if words and words[-1] in grammar.reflexive else 0
        standing: Standing = "coming" if form == "future" else "main"
        return standing, False, form == "present", bool(used), used
    if form == "participle" and words and words[-1] in grammar.determiners and words[-1] not in grammar.joins:
        return None, False, False, False, 0
    for used, word in enumerate(reversed(words), start=1):
        if word in grammar.been:
            been = True
        elif word in grammar.reflexive:
            reflexive = True
        elif form == "participle" and word in grammar.active:
            return "main", been, False, reflexive, used
        elif form == "participle" and word in grammar.passive_coming:
            return "coming", True, False, False, used
        elif form == "participle" and word in grammar.passive:
            further = words[-used - 1] if len(words) > used else ""
            if further in grammar.reflexive:
                return "main", False, False, True, used + 1
            return "main", not reflexive, word in grammar.present, reflexive, used
        elif form == "infinitive" and word in grammar.coming:
            return "coming", been, False, reflexive, used
        elif form == "infinitive" and word in grammar.marks:
            return _after_mark(words, used, reflexive, grammar)
        elif not (word in grammar.adverbs or word.endswith(grammar.adverb_endings)):
            break
    if form == "infinitive":
        return "purpose", False, False, reflexive, 0
    return "participle", False, False, False, 0


def _stated_of_subject(words: list[str], grammar: Grammar) -> tuple[Standing, bool, bool, bool, int]:
    """What a passive form states, with the auxiliary before it: "был подписан", "|будет| подписан"."""
    for used, word in enumerate(reversed(words), start=1):
        if word in grammar.coming:
            return "coming", True, False, False, used
        if word in grammar.passive:
            return "main", True, False, False, used
        if not (word in grammar.adverbs or word.endswith(grammar.adverb_endings)):
            break
    return "main", True, False, False, 0


def _progressive(words: list[str], grammar: Grammar) -> tuple[Standing, bool, bool, bool, int]:
    """What a gerund states: something, after a form of "to be" or a verb of going on ("is supporting", "have
    been working", "sigue prestando", "ha venido trabajando")."""
    if grammar.bare_participle or grammar.progressive:
        for used, word in enumerate(reversed(words), start=1):
            if word in grammar.progressive:
                earlier = words[-used - 1 : -used]
                return "main", False, True, False, used + (not grammar.active.isdisjoint(earlier))
            if grammar.bare_participle and (word in grammar.been or word in grammar.passive):
                return "main", False, True, False, used
            if grammar.progressive and word in grammar.coming:
                return "coming", False, False, False, used
            if not (word in grammar.adverbs or word.endswith(grammar.adverb_endings)):
                break
    return "gerund", False, False, False, 0


def _after_mark(
    words: list[str], used: int, reflexive: bool, grammar: Grammar
) -> tuple[Standing, bool, bool, bool, int]:
    """What an infinitive after "de", "à" or "to" states: something, when a verb of continuing governs it."""
    for more, word in enumerate(reversed(words[: len(words) - used]), start=used + 1):
        if word in grammar.aspects:
            earlier = words[: len(words) - more]
            auxiliary = next((w for w in reversed(earlier) if w not in grammar.adverbs), "")
            if auxiliary in grammar.coming:
                return "coming", False, False, reflexive, more + 1
            count = more + 1 if auxiliary in grammar.active or auxiliary in grammar.passive else more
            return "main", False, True, reflexive, count
        if word in grammar.coming:
            return "coming", False, False, reflexive, more
        if not (word in grammar.adverbs or word.endswith(grammar.adverb_endings)):
            break
    return "purpose", False, False, reflexive, 0


def _describes(sentence: Sentence, cue: Cue, rest: list[str], grammar: Grammar) -> bool:
    """Whether a bare participle describes the noun before it: "a workshop organized by", "the agreed
    text"."""
    following = sentence.plain[cue.end : cue.end + 24].split(None, 1)
    if following and following[0] in grammar.agents:
        return True
    if rest and rest[-1] in grammar.determiners:
        return True
    named = any(
        c.role in ("event", "instrument")
        and c.end <= cue.start
        and not sentence.plain[c.end : cue.start].strip()
        for c in sentence.cues
    )
    earlier = any(c.role == "verb" and c.end < cue.start for c in sentence.cues)
    return named and (earlier or bool(following and following[0] in grammar.prepositions))


def _is_noun(sentence: Sentence, cue: Cue, words: list[str], grammar: Grammar) -> bool:
    """Whether a form that is noun and verb alike ("aide", "rencontre") is the noun: no body stands before
    it."""
    alike = sentence.plain[cue.start : cue.end].rstrip() in grammar.plurals or any(
        c.start == cue.start and c.role in _NOUNS for c in sentence.cues
    )
    if alike and grammar.verb_first and _opens(sentence, cue, words, grammar):
        return False
    return alike and not _follows_body(sentence, cue, words, grammar)


def _opens(sentence: Sentence, cue: Cue, words: list[str], grammar: Grammar) -> bool:
    """Whether a verb opens its clause, as it does where it stands first: behind an "and", a date, a particle
    or a relative pronoun."""
    before = words[:-1] if words and words[-1] in grammar.joins else words
    if not before or before[-1] in grammar.active:
        return True
    at = sentence.plain.rfind(before[-1], sentence.start, cue.start) + len(before[-1])
    told = any(0 <= at - fact.end <= 1 for fact in (*sentence.dates, *sentence.places))
    return told or any(c.role == "relative" and c.end == at for c in sentence.cues)


def _follows_body(sentence: Sentence, cue: Cue, rest: list[str], grammar: Grammar) -> bool:
    """Whether a bare verb follows a body, adverbs aside: "UNODC and CSTO regularly exchange"."""
    end = cue.start
    for word in reversed(rest):
        if not (word in grammar.adverbs or word.endswith(grammar.adverb_endings)):
            break
        end = sentence.plain.rfind(word, sentence.start, end)
    return any(0 <= end - m.end <= 2 for m in sentence.organizations)


def _relative(sentence: Sentence, start: int, after: int) -> bool:
    """Whether a relative pronoun governs the verb: nothing but its subject stands between, no comma."""
    for cue in reversed(sentence.cues):
        if cue.role == "relative" and after <= cue.start < start:
            return "," not in sentence.text[cue.end : start]
    return False
