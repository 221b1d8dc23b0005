"""The process that reads files beside the server: it begins and ends with it, and is started anew between."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from types import TracebackType

import typer

PATIENCE = 10.0
"""Seconds that it may take to give back what it is reading."""

LONGEST_PAUSE = 60.0
"""Seconds after which one that ends again and again is started anew."""


class Reader:
    """Keeps one `concert work` alive for as long as the block lasts.

    It hears of our end by its standard input being closed, however we end.
    """

    def __init__(self) -> None:
        self._over = threading.Event()
        self._process = self._started()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)

    def __enter__(self) -> None:
        self._watch.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        process = self._process
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "concertation.cli", "work", "--until-alone"],
            stdin=subprocess.PIPE,
            process_group=0,  # an interruption at the terminal is for the server to answer
        )

    def _keep_alive(self) -> None:
        pause = 1.0
        while True:
            since = time.monotonic()
            code = self._process.wait()
            if time.monotonic() - since > LONGEST_PAUSE:
                pause = 1.0
            if self._over.wait(pause):
                return
            typer.echo(f"The process that reads files ended (code {code}); it is started anew.", err=True)
            pause = min(2 * pause, LONGEST_PAUSE)
            self._process = self._started()
