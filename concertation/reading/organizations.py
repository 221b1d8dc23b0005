"""Organizations and States as bodies: names, acronyms, and what of a body is named.

>>> from concertation.reading.language import load_language
>>> lang = load_language("fr")
>>> text = "le Secrétaire général de l'Union africaine et l'ONU"
>>> [(m.id, m.via, text[m.start : m.end]) for m in organizations(text, lang)]
[('AU', 'head', "Secrétaire général de l'Union africaine"), ('UN', 'body', 'ONU')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from concertation.reading import catalogue
from concertation.reading.folding import fold, key
from concertation.reading.lexicon import Entry, Hit, Sense
from concertation.reading.mention import OrganizationMention
from concertation.reading.writing import Writing

if TYPE_CHECKING:
    from concertation.reading.language import Language

Via = Literal["body", "head", "members", "seat", "secretariat", "text"]

CUES: tuple[Sense, ...] = ("head", "own_head", "members", "seat", "secretariat", "government", "text")
_FAR = 9
"""Words that may stand between a "far" cue and the name it governs."""
_ASIDE = 40
"""Characters that a country or region may take between two joined titles."""
_PUNCTUATION = re.compile(r"[,;:.()«»]")
_BRACKET = re.compile(r"\s?\(\s?(?P<acronym>[A-ZÀ-ÞА-Я][\w/&’'-]{1,20}(?: [A-ZА-Я]\w*)?)\s?\)")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words around the names of bodies: see ``organizations.toml``. All phrases are folded.

    `common` are names that are nouns too, and so name a body only at a start or behind one of `common_after`,
    in a script that parts no words."""

    links: frozenset[str]
    joins: frozenset[str]
    lists: frozenset[str]
    shared: frozenset[str]
    cue_after: frozenset[str]
    far_stops: frozenset[str]
    own_by_others: frozenset[str]
    link_ahead: re.Pattern[str]
    unlisted_ahead: re.Pattern[str]
    common: frozenset[str]
    common_after: tuple[str, ...]

    @classmethod
    def of(cls, data: dict[str, Any], writing: Writing) -> Grammar:
        """Return the grammar that ``organizations.toml`` describes."""
        cues = data["cues"]
        links = _keys(data["links"])
        ahead = "|".join(sorted(filter(None, links), key=len, reverse=True)) or "(?!)"
        return cls(
            links,
            _keys(data["joins"]),
            _keys(data["lists"]),
            _keys(data["shared"]),
            _keys(data["cue_after"]),
            _keys(cues["far_stops"]),
            _keys(cues["own_by_others"]),
            re.compile(rf" +(?:{ahead}) +" if writing.parted == "blanks" else rf" *(?:{ahead}) *"),
            _unlisted_ahead(data, writing),
            _keys(data.get("common", {}).get("names", ())),
            tuple(data.get("common", {}).get("after", ())),
        )


def _unlisted_ahead(data: dict[str, Any], writing: Writing) -> re.Pattern[str]:
    """Return what shows, where the case alone links, that a name follows of which a title is: a word in
    capitals with an ending of `genitive`, or the generic noun of a body ("|Союза| музеев")."""
    endings: list[str] = data.get("genitive", [])
    if not endings:
        return re.compile("(?!)")
    heads = {
        form for head in data["unknown"]["heads"] for form in writing.inflection.forms(head) if form != head
    }
    nouns = "|".join(sorted(heads))
    return re.compile(rf" (?:[{writing.capitals}][\w-]+(?:{'|'.join(endings)})|{nouns})\b")


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key(word) for word in words)


@dataclass(frozen=True, slots=True)
class Introduction:
    """A full name with its acronym in brackets: from here on, the document means `id` by `acronym`."""

    id: str
    acronym: str


def organizations(text: str, lang: Language) -> list[OrganizationMention]:
    """Return the organizations of `text`, and the States named as bodies, in order."""
    folded = fold(text)
    return organizations_among(lang.lexicon.scan(text, folded), text, folded, lang)


def introductions(text: str, mentions: Iterable[object]) -> list[Introduction]:
    """Return which acronyms `text` introduces: "Communauté des Caraïbes (CARICOM)".

    Given to `find.find` with what follows in the document, such an acronym stands for that body.
    """
    found: list[Introduction] = []
    for mention in mentions:
        if (
            isinstance(mention, OrganizationMention)
            and mention.how == "name"
            and text[mention.end - 1] == ")"
        ):
            opened = text.rfind("(", mention.start, mention.end)
            if opened > mention.start:
                found.append(Introduction(mention.id, text[opened + 1 : mention.end - 1].strip()))
    return found


