"""How well names and dates are found: the spans that somebody finds against those that passages state.

The passages are ``tests/reading/cases/mentions_<lang>.toml``. A span is right where it covers the head of one
that the passage states: the first word of a name, the year of a date. It is exactly right where it is the
same words, small words ahead and an acronym in brackets aside.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent.parent / "tests" / "reading" / "cases"
KINDS = ("bodies", "places", "dates")
_AHEAD = re.compile(r"^(?:(?:the|in|on|from|between|and|since|la|les?|en|du|de|et|depuis)\s|[ld]['’])+", re.I)
_BRACKET = re.compile(r"\s\([^()]*\)$")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Span:
    """``text[start:end]``; `value` is that of a date, EDTF."""

    kind: str
    start: int
    end: int
    value: str | None = None


@dataclass
class Score:
    """Counts over passages: spans stated and found, those right, exactly right and right in value."""

    stated: int = 0
    found: int = 0
    right: int = 0
    exact: int = 0
    valued: int = 0

    def f1(self, right: int) -> float:
        """F1 of `right` spans among those stated and found."""
        return 2 * right / (self.stated + self.found) if self.stated + self.found else 0.0


def passages(lang: str) -> list[tuple[str, list[Span]]]:
    """Return the passages of a language with the spans that they state."""
    cases = tomllib.loads((CASES / f"mentions_{lang}.toml").read_text(encoding="utf-8"))["passages"]
    return [(case["text"], _stated(case)) for case in cases]


def _stated(case: dict) -> list[Span]:
    """The spans of a passage; a place inside the name of a body is none: "the |Shanghai| Organization"."""
    spans: list[Span] = []
    for kind in KINDS:
        at = 0
        for item in case[kind]:
            words, value = (item["text"], item["edtf"]) if kind == "dates" else (item, None)
            start = case["text"].index(words, at)
            while any(span.start <= start < span.end for span in spans):
                start = case["text"].index(words, start + 1)
            at = start + len(words)
            spans.append(Span(kind, start, at, value))
    return spans


def score(
    text: str, stated: Iterable[Span], found: Iterable[Span], totals: dict[str, Score], *, days: bool = False
) -> None:
    """Add to `totals`, by kind, how the spans found agree with those stated.

    Of several spans found in one stated, the first counts, the others neither for nor against; so does a date
    without its year: no passage states one. Where the values found are single `days`, the first day of a
    month or year and the first or last of a stretch are right.
    """
    same = _begins_or_ends if days else str.__eq__
    left = {kind: [span for span in stated if span.kind == kind] for kind in KINDS}
    met: list[Span] = []
    for kind in KINDS:
        totals[kind].stated += len(left[kind])
    for span in sorted(found, key=lambda span: span.start):
        if span.kind == "dates" and not _YEAR.search(text[span.start : span.end]):
            continue
        total = totals[span.kind]
        match = next((s for s in left[span.kind] if _covers_head(text, span, s)), None)
        if match is None:
            if not any(s.kind == span.kind and span.start < s.end and s.start < span.end for s in met):
                total.found += 1
            continue
        left[span.kind].remove(match)
        met.append(match)
        total.found += 1
        total.right += 1
        total.exact += _bare(text, span) in (_bare(text, match), _BRACKET.sub("", _bare(text, match)))
        total.valued += bool(span.value and match.value and same(span.value, match.value))


def _covers_head(text: str, span: Span, stated: Span) -> bool:
    words = text[stated.start : stated.end]
    if stated.kind == "dates":
        years = list(_YEAR.finditer(words))
        head = stated.start + years[-1].start(), stated.start + years[-1].end()
    else:
        head = stated.start, stated.start + len(re.split(r"[ ,]", words)[0])
    return span.start <= head[0] and head[1] <= span.end


def _bare(text: str, span: Span) -> str:
    """The words of a span without the small words ahead, which some take for part of a date."""
    return _AHEAD.sub("", text[span.start : span.end])


def _begins_or_ends(day: str, stated: str) -> bool:
    """Whether a day is within the date, or within the first or the last date of a stretch."""
    return any(day.startswith(part) for part in stated.split("/"))
