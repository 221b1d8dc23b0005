"""The process that reads files one after another, within limits that the kernel keeps.

It is started by `team`, with the number of the pipe on which it is spoken to. It loads the catalogue once,
and each language once, when the first document in it comes. The kernel ends it where a document takes too
long, also inside a library, and also when nobody waits for it any more.
"""

import hashlib
import resource
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from concertation.reading import catalogue
from concertation.reading.archive.outcome import Failure, Limits, Task, Unchanged
from concertation.reading.archive.read_file import read_file
from concertation.reading.document import Unreadable
from concertation.reading.formats import read_bytes

READY, END, NO_MEMORY = "ready", "end", "no memory"


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    speaking = Connection(int(sys.argv[1]))
    limits = Limits(float(sys.argv[2]), int(sys.argv[3]))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory * 1024**2, limits.memory * 1024**2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    catalogue.load()
    speaking.send(READY)
    while True:
        try:
            task: Task = speaking.recv()
        except EOFError:
            return
        try:
            _read(task, limits, speaking)
        except MemoryError:
            speaking.send(NO_MEMORY)
            return  # what was left behind may be broken: a new process goes on


def _read(task: Task, limits: Limits, speaking: Connection) -> None:
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    name = task.file.rpartition("/")[2]
    try:
        data = read_bytes(Path(task.path))
    except Unreadable as error:
        speaking.send("")
        speaking.send(Failure(name, "refused", str(error)))
    else:
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 == task.known:
            signal.setitimer(signal.ITIMER_REAL, 0)
            speaking.send(Unchanged(task.file))
            return
        speaking.send(sha256)
        for item in read_file(data, task.file):
            speaking.send(item)
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    signal.setitimer(signal.ITIMER_REAL, 0)
    speaking.send(END)


if __name__ == "__main__":
    main()
