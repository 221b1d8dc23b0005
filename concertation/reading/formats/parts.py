"""What a file that holds several documents is taken apart into, and how much of it there may be."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from concertation.reading.document import Unreadable

MAXIMUM_DEPTH = 4
"""How deep files may lie in one another: a report in a mail in a packed file in a packed file."""

MAXIMUM_PARTS = 10_000
"""Files that one file may hold, at all depths together."""

MAXIMUM_TOTAL = 1_000_000_000
"""Bytes that one file may unpack to, at all depths together."""

WITHIN = " › "
"""What stands between the name of a file and that of a document inside it."""

_REST = ", which is the limit; the rest was not read. Unpack it into a folder and read the folder."


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a file: its name after the names of those around it ("mail.eml › report.docx")."""

    name: str
    data: bytes


@dataclass(slots=True)
class Allowance:
    """What is left of the limits while one file is taken apart, and the names given so far."""

    parts: int = field(default_factory=lambda: MAXIMUM_PARTS)
    total: int = field(default_factory=lambda: MAXIMUM_TOTAL)
    names: set[str] = field(default_factory=set[str])

    def take(self, outer: str, size: int) -> None:
        """Count one part of `size` bytes. Raises `Unreadable` where `outer` holds more than is allowed."""
        self.parts -= 1
        self.total -= size
        if self.parts < 0:
            raise Unreadable(f"{outer}: it holds more than {MAXIMUM_PARTS:,} files{_REST}")
        if self.total < 0:
            raise Unreadable(f"{outer}: unpacked, it has more than {MAXIMUM_TOTAL / 1e6:,.0f} MB{_REST}")

    def name(self, outer: str, inner: str) -> str:
        """Return the name of the part `inner` of `outer`; a second one of that name gets a number."""
        clean = PurePosixPath(_inside(inner))
        name, count = f"{outer}{WITHIN}{clean}", 1
        while name in self.names:
            count += 1
            name = f"{outer}{WITHIN}{clean.with_name(f'{clean.stem} ({count}){clean.suffix}')}"
        self.names.add(name)
        return name


def _inside(path: str) -> str:
    """The path of a part on one line: it never leads out of the file that holds it.

    >>> _inside("../../etc/x.txt"), _inside("C:\\\\reports\\\\y.pdf")
    ('etc/x.txt', 'reports/y.pdf')
    """
    line = "".join(letter if letter.isprintable() else " " for letter in path.replace("\\", "/"))
    steps = [step.strip() for step in line.split("/")]
    return "/".join(step for step in steps if step not in {"", ".", ".."} and step[1:] != ":") or "unnamed"
