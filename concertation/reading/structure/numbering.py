"""Find which numbers at the head of blocks are the numbers of paragraphs.

The sequence is the strongest clue: "5." that follows 4 is a paragraph; "2018." at the head of a wrapped line,
or a list "1. 2. 3." inside paragraph 12, is none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_LARGEST_GAP = 10
"""Paragraphs that may be missing between two numbers before the second is taken for something else."""

_LONG = 3
"""Numbers in a row that are believed whatever came before."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at the head of block `block`. `suffix` is "bis" and the like; `opens` is true where a
    heading stands before it; `annex` names the annex that began since the candidate before, or is None."""

    block: int
    value: int
    suffix: str | None = None
    opens: bool = False
    annex: str | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A candidate that was accepted. `part` counts the numberings of the document from 0: it grows where the
    numbering starts again."""

    candidate: Candidate
    part: int


def paragraph_numbers(candidates: Sequence[Candidate]) -> tuple[list[Numbered], list[str]]:
    """Return the accepted candidates in order, and a plain statement for each jump and each new start."""
    runs = _runs(candidates)
    starts: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        starts.setdefault(run[0].value, []).append(index)

    accepted: list[Numbered] = []
    notes: list[str] = []
    annexes = [index for index, run in enumerate(runs) if run[0].annex]
    part = 0
    at = _first(runs)
    while at is not None and at < len(runs):
        run = runs[at]
        if accepted:
            last = accepted[-1].candidate
            follows = last.value + 1
            annex = run[0].annex
            jumps = follows < run[0].value <= follows + _LARGEST_GAP
            resumed = _next(starts.get(follows, []), at - 1)
            if resumed is not None and jumps and len(run) > len(runs[resumed]):
                resumed = None
            if run[0].value == follows and not annex:
                pass
            elif resumed is not None and not _between(annexes, at, resumed):
                at = resumed
                continue
            elif not annex and not run[0].opens and run[0].value == 1 and len(run) > last.value:
                # A list inside a paragraph that ends where the numbering of paragraphs goes on.
                run = run[last.value :]
            elif not annex and jumps:
                notes.append(_jump(last.value, run[0].value))
            elif annex or (run[0].value == 1 and len(run) > 1) or len(run) >= _LONG:
                part += 1
                notes.append(
                    f"The numbering starts again at {run[0].value} after paragraph {last.value}: "
                    "the numbers that follow carry the name of their part."
                )
            else:
                at += 1
                continue
        elif run[0].value != 1:
            notes.append(f"The numbering begins at {run[0].value}: is what stands before it missing?")
        accepted.extend(Numbered(candidate, part) for candidate in run)
        at += 1
    return accepted, notes


def _runs(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Cut the candidates into stretches that count on without a break."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        if runs and not candidate.annex and _counts_on(runs[-1][-1], candidate):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return runs


def _counts_on(last: Candidate, candidate: Candidate) -> bool:
    if candidate.suffix:
        return candidate.value == last.value
    return candidate.value == last.value + 1


def _first(runs: Sequence[Sequence[Candidate]]) -> int | None:
    """The run with which the numbering begins: the first that starts at 1, is long, or has an annex
    after it; else the longest. Runs with few numbers missing between them count as one."""
    lengths = [len(run) for run in runs]
    for index in reversed(range(len(runs) - 1)):
        if 0 < runs[index + 1][0].value - runs[index][-1].value <= _LARGEST_GAP:
            lengths[index] += lengths[index + 1]
    for index, run in enumerate(runs):
        before_annex = len(run) > 1 and index + 1 < len(runs) and runs[index + 1][0].annex
        if run[0].value == 1 or lengths[index] >= _LONG or before_annex:
            return index
    longest = max(range(len(runs)), key=lambda index: lengths[index], default=None)
    return None if longest is None or lengths[longest] == 1 else longest


def _next(indexes: Sequence[int], after: int) -> int | None:
    at = bisect_right(indexes, after)
    return indexes[at] if at < len(indexes) else None


def _between(indexes: Sequence[int], start: int, end: int) -> bool:
    return bisect_right(indexes, end) > bisect_left(indexes, start)


def _jump(before: int, after: int) -> str:
    missing = str(before + 1) if after == before + 2 else f"{before + 1} to {after - 1}"
    verb = "is" if after == before + 2 else "are"
    return f"Paragraph {after} follows paragraph {before}: {verb} {missing} missing?"
