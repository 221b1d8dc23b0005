"""What the reader's confidence is worth: of records at 0.9, are nine in ten right?

usage: python -m bench.calibration [--gold FILE --document FILE [--paras odd]] [--write]

A record is right where an annotation of its paragraph has its kind and exactly its actors, date, places and
number. The annotations are the French and English passages (``tests/reading/cases/records_*.toml``), twenty
paragraphs of each sample report (``sample_*.jsonl``) and, with ``--gold``, those of another report. The
weights are fitted on four fifths of the paragraphs and measured on the fifth left out, five times over: the
table shows estimates of paragraphs left out. ``--write`` draws them in ``docs/reliability.svg``, fits on all
paragraphs and writes ``concertation/reading/data/confidence.toml``.
"""

import argparse
import itertools
import json
import math
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from concertation.reading import catalogue
from concertation.reading.catalogue import DATA
from concertation.reading.confidence import probability, signals
from concertation.reading.document import Document, Paragraph, SourceMap
from concertation.reading.formats import load
from concertation.reading.read import Stated, statements
from concertation.reading.statement import ids

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "reading" / "cases"
DRAWING = ROOT / "docs" / "reliability.svg"
FOLDS = 5
PULL = 4.0
"""How strongly a weight is pulled to nought: a signal seen few times moves little."""
LEAST = 0.05
STEPS = 3_000
RATE = 0.5
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Row(NamedTuple):
    """One proposed record: its signals, whether it is right, and to which fifth its paragraph belongs."""

    signals: frozenset[str]
    right: bool
    fold: int


class Bin(NamedTuple):
    """The records between two estimates: how many, the mean estimate and the share that is right."""

    low: float
    high: float
    count: int
    mean: float
    share: float


def main() -> None:
    """Print the reliability table; with ``--write`` draw it and set the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--document", type=Path)
    parser.add_argument("--paras", choices=["all", "odd"], default="all")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = [*passages(), *sample()]
    if options.gold and options.document:
        rows += other(options.gold, options.document, options.paras)
    estimates = [
        (probability(row.signals, fitted), row.right)
        for fold in range(FOLDS)
        for fitted in [fit([row for row in rows if row.fold != fold])]
        for row in rows
        if row.fold == fold
    ]
    table = bins(estimates)
    print(f"{len(rows)} records, {sum(row.right for row in rows)} right in actors, date, place and number")
    print(f"{'estimate':<14}{'records':>8}{'mean':>8}{'right':>8}")
    for row in table:
        print(f"{row.low:.1f} to {row.high:<7.1f}{row.count:>8}{row.mean:>8.2f}{row.share:>8.2f}")
    share = sum(right for _, right in estimates) / len(estimates)
    brier = sum((estimate - right) ** 2 for estimate, right in estimates) / len(estimates)
    error = sum(row.count * abs(row.mean - row.share) for row in table) / len(estimates)
    print(f"mean error {error:.3f}; Brier score {brier:.3f}, without signals {share * (1 - share):.3f}")
    if options.write:
        DRAWING.write_text(drawing(table), encoding="utf-8")
        (DATA / "confidence.toml").write_text(written(fit(rows), rows), encoding="utf-8")


def passages() -> Iterator[Row]:
    """The passages of the second set and of those after it, each a document of its own."""
    for name, lang in itertools.product(("records", "records_third", "records_fourth"), ("fr", "en")):
        cases = tomllib.loads((CASES / f"{name}_{lang}.toml").read_text(encoding="utf-8"))["case"]
        for case in cases:
            paragraph = Paragraph("1", case["text"], SourceMap(((0, 0),)))
            document = Document("case", "", lang, (paragraph,))
            yield from judged(document, {"1": case["record"]})


def sample() -> Iterator[Row]:
    """The annotated paragraphs of the sample reports."""
    drawn = tomllib.loads((CASES / "sample.toml").read_text(encoding="utf-8"))
    for lang, numbers in drawn.items():
        gold = annotations(CASES / f"sample_{lang}.jsonl")
        document = load(ROOT / "sample" / f"report.{lang}.md")
        yield from judged(document, {str(number): gold.get(str(number), []) for number in numbers})


def other(gold: Path, path: Path, paras: str) -> Iterator[Row]:
    """The annotated paragraphs of another report."""
    document = load(path)
    numbers = [p.number for p in document.paragraphs if paras == "all" or int(p.number) % 2]
    found = annotations(gold)
    yield from judged(document, {number: found.get(number, []) for number in numbers})


def annotations(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The annotated records of a file by paragraph."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found.setdefault(str(record["para"]), []).append(record)
    return found


def judged(document: Document, gold: Mapping[str, list[dict[str, Any]]]) -> Iterator[Row]:
    """The records that the reader proposes for the annotated paragraphs, each right or not."""
    left = {number: [facts(record) for record in records] for number, records in gold.items()}
    for stated in statements(document, catalogue.load()):
        number = stated.paragraph.number
        if number in left:
            found = facts_of(stated)
            right = found in left[number]
            if right:
                left[number].remove(found)
            fold = zlib.crc32(stated.paragraph.text.encode()) % FOLDS
            yield Row(frozenset(signals(stated.statement, len(stated.unknown))), right, fold)


def facts(record: Mapping[str, Any]) -> tuple[object, ...]:
    """What must be exact in an annotated record."""
    return (
        record["kind"],
        frozenset(record["actors"]),
        record.get("date"),
        frozenset(record.get("place", [])),
        record.get("ordinal"),
    )


def facts_of(stated: Stated) -> tuple[object, ...]:
    """The same of a record that the reader proposes."""
    statement = stated.statement
    actors = frozenset(ids(statement.actors))
    return (statement.kind, actors, statement.date, frozenset(statement.place), statement.ordinal)


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights, in log-odds, under which the rows are likeliest; each is pulled to nought (logistic
    regression by steps down the slope)."""
    names = sorted({name for row in rows for name in row.signals})
    fitted = {"always": 0.0, **dict.fromkeys(names, 0.0)}
    for _ in range(STEPS):
        slope = {name: -PULL * weight for name, weight in fitted.items()}
        slope["always"] = 0.0
        for row in rows:
            error = row.right - probability(row.signals, fitted)
            slope["always"] += error
            for name in row.signals:
                slope[name] += error
        for name, value in slope.items():
            fitted[name] += RATE * value / len(rows)
    return fitted


