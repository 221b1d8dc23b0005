"""The checks of marks and words that every language has: pairs, repetitions, ranges, long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concertation.reporting.style.finding import Finding, Rule
from concertation.reporting.style.section import Section, found
from concertation.reporting.style.words import count

_REPEATED = re.compile(
    r"(?<![\w’'-])(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)(?P<again>\s+(?P=word))(?![\w’'-])", re.IGNORECASE
)
_YEARS = re.compile(r"(?<![\d/.–-])(?P<first>(?:19|20)\d\d)[–-](?P<last>(?:19|20)\d\d)(?![\d/–-])")
_LETTERED = re.compile(r"(?<!\S)(?:[a-zа-я]{1,2}|[ivx]{1,4}|\d{1,3})(?: bis)?\)")
"""A letter or number with the bracket behind it, as lists and French citations have it: "4 l)"."""


def repeated_words(section: Section, rule: Rule) -> Iterator[Finding]:
    """ "of the the"; `settings.fine` are words that may stand twice."""
    fine = set(rule.settings.get("fine", ()))
    for passage in section.passages:
        for match in _REPEATED.finditer(passage.text):
            same = match["word"].casefold()
            # "Bora Bora" and "Walla Walla" are names; "that that" of one's own is not.
            if same in fine or (match["word"][0].isupper() and not passage.begins(match.start())):
                continue
            if not passage.is_kept(*match.span()):
                yield found(rule, passage, *match.span("again"), "", name=match["word"])


def unbalanced(section: Section, rule: Rule) -> Iterator[Finding]:
    """A bracket or a quotation mark without its other half; the finding is the mark."""
    pairs = [*(tuple(pair) for pair in rule.settings["pairs"]), *section.style.rules.quotes]
    for passage in section.passages:
        lettered = {match.end() - 1 for match in _LETTERED.finditer(passage.text)}
        for opening, closing in dict.fromkeys(pairs):
            # An apostrophe is no closing mark, and equal marks do not tell which half they are.
            if opening == closing or closing == "’":
                continue
            for at in _alone(passage.text, opening, closing, lettered):
                yield found(rule, passage, at, at + 1)


def _alone(text: str, opening: str, closing: str, lettered: set[int]) -> Iterator[int]:
    waiting: list[int] = []
    spare: list[int] = []
    for at, sign in enumerate(text):
        if sign == opening:
            waiting.append(at)
        elif sign == closing and at in lettered:
            spare.append(at)
        elif sign == closing:
            if waiting:
                waiting.pop()
            elif not any(letter < at for letter in spare):
                yield at
    # "(see par. 4 l)": the bracket of the letter closes the other one.
    for at in waiting:
        if spare and spare[-1] > at:
            spare.pop()
        else:
            yield at


def turned_years(section: Section, rule: Rule) -> Iterator[Finding]:
    """ "2020–2018": a range that ends before it begins."""
    for passage in section.passages:
        for match in _YEARS.finditer(passage.text):
            if match["last"] < match["first"] and not passage.is_kept(*match.span()):
                yield found(rule, passage, *match.span())


def long_sentences(section: Section, rule: Rule) -> Iterator[Finding]:
    """A sentence of more words than `settings.limit`; lists, which semicolons part, are left alone."""
    limit = rule.settings["limit"]
    for passage in section.passages:
        for start, end in passage.bounds():
            sentence = passage.text[start:end]
            if len(sentence) <= limit or sentence.count(";") + sentence.count("；") > 1:
                continue
            words = count(sentence)
            if words > limit:
                last = start + len(sentence.rstrip())
                yield found(rule, passage, start, last, number=str(words), limit=str(limit))


def over_budget(section: Section, rule: Rule) -> Iterator[Finding]:
    """More words in the section than were given to it; the finding is its last paragraph with text."""
    words = sum(count(passage.text) for passage in section.passages)
    if section.limit is not None and words > section.limit:
        last = next(passage for passage in reversed(section.passages) if passage.text)
        yield found(rule, last, 0, len(last.text), number=str(words), limit=str(section.limit))
