"""How quickly `find` reads, and what loading costs: paragraphs a second on one core, beside its stages.

usage: python -m bench.find [FILE] [--lang fr]

FILE is plain text, one paragraph a line (default: the sample report of the language, its lines of more than
200 characters). The floor is what `find` must reach so that the whole reader reads 2,000 paragraphs a second.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

FLOOR = 4_000
LOADING = 0.6
ROUNDS = 5
SAMPLE = Path(__file__).parent.parent / "sample"


def main() -> None:
    """Print the table; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--lang", default="fr")
    options = parser.parse_args()

    started = time.perf_counter()
    from concertation.reading.find import find
    from concertation.reading.language import load_language

    imported = time.perf_counter() - started
    started = time.perf_counter()
    lang = load_language(options.lang)
    find("à Genève, in Geneva", lang)
    loaded = time.perf_counter() - started

    from concertation.reading.amounts import amounts
    from concertation.reading.dates import dates
    from concertation.reading.folding import fold
    from concertation.reading.organizations import organizations
    from concertation.reading.places import places
    from concertation.reading.symbols import citations
    from concertation.reading.themes import themes

    source = options.file or SAMPLE / f"report.{options.lang}.md"
    paragraphs = [line for line in source.read_text(encoding="utf-8").splitlines() if len(line) > 200]
    characters = sum(map(len, paragraphs)) / len(paragraphs)
    print(f"{source.name}: {len(paragraphs)} paragraphs of {characters:.0f} characters")
    print(f"import {imported:.3f} s, load {loaded:.3f} s (bar: {LOADING} s together)")
    print(f"{'stage':<16}{'µs/paragraph':>14}{'paragraphs/s':>14}")
    stages: list[tuple[str, Callable[[str], object]]] = [
        ("fold", fold),
        ("scan", lambda text: lang.lexicon.scan(text, fold(text))),
        ("organizations", lambda text: organizations(text, lang)),
        ("places", lambda text: places(text, lang)),
        ("dates", lambda text: dates(text, lang)),
        ("amounts", lambda text: amounts(text, lang)),
        ("citations", lambda text: citations(text, lang)),
        ("themes", lambda text: themes(text, lang)),
        ("find", lambda text: find(text, lang)),
    ]
    speed = 0.0
    for name, stage in stages:
        seconds = min(_seconds(stage, paragraphs) for _ in range(ROUNDS)) / len(paragraphs)
        speed = 1 / seconds
        print(f"{name:<16}{seconds * 1e6:>14.1f}{speed:>14.0f}")
    print(f"{'floor':<16}{1e6 / FLOOR:>14.1f}{FLOOR:>14}")
    if speed < FLOOR or imported + loaded > LOADING:
        sys.exit(1)


def _seconds(stage: Callable[[str], object], paragraphs: list[str]) -> float:
    started = time.perf_counter()
    for paragraph in paragraphs:
        stage(paragraph)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
