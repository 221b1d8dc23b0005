"""The words by which a language states records, found in one pass over a paragraph.

``languages/<code>/records.toml`` lists them by what they do (`role`): nouns that stand for an event, verbs of
signing, openers of a purpose. `Wording.cues` returns those that stand in a text.

>>> wording = load_wording("fr")
>>> [(cue.role, cue.type, cue.form) for cue in wording.cues("Deux réunions", "deux réunions")]
[('event', 'meeting', 'many')]
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, NamedTuple, cast

import ahocorasick

from concertation.reading.conjugation import forms
from concertation.reading.declension import Declension
from concertation.reading.folding import fold, key
from concertation.reading.inflection import Inflection
from concertation.reading.language_data import LanguageError, read_data
from concertation.reading.naming import Naming, load_naming
from concertation.reading.writing import Writing, load_writing

Senses = tuple[tuple[str, str, str], ...]
"""What a phrase may be: (role, type, form) each."""
_NOUNS = frozenset({"event", "instrument", "talk", "nouns", "objects", "resource"})
"""Roles whose phrases are nouns, which take the forms of their case."""


class Cue(NamedTuple):
    """A phrase that matters to a rule, ``start`` inclusive, ``end`` exclusive.

    `role` tells what it does ("event", "verb", "purpose"), `type` narrows it (a record's type, a class of
    verbs), `form` is "one" or "many" for nouns and one of `conjugation.FORMS` for verbs.
    """

    start: int
    end: int
    role: str
    type: str
    form: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """How verbs are known to say that something is done: the table [grammar]. All are plain words (see
    `plain`).

    `finite` are the forms that need no auxiliary. `active`, `passive`, `present` (of these), `been` and
    `reflexive` are auxiliaries and pronouns; `marks` stand before an infinitive. `aspects` are verbs that
    leave the infinitive after them a statement ("a continué de"), `coming` those that put it in the future.
    `determiners` show that a form which is noun and verb alike is a noun. `plurals` are verb forms that
    are nouns unless a body stands before them ("funds"). `joins` are "and" and the like,
    `agents` "by", `of` what links a noun to its complement; `hosts` stand before the place where something
    happens; `about` before what is spoken of; `until` before a date by which, not at which, it does;
    `prepositions` after a participle that describes a noun. `adverbs` and words with `adverb_endings` may
    stand between; `infinitives` and `infinitive_endings` tell what "pour" or "to" makes a purpose.
    `bare_participle` is true where the past and the participle look alike ("organized"). Where a noun needs
    no word, its case being enough, `of`, `agents` and `marks` hold "": "план |Лиги|", "подписан |Лигой|",
    "продолжает |работать|". `free_order` is true where the object may stand ahead of the verb and the subject
    behind it, `facts_first` where the date and place of something stand ahead of it, `numbers_after` where
    its number stands behind it, `noun_last` where all that belongs to a noun stands ahead of it, `verb_first`
    where the subject stands behind the verb, `reflexive_passive` where a reflexive verb says what was done to
    its subject ("el acuerdo |se firmó|"); all may be left out, as may `abbreviations`, words whose full stop
    ends no sentence, `progressive`, words after which a gerund states something ("|sigue| prestando"),
    `passive_coming`, auxiliaries of what is to be done ("|será| firmado"), `there`, words beside a verb of
    attending that stand for an event named before ("|y| ont participé"), and `again`, words before a noun
    that names once more what was just named ("|该|战略")."""

    finite: frozenset[str]
    active: frozenset[str]
    passive: frozenset[str]
    present: frozenset[str]
    been: frozenset[str]
    reflexive: frozenset[str]
    marks: frozenset[str]
    aspects: frozenset[str]
    coming: frozenset[str]
    determiners: frozenset[str]
    plurals: frozenset[str]
    joins: frozenset[str]
    agents: frozenset[str]
    of: frozenset[str]
    hosts: frozenset[str]
    about: frozenset[str]
    until: frozenset[str]
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    infinitives: frozenset[str]
    infinitive_endings: tuple[str, ...]
    bare_participle: bool
    free_order: bool = False
    facts_first: bool = False
    noun_last: bool = False
    numbers_after: bool = False
    verb_first: bool = False
    reflexive_passive: bool = False
    abbreviations: tuple[str, ...] = ()
    there: frozenset[str] = frozenset()
    progressive: frozenset[str] = frozenset()
    passive_coming: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()

    @classmethod
    def of_table(cls, table: dict[str, Any], code: str) -> "Grammar":
        """Return the grammar that the table [grammar] of the language `code` states.

        Raises `LanguageError` where a field is absent or has no meaning.
        """
        names = {field.name for field in fields(cls)}
        needed = {field.name for field in fields(cls) if field.default is MISSING}
        if wrong := ", ".join(sorted((needed - table.keys()) | (table.keys() - names))):
            raise LanguageError(
                f"{code}/records.toml, [grammar]: these fields are absent or unknown: {wrong}."
            )
        ordered = ("adverb_endings", "infinitive_endings")
        values: dict[str, Any] = {
            name: value if isinstance(value, bool) else tuple(value) if name in ordered else frozenset(value)
            for name, value in table.items()
        }
        values["abbreviations"] = tuple(f" {word}" for word in table.get("abbreviations", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words for records.

    `activity_types` and `event_types` give the record's type of a class of verbs, `reflexive` are the classes
    that need a reflexive pronoun, `together` those that take two bodies, `audiences` those behind which a
    body stands, with the words that may stand between ("s'est adressé |au| Conseil"). `bodies` are generic
    heads of names
    ("conseil"), `articles` what must stand before one that refers back, `adjectives` end a word that carries
    its name on, `impersonal` what follows an "il" that stands for nothing, `standing` the bodies that a
    generic head alone names; `naming` makes titles, for which `nominatives` give nouns in their first case.
    """

    lang: str
    grammar: Grammar
    activity_types: Mapping[str, str]
    event_types: Mapping[str, str]
    reflexive: frozenset[str]
    together: frozenset[str]
    audiences: Mapping[str, frozenset[str]]
    bodies: frozenset[str]
    articles: frozenset[str]
    adjectives: tuple[str, ...]
    impersonal: frozenset[str]
    standing: Mapping[str, str]
    naming: Naming
    writing: Writing
    automaton: Any
    nominatives: Mapping[str, str]

    def cues(self, text: str, plain: str) -> list[Cue]:
        """Return the cues of a text and its plain form in order. One that stands inside a longer one is left
        out, and so is a generic head of a name in lower case."""
        match self.writing.parted:
            case "blanks":
                found = self._parted(plain)
            case "prefixes":
                found = self._joined(fold(text))
            case _:
                found = self._joined(plain)
        found.sort()
        cues: list[Cue] = []
        reached = -1
        for start, minus_end, senses in found:
            end = -minus_end
            if end <= reached:
                continue
            reached = end
            for role, type, form in senses:
                if role == "body":
                    if self.writing.begins_name(text[start]):
                        cues.append(Cue(start, end, role, type, form))
                elif role != "void":
                    cues.append(Cue(start, end, role, type, form))
        return cues

    def ends_with(self, stretch: str, words: frozenset[str]) -> bool:
        """Whether one of `words` stands at the end of a stretch of plain text."""
        if self.writing.parted == "none":
            return stretch.rstrip().endswith(tuple(words))
        last = stretch.rsplit(None, 1)[-1:]
        return bool(last) and last[0] in words

    def _parted(self, plain: str) -> list[tuple[int, int, Senses]]:
        """The phrases that stand between blanks: start, minus the end, senses."""
        return [
            (last - length + 1, 1 - last, senses)
            for last, (length, senses) in self.automaton.iter(f" {plain} ")
        ]

    def _joined(self, plain: str) -> list[tuple[int, int, Senses]]:
        """The phrases that stand in a text whose words are written together with others."""
        found: list[tuple[int, int, Senses]] = []
        phrases: Iterable[tuple[int, tuple[int, Any]]] = self.automaton.iter(plain)
        for last, (length, stems) in phrases:
            if self.writing.cuts(plain, last + 1):
                continue
            for before, article, senses in stems:
                start = self.writing.begin(plain, last - length + 1, before, article)
                if start is not None:
                    found.append((start, -last - 1, senses))
        return found


