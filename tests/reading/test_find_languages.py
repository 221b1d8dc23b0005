"""Spanish, Russian, Arabic and Chinese: what `find` sees in passages about real facts, scored by kind.

The passages stand in ``cases/find_<code>.toml``; every third is held out: it is scored, and no rule was made
for it. ``cases/find_second.toml`` was written when the rules were done, ``find_third.toml`` by somebody else.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.mention import (
    AmountMention,
    DateMention,
    Mention,
    OrdinalMention,
    OrganizationMention,
    PlaceMention,
    SymbolMention,
)

CASES = Path(__file__).parent / "cases"
CODES = ("es", "ru", "ar", "zh")
KINDS = ("bodies", "places", "dates", "ordinals", "symbols", "amounts")
BAR = 0.95


def stated(mentions: Iterable[Mention]) -> Counter[tuple[str, str]]:
    """The mentions as the passages write them: kind and value."""
    found: Counter[tuple[str, str]] = Counter()
    for mention in mentions:
        match mention:
            case OrganizationMention():
                found["bodies", mention.id] += 1
            case PlaceMention():
                found["places", mention.name] += 1
            case DateMention():
                found["dates", mention.edtf] += 1
            case OrdinalMention():
                found["ordinals", str(mention.value)] += 1
            case SymbolMention():
                found["symbols", mention.symbol] += 1
            case AmountMention():
                found["amounts", f"{mention.amount.normalize():f} {mention.currency}"] += 1
            case _:
                pass
    return found


def passages(code: str) -> list[dict[str, Any]]:
    """The passages of a language."""
    return tomllib.loads((CASES / f"find_{code}.toml").read_text(encoding="utf-8"))["passages"]


def expected(passage: dict[str, Any]) -> Counter[tuple[str, str]]:
    """The mentions that a passage must show."""
    return Counter((kind, str(value)) for kind in KINDS for value in passage.get(kind, ()))


def score(pairs: list[tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]], kind: str = "") -> float:
    """F1 of found against expected, of one kind or of all."""
    right = found = wanted = 0
    for got, want in pairs:
        got, want = (Counter({k: n for k, n in c.items() if kind in ("", k[0])}) for c in (got, want))
        right += (got & want).total()
        found += got.total()
        wanted += want.total()
    return 2 * right / (found + wanted) if found + wanted else 1.0


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_mention_is_found(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    lang = load_language(code)
    pairs = [(stated(find(p["text"], lang)), expected(p)) for p in passages(code)]
    held_out = pairs[2::3]
    with capsys.disabled():
        kinds = "  ".join(f"{kind} {score(pairs, kind):.3f}" for kind in KINDS)
        print(f"\n{code}: F1 {score(pairs):.3f}, held out {score(held_out):.3f}; {kinds}")  # noqa: T201
    assert score(pairs) >= BAR


@pytest.mark.parametrize(("name", "code"), [*(("find_second", code) for code in CODES), ("find_third", "ar")])
def test_the_later_sets_are_read_as_well(name: str, code: str) -> None:
    lang = load_language(code)
    later = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["passages"]
    pairs = [(stated(find(p["text"], lang)), expected(p)) for p in later if p["lang"] == code]
    assert len(pairs) >= 5
    assert score(pairs) >= BAR


@pytest.mark.parametrize("code", CODES)
def test_there_are_enough_passages(code: str) -> None:
    assert len(passages(code)) >= 25
