"""What bodies are called: in full with the acronym at first, then by the acronym.

A `Naming` remembers what a section has already introduced.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from concertation.register.folding import fold
from concertation.reporting.telling.facts import Body
from concertation.reporting.telling.phrase import Noun, Phrase

if TYPE_CHECKING:
    from concertation.reporting.telling.language import Language

OFFICES = frozenset({"SG", "DSG"})
"""Persons, not organizations: a title that names their office may mean somebody else's."""


class Naming:
    """Names the bodies of one section in one language."""

    def __init__(self, language: Language, bodies: Mapping[str, Body]):
        self.language = language
        self.bodies = bodies
        self.without_name: set[str] = set()
        """Ids of bodies that have no name in this language, and were called by another."""
        self._introduced: set[str] = set()
        self._in_full: frozenset[str] = frozenset()
        self._partner = ""
        self._last: tuple[str, ...] = ()
        self._said_again = False

    def section(self, partner: str = "", in_full: Collection[str] = ()) -> None:
        """Begin a section: every body is introduced anew; `partner` is the one that its heading names. Those
        of `in_full` are called by their full names alone."""
        self._introduced.clear()
        self._partner = partner
        self._in_full = frozenset(in_full)
        self.paragraph()

    def used_once(self, text: str) -> set[str]:
        """The bodies that the section introduced with an acronym which its `text` does not use again: an
        acronym is not for a name that occurs once."""
        acronyms = {id: self.bodies[id].name(self.language.code, "acronym") for id in self._introduced}
        return {
            id
            for id, acronym in acronyms.items()
            if acronym and len(re.findall(rf"(?<!\w){re.escape(acronym)}(?!\w)", text)) == 1
        }

    def paragraph(self) -> None:
        """Begin a paragraph: it is read by itself."""
        self._last = ()

    def several(self, ids: Sequence[str]) -> Phrase:
        """The bodies in the order of `ids`; two organizations of the sentence before are "the two"."""
        pair = tuple(ids)
        again = pair == self._last and len(pair) == 2 and not self._said_again and all(map(self._joins, pair))
        self._last, self._said_again = pair, again
        if again:
            kind = "entities" if any(self.bodies[id].parent for id in pair) else "organizations"
            words, gender = self.language.organizations["both"][kind]
            return Phrase((Noun(words, gender, plural=True),))
        return Phrase(tuple(self.one(id) for id in ids))

    def one(self, id: str) -> Noun:
        """The body as it is called here."""
        body = self.bodies.get(id)
        if body is None or body.kind == "state":
            return self.language.places.state(id)
        usage, lang = self.language.organizations, self.language.code
        if called := usage["called"].get(id):
            words, _bar, gender = called.partition("|")
            return Noun(words, gender)
        if id in usage["by_short_name"] and (short := body.name(lang, "short", "official")):
            return self.in_full(id, short)
        official, acronym = body.name(lang, "official", "short"), body.name(lang, "acronym")
        if id in usage["by_acronym"] and acronym:
            return self._by_acronym(id, official, acronym)
        if official is None and acronym is None:
            self.without_name.add(id)
            return Noun(body.name("en", "official", "short", "acronym") or id, bare=True)
        if official is None:
            return self._by_acronym(id, official, acronym or id)
        spelled = id in usage["by_name"] or id in self._in_full
        if acronym and id in self._introduced and not spelled:
            return self._by_acronym(id, official, acronym)
        noun = self.in_full(id, official)
        if acronym and not spelled and id not in self._introduced and acronym != official:
            noun = noun.named(noun.core + self.language.grammar.bracketed(acronym))
        self._introduced.add(id)
        return noun

    def in_full(self, id: str, official: str) -> Noun:
        """The official name as a noun; without article where its first noun tells no gender."""
        usage = self.language.organizations
        known = self._head(official)
        gender = usage["gender"].get(id) or (known[0].gender if known else None)
        bare = (
            id in usage["bare_names"] or official.isupper() or (gender is None and len(self._genders()) > 1)
        )
        official = self.language.grammar.typeset(official)
        return Noun(official, gender or "m", plural=bool(known and known[1]), bare=bare)

    def heading(self, id: str) -> str:
        """The full name, to stand by itself."""
        body = self.bodies[id]
        name = body.name(self.language.code, "official", "short", "acronym")
        if name is None:
            self.without_name.add(id)
            name = body.name("en", "official", "short", "acronym") or id
        name = self.language.grammar.typeset(name)
        return name[:1].upper() + name[1:]

    def stated(self, id: str, title: str) -> bool:
        """Tell whether the title names the body."""
        body = self.bodies.get(id)
        if body is None or id in OFFICES:
            return False
        lang = self.language.code
        names = list(body.known_as.get(lang, ()))
        if body.kind == "state":
            names.append(self.language.places.country(id))
        return any(_holds(title, name) for name in names) or self._stands_alone(body, title)

    def takes_part(self, id: str, title: str) -> bool:
        """Tell whether the title of a meeting names the body as one that takes part: a State only behind
        "avec" or "entre", a body not in what the meeting is about."""
        titles = self.language.lexicon.titles
        body = self.bodies.get(id)
        told = re.split(rf" (?:{'|'.join(titles['topics'])})", title)[0]
        if body is not None and body.kind == "state":
            return any(self.stated(id, told.partition(f" {word} ")[2]) for word in titles["partners"])
        return self.stated(id, told)

    def _stands_alone(self, body: Body, title: str) -> bool:
        """Tell whether the first noun of the name of the section's partner stands in the title with its
        capital and nothing that makes it another's: "coopération avec le Fonds dans le domaine …"."""
        if body.id != self._partner:
            return False
        official = body.name(self.language.code, "official")
        first, _blank, rest = (official or "").partition(" ")
        if not rest or not first[:1].isupper() or self.language.lexicon.titles["head"] != "first":
            return False
        following = "|".join(self.language.acts.following)
        return re.search(rf"(?<=[ ’]){re.escape(first)}(?= (?:{following}) |$)", title) is not None

    def _by_acronym(self, id: str, official: str | None, acronym: str) -> Noun:
        usage = self.language.organizations
        noun = self.in_full(id, official or acronym)
        gender = usage["acronym_gender"].get(id, noun.gender)
        bare = usage["acronyms_bare"] or id in usage["bare_acronyms"] or (noun.bare and official is None)
        return replace(noun, core=acronym, gender=gender, plural=False, bare=bare)

    def _head(self, name: str) -> tuple[Noun, bool] | None:
        lexicon = self.language.lexicon
        words = lexicon.without_ordinal(name, None).split(" ")
        if lexicon.titles["head"] == "first" and words[0].lower() in lexicon.titles["before"]:
            words = words[1:]
        for length in (2, 1):
            known = lexicon.names.get(" ".join(words[:length]).lower())
            if known:
                return Noun(known[0].one, known[0].gender), known[1]
        return None

    def _genders(self) -> set[str]:
        return {word.gender for words in self.language.lexicon.types.values() for word in words.values()}

    def _joins(self, id: str) -> bool:
        body = self.bodies.get(id)
        return body is not None and body.kind != "state" and id not in OFFICES


def _holds(title: str, name: str) -> bool:
    """Whether `title` has `name` as words of its own; an acronym only in capitals."""
    if name.isupper():
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) is not None
    return re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(title)) is not None
