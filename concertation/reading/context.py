"""What the sentences before a sentence have introduced.

A paragraph begins afresh: only the names used in its section go on. What "the two organizations", "the
Community" or "it" stand for is found here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from concertation.reading.catalogue import Catalogue
from concertation.reading.mention import OrganizationMention
from concertation.reading.statement import Statement, ids
from concertation.reading.wording import Wording, plain


class Name(NamedTuple):
    """The plain words of a name from its generic noun on; `cut` tells whether others stand before it."""

    words: tuple[str, ...]
    cut: bool


class Series(NamedTuple):
    """A numbered event: the type and number of the last one, and what it is called without its number."""

    type: str
    number: int
    called: str


@dataclass(slots=True)
class Context:
    """The memory of a paragraph.

    `bodies` are ids in the order of their last mention; `names` are the names as written, by id, of the
    bodies named in this section or its heading, `latest` tells which of these was named last, `official` are
    the names of bodies that the catalogue holds in the language of the document. `subject` is
    who acted last, `actors` are all of the last record; `events` the actors of the last event of each
    type, and `meeting` those of the last event; `series` is the last numbered one of the paragraph; `came`
    are those of whom the last sentence says that they attended an event of the one before.
    """

    catalogue: Catalogue
    wording: Wording
    bodies: list[str] = field(default_factory=list[str])
    names: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    latest: dict[str, int] = field(default_factory=dict[str, int])
    mentions: int = 0
    official: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    heading: str = ""
    subject: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()
    events: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    series: Series | None = None
    came: tuple[OrganizationMention, ...] = ()

    def open(self, heading: str, partners: Sequence[OrganizationMention]) -> None:
        """Begin a paragraph beneath a heading that names `partners`."""
        self.bodies.clear()
        if heading != self.heading or not heading:
            self.names.clear()
            self.heading = heading
        self.events.clear()
        self.series = None
        self.came = ()
        self.subject = self.actors = self.meeting = ()
        self._name(heading, partners)

    def remember(
        self,
        text: str,
        mentions: Iterable[OrganizationMention],
        subject: tuple[str, ...],
        statements: Sequence[Statement],
    ) -> None:
        """Take in a sentence: who was named, who acted, what was stated."""
        acting = [m for m in mentions if m.via not in ("text", "seat")]
        latest = ids(reversed(acting))[::-1]
        self.bodies = [id for id in self.bodies if id not in latest] + list(latest)
        self._name(text, [m for m in acting if m.how != "reference"])
        if subject:
            self.subject = subject
        stated = [s for s in statements if s.actors]
        if stated:
            self.actors = ids(max(stated, key=lambda s: len(s.actors)).actors)
        elif acting:
            self.actors = ids(acting)
        for statement in stated:
            if statement.kind == "event":
                self.meeting = self.events[statement.type] = ids(statement.actors)

    def pair(self) -> tuple[str, ...]:
        """The two bodies that "the two organizations" stand for, () where fewer were introduced.
        A person acting for the report's author is none of them."""
        actors = tuple(id for id in self.actors if id not in PERSONS)
        if len(actors) == 2:
            return actors
        bodies = [id for id in self.bodies if id not in PERSONS]
        return tuple(bodies[-2:]) if len(bodies) >= 2 else ()

    def is_state(self, id: str) -> bool:
        """Whether `id` is a State's."""
        return id in self.catalogue and self.catalogue[id].kind == "state"

    def is_un(self, id: str) -> bool:
        """Whether `id` is the United Nations or one of its bodies."""
        return id in self.catalogue and self.catalogue[id].kind == "un"

    def named(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The body whose name begins with the first of `words`, with the number of words that agree: most
        words
        first, then the latest named. "le Centre régional a tenu" has two words of "Centre régional des
        Nations Unies pour le désarmement".
        """
        best: tuple[int, int, str] | None = None
        for id, written in self.names.items():
            for text in (*self._official(id), *written):
                if words[0] not in text.lower():
                    continue  # as most, which need not be taken apart
                for name in self._from_heads(text):
                    agree = _agreeing(words, name.words)
                    if agree and (name.cut or agree < len(name.words)):
                        best = max(best or (0, 0, ""), (agree, self.latest[id], id))
        return (best[2], best[0]) if best else None

    def begins(self, id: str, noun: str) -> bool:
        """Whether a name of a body begins with a generic noun, its article aside."""
        bare = self.wording.writing.bare
        return any(bare(name.split(" ", 1)[0]) == noun for name in self._official(id))

    def _name(self, text: str, mentions: Iterable[OrganizationMention]) -> None:
        for mention in mentions:
            self.mentions += 1
            self.latest[mention.id] = self.mentions
            names = self.names.setdefault(mention.id, set())
            if mention.how == "name":
                names.add(text[mention.start : mention.end])

    def _official(self, id: str) -> list[str]:
        """The names that the catalogue holds for a body in the language of the document."""
        if id not in self.official:
            names = self.catalogue[id].names if id in self.catalogue else ()
            self.official[id] = [n.text for n in names if n.lang == self.wording.lang and n.kind != "acronym"]
        return self.official[id]

    def _from_heads(self, name: str) -> list[Name]:
        """A name from its first generic word on, and from the next where that follows: "the |Regional| Centre
        for …" is "the Centre" too."""
        words = [self.wording.writing.bare(word) for word in plain(name).split()]
        head = next((i for i, word in enumerate(words) if word in self.wording.bodies), None)
        if head is None:
            return []
        found = [Name(tuple(words[head:]), head > 0)]
        if words[head + 1 : head + 2] and words[head + 1] in self.wording.bodies:
            found.append(Name(tuple(words[head + 1 :]), True))
        return found


def _agreeing(words: Sequence[str], name: Sequence[str]) -> int:
    """How many first words two phrases share."""
    for count, (word, other) in enumerate(zip(words, name, strict=False)):
        if word != other:
            return count
    return min(len(words), len(name))


PERSONS = ("SG", "DSG")
"""Ids that are a person's office: such a one acts, but is none of "the two organizations"."""
