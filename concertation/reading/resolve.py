"""Put a body for each word that stands for one: "les deux organisations", "celle-ci", "le Centre
régional", "il".

What the context does not settle stays open. A body that only says to which larger one an organ belongs
("le Comité interaméricain contre le terrorisme |de l'OEA|") is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concertation.reading.context import PERSONS, Context
from concertation.reading.mention import OrganizationMention, PlaceMention
from concertation.reading.sentences import Sentence
from concertation.reading.wording import Cue, Wording

_GAP = 60
"""Characters that may stand between an organ and its parent: "le Groupe, équipe de réflexion |de
l'Université|"."""


_REFERRING = ("both", "latter", "theirs", "pronoun", "body")
_LINK = 8
"""Characters that "of" and an article take."""


def resolve(sentence: Sentence, context: Context) -> None:
    """Add to the sentence's organizations those that its words refer to, and drop mere parents."""
    sentence.organizations = list(_without_parents(sentence, context))
    if "own_seat" in sentence.roles:
        _own_seats(sentence, context)
    found = list(_author(sentence)) if "first" in context.wording.grammar.finite else []
    if not sentence.roles.isdisjoint(_REFERRING):
        for cue in sentence.cues:
            if cue.role in _REFERRING and not _named(sentence, cue):
                found.extend(_referents(sentence, cue, context, found))
    if found:
        sentence.organizations = sorted([*sentence.organizations, *found], key=lambda m: m.start)


def _own_seats(sentence: Sentence, context: Context) -> None:
    """Add the cities that "its headquarters" stand for: the seat of the body named last, or that acted."""
    for cue in sentence.cues:
        if cue.role == "own_seat":
            ids = _last_before(sentence, cue, []) or _only(context.subject)
            body = context.catalogue[ids[0]] if ids and ids[0] in context.catalogue else None
            if body and body.seat and not any(0 <= p.start - cue.end <= _LINK for p in sentence.places):
                place = PlaceMention(cue.start, cue.end, body.seat, "city", body.country, body.id)
                sentence.places = sorted([*sentence.places, place], key=lambda p: p.start)


def _author(sentence: Sentence) -> Iterator[OrganizationMention]:
    """The Secretary-General, who reports, ahead of a verb that says so by its form: "|visité| Nairobi"."""
    at = -1
    for cue in sentence.cues:
        if cue.form == "first" and cue.start != at:
            at = cue.start
            yield OrganizationMention(at, at, PERSONS[0], "body", "reference")


def _without_parents(sentence: Sentence, context: Context) -> Iterator[OrganizationMention]:
    before: OrganizationMention | None = None
    for mention in sentence.organizations:
        links = context.wording.grammar.of
        if (
            before is not None
            and 0 < mention.start - before.end <= _GAP
            and _is_parent(mention, before, context)
        ):
            between = sentence.plain[before.end : mention.start].split()
            grammar, naming = context.wording.grammar, context.wording.naming
            listed = not grammar.joins.isdisjoint(between) or not grammar.active.isdisjoint(between)
            next_one = all(word in links or word in naming.definite for word in between)
            if next_one and sentence.text[before.end : before.end + 1] == ",":
                listed = True  # "de la Vice-Secrétaire générale|, de l'|ONU et de l'OCS"
            if not listed and (" ".join(between[-1:]) in links or " ".join(between[-2:]) in links):
                continue
        if sentence.shared and _is_organ_of_next(mention, sentence, links):
            continue
        before = mention
        if mention.id in PERSONS and sentence.text[mention.start - 1 : mention.start] == "-":
            # "un Sous-|Secrétaire général| de l'ONU" is not the Secretary-General.
            mention = replace(mention, id=context.catalogue[mention.id].parent or mention.id)
        lends = "namesake" in sentence.roles and _lends_name(mention, sentence, links)
        yield replace(mention, via="text") if lends else mention


def _is_organ_of_next(mention: OrganizationMention, sentence: Sentence, links: frozenset[str]) -> bool:
    """Whether a name that many organs have is that of another body's: "l'|Assemblée générale| d'INTERPOL"."""
    if not any(
        c.role == "shared" and c.start == mention.start and c.end == mention.end for c in sentence.shared
    ):
        return False
    for other in sentence.organizations:
        if 0 < other.start - mention.end <= _LINK:
            between = sentence.plain[mention.end : other.start].split()
            return " ".join(between) in links
        if 0 <= mention.start - other.end <= 1:
            return True
    return False


def _is_parent(mention: OrganizationMention, organ: OrganizationMention, context: Context) -> bool:
    return organ.id in context.catalogue and context.catalogue[organ.id].parent == mention.id


def _lends_name(mention: OrganizationMention, sentence: Sentence, links: frozenset[str]) -> bool:
    """Whether a body only says whose text or work is meant: "la résolution 1540 (2004) |du Conseil|"."""
    for cue in sentence.cues:
        if cue.role == "namesake" and 0 < mention.start - cue.end <= _GAP // 2:
            words = sentence.plain[cue.end : mention.start].split()
            words = [word for word in words if not word.isdigit()]
            return " ".join(words) in links or (bool(words) and all(word in links for word in words))
    return False


def _named(sentence: Sentence, cue: Cue) -> bool:
    return any(m.start < cue.end and cue.start < m.end for m in sentence.organizations)


