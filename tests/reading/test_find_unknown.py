"""Names that look like bodies and that the catalogue does not hold are reported as they stand."""

import pytest

from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.mention import UnknownName

CASES = [
    ("fr", "le Comité andin des ports secs (CAPS) a siégé", ["Comité andin des ports secs (CAPS)"]),
    ("fr", "avec le Conseil Boréal du Givre", ["Conseil Boréal du Givre"]),
    ("fr", "et le GRINX y était", ["GRINX"]),
    ("fr", "l'ONU et le Chapitre VIII", []),
    ("fr", "le Groupe a siégé", []),
    ("en", "the Frost Ports Council and the Inter-Regional Network of Icy Harbours (IRNIH)",
     ["Frost Ports Council", "Inter-Regional Network of Icy Harbours (IRNIH)"]),
    ("en", "the United Nations and the African Union", []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), CASES)
def test_unknown_names(code: str, text: str, expected: list[str]) -> None:
    found = [m.text for m in find(text, load_language(code)) if isinstance(m, UnknownName)]
    assert found == expected
