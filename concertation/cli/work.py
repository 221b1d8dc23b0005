"""`concert work`: read the files that people added on the pages."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from typing import Annotated

import typer

from concertation.cli.register import open_register

SECONDS = 300
"""What reading may take without coming on by a paragraph; the kernel then ends the process, also where it is
inside a library, and another one goes on."""

HOST = socket.gethostname()[:24]

MEMORY = 3072
"""MB that the process may have."""


def command(
    once: Annotated[bool, typer.Option("--once", help="Read what waits, and end.")] = False,
    until_alone: Annotated[
        bool, typer.Option("--until-alone", help="End when whoever started it is gone.", hidden=True)
    ] = False,
) -> None:
    """Read the files that were added on the pages. `concert serve` does that by itself; beside another
    server, run this.

    Example:

      concert work
    """
    open_register()
    from concertation.review.loading import release, take_from
    from concertation.review.working import work

    worker = f"{HOST}:{os.getpid()}"
    stop = threading.Event()

    def end(*_: object) -> None:
        """Give back what is being read, and end at once: what is not read whole is not there."""
        try:
            release(worker)
        finally:
            os._exit(0)

    def wait_until_alone() -> None:
        sys.stdin.buffer.read()
        end()

    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=end).start())
    signal.signal(signal.SIGINT, lambda *_: threading.Thread(target=end).start())
    if until_alone:
        threading.Thread(target=wait_until_alone, daemon=True).start()
    _limit_memory()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    take_from(_gone)
    work(worker, stop, once=once, alive=_give_time)


def _gone(worker: str) -> bool:
    """Whether it was a process of this machine that is no more."""
    host, _, pid = worker.rpartition(":")
    if host != HOST:
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError):
        return False
    return False


def _give_time() -> None:
    signal.setitimer(signal.ITIMER_REAL, SECONDS)


def _limit_memory() -> None:
    import resource

    most = MEMORY * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
