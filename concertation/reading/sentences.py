"""Cut a paragraph into sentences, each with what was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from concertation.reading.folding import without_signs
from concertation.reading.mention import (
    AmountMention,
    DateMention,
    Mention,
    OrdinalMention,
    OrganizationMention,
    PlaceMention,
    UnknownName,
)
from concertation.reading.wording import Cue, Wording, plain
from concertation.reading.writing import Writing

# One set of marks stands first, so that the engine can skip to a mark at once.
_END = re.compile(
    r"""
    [.!?؟。！？]
    (?: (?<=[.!?؟]) (?:\s?[»”"])? \s+ (?=["“«(]?\s?[A-ZÀ-ÖØ-ÞА-ЯЁ0-9\u0621-\u06d3])
      | (?<=[。！？]) [”》]? \s* (?=\S) )
    """,
    re.VERBOSE,
)
_LONGEST = 2_000
"""Characters that no sentence exceeds."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZА-ЯЁ]|M|MM|Mme|Mmes|Mr|Mrs|Ms|Dr|St|No|no|art|al|cf|vol|p|par|para|paras|U\.S|U\.N)|\d)$"
)


@dataclass(slots=True)
class Sentence:
    """A sentence of a paragraph: ``text[start:end]``, where `text` is the whole paragraph with the signs of
    Latin scripts, `written` the same with its own, and `plain` the same in plain words (see `wording`).
    `cues` are those outside names, with their `roles`; `shared` the names that many organs have. All that was
    found in it has offsets into `text`."""

    text: str
    plain: str
    start: int
    end: int
    writing: Writing
    written: str
    cues: list[Cue] = field(default_factory=lambda: [])
    shared: list[Cue] = field(default_factory=lambda: [])
    roles: set[str] = field(default_factory=lambda: set())
    organizations: list[OrganizationMention] = field(default_factory=lambda: [])
    places: list[PlaceMention] = field(default_factory=lambda: [])
    dates: list[DateMention] = field(default_factory=lambda: [])
    ordinals: list[OrdinalMention] = field(default_factory=lambda: [])
    amounts: list[AmountMention] = field(default_factory=lambda: [])
    unknown: list[UnknownName] = field(default_factory=lambda: [])

    def as_written(self, phrase: str) -> str:
        """Return words of the sentence with the signs of its own script."""
        at = self.text.find(phrase, self.start, self.end) if self.writing.signs else -1
        return self.written[at : at + len(phrase)] if at >= 0 else phrase

    def words(self, start: int, end: int) -> int:
        """How many words stand between `start` and `end`."""
        return self.writing.count(self.plain[start:end])


def sentences(text: str, mentions: Sequence[Mention], wording: Wording) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph in order, each with its mentions and cues.

    A full stop ends a sentence when a capital or a digit follows it, unless it stands in a mention, in
    brackets, or after an abbreviation.
    """
    pieces = list(_pieces(text, mentions, wording.grammar.abbreviations))
    written = text
    if wording.writing.signs:
        text = without_signs(wording.writing.plain(text))  # the rules look for the comma of Latin scripts
    words = plain(text)
    cues = wording.cues(text, words)
    at_mention = at_cue = 0
    for start, end in pieces:
        sentence = Sentence(text, words, start, end, wording.writing, written)
        while at_mention < len(mentions) and mentions[at_mention].start < end:
            _place(sentence, mentions[at_mention], wording)
            at_mention += 1
        first = at_cue
        while at_cue < len(cues) and cues[at_cue].start < end:
            at_cue += 1
        _sort_out(sentence, cues[first:at_cue])
        yield sentence


def _pieces(
    text: str, mentions: Sequence[Mention], abbreviations: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """The bounds of the sentences; one longer than any sentence is cut at a semicolon, a comma or a blank,
    for
    a list without stops would else take the rules minutes."""
    for start, end in _bounds(text, mentions, abbreviations):
        while end - start > _LONGEST:
            cuts = (text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in ("; ", ", ", " "))
            cut = next((at + 1 for at in cuts if at > 0), start + _LONGEST)
            yield start, cut
            start = cut
        yield start, end


def _bounds(
    text: str, mentions: Sequence[Mention], abbreviations: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _END.finditer(text):
        at = stop.start()
        if (
            text[at] == "."
            and _ABBREVIATION.search(text, max(start, at - 6), at)
            and not text[at - 1].isdigit()
        ):
            continue
        if text.endswith(abbreviations, start, at):
            continue
        if text.count("(", start, at) > text.count(")", start, at):
            continue
        if any(m.start < at < m.end - 1 for m in mentions):
            continue
        yield start, stop.end()
        start = stop.end()
    if start < len(text):
        yield start, len(text)


def _sort_out(sentence: Sentence, cues: list[Cue]) -> None:
    """Keep the cues outside names, and apart from them the names that many organs share."""
    names = [(m.start, m.end) for m in sentence.organizations if m.how != "reference"]
    at = 0
    for cue in cues:
        if cue.role == "shared":
            sentence.shared.append(cue)
        while at < len(names) and names[at][1] <= cue.start:
            at += 1
        if at == len(names) or cue.start < names[at][0]:
            sentence.cues.append(cue)
            sentence.roles.add(cue.role)


def _in_title(date: DateMention, sentence: Sentence) -> bool:
    """Whether a bare year ends the name of a text: "l'Agenda 2063", not "En 2018"."""
    text = sentence.text
    if text.rfind("«", sentence.start, date.start) > text.rfind("»", sentence.start, date.start):
        return True
    if date.end - date.start != 4 or date.role != "when":
        return False
    word = text[sentence.start : date.start].rsplit(None, 1)
    return len(word) == 2 and text[date.start - 1] == " " and word[1].lstrip("l'’")[:1].isupper()


def _is_limit(date: DateMention, sentence: Sentence, wording: Wording) -> bool:
    """Whether a date only bounds what is said: "prorogé jusqu'en 2020", "d'ici à 2030"."""
    before = sentence.plain[max(sentence.start, date.start - 20) : date.start].split()[-2:]
    return not wording.grammar.until.isdisjoint(before)


def _place(sentence: Sentence, mention: Mention, wording: Wording) -> None:
    match mention:
        case OrganizationMention():
            sentence.organizations.append(mention)
        case PlaceMention():
            sentence.places.append(mention)
        case DateMention() if not (_in_title(mention, sentence) or _is_limit(mention, sentence, wording)):
            sentence.dates.append(mention)
        case OrdinalMention():
            sentence.ordinals.append(mention)
        case AmountMention():
            sentence.amounts.append(mention)
        case UnknownName():
            sentence.unknown.append(mention)
        case _:
            pass
