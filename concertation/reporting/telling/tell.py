"""A record becomes a sentence, and the records of a group a paragraph.

A sentence says what the record holds and nothing else: a pattern is chosen that has a place for everything
stated, and every place of it that nothing is stated for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zlib import crc32

from concertation.reporting.telling.acts import Act
from concertation.reporting.telling.amounts import amount, rate
from concertation.reporting.telling.facts import Fact
from concertation.reporting.telling.group import Group, Item
from concertation.reporting.telling.phrase import Noun, Phrase

if TYPE_CHECKING:
    from concertation.reporting.telling.language import Language
    from concertation.reporting.telling.naming import Naming
    from concertation.reporting.telling.patterns import Slots

SIGNED = frozenset({"agreement", "memorandum", "letter", "framework", "protocol", "other"})
"""Agreed texts that parties sign; others they adopt."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is complete, with its full stop; `facts` are the records that it tells."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for sentence in self.sentences for fact in sentence.facts)


def tell(group: Group, naming: Naming) -> Paragraph:
    """Tell a group as a paragraph; its first sentence names the theme."""
    return _Teller(naming, group.theme).paragraph(group)


def tell_section(groups: Sequence[Group], naming: Naming, partner: str = "") -> list[Paragraph]:
    """Tell the groups of a section, in which every body is introduced anew; told again where an acronym
    turned out not to be needed. `partner` is the body that its heading names."""
    naming.section(partner)
    told = [tell(part, naming) for part in groups]
    if once := naming.used_once(" ".join(paragraph.text for paragraph in told)):
        naming.section(partner, once)
        told = [tell(part, naming) for part in groups]
    return told


def tell_alone(fact: Fact, naming: Naming) -> str:
    """Tell one record in a sentence that stands by itself."""
    return _Teller(naming, None).sentences((fact,))[0].text


