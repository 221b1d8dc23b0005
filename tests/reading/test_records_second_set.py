"""The second set: passages of our own wording that no rule was tuned on, and the floors they hold; where
they are, the passages that the rules were made with, too.

The floors lie under what was measured, so that a change for the worse shows; ``python -m bench.reading``
prints the figures themselves.
"""

import tomllib
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


FLOORS = [
    ("records", "fr", 0.9),
    ("records", "en", 0.8),
    ("records_third", "fr", 0.75),
    ("records_third", "en", 0.8),
    ("records_fourth", "fr", 0.8),
    ("records_fourth", "en", 0.8),
    ("records", "es", 0.95),
    ("records", "ru", 0.9),
    ("records", "ar", 0.9),
    ("records", "zh", 0.9),
    ("rules", "es", 0.93),
    ("rules", "ru", 0.95),
    ("rules", "ar", 0.93),
    ("rules", "zh", 0.95),
]
"""The set ("records": the second set, and those written later; "rules": the passages that rules were made
with), and its floor, which precision keeps too."""


@pytest.mark.parametrize(("kind", "lang", "floor"), FLOORS)
def test_records_found_and_nothing_else(proposals, kind, lang, floor):
    cases = tomllib.loads((CASES / f"{kind}_{lang}.toml").read_text(encoding="utf-8"))["case"]
    found = right = expected = 0
    for case in cases:
        seen = [(p.kind, p.date, p.ordinal) for p in proposals(case["text"], lang=lang)]
        wanted = [(r["kind"], r.get("date"), r.get("ordinal")) for r in case["record"]]
        found, expected = found + len(seen), expected + len(wanted)
        right += sum(min(seen.count(record), wanted.count(record)) for record in set(wanted))
    assert right / found >= floor
    assert 2 * right / (found + expected) >= floor


@pytest.mark.parametrize(("kind", "lang", "floor"), FLOORS)
def test_no_date_or_amount_that_the_passage_does_not_state(proposals, kind, lang, floor):
    cases = tomllib.loads((CASES / f"{kind}_{lang}.toml").read_text(encoding="utf-8"))["case"]
    for case in cases:
        digits = case["text"].replace(".", "").replace(",", "")
        for record in proposals(case["text"], lang=lang):
            assert record.date is None or record.date[:4] in case["text"], case["name"]
            assert record.amount is None or str(int(record.amount))[:2].rstrip("0") in digits, case["name"]