def _referents(
    sentence: Sentence, cue: Cue, context: Context, found: list[OrganizationMention]
) -> Iterator[OrganizationMention]:
    match cue.role, cue.type:
        case "both", _:
            ids = _pair_in(sentence, cue, context) or context.pair()
        case "latter", _:
            ids = _last_before(sentence, cue, found) or _at_start(sentence, cue, context)
        case "theirs", _:
            ids = _last_before(sentence, cue, found) or _only(context.subject) or context.bodies[-1:]
        case "pronoun", "one" if _subject_place(sentence, cue, context):
            ids = context.subject if len(context.subject) == 1 else ()
        case "pronoun", "many" if _subject_place(sentence, cue, context):
            ids = context.subject if len(context.subject) > 1 else context.pair()
        case "body", _:
            yield from _by_first_words(sentence, cue, context)
            return
        case _:
            ids = ()
    for id in ids:
        yield OrganizationMention(cue.start, cue.end, id, "body", "reference")


def _at_start(sentence: Sentence, cue: Cue, context: Context) -> tuple[str, ...]:
    """The body named last before the sentence that "the latter" opens."""
    opens = not sentence.plain[sentence.start : cue.start].strip()
    return tuple(context.bodies[-1:]) if opens else ()


def _only(subject: tuple[str, ...]) -> tuple[str, ...]:
    """The one body that acted last, () where there were several or a person."""
    return subject if len(subject) == 1 and subject[0] not in PERSONS else ()


def _pair_in(sentence: Sentence, cue: Cue, context: Context) -> tuple[str, ...]:
    """The two bodies, no States, that the sentence itself named before "the two organizations"."""
    acting = [m for m in sentence.organizations if m.end <= cue.start and m.via not in ("text", "seat")]
    ids = tuple(dict.fromkeys(m.id for m in acting if not context.is_state(m.id)))
    return ids if len(ids) == 2 else ()


def _last_before(sentence: Sentence, cue: Cue, found: list[OrganizationMention]) -> tuple[str, ...]:
    """The body last named in the sentence, no person."""
    before = [m for m in (*sentence.organizations, *found) if m.end <= cue.start and m.id not in PERSONS]
    return (max(before, key=lambda m: m.end).id,) if before else ()


def _subject_place(sentence: Sentence, cue: Cue, context: Context) -> bool:
    """Whether a pronoun can stand for the subject of the sentence before: none of its own bodies stands
    ahead,
    and the verb is not impersonal."""
    if any(m.start < cue.start and m.via not in ("text", "seat") for m in sentence.organizations):
        return False
    following = sentence.plain[cue.end : cue.end + 40].split()[:2]
    return not ({"".join(following[:1]), " ".join(following)} & context.wording.impersonal)


def _by_first_words(sentence: Sentence, cue: Cue, context: Context) -> Iterator[OrganizationMention]:
    """The body that an article and the first words of its name stand for: "le |Centre régional|"."""
    text, wording = sentence.text, context.wording
    if wording.writing.article:
        yield from _by_definite_noun(sentence, cue, context)
        return
    if not text[cue.start].isupper():
        return
    before = sentence.plain[max(0, cue.start - 8) : cue.start].split()
    if not before or before[-1] not in wording.articles:
        return
    words = sentence.plain[cue.start : cue.start + 80].split()
    match = context.named(words)
    at = cue.start
    for word in words[: match[1] if match else 1]:
        at = sentence.plain.index(word, at) + len(word)
    if _goes_on(sentence, at, wording):
        return
    id = match[0] if match else wording.standing.get(words[0])
    if id:
        yield OrganizationMention(cue.start, at, id, "body", "reference")


def _by_definite_noun(sentence: Sentence, cue: Cue, context: Context) -> Iterator[OrganizationMention]:
    """The body that its generic noun with the article written together stands for, where no word that agrees
    with it follows: "|المنظمة| عقدت", not "المنظمة الدولية"."""
    writing = context.wording.writing
    words = sentence.plain[cue.start : cue.end + 40].split()
    if not words[0].startswith(writing.article) or (len(words) > 1 and words[1].startswith(writing.article)):
        return
    noun = writing.bare(words[0])
    named = [m.id for m in sentence.organizations if m.end <= cue.start and context.begins(m.id, noun)]
    match = context.named([noun])
    id = named[-1] if named else match[0] if match else context.wording.standing.get(words[0])
    if id:
        yield OrganizationMention(cue.start, cue.end, id, "body", "reference")


def _goes_on(sentence: Sentence, at: int, wording: Wording) -> bool:
    """Whether the name goes on after `at` with other words: "l'Organisation |de Shanghai|"."""
    rest = sentence.text[at : at + 40]
    words = sentence.plain[at : at + 40].split()
    if not words or rest[:1] not in (" ", "'", "’"):
        return False
    links = wording.grammar.of
    if rest.strip()[:1].isupper() or (len(words[0]) > 4 and words[0].endswith(wording.adjectives)):
        return True
    for count in (1, 2):
        if len(words) > count and " ".join(words[:count]) in links:
            place = sentence.plain.index(words[count], at + len(words[0]))
            if sentence.text[place].isupper():
                return True
    return False
