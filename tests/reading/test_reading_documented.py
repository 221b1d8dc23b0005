"""docs/reading.md: its example runs, its table names every rule, and the rules name themselves so."""

import doctest
import re
from pathlib import Path
from typing import get_args

from concertation.reading.statement import Rule

PAGE = Path(__file__).parent.parent.parent / "docs" / "reading.md"


def test_the_example_runs():
    assert doctest.testfile(str(PAGE), module_relative=False).failed == 0


def test_the_table_names_every_rule_and_no_other():
    rows = re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(get_args(Rule))


def test_every_proposal_names_a_rule_of_the_table(sample):
    assert {p.rule for lang in ("en", "fr") for p in sample(lang)} <= set(get_args(Rule))