_MARKS = "'’‘.,;:()«»\"“”–—/[]?!*\n\t\u00a0\u202f，、；：。．（）《》〈〉？！…،؛؟"


def plain(text: str) -> str:
    """Return `text` in lower case, everything but letters, digits and hyphens a blank, of the same length.
    Accents stay: they alone tell "collabore" from "collaboré".

    >>> plain("L'ONU, à Genève")
    'l onu  à genève'
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for mark in _MARKS:
        if mark in lower:
            lower = lower.replace(mark, " ")
    return lower


@cache
def load_wording(code: str) -> Wording:
    """Return the wording of the language `code`.

    Raises `LanguageError` where there is none, or where the file breaks a rule.
    """
    data, writing = read_data(code, "records"), load_writing(code)
    verbs, acts, body = data["verb"], data["event_verb"], data["body"]
    return Wording(
        lang=code,
        grammar=Grammar.of_table(data["grammar"], code),
        activity_types={name: table["type"] for name, table in verbs.items() if "type" in table},
        event_types={name: table.get("type", name) for name, table in acts.items()},
        reflexive=frozenset(name for name, table in acts.items() if table.get("reflexive")),
        together=frozenset(name for name, table in acts.items() if table.get("together")),
        audiences={n: frozenset(table["audience"]) for n, table in acts.items() if "audience" in table},
        bodies=frozenset(body["words"]),
        articles=frozenset(body["articles"]),
        adjectives=tuple(body["adjectives"]),
        impersonal=frozenset(body["impersonal"]),
        standing=data["standing"],
        naming=load_naming(code, data["conjugation"]),
        writing=writing,
        automaton=_compiled(data, code, writing),
        nominatives=_nominatives(data, code, writing.inflection),
    )


def _compiled(data: dict[str, Any], code: str, writing: Writing) -> Any:
    """Compile the phrases of the file into one automaton, as the language is written (see `Lexicon`)."""
    senses: dict[str, list[tuple[str, str, str]]] = {}
    declension = Declension.of(data.get("declension", {}))
    spelled = (
        (spelling, sense)
        for phrase, listed in _phrases(data, code)
        for form, sense in _declined(phrase, listed, declension)
        for spelling in _spellings(form, sense, writing.inflection)
    )
    for spelling, sense in spelled:
        folded = key(spelling) if writing.parted == "prefixes" else " ".join(plain(spelling).split())
        known = senses.setdefault(folded, [])
        # "совещания" is one in the second case and many in the first: what is not sure to be many is one.
        if sense not in known and (*sense[:2], "one") not in known:
            known.append(sense)
    by_stem: dict[str, list[Any]] = {}
    for phrase, meanings in senses.items():
        if writing.parted == "blanks":
            by_stem.setdefault(f" {phrase} ", []).extend(meanings)
        else:
            stem, before = writing.parts(phrase)
            by_stem.setdefault(stem, []).append((before, stem != phrase, tuple(meanings)))
    automaton: Any = ahocorasick.Automaton()
    for stem, found in by_stem.items():
        automaton.add_word(stem, (len(stem), tuple(found)))
    automaton.make_automaton()
    return automaton


def _nominatives(data: dict[str, Any], code: str, inflection: Inflection) -> dict[str, str]:
    """Return the first case of each form that the nouns of the file take, nothing where none changes.

    Of two nouns with one form, the first listed wins: "совещания" is of "совещание"."""
    found: dict[str, str] = {}
    declension = Declension.of(data.get("declension", {}))
    for phrase, (role, _, _) in _phrases(data, code):
        if role in _NOUNS and inflection.nouns:
            for spelling in inflection.forms(phrase):
                found.setdefault(plain(spelling), phrase)
        elif role in _NOUNS and declension.article:
            for spelling in declension.forms(phrase):
                found.setdefault(plain(spelling), declension.alone(spelling, phrase))
    return found


def _declined(
    phrase: str, sense: tuple[str, str, str], declension: Declension
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield the forms of a phrase with what each is: a noun with its article and pronouns, and two of it."""
    role, type, form = sense
    if role not in _NOUNS or not declension.article:
        yield phrase, sense
        return
    for spelling in declension.forms(phrase):
        yield spelling, sense
    if form == "one":
        for spelling in declension.pairs_of(phrase):
            yield spelling, (role, type, "many")


