"""What grammar checkers object to in the reports that are written.

usage: python -m bench.grammar REPORT.docx …

The numbered paragraphs of each report are given, one by one, to the checker of their language: Grammalecte
for French (`apt-get install grammalecte-cli`), Harper for English (`pip install harper-py`). Neither is
needed to run the program. `python -m bench.roundtrip --keep FOLDER` writes reports to check. Each objection
is printed with its words; those of the kinds below are left out, since they are about style or take names
for misspellings, and how many there were is told. A checker finds no more than a part of what is wrong: what
it passes is still to be read.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

LEFT_OUT = {
    "fr": frozenset(
        {"WORD", "typo", "apos", "nbsp", "esp", "unit", "num", "neg", "maj", "tu", "redon1", "redon2"}
    ),
    "en": frozenset({"Spelling", "Readability", "Style", "Enhancement", "Capitalization", "Punctuation"}),
}
"""Kinds of objection by their checkers' own names."""


class Objection(NamedTuple):
    kind: str
    words: str
    message: str


def main() -> None:
    """Print the objections; exit with 1 where there are any."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    found = sum(check(file) for file in parser.parse_args().files)
    sys.exit(found > 0)


def check(file: Path) -> int:
    """Check a report; return how many objections there are."""
    from concertation.reading.formats import load

    document = load(file)
    paragraphs = [p.text for p in document.paragraphs if p.number.isdigit()]
    checker = {"fr": grammalecte, "en": harper}.get(document.lang)
    if checker is None:
        sys.exit(f"{file}: there is no checker for {document.lang}.")
    objections = checker(paragraphs)
    kept = [o for o in objections if o.kind not in LEFT_OUT[document.lang]]
    counts = ", ".join(f"{n} {kind}" for kind, n in Counter(o.kind for o in objections).most_common())
    sentences = sum(len(re.findall(r"[.](?: |$)", text)) for text in paragraphs)
    print(f"{file}: {len(paragraphs)} paragraphs, {sentences} sentences; all objections: {counts or 'none'}")
    for objection in kept:
        print(f"  {objection.kind}: {objection.words!r}: {objection.message}")
    return len(kept)


def grammalecte(paragraphs: list[str]) -> list[Objection]:
    """Ask Grammalecte about French."""
    if not shutil.which("grammalecte-cli"):
        sys.exit("Grammalecte is not installed: apt-get install grammalecte-cli")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text("\n".join(paragraphs), encoding="utf-8")
        run = subprocess.run(
            ["grammalecte-cli", "-f", str(file), "-j", "-ctx"], capture_output=True, text=True, check=True
        )
    told: dict[str, Any] = json.loads(run.stdout)
    return [
        Objection(
            error.get("sType", "WORD"),
            paragraphs[part["iParagraph"] - 1][max(0, error["nStart"] - 30) : error["nEnd"] + 15],
            error.get("sMessage", error.get("sValue", "")),
        )
        for part in told["data"]
        for error in (*part["lGrammarErrors"], *part["lSpellingErrors"])
    ]


def harper(paragraphs: list[str]) -> list[Objection]:
    """Ask Harper about English, as it is written in Britain."""
    try:
        import harper as checker  # pyright: ignore[reportMissingImports]
    except ImportError:
        sys.exit("Harper is not installed: pip install harper-py")
    linter: Any = checker.Linter(dialect=checker.Dialect.BRITISH)
    return [
        Objection(lint.lint_kind, lint.problem_text, lint.message)
        for text in paragraphs
        for lint in linter.lint(text)
    ]


if __name__ == "__main__":
    main()
