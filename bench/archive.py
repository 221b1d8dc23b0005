"""How quickly a whole folder is read, by one process and by two, in one run.

usage: python -m bench.archive [--files 400] [--rounds 3] [--jobs 1 2]

The folder holds copies of the sample reports, each with small changes, so that no two files are the same. The
rounds alternate between the numbers of processes, because a machine that others use too is not equally quick
all the time; the table shows the slowest and the quickest round. Bar: two processes read 1.8 times what one
reads, on a machine with two free cores. Exit code 1 where the bar is missed in every round.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from concertation.reading.archive.folder import read_folder
from concertation.reading.archive.outcome import Limits
from concertation.reading.archive.team import read_side_by_side

BAR = 1.8
LIMITS = Limits()
SAMPLE = Path(__file__).parent.parent / "sample"
MONTHS = {"January": "February", "March": "April", "May": "June", "janvier": "février", "mars": "avril"}


def changed(text: str, number: int) -> str:
    """A report with small changes: other years and months, some paragraphs fewer."""
    rng = random.Random(number)
    paragraphs = text.replace("2017", str(1990 + number % 30)).split("\n\n")
    for _ in range(3):
        del paragraphs[rng.randrange(len(paragraphs) // 2, len(paragraphs))]
    text = "\n\n".join(paragraphs)
    month = rng.choice(list(MONTHS))
    return f"{text}\n\nCopy {number}.\n".replace(month, MONTHS[month])


def write_folder(folder: Path, files: int) -> int:
    """Write the copies; return how many characters they have."""
    reports = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("report.*.md"))]
    characters = 0
    for number in range(files):
        text = changed(reports[number % len(reports)], number)
        (folder / f"{number:05}.md").write_text(text, encoding="utf-8")
        characters += len(text)
    return characters


def _processor(who: int) -> float:
    """Seconds of processor time so far."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the table; exit with 1 where the bar is missed in every round."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    seconds: dict[int, list[float]] = {jobs: [] for jobs in options.jobs}
    outputs: set[bytes] = set()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "archive"
        folder.mkdir()
        characters = write_folder(folder, options.files)
        print(f"{options.files} files, {characters / 1e6:.1f} million characters, {options.rounds} rounds")
        for round_ in range(options.rounds):
            for jobs in options.jobs:
                out = Path(place) / f"{round_}-{jobs}.jsonl"
                started = time.perf_counter()
                readers = partial(read_side_by_side, jobs=jobs, limits=LIMITS)
                tally = read_folder(folder, out, readers, LIMITS)
                seconds[jobs].append(time.perf_counter() - started)
                outputs.add(out.read_bytes())
        same = "the same" if len(outputs) == 1 else "DIFFERENT"
        print(f"{tally.documents} documents, {tally.records} records, {same} bytes each time")
    print(f"{'processes':>9} {'seconds':>15} {'files/s':>15} {'characters/s':>21}")
    for jobs, spent in seconds.items():
        slow, quick = max(spent), min(spent)
        files = f"{options.files / slow:.1f}-{options.files / quick:.1f}"
        rate = f"{characters / slow:,.0f}-{characters / quick:,.0f}"
        print(f"{jobs:>9} {f'{quick:.1f}-{slow:.1f}':>15} {files:>15} {rate:>21}")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of one process: {memory:.0f} MB")
    rounds = options.rounds * len(options.jobs)
    here, there = (_processor(who) / rounds for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"processor time of a round: {there:.1f} s in those that read, {here:.1f} s in the one that asks")
    if not {1, 2} <= set(seconds):
        return
    ratios = [one / two for one, two in zip(seconds[1], seconds[2], strict=True)]
    print(f"two processes to one: {min(ratios):.2f} to {max(ratios):.2f} times (bar {BAR})")
    sys.exit(0 if max(ratios) >= BAR and len(outputs) == 1 else 1)


if __name__ == "__main__":
    main()
