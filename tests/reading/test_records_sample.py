"""The sample reports: twenty paragraphs of each, drawn by number before anybody saw what is read in them.

A proposal is held right where its kind, date and number are annotated, as in the second set; the floors lie
under what was measured. Precision comes first: what is not annotated must not be proposed.
"""

import json
import tomllib
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def annotated(lang):
    lines = (CASES / f"sample_{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def proposed(sample, lang):
    drawn = tomllib.loads((CASES / "sample.toml").read_text(encoding="utf-8"))[lang]
    return [p for p in sample(lang) if int(p.para) in drawn]


@pytest.mark.parametrize(("lang", "precision", "recall"), [("en", 0.95, 0.65), ("fr", 0.95, 0.7)])
def test_records_found_and_nothing_else(sample, lang, precision, recall):
    wanted = [(r["para"], r["kind"], r["date"], r["ordinal"]) for r in annotated(lang)]
    found = [(p.para, p.kind, p.date, p.ordinal) for p in proposed(sample, lang)]
    right = sum(min(found.count(record), wanted.count(record)) for record in set(wanted))
    assert right / len(found) >= precision
    assert right / len(wanted) >= recall


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_actor_and_no_amount_that_the_annotation_of_the_paragraph_lacks(sample, lang):
    by_paragraph = {}
    for record in annotated(lang):
        by_paragraph.setdefault(record["para"], []).append(record)
    strange = [
        (p.para, actor)
        for p in proposed(sample, lang)
        for actor in p.actors
        if not any(actor in record["actors"] for record in by_paragraph.get(p.para, []))
    ]
    assert len(strange) <= 3, strange
    for proposal in proposed(sample, lang):
        amounts = {record["amount"] for record in by_paragraph.get(proposal.para, [])}
        assert proposal.amount is None or float(proposal.amount) in amounts
