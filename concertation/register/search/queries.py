"""Reading what somebody typed into the search box.

Words, each of which has to occur; "words in quotes" that follow one another; a word with a star, which is
the beginning of one; and fields: ``org:AU theme:mediation kind:meeting place:Cairo year:2018..2020 lang:fr
doc:A/73/328``, with several values between commas where one of them is enough. Whatever is typed is read:
what is wrong with it is said in a sentence, and the rest is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from concertation.register.search import expression as ex
from concertation.register.search.fields import RESOLVERS, Unresolved
from concertation.register.search.names import called
from concertation.register.search.tokens import (
    WORD,
    asked,
    data,
    folded,
    is_character,
    is_han,
    mark,
    small_words,
    token,
    words,
)

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

LONGEST = 400
"""Characters that are read."""
MOST_WORDS = 24
"""Words that are looked for."""
LONGEST_NAME = 9
"""Words of a name that is looked for among those of organizations."""

NOWHERE = mark("nothing", "nothing")
"""A mark that nothing has."""

_PIECE = re.compile(
    r"(?:(?P<field>[^\W\d_]+):)?"
    r"(?:[\"“”„«](?P<quoted>[^\"“”„«»]*)[\"“”»]?|(?P<bare>[^\s\"“”„«»]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that follow one another. `beginning`: the last one may go on; `bare`: typed without
    quotes; `organizations`: identifiers of those that are called so."""

    words: tuple[str, ...]
    beginning: bool = False
    bare: bool = True
    organizations: tuple[str, ...] = ()
    small: bool = False
    """It says nothing alone, and is looked for where nothing else is."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A field: its name, the value as it was typed, and the marks of which one has to be there; there is none
    where the value means nothing, and nothing is found. `typed` is the whole of it as it stands in the
    query."""

    field: str
    value: str
    marks: tuple[str, ...]
    typed: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a query a text of one language is looked through for, word by word."""

    lang: str
    tokens: frozenset[str]
    begun: tuple[str, ...] = ()
    han: tuple[str, ...] = ()

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where in the folded text a word stands that was looked for."""
        for found in WORD.finditer(text):
            if is_han(found[0]):
                for word in self.han:
                    for at in re.finditer(re.escape(word), found[0]):
                        yield found.start() + at.start(), found.start() + at.end()
            elif any(self._is(word) for word in words(found[0])):
                yield found.span()

    def _is(self, word: str) -> bool:
        return token(word, self.lang) in self.tokens or any(word.startswith(one) for one in self.begun)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, read. `troubles` are sentences on what could not be."""

    typed: str
    terms: tuple[Term, ...] = ()
    narrowings: tuple[Narrowing, ...] = ()
    troubles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.narrowings)

    @property
    def words(self) -> list[str]:
        """The folded words, each once: what a name has to hold to be found."""
        return list(dict.fromkeys(word for term in self.terms for word in term.words))

    def expression(self) -> ex.Expression:
        """Return what the query looks for. Raises `ValueError` where that is nothing."""
        parts = [_any(narrowing.marks) for narrowing in self.narrowings]
        parts += [_sought(term) for term in self.terms if not term.small]
        if not parts:
            parts = [_sought(term) for term in self.terms]
        return ex.All(tuple(parts))

    def sought(self, lang: str) -> Sought:
        """Return what to mark in a text of the language."""
        found = [asked(word) for term in self.terms if not term.small for word in term.words]
        begun = tuple(term.words[-1] for term in self.terms if term.beginning)
        tokens = frozenset(token for ways in found for way in ways for token in way)
        han = tuple(word for word in self.words if is_han(word))
        return Sought(lang, tokens, begun, han)

    def in_a_row(self) -> ex.Expression | None:
        """Return the same, with the bare words of the query one after the other; None where there are not
        two of them."""
        bare = [term for term in self.terms if term.bare and not term.beginning]
        if len(bare) < 2 or len(bare) < len(self.terms):
            return None
        row = _row(tuple(word for term in bare for word in term.words), beginning=False)
        return ex.All((*(_any(narrowing.marks) for narrowing in self.narrowings), row))


def _any(marks: Sequence[str]) -> ex.Expression:
    return ex.Any(tuple(ex.Row((one,)) for one in marks or (NOWHERE,)))


def _sought(term: Term) -> ex.Expression:
    """What has to be there: the words in a row, or a mark of an organization that is called so."""
    if not term.organizations:
        return _row(term.words, term.beginning)
    said = [word for word in term.words if word not in small_words()] or list(term.words)
    every = ex.All(tuple(_row((word,), beginning=False) for word in said))
    return ex.Any((every, *(ex.Row((mark("organization", id),)) for id in term.organizations)))


def _row(said: tuple[str, ...], beginning: bool) -> ex.Expression:
    """The words one after the other, in each way that a text of one language has them; the last one may be
    the beginning of a word where that is asked for."""
    ways = [_tokens(said, at) for at in range(max(len(asked(word)) for word in said))]
    rows = [ex.Row(way, is_character(said[-1])) for way in dict.fromkeys(ways)]
    if beginning:
        # What is cut short has no ending to take off: it begins a stem, or a word of a title as written.
        begun = [(*way[:-1], said[-1]) for way in ways]
        rows += [ex.Row(way, beginning=True) for way in dict.fromkeys([*begun, said])]
    return ex.Any(tuple(rows))


def _tokens(said: tuple[str, ...], at: int) -> tuple[str, ...]:
    """The words as tokens, each in its way number `at`, or its last one. Behind Chinese that another word
    follows stands its last character, as it does in texts."""
    found: list[str] = []
    for place, word in enumerate(said, start=1):
        ways = asked(word)
        found += ways[min(at, len(ways) - 1)]
        if is_han(word) and len(word) > 1 and place < len(said):
            found.append(word[-1])
    return tuple(found)


def read(typed: str, person: Viewer) -> Query:
    """Return the query that was typed by the person; fields name only what the person may see."""
    typed = " ".join(typed.replace("\x00", " ").split())[:LONGEST]
    terms: list[Term] = []
    narrowings: list[Narrowing] = []
    troubles: list[str] = []
    for found in _PIECE.finditer(typed):
        field, value = found["field"] or "", found["quoted"] if found["bare"] is None else found["bare"]
        name = field_called(field)
        if name:
            several = [value] if found["bare"] is None else value.split(",")
            try:
                marks = tuple(m for one in several if one for m in RESOLVERS[name](one, person))
            except Unresolved as unresolved:
                troubles.append(str(unresolved))
                marks = ()
            narrowings.append(Narrowing(name, value, marks, found[0]))
        else:
            text = value if not field or found["bare"] is None else f"{field}:{value}"
            terms += _terms(text, quoted=found["bare"] is None)
    if len(terms) > MOST_WORDS:
        troubles.append(_("Only the first %(number)d words are looked for.") % {"number": MOST_WORDS})
        terms = terms[:MOST_WORDS]
    return Query(typed, tuple(_named(terms)), tuple(narrowings), tuple(troubles))


def plain(typed: str) -> Query:
    """Return the query of words alone, in which a colon means nothing."""
    terms = [term for piece in typed.split()[:MOST_WORDS] for term in _terms(piece, quoted=False)]
    return Query(typed, tuple(_named(terms)))


def begun(typed: str) -> Query:
    """Return the query of somebody who is still typing: the last word may go on."""
    query = plain(typed)
    if not query.terms or typed[-1:].isspace():
        return query
    *before, last = [term for piece in typed.split()[:MOST_WORDS] for term in _terms(piece, quoted=False)]
    return replace(
        query, terms=(*_named(before), replace(last, beginning=len(last.words[-1]) > 1, small=False))
    )


def _terms(text: str, *, quoted: bool) -> Iterator[Term]:
    said = tuple(words(text))
    if said:
        beginning = text.endswith("*") and len(said[-1]) > 1
        small = not quoted and len(said) == 1 and said[0] in small_words() and not _is_acronym(text)
        yield Term(said, beginning=beginning, bare=not quoted, small=small)


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper()


def _named(terms: list[Term]) -> Iterator[Term]:
    """The terms, with those that together are the name of organizations made one."""
    runs = {
        " ".join(word for term in terms[at:end] for word in term.words): None
        for at in range(len(terms))
        for end in range(at + 1, min(at + LONGEST_NAME, len(terms)) + 1)
        if all(term.bare and not term.beginning for term in terms[at:end])
    }
    known = called(runs) if runs else {}
    at = 0
    while at < len(terms):
        for end in range(min(at + LONGEST_NAME, len(terms)), at, -1):
            several = terms[at:end]
            name = " ".join(word for term in several for word in term.words)
            if name in known and all(t.bare and not t.beginning for t in several) and not several[0].small:
                said = tuple(word for term in several for word in term.words)
                yield replace(several[0], words=said, organizations=tuple(known[name]))
                at = end
                break
        else:
            yield terms[at]
            at += 1


def field_called(word: str) -> str:
    """Return the field that the word before a colon means, "" where it means none."""
    return _fields().get(folded(word), "") if word else ""


@cache
def _fields() -> dict[str, str]:
    return {
        folded(word): name
        for name, langs in data()["fields"].items()
        for called_so in (*langs.values(), [name])
        for word in called_so
    }


def field_word(name: str, lang: str) -> str:
    """Return the word for a field that pages in the language write before the colon."""
    langs = data()["fields"][name]
    return (langs.get(lang) or langs["en"])[0]
