"""How long does it take to begin?

    python bench/start.py [--times 9]

Times whole processes: `concert --help` (bar 0.3 s), importing the reader (bar 0.5 s), loading the catalogue
and a language (bar 1 s), each beside the bare interpreter.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

CASES = {
    "the bare interpreter": ["-c", "pass"],
    "concert --help": ["-m", "concertation.cli", "--help"],
    "import of the reader": ["-c", "import concertation.reading.read, concertation.reading.formats"],
    "catalogue and French loaded": [
        "-c",
        "from concertation.reading import catalogue, read; from concertation.reading.language import "
        "load_language; from concertation.reading.wording import load_wording; catalogue.load(); "
        "load_language('fr'); load_wording('fr')",
    ],
    "import of Django alone": ["-c", "import django.conf, django.db.models"],
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=9)
    times = parser.parse_args().times
    print(f"{'what':32}{'median s':>10}{'slowest s':>11}")
    for name, arguments in CASES.items():
        spent = []
        for _ in range(times):
            started = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
            spent.append(time.perf_counter() - started)
        print(f"{name:32}{statistics.median(spent):>10.3f}{max(spent):>11.3f}")


if __name__ == "__main__":
    main()
