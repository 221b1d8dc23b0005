"""What a rule is, and what it found: the words, where they stand, what to do, and the point of style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How sure a rule is. A note is to be looked at, a suggestion is probably right, an error breaks a
    point of style that its source states."""

    NOTE = "note"
    SUGGESTION = "suggestion"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a point of style is stated. What has a `house` source is the project's own choice."""

    title: str
    url: str = ""
    house: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of a file under ``rules/``: see ``docs/style.md`` for what each field means.

    `point` (the point of style) and `says` (the sentence for the person) are by language of the pages.
    `check` names a function of `check.CHECKS` where the rule is no pattern; `becomes` is a template of
    `re.Match.expand`; `words` and `table` hold what is written instead, by what was found."""

    id: str
    severity: Severity
    point: Mapping[str, str]
    source: Source
    says: Mapping[str, str]
    pattern: re.Pattern[str] | None = None
    becomes: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    table: Mapping[str, str] = field(default_factory=dict)
    check: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    at_sentence: str = ""
    unless: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    any_case: bool = False
    quoted: bool = False
    in_names: bool = False
    blanks: bool = False
    first_person: bool = False
    wrong: tuple[tuple[str, ...], ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: ``text[start:end]`` of the paragraph with that index. `suggestion` takes the place
    of `found` where what is right is certain ("" where the words are to go), else it is None."""

    paragraph: int
    start: int
    end: int
    rule: Rule
    found: str
    suggestion: str | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def sentence(self, lang: str = "en") -> str:
        """What the person is told, in `lang` where the rule has it, else in English."""
        says = self.rule.says.get(lang) or self.rule.says["en"]
        return says.format_map(
            {"found": self.found, "suggestion": self.suggestion or "", **dict(self.values)}
        )

    def point(self, lang: str = "en") -> str:
        """The point of style that the rule enforces, in `lang` where the rule has it, else in English."""
        return self.rule.point.get(lang) or self.rule.point["en"]


def applied(text: str, finding: Finding) -> str:
    """Return the paragraph `text` with the suggestion in place of what was found.

    Raises `ValueError` where there is none, or the text has changed since.
    """
    if finding.suggestion is None:
        raise ValueError(f"{finding.rule.id}: nothing certain can be suggested for {finding.found!r}.")
    if text[finding.start : finding.end] != finding.found:
        raise ValueError(f"The text has changed: {finding.found!r} is no longer where it was found.")
    return text[: finding.start] + finding.suggestion + text[finding.end :]