def with_introduced(hits: list[Hit], text: str, introduced: Mapping[str, str]) -> list[Hit]:
    """Return `hits` with the acronyms that the document has introduced: `introduced` maps each to its id.
    Such an acronym means that body here, whatever the catalogue says of it."""
    found = {(hit.start, hit.end): hit for hit in hits}
    for acronym, id in introduced.items():
        entry = Entry(acronym, "organization", id, "exact", "acronym")
        for match in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
            start, end = match.span()
            if (start, end) in found or not any(hit.start < end and start < hit.end for hit in hits):
                found[start, end] = Hit(start, end, entry)
    return sorted(found.values(), key=lambda hit: hit.start)


def organizations_among(hits: list[Hit], text: str, folded: str, lang: Language) -> list[OrganizationMention]:
    """Return the bodies among `hits`, each with the cue, the bracket and the list it stands in."""
    found: list[OrganizationMention] = []
    reader = _Reader(hits, text, folded, lang)
    for index in range(len(hits)):
        mention = reader.mention(index)
        reached = found[-1].end if found else 0
        if mention and mention.start < reached <= hits[index].start:
            # Joined to a cue that has its name already: "les autorités gabonaises |et les Gouvernements| du".
            mention = replace(mention, start=hits[index].start)
        if not mention or mention.start < reached:
            continue
        if found and _is_short_for(mention, found[-1], text):
            found[-1] = replace(found[-1], end=mention.end + 1)
            continue
        if found and _is_organ_of(mention, found[-1], text):
            mention = replace(mention, start=found.pop().start)
        found.append(mention)
    return found


def _is_short_for(short: OrganizationMention, name: OrganizationMention, text: str) -> bool:
    """Whether a name in brackets says again what stands before it: "联合国开发计划署(|开发署|)"."""
    if short.id != name.id or text[short.end : short.end + 1] != ")":
        return False
    return text[name.end : short.start].strip() == "("


def _is_organ_of(organ: OrganizationMention, parent: OrganizationMention, text: str) -> bool:
    """Whether the parent's name is a part of its organ's: "the SCO |Regional Anti-Terrorist Structure|"."""
    if text[parent.end : organ.start] != " ":
        return False
    known = catalogue.load()
    return organ.id in known and known[organ.id].parent == parent.id