class _Teller:
    def __init__(self, naming: Naming, theme: str | None):
        self.naming = naming
        self.language: Language = naming.language
        self.theme = theme
        self.lead = ""
        self.opening = ""

    def paragraph(self, group: Group) -> Paragraph:
        self.naming.paragraph()
        self.lead = self._lead(group.theme, more=group.more)
        sentences: list[Sentence] = []
        for item in self._merged(group.items):
            sentences += self.sentences(item)
        return Paragraph(tuple(sentences))

    def _merged(self, items: Sequence[Item]) -> list[Item]:
        """Put into one item the work of which this language can only say the same words."""
        merged: dict[object, Item] = {}
        for item in items:
            first = item[0]
            key: object = first.uid
            if first.kind == "activity" and self._title(first) is None:
                themes = tuple(theme for theme in first.themes if theme != self.theme)
                key = (first.type, first.actors, first.places, first.date, first.status, themes)
            merged[key] = (*merged.get(key, ()), *item)
        return list(merged.values())

    def sentences(self, item: Item) -> list[Sentence]:
        """One sentence for the item, or one for each of its records where they cannot be told together."""
        if len(item) > 1 and item[0].kind == "activity":
            return [Sentence(self._sentence(item[0]), item)]
        if len(item) > 1:
            slots = self._together(item)
            if slots is not None:
                way = "numbered" if item[0].number is not None else "repeated"
                return [Sentence(self._write(f"together.{way}", slots, item[0].uid), item)]
        return [Sentence(self._sentence(fact), (fact,)) for fact in item]

    def _sentence(self, fact: Fact) -> str:
        match fact.kind:
            case "meeting":
                way, slots = self._meeting(fact)
            case "agreement":
                way, slots = self._agreement(fact)
            case "activity":
                way, slots = self._activity(fact)
            case "presence":
                way, slots = self._presence(fact)
            case _:
                slots = self._pledge(fact)
                way = "levy" if fact.type == "levy" and "actors" in slots else "any"
        return self._write(f"{fact.kind}.{way}", slots, fact.uid)

    def _meeting(self, fact: Fact) -> tuple[str, Slots]:
        title = self._title(fact)
        slots = self._circumstances(fact, title)
        slots |= self._event(fact, title, [fact.number] if fact.number is not None else [])
        slots |= self._roles(fact, title)
        if fact.status == "planned":
            return "planned", slots
        told = slots.get("actors")
        if fact.type in self.language.trips and isinstance(told, Phrase) and len(told.nouns) == 1:
            return "trip", slots
        return ("occasion" if fact.type in self.language.occasions else "held"), slots

    def _event(
        self, fact: Fact, title: str | None, numbers: Sequence[int], *, plural: bool = False
    ) -> dict[str, Phrase | str]:
        """The meeting as a noun phrase, and the actors that it does not name."""
        lexicon, grammar = self.language.lexicon, self.language.grammar
        actors = self._actors(fact, "party", "participant")
        noun = lexicon.typed("meeting", fact.type, plural=plural or None)
        slots: dict[str, Phrase | str] = {}
        if title is None:
            parts: dict[str, Phrase | str] = {"noun": noun.core}
            if actors:
                where = (parts, "members") if fact.type in self.language.between else (slots, "actors")
                where[0][where[1]] = self.naming.several(actors)
            if (matter := self._matter(fact)) is not None:
                parts["matter"] = matter
            noun = noun.named(self._fill("noun.meeting", parts))
        else:
            if numbers:
                title = lexicon.without_ordinal(title, numbers[0])
            if len(numbers) == 1 and lexicon.without_ordinal(title, None) != title:
                numbers = []  # the title counts otherwise than the record; it stays as it is
            known = lexicon.in_plural(title) if plural else self._named(fact, title, "meeting")
            noun = known or self._entitled(noun, title)
            if any(title.startswith(f"{place.name} ") for place in fact.places):
                noun = noun.named(noun.core[:1].upper() + noun.core[1:])  # "Samarkand summit"
            left = [id for id in actors if not self.naming.takes_part(id, title)]
            if left:
                slots["actors"] = self.naming.several(left)
        if numbers:
            each = noun.plural and len(numbers) == 1  # "les premières séances", but "les neuvième et dixième"
            ordinals = [lexicon.ordinal(number, noun.gender, plural=each) for number in numbers]
            noun = replace(noun, core=f"{grammar.listed(ordinals)} {noun.core}", definite=True, bare=False)
        slots["event"] = Phrase((noun,))
        return slots

    def _agreement(self, fact: Fact) -> tuple[str, Slots]:
        title = self._title(fact)
        slots = self._circumstances(fact, title)
        if actors := self._others(self._actors(fact, "party", "lead", "host"), title):
            slots["parties"] = self.naming.several(actors)
        about = [id for id in self._actors(fact, "participant") if not self._in_title(id, title)]
        if about:
            slots["concerned"] = Phrase(tuple(self.naming.one(id) for id in about))
        slots["text"] = Phrase((self._text(fact, title),))
        if fact.term:
            slots["term"] = self.language.dates.period(fact.term)
        if fact.status == "draft":
            return "draft", slots
        return ("signed" if fact.type in SIGNED and not fact.within else "adopted"), slots

    def _text(self, fact: Fact, title: str | None) -> Noun:
        lexicon = self.language.lexicon
        noun = lexicon.typed("agreement", fact.type, number=fact.number)
        if title is None:
            parts: dict[str, Phrase | str] = {"noun": noun.core}
            if (matter := self._matter(fact)) is not None:
                parts["matter"] = matter
            return noun.named(self._fill("noun.agreement", parts))
        return self._named(fact, title, "agreement", fact.number) or self._entitled(noun, title)

    def _others(self, actors: list[str], title: str | None) -> list[str]:
        """The actors that a title does not name behind "avec": of "accord avec l’OIM", the others."""
        _head, found, partner = (title or "").partition(f" {self.language.lexicon.titles['with']} ")
        if not found:
            return actors
        return [id for id in actors if not self.naming.stated(id, partner)] or actors

    def _activity(self, fact: Fact) -> tuple[str, Slots]:
        title = self._title(fact)
        actors = self._actors(fact, "party", "participant")
        act = self._act(fact, title, alone=len(actors) == 1)
        if title and act is None and not self.language.acts.tells(title):
            title = None
        slots = self._circumstances(fact, title)
        slots |= self._roles(fact, None)
        others = [id for id in actors if not self._in_title(id, title)]
        if act is not None and others:
            slots["actors"] = self.naming.several(others)
            slots["act"] = act.verb
            if act.rest:
                slots["rest"] = act.rest
            return "acted", slots
        if not actors and "leads" in slots:
            slots["actors"] = slots.pop("leads")
        elif actors and (others or not title):
            slots["actors"] = self.naming.several(actors)
        several = isinstance(told := slots.get("actors"), Phrase) and told.plural
        type = "other" if fact.type == "joint-work" and not several else fact.type
        slots["work"] = Phrase((self.language.lexicon.typed("activity", type),))
        if title is None:
            if (matter := self._matter(fact)) is not None:
                slots["matter"] = matter
        else:
            slots |= self._topic(fact, title)
        return ("planned" if fact.status == "planned" else "done"), slots

    def _act(self, fact: Fact, title: str | None, *, alone: bool) -> Act | None:
        """The title told by a verb, None where it cannot be."""
        if title is None or fact.status == "planned":
            return None
        return self.language.acts.told(title, alone=alone)

    def _topic(self, fact: Fact, title: str) -> dict[str, Phrase | str]:
        noun = self._named(fact, title, "activity")
        needs_articles = not self.language.lexicon.titles["bare_plurals"]
        if noun is not None and needs_articles and self.language.lexicon.lists_indefinite(title):
            return {"topic": Phrase((replace(noun, definite=False),))}
        if noun is None or (needs_articles and self.language.lexicon.is_list(title)):
            return {"subject": self.language.grammar.typeset(title)}
        if noun.plural and not needs_articles:
            noun = replace(noun, bare=not noun.definite)
        elif fact.type not in ("project", "programme"):
            noun = replace(noun, definite=True)
        return {"topic": Phrase((noun,))}

    def _presence(self, fact: Fact) -> tuple[str, Slots]:
        title = None if fact.type == "observer" else self._title(fact)
        slots = self._circumstances(fact, title)
        actors = self._actors(fact, "party", "participant", "lead")
        if any(not self._in_title(id, title) for id in actors):
            slots["actors"] = self.naming.several(actors)
        hosts = [id for id in self._actors(fact, "host") if not self._in_title(id, title)]
        if hosts:
            slots["hosts"] = Phrase(tuple(self.naming.one(id) for id in hosts))
        noun = self.language.lexicon.titled(title, fact.kind) if title else None
        if title and noun is None:
            slots["subject"] = self.language.grammar.typeset(title)
        noun = noun or self.language.lexicon.typed("presence", fact.type)
        if fact.type == "observer":
            noun = replace(noun, definite=True)  # there is one such status
            return ("observer" if fact.status in ("", "current") else fact.status), slots | {
                "post": Phrase((noun,))
            }
        slots["post"] = Phrase((noun,))
        return fact.status or "current", slots

    def _pledge(self, fact: Fact) -> Slots:
        title = self._title(fact)
        if title and self._names_amount(title):
            title = None  # the sentence states it
        slots = self._circumstances(fact, title)
        if actors := self._actors(fact):
            slots["actors"] = self.naming.several(actors)
        noun = self.language.lexicon.titled(title, fact.kind) if title else None
        if title and noun is None:
            slots["subject"] = self.language.grammar.typeset(title)
        resource = Phrase((noun or self.language.lexicon.typed("pledge", fact.type),))
        verbs = self.language.pledge_verbs
        verb = self.language.verbs[verbs.get(fact.type, verbs["other"])]
        slots |= {"resource": resource, "done": self.language.grammar.form(verb, resource)}
        if fact.amount is not None:
            if fact.currency == "%":
                slots["rate"] = rate(fact.amount, self.language)
            else:
                slots["amount"] = amount(fact.amount, fact.currency, self.language)
        return slots

    def _names_amount(self, title: str) -> bool:
        words = self.language.amounts["words"]
        return any(char.isdigit() for char in title) or any(word in words for word in title.split())

    def _together(self, item: Item) -> Slots | None:
        """What several meetings have in common, with the date and place of each; None where their titles
        differ, or do not go into the plural."""
        lexicon = self.language.lexicon
        titles = [self._title(fact) for fact in item]
        plain = {lexicon.without_ordinal(title, None).casefold() if title else None for title in titles}
        title = titles[0]
        if len(plain) > 1 or (title is not None and lexicon.in_plural(title) is None):
            return None
        numbers = [fact.number for fact in item if fact.number is not None]
        if title is not None:
            title = lexicon.without_ordinal(title, None)
        slots = self._event(item[0], title, numbers, plural=True)
        slots |= self._roles(item[0], title)
        slots["sessions"] = self._sessions(item, bool(numbers))
        return slots

    def _sessions(self, item: Item, numbered: bool) -> str:
        """Date and place of each: "respectivement à Genève en juillet 2016 et à Rabat en juillet 2018"."""
        grammar = self.language.grammar
        whens = [self.language.dates.when(fact.date) for fact in item]
        wheres = [self._where(fact) for fact in item]
        respectively = [grammar.respectively] if numbered else []
        if len(set(wheres)) == 1:
            words = [wheres[0], *respectively, grammar.listed(whens)]
        else:
            each = [f"{where} {when}".strip() for where, when in zip(wheres, whens, strict=True)]
            words = [*respectively, grammar.listed(each)]
        return " ".join(word for word in words if word)

    def _circumstances(self, fact: Fact, title: str | None) -> dict[str, Phrase | str]:
        """Date and place; no place that the title names."""
        slots: dict[str, Phrase | str] = {}
        if fact.date:
            slots["when"] = self.language.dates.when(fact.date)
        places = [(place.name, place.kind, place.country) for place in fact.places]
        if places and not (title and all(self.language.places.stated(*p, title) for p in places)):
            slots["where"] = self._where(fact)
        return slots

    def _named(self, fact: Fact, title: str, kind: str, number: int | None = None) -> Noun | None:
        """The title as a noun, where its head is known."""
        names = {place.name.split(" ", 1)[0] for place in fact.places}
        return self.language.lexicon.titled(title, kind, number, names)

    def _where(self, fact: Fact) -> str:
        places = [(place.name, place.kind, place.country) for place in fact.places]
        return self.language.places.all_at(places) if places else ""

    def _roles(self, fact: Fact, title: str | None) -> dict[str, Phrase | str]:
        slots: dict[str, Phrase | str] = {}
        for slot, part in (("leads", "lead"), ("hosts", "host")):
            ids = [id for id in self._actors(fact, part) if not self._in_title(id, title)]
            if ids:
                slots[slot] = Phrase(tuple(self.naming.one(id) for id in ids))
        return slots

    def _actors(self, fact: Fact, *parts: str) -> list[str]:
        return [id for id, part in fact.actors if not parts or part in parts]

    def _in_title(self, id: str, title: str | None) -> bool:
        return title is not None and self.naming.stated(id, title)

    def _title(self, fact: Fact) -> str | None:
        """The title in the report's language, or that of the series; None where there is none."""
        title = fact.titles.get(self.language.code) or fact.series_titles.get(self.language.code)
        return self.language.grammar.typeset(" ".join(title.split()).rstrip(" .")) if title else None

    def _matter(self, fact: Fact) -> Phrase | None:
        """The themes of the record that the paragraph has not named."""
        return matter([theme for theme in fact.themes if theme != self.theme], self.language)

    def _entitled(self, noun: Noun, title: str) -> Noun:
        shape = Phrase((noun,))
        parts = {"noun": noun.core, "shape": shape, "quote": self.language.grammar.quoted(title)}
        return noun.named(self._fill("noun.titled", parts))

    def _fill(self, name: str, slots: Slots) -> str:
        pattern = next(p for p in self.language.patterns[name] if p.fits(slots))
        return pattern.fill(slots, self.language.verbs, self.language.grammar)

    def _lead(self, theme: str | None, *, more: bool) -> str:
        subject = matter([theme], self.language) if theme else None
        if subject is None:
            return ""
        leads = self.language.patterns["lead.more" if more else "lead.theme"]
        pattern = leads[crc32((theme or "").encode()) % len(leads)]
        return pattern.fill({"matter": subject}, self.language.verbs, self.language.grammar)

    def _write(self, name: str, slots: Slots, uid: str) -> str:
        """Fill a pattern that fits and does not begin as the sentence before; finish the sentence. Which of
        those that fit depends on the record alone, so that a report is the same every time."""
        grammar = self.language.grammar
        fitting = [pattern for pattern in self.language.patterns[name] if pattern.fits(slots)]
        if not fitting:
            raise LookupError(
                f"languages/{self.language.code}/patterns.toml: none of {name} tells {sorted(slots)}."
            )
        if self.lead:
            fitting = [p for p in fitting if not (p.begins_with("when") and "when" in slots)] or fitting
        turn = crc32(uid.encode()) % len(fitting)
        filled = [p.fill(slots, self.language.verbs, grammar) for p in fitting[turn:] + fitting[:turn]]
        words = min(filled, key=lambda text: (_opening(text) == self.opening, _echoes(text)))
        self.opening = _opening(words)
        lead, self.lead = self.lead, ""
        text = grammar.typeset(grammar.with_its_quotes(lead + words))
        stop = "" if text.endswith(grammar.marks["stop"]) else grammar.marks["stop"]
        return text[:1].upper() + text[1:] + stop


def matter(themes: Sequence[str], language: Language) -> Phrase | None:
    """The themes as one noun phrase; those without words in the language are left out."""
    nouns = [noun for theme in themes for noun in _nouns(theme, language)]
    return Phrase(tuple(nouns)) if nouns else None


def _nouns(theme: str, language: Language) -> list[Noun]:
    """The nouns of a theme; their articles are in the data."""
    definite = language.grammar.articles["definite"]
    shapes = {form + " ": shape for shape, form in definite.items()}
    nouns: list[Noun] = []
    for words in language.themes.get(theme, []):
        shape = next((s for article, s in shapes.items() if words.startswith(article)), None)
        core = words.split(" ", 1)[1] if shape else words
        if shape is None and "’" in words[:2]:
            core, shape = words[2:], "sm"
        if shape is None:
            nouns.append(Noun(core, bare=True))
        else:
            nouns.append(Noun(core, shape[1], plural=shape[0] == "p"))
    return nouns


def _echoes(text: str) -> int:
    """How many long words come back in the sentence ("la coopération … a porté sur la coopération")."""
    words = [word for word in re.findall(r"\w{8,}", text) if word.islower()]
    return len(words) - len(set(words))


def _opening(text: str) -> str:
    return " ".join(text.split()[:2])
