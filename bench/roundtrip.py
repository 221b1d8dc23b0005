"""Do the records of a report come back from the report that is written of them?

usage: python -m bench.roundtrip [FILE …] [--period 2018-08-18/2024-12-31] [--lang fr en] [--verbose]

Each file (default: the sample report, in French and in English) is read into a register of its own and every
proposal accepted that the register's rules allow. Then the consolidated report of the period is written in
each language, three times with other sentence patterns, and the reader reads the .docx back: the numbered
paragraphs only, not the annex that lists the records. A record came back where a paragraph that tells it is
read as one of the same kind with the same actors, date, places and ordinal; what is read once counts for one
record. --verbose lists what was lost with the sentence that told it, and what was read that is no record.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concertation.reading.proposal import Proposal as Read
    from concertation.reporting.report import Numbered
    from concertation.reporting.select import Selection
    from concertation.reporting.telling.facts import Fact

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = [ROOT / "sample" / "report.fr.md", ROOT / "sample" / "report.en.md"]
PERIOD = "2018-08-18/2024-12-31"
BAR = 0.95
"""The share of records that come back whole, where a report is written in the language it was read in."""
ROUNDS = 3
FIELDS = ("actors", "date", "places", "ordinal")
KINDS = {
    "event": "meeting",
    "instrument": "agreement",
    "activity": "activity",
    "presence": "presence",
    "resource": "pledge",
}


@dataclass(frozen=True, slots=True)
class Core:
    """What has to come back of a record."""

    kind: str
    actors: frozenset[str]
    date: str
    places: frozenset[str]
    ordinal: int | None

    def differing(self, other: Core) -> list[str]:
        """The fields in which the other one differs."""
        return [name for name in FIELDS if getattr(self, name) != getattr(other, name)]


@dataclass(slots=True)
class Loss:
    """A record that did not come back: what was nearest to it among what was read, and who told it."""

    fact: Fact
    nearest: Core | None
    told: list[str]


def main() -> None:
    """Print a table for each file and language; exit with 1 where the bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, default=SAMPLE)
    parser.add_argument("--period", default=PERIOD)
    parser.add_argument("--lang", nargs="+", default=["fr", "en"])
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--keep", type=Path, help="Folder to keep the written reports in.")
    given = parser.parse_args()
    if len(given.files) > 1:  # a register is one process's
        rest = (
            sys.argv[1:] if given.files == SAMPLE else [a for a in sys.argv[1:] if Path(a) not in given.files]
        )
        runs = [
            subprocess.run([sys.executable, "-m", "bench.roundtrip", str(file), *rest], cwd=ROOT, check=False)
            for file in given.files
        ]
        sys.exit(any(run.returncode for run in runs))
    with tempfile.TemporaryDirectory() as folder:
        open_register(folder)
        home = fill(given.files[0])
        out = given.keep or Path(folder)
        shares = {lang: there_and_back(given.period, lang, out, verbose=given.verbose) for lang in given.lang}
    sys.exit(shares.get(home, 1.0) < BAR)


