"""Figures of a report, in plain sentences. Nothing is concluded from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from concertation.register.themes import label
from concertation.reporting.telling.group import political
from concertation.reporting.telling.phrase import Noun, Phrase

if TYPE_CHECKING:
    from concertation.reporting.arrange import Arrangement
    from concertation.reporting.telling.facts import Fact
    from concertation.reporting.telling.language import Language
    from concertation.reporting.telling.naming import Naming


def observe(facts: Sequence[Fact], arrangement: Arrangement, naming: Naming) -> list[str]:
    """Return the paragraphs of the observations: what was held, agreed and done, by theme and partner."""
    language = naming.language
    words = language.report["observations"]
    if not facts:
        return [words["none"]]
    meetings = [fact for fact in facts if fact.kind == "meeting" and political(fact)]
    texts = [fact for fact in facts if fact.kind == "agreement"]
    drafts = [fact for fact in texts if fact.status == "draft"]
    kinds = [
        words["counts"]
        .replace("{de counts}", counted(facts, language, "de"))
        .replace("{counts}", counted(facts, language, "")),
        _numbered(words["political"], len(meetings), language, "f"),
        _numbered(words["signed"], len(texts) - len(drafts), language),
        _numbered(words["drafts"], len(drafts), language),
    ]
    themes = Counter(theme for fact in facts for theme in fact.themes)
    by_theme = [(label(theme, language.code), count) for theme, count in _ranked(themes)]
    if none := sum(not fact.themes for fact in facts):
        by_theme.append((words["no_theme"], none))
    partners = Counter({id: len(told) for id, told in arrangement.partners})
    by_partner = [(naming.heading(id), count) for id, count in _ranked(partners)]
    paragraphs = [
        " ".join(sentence for sentence in kinds if sentence),
        _distribution(words["themes"], by_theme, words),
        _distribution(words["organizations"], by_partner, words),
        _sources(facts, language),
    ]
    return [language.grammar.typeset(paragraph) for paragraph in paragraphs if paragraph]


def counted(facts: Sequence[Fact], language: Language, preposition: str) -> str:
    """How many records of each kind: "12 réunions et autres manifestations et un accord ou autre texte"."""
    counts = Counter(fact.kind for fact in facts)
    nouns = tuple(
        Noun(count_of(counts[kind], kind, language), bare=True)
        for kind in language.report["counts"]
        if counts[kind]
    )
    phrase = Phrase(nouns)
    return language.grammar.after(preposition, phrase) if preposition else language.grammar.told(phrase)


def count_of(count: int, kind: str, language: Language) -> str:
    """A number with its noun: "deux activités"."""
    one, many, gender = language.report["counts"][kind].split("|")
    noun = one if count < language.grammar.plural_from else many
    return f"{language.grammar.number(count, gender)} {noun}"


def _numbered(words: Mapping[str, str], count: int, language: Language, gender: str = "m") -> str:
    """The sentence for that number of things, or "" for none."""
    if not count:
        return ""
    if count < language.grammar.plural_from:
        return words["one"]
    return words["other"].replace("{n}", language.grammar.number(count, gender))


def _distribution(sentence: str, counts: Sequence[tuple[str, int]], words: Mapping[str, str]) -> str:
    if not counts:
        return ""
    items = [words["item"].format(name=name, n=count) for name, count in counts]
    return sentence.format(list=words["separator"].join(items)) + " " + words["overlap"]


def _sources(facts: Sequence[Fact], language: Language) -> str:
    passages = {(s.document, s.paragraph, s.quote) for fact in facts for s in fact.sources}
    supported = sum(bool(fact.sources) for fact in facts)
    if not passages:
        return ""
    words = language.report["observations"]["sources"]
    records = count_of(supported, "record", language)
    sentence = words["one" if supported < language.grammar.plural_from else "other"]
    return sentence.format(r=records, passages=count_of(len(passages), "passage", language))


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