def bins(estimates: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The estimates in bins, empty ones left out."""
    found: list[Bin] = []
    pairs = list(estimates)
    for low, high in itertools.pairwise(BINS):
        inside = [(e, right) for e, right in pairs if low <= e < high or (high == 1.0 and e == 1.0)]
        if inside:
            mean = sum(e for e, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            found.append(Bin(low, high, len(inside), mean, share))
    return found


def written(fitted: Mapping[str, float], rows: Sequence[Row]) -> str:
    """The data file: a weight a signal, with how often it was seen and how often the record was right."""
    seen = Counter(name for row in rows for name in row.signals)
    right = Counter(name for row in rows if row.right for name in row.signals)
    lines = [
        "# By what each signal moves the odds that a whole record is right (actors, date, place and number),",
        "# in log-odds: 0.7 doubles them, -0.7 halves them. Measured by `python -m bench.calibration",
        "# --write`; beside each, how many annotated records showed the signal and how many were right.",
        "# Signals that moved less than 0.05 are left out.",
        "",
        "[weight]",
        f"always = {fitted['always']:.2f} # {len(rows)}, {sum(row.right for row in rows)}",
    ]
    lines += [
        f"{name} = {fitted[name]:.2f} # {seen[name]}, {right[name]}"
        for name in sorted(fitted)
        if name != "always" and abs(fitted[name]) >= LEAST
    ]
    return "\n".join(lines) + "\n"


def drawing(table: Sequence[Bin]) -> str:
    """The reliability of the estimates as SVG: a circle a bin, the fuller the larger."""
    side, edge = 320, 40

    def x(value: float) -> float:
        return edge + value * side

    def y(value: float) -> float:
        return edge + (1 - value) * side

    size = side + 2 * edge
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size + 20}" '
        'font-family="sans-serif" font-size="12" role="img">',
        "<title>Share of right records by the confidence that the reader gave them</title>",
        f'<rect width="{size}" height="{size + 20}" fill="#fff"/>',
        f'<path d="M{x(0)} {y(1)}V{y(0)}H{x(1)}" fill="none" stroke="#444"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<text x="{x(0.5)}" y="{size + 8}" text-anchor="middle">confidence</text>',
        f'<text x="{edge}" y="{edge - 14}">share of records that are right</text>',
    ]
    for tick in (0.0, 0.5, 1.0):
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 18}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{x(0) - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>')
    for row in table:
        radius = 3 + math.sqrt(row.count)
        parts.append(
            f'<circle cx="{x(row.mean):.0f}" cy="{y(row.share):.0f}" r="{radius:.1f}" fill="#1f6fb2" '
            f'fill-opacity="0.7"><title>{row.count} records</title></circle>'
        )
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    main()