def open_register(folder: str) -> None:
    """Make a new register in the folder."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/register.sqlite3"
    os.environ["CONCERTATION_VAR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from concertation.reading.catalogue import load
    from concertation.register.catalogue import sync

    call_command("migrate", verbosity=0)
    sync(load())


def fill(file: Path) -> str:
    """Take the document in and accept what it proposes, in its order; return its language."""
    from django.core.exceptions import ValidationError

    from concertation.reading.formats import load
    from concertation.register.models import Record
    from concertation.review.deciding import accept
    from concertation.review.intake import take_in
    from concertation.review.models import Proposal

    taken = take_in(load(file), person=None, label="CLEAR")
    refused = 0
    for proposal in Proposal.objects.pending().select_related("paragraph__document"):
        try:
            accept(proposal, None)
        except ValidationError as error:
            refused += 1
            print(f"  refused: {proposal.quote[:80]!r}: {error.messages}")
    records = Record.objects.filter(evidence__isnull=False).distinct().count()
    print(f"{file.name}: {taken.proposals} proposals, {refused} refused; {records} confirmed records")
    return taken.document.lang


def there_and_back(period: str, lang: str, out: Path, *, verbose: bool) -> float:
    """Write and read the report `ROUNDS` times, print the table; return the share of records that came back
    whole.

    Which of the sentence patterns that fit is taken depends on the identifier of a record, which chance
    gives; so each round has its own, the same in every run."""
    from django.contrib.auth.models import AnonymousUser

    from concertation.reporting.select import select

    selection = select(period, AnonymousUser())
    facts: list[Fact] = []
    back: set[str] = set()
    losses: list[Loss] = []
    read: list[Read] = []
    spare: list[Read] = []
    for number in range(ROUNDS):
        named = tuple(replace(fact, uid=f"{number}.{place}") for place, fact in enumerate(selection.facts))
        told, proposals = written_and_read(
            replace(selection, facts=named), lang, out / f"report.{lang}.{number}.docx"
        )
        came, lost, vain = compare(named, told, proposals)
        facts += named
        back |= came
        losses += lost
        read += proposals
        spare += vain
    print_table(lang, facts, back, losses, read, spare)
    if verbose:
        list_losses(losses, spare)
    return len(back) / (len(facts) or 1)


def written_and_read(selection: Selection, lang: str, path: Path) -> tuple[dict[str, Numbered], list[Read]]:
    """Write the report as .docx and read it; return its paragraphs by number, and what was read of them."""
    from concertation.reading.formats import load
    from concertation.reading.read import read
    from concertation.register.catalogue import known
    from concertation.reporting.consolidated import compose
    from concertation.reporting.docx.lay_out import lay_out
    from concertation.reporting.report import Form

    report, naming = compose(selection, lang)
    lay_out(report, naming.language, Form(), path)
    told = {str(n): paragraph for n, paragraph in enumerate(report.paragraphs(), start=1)}
    document = load(path)
    body = [paragraph.number for paragraph in document.paragraphs if paragraph.number in told]
    assert body == list(told), "the numbered paragraphs are not those that were written"
    return told, [proposal for proposal in read(document, known()) if proposal.para in told]


def compare(
    facts: Sequence[Fact], told: dict[str, Numbered], proposals: Sequence[Read]
) -> tuple[set[str], list[Loss], list[Read]]:
    """Return the uids of records that came back, the losses, and what was read in vain."""
    seen = [(proposal.para, core_read(proposal), proposal) for proposal in proposals]
    homes: dict[str, set[str]] = defaultdict(set)
    for number, paragraph in told.items():
        for fact in paragraph.facts:
            homes[fact.uid].add(number)
    pairs = paired(facts, homes, [(para, core) for para, core, _ in seen])
    losses: list[Loss] = []
    for fact in facts:
        if fact.uid not in pairs:
            mine = core_told(fact)
            near = [core for para, core, _ in seen if para in homes[fact.uid] and core.kind == mine.kind]
            nearest = min(near, key=lambda core: len(mine.differing(core)), default=None)
            losses.append(
                Loss(fact, nearest, [f"{n}. {told[n].text}" for n in sorted(homes[fact.uid], key=int)])
            )
    cores = {number: {core_told(fact) for fact in paragraph.facts} for number, paragraph in told.items()}
    spare = [proposal for para, core, proposal in seen if core not in cores[para]]
    return set(pairs), losses, spare


def paired(
    facts: Sequence[Fact], homes: dict[str, set[str]], seen: Sequence[tuple[str, Core]]
) -> dict[str, int]:
    """Give as many records as can be an equal reading of their own, from a paragraph that tells them."""
    choices = {
        fact.uid: [
            index
            for index, (para, core) in enumerate(seen)
            if para in homes[fact.uid] and core == core_told(fact)
        ]
        for fact in facts
    }
    taken: dict[int, str] = {}

    def give(uid: str, tried: set[int]) -> bool:
        for index in choices[uid]:
            if index not in tried:
                tried.add(index)
                if index not in taken or give(taken[index], tried):
                    taken[index] = uid
                    return True
        return False

    for fact in facts:
        give(fact.uid, set())
    return {uid: index for index, uid in taken.items()}


def core_told(fact: Fact) -> Core:
    actors = frozenset(id for id, _part in fact.actors)
    places = frozenset(place.name for place in fact.places)
    return Core(fact.kind, actors, fact.date, places, fact.number)


def core_read(proposal: Read) -> Core:
    return Core(
        KINDS[proposal.kind],
        frozenset(proposal.actors),
        proposal.date or "",
        frozenset(proposal.place),
        proposal.ordinal,
    )


def print_table(
    lang: str,
    facts: Sequence[Fact],
    back: set[str],
    losses: Sequence[Loss],
    proposals: Sequence[Read],
    spare: Sequence[Read],
) -> None:
    print(f"\n{ROUNDS} reports in {lang}: {len(facts)} records told, {len(proposals)} read back")
    print(f"  whole {share(len(back), len(facts))}; read and no record of the paragraph: {len(spare)}")
    unread = [loss for loss in losses if loss.nearest is None]
    print(f"  not read at all {len(unread)}; of the others these fields differ from the nearest reading:")
    wrong = Counter(name for loss in losses if loss.nearest for name in why(loss))
    for name in (*FIELDS, "read once for several"):
        print(f"    {name:<22}{wrong[name]:>4}")
    for kind in dict.fromkeys(KINDS.values()):
        mine = [fact for fact in facts if fact.kind == kind]
        if mine:
            print(f"  {kind:<12}{share(sum(fact.uid in back for fact in mine), len(mine))}")


def why(loss: Loss) -> list[str]:
    assert loss.nearest
    return core_told(loss.fact).differing(loss.nearest) or ["read once for several"]


def share(part: int, whole: int) -> str:
    return f"{part:>4} of {whole:<4} {part / (whole or 1):.3f}"


def list_losses(losses: Iterable[Loss], spare: Iterable[Read]) -> None:
    told = Counter(loss.fact.uid.partition(".")[2] for loss in losses)
    for loss in {loss.fact.uid.partition(".")[2]: loss for loss in losses}.values():
        times = told[loss.fact.uid.partition(".")[2]]
        mine = core_told(loss.fact)
        fact = loss.fact
        print(f"\nLOST {times} of {ROUNDS}: {shown(mine)} {fact.type} {fact.status} {dict(fact.titles)}")
        reason = ", ".join(why(loss)) if loss.nearest else "nothing read"
        print(f"  why: {reason}; nearest {shown(loss.nearest) if loss.nearest else '-'}")
        for text in loss.told:
            print(f"  {text}")
    for proposal in spare:
        print(
            f"\nSPARE par. {proposal.para} {shown(core_read(proposal))} ({proposal.rule})\n  {proposal.quote}"
        )


def shown(core: Core) -> str:
    places = ", ".join(sorted(core.places))
    return f"{core.kind} {core.ordinal or ''} {'+'.join(sorted(core.actors))} [{core.date}] {places}"


if __name__ == "__main__":
    main()