def _spellings(phrase: str, sense: tuple[str, str, str], inflection: Inflection) -> set[str]:
    """Return the forms of a phrase: a noun in its cases, a participle as an adjective, the rest as it is.

    A participle's first word alone changes: "принявш|ий| участие".
    """
    role, _, form = sense
    if role in _NOUNS:
        return inflection.forms(phrase)
    if form == "participle":
        word, blank, tail = phrase.partition(" ")
        return {form + blank + tail for form in inflection.adjective_forms(word)}
    return {phrase}


def _phrases(data: dict[str, Any], code: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield every phrase of the file with (role, type, form)."""
    for role, table in data.items():
        match role:
            case "conjugation" | "declension" | "grammar" | "standing":
                continue
            case "event" | "instrument":
                for type, words in table.items():
                    for form in ("one", "many"):
                        for phrase in words[form]:
                            yield phrase, (role, type, form)
            case "verb" | "event_verb":
                for type, words in table.items():
                    for verb in words["verbs"]:
                        for phrase, form in forms(verb, data["conjugation"], code):
                            yield phrase, (role, type, form)
            case _:
                for type, words in _tables(table):
                    for phrase in words:
                        yield phrase, (role, type, "")


def _tables(table: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield the word lists of a role: ``[talk] words`` has no type, ``[objects.support] words`` has."""
    for type, value in table.items():
        if type == "words":
            yield "", value
        elif isinstance(value, dict):
            yield type, cast(dict[str, list[str]], value)["words"]
