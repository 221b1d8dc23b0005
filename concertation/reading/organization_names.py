"""What the lexicon knows of bodies: their names, the titles of their heads, and the cues around them.

Names are the catalogue's; titles, cues and pronouns are in ``organizations.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, cast

from concertation.reading.catalogue import Catalogue, Organization
from concertation.reading.folding import key
from concertation.reading.lexicon import Case, Entry, Sense
from concertation.reading.writing import Writing


def name_entries(known: Catalogue, code: str, data: dict[str, Any], writing: Writing) -> Iterator[Entry]:
    """Yield the names of all bodies for the lexicon of the language `code`, in all their cases, and with what
    is shortened in them: "Управление |ООН| по наркотикам и преступности".

    A name of several current bodies in one language stays out: it is ambiguous. An acronym of another
    language counts where no name of this language is written so and one body alone has it.
    """
    own = _bodies_by_name(known, lambda org, lang: lang == code or not _speaks(org, code), code)
    for (text, kind), org in own.items():
        if kind == "acronym":
            yield _name_entry(text, kind, org)
        else:
            for form in writing.inflection.forms(text):
                yield _name_entry(form, kind, org)
                for long, short in data.get("shortened", {}).items():
                    if long in form:
                        yield _name_entry(form.replace(long, short), kind, org)
    for text, id in data["aliases"].items():
        for form in writing.inflection.forms(text):
            yield Entry(form, "organization", id, "initial" if text[0].isupper() else "any")
    taken = {key(text) for text, _ in own} | {key(word) for word in data["not_acronyms"]}
    foreign = _bodies_by_name(known, lambda org, lang: lang != code, code)
    for (text, kind), org in foreign.items():
        if kind == "acronym" and key(text) not in taken:
            yield _name_entry(text, kind, org)


def grammar_entries(data: dict[str, Any], writing: Writing) -> Iterator[Entry]:
    """Yield the titles, cues and pronouns of ``organizations.toml`` for the lexicon, in all their cases."""
    forms = writing.inflection.forms
    titles: dict[str, str] = {key(form): id for title, id in data["titles"].items() for form in forms(title)}
    cues: dict[str, list[str]] = data["cues"]
    alone: set[str] = set()
    for phrase in data["block"]["phrases"]:
        for form in forms(phrase):
            yield Entry(form, "block", "", "initial")
    for name in (
        "own_head",
        "head",
        "members",
        "seat",
        "secretariat",
        "government",
        "government_far",
        "text_far",
    ):
        sense = cast(Sense, name.removesuffix("_far"))
        for pattern in cues[name]:
            for phrase in (form for spelled in spellings(pattern) for form in forms(spelled)):
                value = "SG" if sense == "own_head" else "far" if name.endswith("_far") else ""
                if sense == "head" and key(phrase) in titles:
                    value = titles[key(phrase)]
                    alone.add(key(phrase))
                yield Entry(phrase, sense, value)
    for title, id in data["titles"].items():
        if key(title) not in alone:
            for form in forms(title):
                yield Entry(form, "title", id, "initial")
    for phrase in cues["self"]:
        yield Entry(phrase, "self", "SG", "exact" if phrase.isupper() else "any")
    for pattern in cues["own"]:
        for phrase in spellings(pattern):
            yield Entry(phrase, "own", "SG")


def spellings(pattern: str) -> Iterator[str]:
    """Yield the phrases of a pattern of the data files.

    >>> list(spellings("(Vice-)?(Chair|Head) of"))
    ['Vice-Chair of', 'Vice-Head of', 'Chair of', 'Head of']
    """
    parts: list[list[str]] = []
    for plain, options, optional in re.findall(r"([^()]+)|\(([^()]*)\)(\??)", pattern):
        parts.append([plain] if plain else options.split("|") + ([""] if optional else []))
    for choice in product(*parts):
        yield " ".join("".join(choice).split())


def _name_entry(text: str, kind: str, org: Organization) -> Entry:
    acronym = kind == "acronym"
    case: Case = "exact" if acronym else "initial"
    return Entry(text, "organization", org.id, case, "acronym" if acronym else "name")


def _speaks(org: Organization, code: str) -> bool:
    """Whether the catalogue holds a full name of `org` in the language."""
    return any(name.lang == code and name.kind != "acronym" for name in org.names)


def _bodies_by_name(
    known: Catalogue, wanted: Callable[[Organization, str], bool], code: str
) -> dict[tuple[str, str], Organization]:
    """Return the one body that each name means; a name in use wins over one no longer in use."""
    bodies: dict[tuple[str, str], dict[str, tuple[Organization, bool]]] = {}
    for org in known:
        if org.kind == "state":
            continue
        for name in org.names:
            if wanted(org, name.lang):
                kind = "acronym" if name.kind == "acronym" else "name"
                in_use = not (name.until or name.kind == "former" or org.ended)
                meant = bodies.setdefault((name.text, kind), {})
                meant[org.id] = (org, in_use or meant.get(org.id, (org, False))[1])
    found: dict[tuple[str, str], Organization] = {}
    for name, candidates in bodies.items():
        current = [org for org, in_use in candidates.values() if in_use]
        every = [org for org, _ in candidates.values()]
        if len(current) == 1 or (not current and len(every) == 1):
            found[name] = (current or every)[0]
    return found
