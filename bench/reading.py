"""How quickly and how well the reader reads: paragraphs a second on one core, and the second set of cases.

usage: python -m bench.reading [FILE] [--lang fr]

FILE is any document that the reader loads (default: the sample report of the language). The second set are
the passages of ``tests/reading/cases/records_*.toml``, which no rule was tuned on, the tuning set those of
``rules_*.toml``, which the rules were made with. A record counts as found where one of its kind with its date
and number is proposed; the bodies of records found are compared one by one. Where these are asked whether
date and number are right, a record is found already where the bodies are half the same.
"""

import argparse
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "reading" / "cases"
FLOOR = 2_000
"""Paragraphs a second that the whole reader is to reach."""
LOADING = 1.0
"""Seconds that loading may take, imports and all."""
ROUNDS = 5
DATED = ("event", "instrument")
"""Kinds that the bar of a language is set for."""


def main() -> None:
    """Print both tables; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--lang", default="fr")
    options = parser.parse_args()
    quick = speed(options.file or ROOT / "sample" / f"report.{options.lang}.md", options.lang)
    for lang in ("fr", "en"):
        second_set(lang)
    compared()
    sys.exit(not quick)


def speed(path: Path, lang: str) -> bool:
    """Print what loading costs and what a paragraph takes by stage; return whether the bars hold."""
    started = time.perf_counter()
    from concertation.reading import catalogue
    from concertation.reading.read import read

    imported = time.perf_counter() - started
    started = time.perf_counter()
    from concertation.reading.language import load_language
    from concertation.reading.wording import load_wording

    known, language, wording = catalogue.load(), load_language(lang), load_wording(lang)
    loaded = time.perf_counter() - started

    from concertation.reading.clauses import clauses
    from concertation.reading.find import find
    from concertation.reading.formats import load
    from concertation.reading.sentences import sentences

    document = load(path)
    texts = [paragraph.text for paragraph in document.paragraphs]
    found = [find(text, language) for text in texts]
    pairs = list(zip(texts, found, strict=True))
    stages: list[tuple[str, Callable[[], object]]] = [
        ("find", lambda: [find(text, language) for text in texts]),
        ("sentences", lambda: [list(sentences(text, m, wording)) for text, m in pairs]),
        (
            "… and clauses",
            lambda: [[clauses(s, wording) for s in sentences(t, m, wording)] for t, m in pairs],
        ),
        ("read", lambda: list(read(document, known))),
    ]
    average = sum(map(len, texts)) / len(texts)
    print(f"{path.name}: {len(texts)} paragraphs of {average:.0f} characters")
    print(f"import {imported:.3f} s, load {loaded:.3f} s (bar: {LOADING} s together)")
    print(f"{'stage':<16}{'µs/paragraph':>14}{'paragraphs/s':>14}")
    rate = 0.0
    for name, run in stages:
        took = min(_seconds(run) for _ in range(ROUNDS))
        rate = len(texts) / took
        print(f"{name:<16}{took / len(texts) * 1e6:>14.0f}{rate:>14.0f}")
    print(f"{'bar':<16}{1e6 / FLOOR:>14.0f}{FLOOR:>14.0f}")
    return rate >= FLOOR and imported + loaded <= LOADING


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def compared() -> None:
    """Print a line for each set of each language: events and instruments, then every kind."""
    print("\nP, R, F1 of events and instruments, their fields, F1 of all kinds")
    head = ("set", "texts", "records", "P", "R", "F1", "actors", "place", "date", "ordinal", "all")
    print(f"{head[0]:<10}" + "".join(f"{name:>9}" for name in head[1:]))
    for path in sorted(CASES.glob("r*s_*.toml")):
        cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        proposed = _read(path.stem[-2:], cases)
        pairs = [(list(case["record"]), proposed.get(str(n), [])) for n, case in enumerate(cases)]
        dated = [([r for r in a if r["kind"] in DATED], [p for p in b if p.kind in DATED]) for a, b in pairs]
        hits, seen, wanted = _counts(dated)
        rates = (hits / (seen or 1), hits / wanted, 2 * hits / (seen + wanted), *_fields(dated), _f1(pairs))
        line = f"{path.stem:<10}{len(cases):>9}{wanted:>9}"
        print(line + "".join(f"{rate:>9.3f}" for rate in rates))


def _counts(pairs: list[tuple[list[Any], list[Any]]]) -> tuple[int, int, int]:
    """Records found, proposed and expected."""
    hits = 0
    for wanted, seen in pairs:
        left = list(wanted)
        for proposal in seen:
            if match := next((record for record in left if _same(record, proposal)), None):
                left.remove(match)
                hits += 1
    return hits, sum(len(seen) for _, seen in pairs), sum(len(wanted) for wanted, _ in pairs)


def _f1(pairs: list[tuple[list[Any], list[Any]]]) -> float:
    hits, seen, wanted = _counts(pairs)
    return 2 * hits / (seen + wanted)


def _fields(pairs: list[tuple[list[Any], list[Any]]]) -> tuple[float, ...]:
    """F1 of actors and of the places of events, then the shares of dates and numbers that are right, over
    records whose bodies are half the same."""
    agreed, named = Counter[str](), Counter[str]()
    for wanted, seen in pairs:
        left = list(wanted)
        for proposal in seen:
            near = [r for r in left if r["kind"] == proposal.kind and _half(r["actors"], proposal.actors)]
            if not near:
                continue
            match = max(near, key=lambda record: _same(record, proposal))
            left.remove(match)
            found = {"actors": (match["actors"], proposal.actors)}
            if proposal.kind == "event":
                found["place"] = (match.get("place", []), proposal.place)
            found["date"] = ([match.get("date")], [proposal.date])
            found["ordinal"] = ([match.get("ordinal")], [proposal.ordinal])
            for field, (stated, read) in found.items():
                agreed[field] += 2 * len(set(stated) & set(read))
                named[field] += len(stated) + len(read)
    return tuple(agreed[field] / (named[field] or 1) for field in ("actors", "place", "date", "ordinal"))


def _half(stated: list[str], read: tuple[str, ...]) -> bool:
    return 2 * len(set(stated) & set(read)) >= len(set(stated) | set(read))


def _read(lang: str, cases: list[Any]) -> dict[str, list[Any]]:
    """Return the proposals of each passage by its number."""
    from concertation.reading import catalogue
    from concertation.reading.document import Document, Paragraph, SourceMap
    from concertation.reading.read import read

    paragraphs = tuple(Paragraph(str(n), case["text"], SourceMap(((0, 0),))) for n, case in enumerate(cases))
    proposed: dict[str, list[Any]] = {}
    for proposal in read(Document("cases", "", lang, paragraphs), catalogue.load()):
        proposed.setdefault(proposal.para, []).append(proposal)
    return proposed


def second_set(lang: str) -> None:
    """Print how the passages of the second set are read, in all and rule by rule."""
    cases = tomllib.loads((CASES / f"records_{lang}.toml").read_text(encoding="utf-8"))["case"]
    proposed = _read(lang, cases)
    by_rule, right = Counter[str](), Counter[str]()
    expected = bodies = named = agreed = 0
    for number, case in enumerate(cases):
        left: list[dict[str, Any]] = list(case["record"])
        expected += len(left)
        for proposal in proposed.get(str(number), []):
            by_rule[proposal.rule] += 1
            match = next((record for record in left if _same(record, proposal)), None)
            if match is None:
                continue
            left.remove(match)
            right[proposal.rule] += 1
            bodies += len(match["actors"])
            named += len(proposal.actors)
            agreed += len(set(match["actors"]) & set(proposal.actors))
    total, hits = by_rule.total(), right.total()
    print(f"\nsecond set, {lang}: {len(cases)} passages, {expected} records, {total} proposed")
    score = 2 * hits / (total + expected)
    print(f"records precision {hits / total:.3f}, recall {hits / expected:.3f}, F1 {score:.3f}")
    print(f"bodies of records found: F1 {2 * agreed / (bodies + named):.3f}")
    for rule, count in by_rule.most_common():
        print(f"  {rule:<24}{right[rule]:>4} of {count}")


def _same(record: dict[str, Any], proposal: Any) -> bool:
    stated = (record["kind"], record.get("date"), record.get("ordinal"))
    return stated == (proposal.kind, proposal.date, proposal.ordinal)


if __name__ == "__main__":
    main()
