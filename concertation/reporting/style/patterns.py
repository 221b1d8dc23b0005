"""Rules that are a pattern or a list of words, with or without what is written instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concertation.reporting.style.finding import Finding, Rule
from concertation.reporting.style.passage import Passage
from concertation.reporting.style.section import Section, found

_BEFORE = 30
"""Characters before a match in which `not_after` looks."""


def patterns(section: Section, rule: Rule) -> Iterator[Finding]:
    """Yield what the pattern of the rule finds, outside quotations and names unless it is meant for them.

    Where the pattern has a group "x", that group is what is found, and the rest is its surroundings.
    """
    pattern = rule.pattern
    if pattern is None:
        return
    group = "x" if "x" in pattern.groupindex else 0
    for passage in section.passages:
        for match in pattern.finditer(passage.text):
            start, end = match.span(group)
            if start < 0 or not _applies(rule, passage, start, end):
                continue
            suggestion = _suggestion(rule, match, match[group])
            if suggestion == match[group]:
                continue
            yield found(rule, passage, start, end, suggestion)


def _applies(rule: Rule, passage: Passage, start: int, end: int) -> bool:
    begins = passage.begins(start)
    if rule.at_sentence == "only" and not begins:
        return False
    if rule.at_sentence == "never" and begins:
        return False
    # A capital inside a sentence makes a word part of a name, whose spelling is its own.
    if not rule.any_case and passage.text[start].isupper() and not begins:
        return False
    if not rule.quoted and passage.is_kept(start, end):
        return False
    if not rule.in_names and passage.in_name(start, end):
        return False
    if rule.not_after is not None and rule.not_after.search(passage.text, max(0, start - _BEFORE), start):
        return False
    if rule.unless is not None:
        first, last = passage.sentence(start)
        return rule.unless.search(passage.text, first, last) is None
    return True


def _suggestion(rule: Rule, match: re.Match[str], written: str) -> str | None:
    if rule.becomes is not None:
        return match.expand(rule.becomes)
    if rule.table:
        return rule.table.get(written)
    instead = rule.words.get(written.casefold().replace("’", "'"))
    if instead and written[0].isupper() and written[1:].islower():
        return instead[0].upper() + instead[1:]
    return instead
