"""Names of States that the United Nations writes otherwise: "Vietnam" for "Viet Nam".

The right names are those of the register; the wrong ones its aliases, and those that a file of rules adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from concertation.reporting.telling.facts import Body

_RIGHT = ("official", "short", "acronym")
_LEAST = 4
"""Letters of a name that is looked for; shorter ones are acronyms."""


@dataclass(frozen=True, slots=True)
class CountryIndex:
    """`wrong` has the names by what is right; `pattern` finds right and wrong ones, the longest first.
    `certain` are the wrong names that the right one can take the place of as it is; `articles` are right
    names that take "the" before them where they are put in."""

    pattern: re.Pattern[str] | None
    wrong: Mapping[str, str]
    certain: frozenset[str]
    articles: frozenset[str]

    @classmethod
    def of(
        cls,
        bodies: Iterable[Body],
        lang: str,
        settings: Mapping[str, Any],
        articles: Mapping[str, str],
    ) -> CountryIndex:
        """`settings` are those of the rule: `also` (more wrong names by code), `allowed` (names that stay),
        `certain` (codes, or "all"), `article` (the article that names take); `articles` are the article
        classes of the languages that reports are written in."""
        wrong: dict[str, str] = {}
        right: set[str] = set()
        sure: set[str] = set()
        with_article: set[str] = set()
        allowed = set(settings.get("allowed", ()))
        for body in bodies:
            name = body.name(lang, "short", "official")
            if body.kind != "state" or not name:
                continue
            # The apostrophe is written either way; neither makes a name wrong.
            own = {known.replace("’", "'") for kind in _RIGHT if (known := body.name(lang, kind))}
            right |= own
            others = [*body.known_as.get(lang, ()), *settings.get("also", {}).get(body.id, ())]
            for other in others:
                if len(other) >= _LEAST and other.replace("’", "'") not in own and other not in allowed:
                    wrong[other.replace("’", "'")] = name
                    if settings.get("certain") == "all" or body.id in settings.get("certain", ()):
                        sure.add(other.replace("’", "'"))
            if settings.get("article") and articles.get(body.id) == "m":
                with_article.add(name)
        if not wrong:
            return cls(None, {}, frozenset(), frozenset())
        names = sorted({*wrong, *right}, key=len, reverse=True)
        forms = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", "[ \u00a0]") for name in names)
        return cls(
            re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])"), wrong, frozenset(sure), frozenset(with_article)
        )
