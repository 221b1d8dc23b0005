"""The reader beside others that find names and dates: how well, how quickly and at what cost, in one run.

usage: python -m bench.peers [--lang fr en] [--rounds 3] [--report FILE] [--venv .venv-peers]

Peers: the named entities of spaCy's fr_core_news_md and en_core_web_sm (nothing else of the pipelines is
loaded), and the dates of dateparser. They are installed, from ``requirements/peers.txt``, into a virtual
environment of their own when it is absent. Each runs in a fresh process on one core and reads the same: the
passages of ``tests/reading/cases/mentions_<lang>.toml`` for F1 (see `bench/mentions.py`), the report
(default: the sample of the language) for speed. Figures are medians of the rounds, which alternate between
the readers. Exit code 1 where a bar is missed: better F1 than each peer at what it finds, and the reader's
speed, loading and memory.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from bench.mentions import KINDS, Score, Span, passages, score
from concertation.reading.formats import load

ROOT = Path(__file__).parent.parent
PEERS = ("spacy", "dateparser")
SPEED, LOADING, MEMORY = 2_000, 1.0, 300
"""Bars of the whole reader: paragraphs a second, seconds, megabytes."""
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def main() -> None:
    """Print a table for each language; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", nargs="+", default=["fr", "en"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv-peers")
    options = parser.parse_args()
    theirs = installed(options.venv)
    kept = True
    for lang in options.lang:
        report = options.report or ROOT / "sample" / f"report.{lang}.md"
        kept = compare(lang, report, options.rounds, theirs) and kept
    sys.exit(not kept)


def installed(venv: Path) -> Path:
    """Return the interpreter of the peers' environment, made where it is absent."""
    python = venv / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        locked = ROOT / "requirements" / "peers.txt"
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", locked], check=True
        )
    return python


def compare(lang: str, report: Path, rounds: int, theirs: Path) -> bool:
    """Print the table of a language; return whether the bars hold."""
    cases = passages(lang)
    paragraphs = [paragraph.text for paragraph in load(report).paragraphs]
    question = {
        "passages": [text for text, _ in cases],
        "report": str(report.resolve()),
        "paragraphs": paragraphs,
    }
    answers: dict[str, list[dict]] = defaultdict(list)
    for _ in range(rounds):
        for name in ("find", "read", *PEERS):
            answers[name].append(ask(name, lang, question, theirs if name in PEERS else Path(sys.executable)))

    average = sum(map(len, paragraphs)) / len(paragraphs)
    stated = ", ".join(f"{sum(s.kind == kind for _, spans in cases for s in spans)} {kind}" for kind in KINDS)
    print(f"\n{lang}: {len(cases)} passages with {stated}")
    print(
        f"{report.name}: {len(paragraphs)} paragraphs of {average:.0f} characters; medians of {rounds} rounds"
    )
    heads = "".join(f"{kind:>16}" for kind in (*KINDS, "values of dates"))
    print(f"{'reader':<12}{'load s':>8}{'MB':>7}{'paragraphs/s':>14}{heads}")
    scores: dict[str, dict[str, Score]] = {}
    for name, given in answers.items():
        scores[name] = marks(cases, given[-1]["spans"], days=name == "dateparser")
        rate = len(paragraphs) / median(given, "seconds")
        print(
            f"{name:<12}{median(given, 'load'):>8.2f}{median(given, 'megabytes'):>7.0f}{rate:>14,.0f}"
            + "".join(cell(scores[name][kind]) for kind in KINDS)
            + (
                f"{scores[name]['dates'].f1(scores[name]['dates'].valued):>16.3f}"
                if name in ("find", "dateparser")
                else ""
            )
            + f"   {given[-1]['version']}"
        )
    whole = answers["read"]
    quick = len(paragraphs) / median(whole, "seconds") >= SPEED
    light = median(whole, "load") <= LOADING and median(whole, "megabytes") <= MEMORY
    better = all(
        scores["find"][kind].f1(scores["find"][kind].right) > scores[peer][kind].f1(scores[peer][kind].right)
        for peer in PEERS
        for kind in KINDS
    )
    print(f"bars of read: {SPEED:,} paragraphs/s, {LOADING} s, {MEMORY} MB; of find: F1 above every peer's")
    return quick and light and better


def ask(name: str, lang: str, question: dict, python: Path) -> dict:
    """Return what a reader answers, in a fresh process on one core."""
    done = subprocess.run(
        [python, ROOT / "bench" / "peer.py", name, lang],
        input=json.dumps(question),
        env=os.environ | ONE_CORE | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def median(answers: list[dict], figure: str) -> float:
    """The median of a figure over the rounds."""
    return statistics.median(answer[figure] for answer in answers)


def marks(cases: list[tuple[str, list[Span]]], found: list[list[list]], *, days: bool) -> dict[str, Score]:
    """The score of each kind over all passages."""
    totals = {kind: Score() for kind in KINDS}
    for (text, stated), spans in zip(cases, found, strict=True):
        score(text, stated, [Span(*span) for span in spans], totals, days=days)
    return totals


def cell(total: Score) -> str:
    """F1, and of exactly the same words; a dash where a reader finds nothing of the kind."""
    if not total.found:
        return f"{'–':>16}"
    return f"{total.f1(total.right):>8.3f} ({total.f1(total.exact):.3f})"


if __name__ == "__main__":
    main()
