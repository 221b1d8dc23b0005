"""The words by which a language makes a title of a statement, so that it can stand alone in a list.

"ont aidé le secrétariat" becomes "aide au secrétariat": ``languages/<code>/titles.toml`` gives the noun of
each verb, what links it to its object, and how the two melt. Only that noun and link are added to the words
of the text.

>>> from concertation.reading.wording import load_wording
>>> load_wording("fr").naming.join("aide", "à", "le secrétariat de l'ASEAN")
"aide au secrétariat de l'ASEAN"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from concertation.reading.conjugation import forms
from concertation.reading.language_data import LanguageError, read_data

_WORDS = (
    "articles", "stops", "trailing", "hollow", "prepositions", "topics", "manner", "asides", "pairs",
    "breaks", "clauses", "possessives", "pronouns", "definite",
)  # fmt: skip


class Noun(NamedTuple):
    """The noun of a verb. `object` links it to what follows the verb, "" where no word does, None where what
    follows does not fit the noun; `subject` links it to who does it where nothing follows. An empty noun says
    that the object names the thing ("jouer |un rôle|"). `aim` takes the place of `mark` before an infinitive
    ("aider X |à| faire": "aide à X |pour| faire")."""

    text: str = ""
    object: str | None = None
    subject: str = ""
    mark: str = ""
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """One language's words for titles; all but `articles` and `trailing` may be phrases.

    `articles` open a noun phrase and are left out at the start of a title, the `definite` among them; `stops`
    end the words before a noun that belong to it, of which there are at most `before`. `trailing` end no
    title, nor do the `hollow` ("dans le cadre"). `prepositions` after a verb need no link. `topics` open what
    a meeting is about, `manner` is said of working ("en étroite collaboration"), `asides` stand between a
    verb and its object ("chaque année"). After one of `pairs` ("entre") two names must follow. A title too
    long is cut before one of `clauses`, or else of `breaks`; what one of `possessives` makes somebody's is
    left out where that somebody is not named before it. `pronouns` are objects that name nothing, `finite`
    words of a clause that goes on. `singular` gives the singular of plural words, `melted` what two words
    melt into, `elided` a short form before a vowel. `agreement` holds, by endings of nouns, what the endings
    of words that agree with them become in the first case, the longest that fits. `case` is the ending of an
    object that adjectives behind their noun share, `caseless` are words that look so, `numerals` the first
    case of number words. Phrases stand beneath their first word, the hollow beneath their last.
    """

    articles: frozenset[str]
    stops: frozenset[str]
    trailing: frozenset[str]
    hollow: Mapping[str, tuple[str, ...]]
    prepositions: frozenset[str]
    topics: Mapping[str, tuple[str, ...]]
    manner: Mapping[str, tuple[str, ...]]
    asides: Mapping[str, tuple[str, ...]]
    pairs: frozenset[str]
    breaks: frozenset[str]
    clauses: frozenset[str]
    possessives: frozenset[str]
    pronouns: frozenset[str]
    finite: re.Pattern[str]
    definite: frozenset[str]
    before: int
    verbs: Mapping[str, Noun]
    resources: Mapping[str, Noun]
    singular: Mapping[str, str]
    melted: Mapping[str, str]
    elided: Mapping[str, str]
    agreement: tuple[tuple[tuple[str, ...], Mapping[str, str]], ...]
    case: str
    caseless: frozenset[str]
    numerals: Mapping[str, str]

    def qualifies(self, word: str) -> bool:
        """Whether a word, in lower case, may belong to the noun ahead of which it stands: where words agree
        with their noun, it must have an ending that does."""
        return not self.agreement or any(
            word.endswith((*table, *table.values())) for _, table in self.agreement
        )

    def agrees(self, word: str, noun: str) -> bool:
        """Whether `word` may stand before `noun`, both in the first case: it has no ending that only other
        nouns ask for ("ежегодны|е| совещание")."""
        own: set[str] = set()
        others: set[str] = set()
        for nouns, table in self.agreement:
            (others if own or not noun.endswith(nouns) else own).update(table.values())
        return not word.endswith(tuple(others - own)) or word.endswith(tuple(own))

    def agreeing(self, word: str, noun: str) -> str:
        """Return `word` in the first case, as it stands before `noun`, which is in the first case.

        >>> from concertation.reading.wording import load_wording
        >>> load_wording("ru").naming.agreeing("рабочем", "совещание")
        'рабочее'
        """
        for nouns, table in self.agreement:
            if noun.endswith(nouns):
                fitting = [ending for ending in table if word.endswith(ending)]
                ending = max(fitting, key=len, default="")
                return word.removesuffix(ending) + table.get(ending, "")
        return word

    def agreeing_behind(self, words: str) -> str:
        """Return the words behind a noun in the first case: those that directly follow it lose the ending of
        the object's `case`, but for the `caseless`.

        >>> from concertation.reading.wording import load_wording
        >>> load_wording("ar").naming.agreeing_behind(" إطاريا مشتركا للتعاون")
        ' إطاري مشترك للتعاون'
        """
        blank, *following = words.split(" ")
        for at, word in enumerate(following):
            if not word.endswith(self.case) or word in self.caseless:
                break
            following[at] = word.removesuffix(self.case)
        return " ".join([blank, *following])

    def join(self, noun: str, link: str, rest: str) -> str:
        """Return `noun`, `link` and `rest` as one phrase, melted where the language melts them.

        Either of `noun` and `rest` may be empty."""
        if not rest or not noun:
            return noun or rest
        if not link:
            return f"{noun} {rest}"
        first, _, after = rest.partition(" ")
        melted = self.melted.get(f"{link} {first.lower()}")
        if melted is not None:
            return self.join(noun, melted, after)
        if link in self.elided and rest[0].lower() in self.elided["vowels"]:
            return f"{noun} {self.elided[link]}{rest}"
        return f"{noun} {link} {rest}"

    def one(self, phrase: str) -> str | None:
        """Return a plural noun phrase in the singular, None where its first word is not known."""
        words = phrase.split(" ")
        changed = 0
        for word in words:
            single = self.singular.get(word.lower())
            if single is None:
                break
            words[changed] = single.capitalize() if word[0].isupper() else single
            changed += 1
        return " ".join(words) if changed else None


def load_naming(code: str, conjugations: dict[str, dict[str, list[str]]]) -> Naming:
    """Return the naming of the language `code`, whose verbs follow `conjugations`.

    Raises `LanguageError` where the file breaks a rule.
    """
    data = read_data(code, "titles")
    words = data["words"]
    if words.keys() != {*_WORDS, "finite", "before"}:
        wrong = ", ".join(sorted({*_WORDS, "finite", "before"} ^ words.keys()))
        raise LanguageError(f"{code}/titles.toml, [words]: these fields are absent or unknown: {wrong}.")
    verbs: dict[str, Noun] = {}
    for infinitive, table in data["verbs"].items():
        for form, _ in forms(infinitive, conjugations, code):
            verbs.setdefault(form, _noun(table))
    phrases: dict[str, Any] = {name: _by_word(words[name], 0) for name in ("topics", "manner", "asides")}
    phrases["hollow"] = _by_word(words["hollow"], -1)
    return Naming(
        **{name: frozenset(words[name]) for name in _WORDS if name not in phrases},
        **phrases,
        finite=re.compile(rf" (?:{'|'.join(words['finite'])})(?= )"),
        before=words["before"],
        verbs=verbs,
        resources={type: _noun(table) for type, table in data["resources"].items()},
        singular=data["singular"],
        melted=data["melted"],
        elided=data["elided"],
        agreement=tuple((tuple(table["nouns"]), table["endings"]) for table in data.get("agreement", ())),
        case=data.get("object", {}).get("case", ""),
        caseless=frozenset(data.get("object", {}).get("caseless", ())),
        numerals=data.get("numerals", {}),
    )


def _by_word(phrases: list[str], at: int) -> dict[str, tuple[str, ...]]:
    """Phrases by their first word (`at` 0) or last (-1), the longest first."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase.replace("'", " ").split()[at], []).append(phrase)
    return {word: tuple(group) for word, group in found.items()}


def _noun(table: dict[str, str]) -> Noun:
    link = table.get("object")
    return Noun(
        table["noun"], link, table.get("subject", link or ""), table.get("mark", ""), table.get("aim", "")
    )
