"""Documents broken at random, of every format: no traceback, no hang, no quote that is not in its text."""

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

PROGRAM = Path(__file__).parents[2] / "bench" / "fuzz.py"
COUNT = 300


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx", ".html", ".pdf", ".eml", ".zip"])
def test_broken_documents_are_read_or_refused(fuzz: ModuleType, ending: str):
    seed = random.randrange(10**9)
    count = COUNT // len(fuzz.MAKERS) + 1
    found = {
        number: fuzz.finding(fuzz.case(ending, seed, number), f"{number}{ending}") for number in range(count)
    }
    assert {number: wrong for number, wrong in found.items() if wrong} == {}, f"seed {seed}"
