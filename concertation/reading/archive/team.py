"""Several processes that read files side by side; one that breaks is replaced, and the others go on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from tempfile import TemporaryFile
from typing import cast

from concertation.reading.archive import worker
from concertation.reading.archive.outcome import DocumentRead, Failure, FileRead, Limits, Task, Unchanged


class CannotStart(Exception):
    """No process that reads can be started. The message is a sentence for the person who can act."""


class Worker:
    """A process that reads, seen from outside."""

    def __init__(self, limits: Limits):
        self._limits = limits
        self._task: Task | None = None
        self._start()

    def _start(self) -> None:
        self._speaking, other = Pipe()
        self._complaints = TemporaryFile()  # noqa: SIM115 closed with the process
        self._process = subprocess.Popen(  # noqa: S603 this program itself
            [
                sys.executable, "-m", worker.__name__,
                str(other.fileno()), str(self._limits.seconds), str(self._limits.memory),
            ],
            pass_fds=[other.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._complaints,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            process_group=0,  # an interruption at the terminal is for the parent to answer
        )  # fmt: skip
        other.close()
        self._ready = False
        self._sha256: str | None = None
        self._documents: list[DocumentRead] = []
        self._failures: list[Failure] = []

    @property
    def speaking(self) -> Connection:
        """Where it is heard."""
        return self._speaking

    def ask(self, task: Task) -> None:
        """Give it a file to read."""
        self._task = task
        self._sha256, self._documents, self._failures = None, [], []
        with suppress(OSError):  # if it is gone, that will be heard
            self._speaking.send(task)

    def hear(self) -> FileRead | Unchanged | None:
        """Take what it says next; return what a file brought once all of it is heard.

        Raises `CannotStart` where the process ended before it was ready.
        """
        try:
            said: object = self._speaking.recv()
        except (EOFError, OSError):
            return self._ended()
        match said:
            case worker.READY:
                self._ready = True
            case worker.NO_MEMORY:
                return self._broken(f"it needs more than {self._limits.memory:,} MB of memory. Split it")
            case worker.END:
                return self._whole()
            case Unchanged():
                return said
            case str():
                self._sha256 = said
            case DocumentRead():
                self._documents.append(said)
            case Failure():
                self._failures.append(said)
            case _:
                raise TypeError(said)
        return None

    def read(self, task: Task) -> FileRead | Unchanged:
        """Read one file and wait for it."""
        self.ask(task)
        while (heard := self.hear()) is None:
            pass
        return heard

    def end(self) -> None:
        """End the process."""
        self._speaking.close()
        self._process.kill()
        self._process.wait()
        self._complaints.close()

    def _ended(self) -> FileRead:
        code = self._process.wait()
        if not self._ready or self._task is None:
            self._complaints.seek(0)
            said = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
            raise CannotStart(
                f"The reader could not start within {self._limits.memory:,} MB of memory: "
                f"{said[-1] if said else f'it ended with code {code}'}. Give it more with --memory."
            )
        if code == -signal.SIGALRM:
            return self._broken(
                f"it took more than {self._limits.seconds:g} seconds. Split it, or give more time"
            )
        how = signal.Signals(-code).name if code < 0 else f"code {code}"
        return self._broken(
            f"reading it ended abruptly ({how}): it is damaged, or needs more memory than "
            f"{self._limits.memory:,} MB. Open it in its program and save it again"
        )

    def _broken(self, why: str) -> FileRead:
        """What was heard before the process broke, and that it broke; a new process takes its place."""
        assert self._task is not None
        name = self._task.file.rpartition("/")[2]
        after = len(self._documents) + len(self._failures)
        rest = f". Of the documents in it, {after} were reached before that" if after else ""
        self._failures.append(Failure(name, "limit", f"{name}: {why}{rest}."))
        found = self._whole()
        self.end()
        self._start()
        return found

    def _whole(self) -> FileRead:
        assert self._task is not None
        return FileRead.of(self._task.file, self._sha256 or "", self._documents, self._failures)


def read_side_by_side(tasks: Sequence[Task], jobs: int, limits: Limits) -> Iterator[FileRead | Unchanged]:
    """Yield what each file brought, as it comes, with `jobs` processes.

    Raises `CannotStart` where no process can be started.
    """
    waiting = iter(tasks)
    workers = [Worker(limits) for _ in range(min(jobs, len(tasks)))]
    try:
        busy = dict(_asked(workers, waiting))
        while busy:
            for speaking in wait(list(busy)):
                reader = busy[cast(Connection, speaking)]
                heard = reader.hear()
                if heard is None:
                    continue
                del busy[cast(Connection, speaking)]
                busy |= dict(_asked([reader], waiting))
                yield heard
    finally:
        for reader in workers:
            reader.end()


def _asked(workers: Iterable[Worker], waiting: Iterator[Task]) -> Iterator[tuple[Connection, Worker]]:
    for reader in workers:
        task = next(waiting, None)
        if task is not None:
            reader.ask(task)
            yield reader.speaking, reader