@dataclass(frozen=True, slots=True)
class _Reader:
    """The hits of one text, read as bodies."""

    hits: list[Hit]
    text: str
    folded: str
    lang: Language

    def mention(self, index: int) -> OrganizationMention | None:
        """Return the body that hit `index` names, None where it names none."""
        hit = self.hits[index]
        value = hit.entry.value
        match hit.entry.sense:
            case "organization" if not self._is_noun(hit):
                via, start, end = self._around(index)
                return OrganizationMention(start, self._bracket(start, end), value, via, hit.entry.how)
            case "title":
                return OrganizationMention(hit.start, hit.end, value, "head")
            case "head" if value and self._title_alone(index):
                return OrganizationMention(hit.start, hit.end, value, "head", "reference")
            case "country":
                return self._state(index)
            case "gentilic":
                return self._state_by_adjective(index)
            case "self" if self._is_subject(hit):
                return OrganizationMention(hit.start, hit.end, value, "body", "reference")
            case "own":
                return OrganizationMention(hit.start, hit.end, value, "body", "reference")
            case "own_head" if not self._leads_to_body(index):
                return OrganizationMention(hit.start, hit.end, value, "head", "reference")
            case _:
                return None

    def _is_noun(self, hit: Hit) -> bool:
        """Whether a name that is a noun too has another word ahead and so names no body: "减灾|大会|"."""
        grammar = self.lang.grammar
        if not grammar.common or key(hit.entry.phrase) not in grammar.common:
            return False
        before = self.folded[max(0, hit.start - 4) : hit.start]
        return before[-1:].isalpha() and not before.endswith(grammar.common_after)

    def _around(self, index: int) -> tuple[Via, int, int]:
        """What of the body is named, and the span from the first cue to the name or the cue after it."""
        hit = self.hits[index]
        cue = self._cue_before(index)
        if cue is not None:
            sense = self.hits[cue].entry.sense
            return _via(sense), hit.start if sense == "text" else self._first_joined(cue).start, hit.end
        if index + 1 < len(self.hits) and self.lang.grammar.cue_after:
            after = self.hits[index + 1]
            if self._stands_after(index, after):
                return _via(after.entry.sense), hit.start, after.end
        return self._shared_via(index), hit.start, hit.end

    def _shared_via(self, index: int) -> Via:
        """The cue of the name before, where it is of both: "le Plan d'action de l'ONU et de l'|ASEAN|"."""
        if index and self._between(index - 1) in self.lang.grammar.shared:
            before = self.hits[index - 1]
            if before.entry.sense == "organization":
                via = self._around(index - 1)[0]
                return via if via in ("text", "members", "head", "secretariat") else "body"
        return "body"

    def _stands_after(self, index: int, cue: Hit) -> bool:
        """Whether `cue` follows the name `index` as in "the OSCE |secretariat|", within one sentence."""
        return (
            cue.entry.sense in CUES
            and self._between(index) in self.lang.grammar.cue_after
            and not _PUNCTUATION.search(self.text[self.hits[index].end : cue.start])
        )

    def _cue_before(self, index: int) -> int | None:
        """The index of the cue that governs the name `index`: "le |siège| de l'OCI"."""
        if not index:
            return None
        cue = self.hits[index - 1]
        if cue.entry.sense not in CUES:
            return None
        between = self._between(index - 1)
        broken = _PUNCTUATION.search(self.text[cue.end : self.hits[index].start])
        if between in self.lang.grammar.links and not broken and self._governs(cue, between):
            return index - 1
        if cue.entry.value == "far" and self._reaches(cue, self.hits[index], between):
            return index - 1
        return None

    def _governs(self, cue: Hit, between: str) -> bool:
        """Whether a noun may stand right before the name it is of: in Arabic only without its article."""
        article = self.lang.writing.article
        return bool(between) or not article or not key(cue.entry.phrase).startswith(article)

    def _closed(self, cue: Hit) -> bool:
        """Whether a title is complete and shares no name with the next, for a word in it has the article:
        "|نائب الأمين العام| ورئيس المفوضية"."""
        article = self.lang.writing.article
        return bool(article) and any(w.startswith(article) for w in key(cue.entry.phrase).split())

    def _reaches(self, cue: Hit, name: Hit, between: str) -> bool:
        """Whether a title goes on from `cue` to `name`: "|Stratégie| antiterroriste de |l'ONU|"."""
        words = between.split()
        grammar = self.lang.grammar
        ends_in_link = any(between.endswith(f" {link}") for link in grammar.links)
        stretch = self.text[cue.end : name.start]
        return (
            ends_in_link
            and len(words) <= _FAR
            and grammar.far_stops.isdisjoint(words)
            and not _PUNCTUATION.search(stretch)
        )

    def _first_joined(self, cue: int) -> Hit:
        """The first of the cues that share a name: "|le secrétariat| et les États membres de l'OCEMN"."""
        while (
            cue
            and self.hits[cue - 1].entry.sense in CUES
            and self.hits[cue - 1].entry.sense != "text"
            and self._between(cue - 1) in self.lang.grammar.joins
            and not self._closed(self.hits[cue - 1])
        ):
            cue -= 1
        return self.hits[cue]

    def _bracket(self, start: int, end: int) -> int:
        """The end of a name with the acronym that follows it in brackets."""
        if self.text[end : end + 1] == ")" and "(" in self.text[start:end]:
            return end + 1  # the name itself ends in brackets, which folding does not see
        bracket = _BRACKET.match(self.text, end)
        if bracket and sum(char.isupper() for char in bracket["acronym"]) > 1:
            return bracket.end()
        return end

    def _title_alone(self, index: int) -> bool:
        """Whether "le Secrétaire général" stands without a body to be of, and with its capital."""
        hit = self.hits[index]
        if not self.lang.writing.begins_name(self.text[hit.start]) or self._leads_to_body(index):
            return False
        # "the African Union |Secretary-General|"; where the case alone links, the next title is another's.
        following = self.lang.grammar.cue_after | ({""} - self.lang.grammar.links)
        if (
            index
            and self._between(index - 1) in following
            and not _PUNCTUATION.search(self.text[self.hits[index - 1].end : hit.start])
        ):
            return False
        before = self.folded[max(0, hit.start - 12) : hit.start].split()
        if before and before[-1] in self.lang.grammar.own_by_others:
            return False
        if self.lang.grammar.unlisted_ahead.match(self.text, hit.end):
            return False
        # "le Secrétaire général de la Francophonie": of a body that nobody has listed.
        link = self.lang.grammar.link_ahead.match(self.folded, hit.end)
        if link and "," in self.text[hit.end : link.end()]:
            return True  # "du Secrétaire général|, de la| CARICOM": the next of a list
        first = self.text[link.end() : link.end() + 1] if link else ""
        return not (first and self.lang.writing.begins_name(first))

    def _leads_to_body(self, index: int) -> bool:
        """Whether the cue `index`, alone or joined to another, has a body after it:
        "|mon Représentant spécial| pour la Libye et Chef de la MANUL"."""
        grammar = self.lang.grammar
        at = index
        while at + 1 < len(self.hits):
            following, between = self.hits[at + 1], self._between(at)
            if between and self.text[self.hits[at].end :].startswith(","):
                return False  # "le Secrétaire général|, de l'|ONU": the next of a list
            if (
                following.entry.sense in ("organization", "country")
                and between in grammar.links
                and self._governs(self.hits[at], between)
            ):
                return True
            joined = (
                following.entry.sense in CUES and between in grammar.joins and not self._closed(self.hits[at])
            )
            passed = following.entry.sense in ("country", "region") and len(between) < _ASIDE
            if not (joined or passed):
                return False
            at += 1
        return False

    def _state(self, index: int) -> OrganizationMention | None:
        """The State whose government or head is named: "le Gouvernement du Sénégal"."""
        hit = self.hits[index]
        cue = self._cue_before(index)
        if cue is not None and self.hits[cue].entry.sense in ("government", "head"):
            via = "head" if self.hits[cue].entry.sense == "head" else "body"
            return OrganizationMention(self._first_joined(cue).start, hit.end, hit.entry.value, via)
        after = self.hits[index + 1] if index + 1 < len(self.hits) else None
        if after and after.entry.sense == "government" and self._stands_after(index, after):
            # "the Myanmar |Government|"
            return OrganizationMention(hit.start, after.end, hit.entry.value)
        # "les Gouvernements du Sénégal, du Mali |et du Togo|"
        if (
            index
            and self.hits[index - 1].entry.sense == "country"
            and self._between(index - 1) in self.lang.grammar.lists
        ):
            first = self._state(index - 1)
            if first:
                return replace(first, start=hit.start, end=hit.end, id=hit.entry.value)
        return None

    def _state_by_adjective(self, index: int) -> OrganizationMention | None:
        """The State named by its adjective: "les autorités |gabonaises|", "the |Gabonese| Government"."""
        hit = self.hits[index]
        if index:
            cue = self.hits[index - 1]
            if cue.entry.sense == "government" and not self._between(index - 1):
                return OrganizationMention(cue.start, hit.end, hit.entry.value)
        if index + 1 < len(self.hits) and self.lang.grammar.cue_after:
            cue = self.hits[index + 1]
            if cue.entry.sense == "government" and not self._between(index):
                return OrganizationMention(hit.start, cue.end, hit.entry.value)
        return None

    def _is_subject(self, hit: Hit) -> bool:
        """Whether "j'", "m'" or "I" is the pronoun and no initial or numeral; a verb listed with the sign of
        its person has it: "شاركت|ُ|"."""
        phrase, following = hit.entry.phrase, self.text[hit.end : hit.end + 2]
        if unicodedata.combining(phrase[-1]):
            return phrase[-1] in self.text[hit.end - 1 : hit.end + 1]
        if self.lang.writing.parted == "none":
            return True
        if phrase.endswith("'"):
            return following[:1] in ("'", "’")
        if len(phrase) == 1:
            return following[:1] in ("'", "’") or (following[:1] == " " and following[1:].islower())
        return True

    def _between(self, index: int) -> str:
        """The folded words between hit `index` and the next."""
        return " ".join(self.folded[self.hits[index].end : self.hits[index + 1].start].split())


def _via(sense: Sense) -> Via:
    return "head" if sense == "own_head" else "body" if sense == "government" else cast(Via, sense)
