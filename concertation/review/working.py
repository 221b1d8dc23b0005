"""Reading the files that wait, for as long as the process lives."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, close_old_connections, connection

from concertation.review.loading import LEASE, TakenOver, claim, read_in, still_here, sweep
from concertation.review.models import Loading

PAUSE = 1.0
"""Seconds between two looks whether a file waits."""

BEAT = LEASE.total_seconds() / 20
"""Seconds between two words of how far it is."""

_log = logging.getLogger(__name__)


def work(
    worker: str,
    stop: threading.Event,
    *,
    once: bool = False,
    alive: Callable[[], None] = lambda: None,
) -> None:
    """Read the files that wait, one after another, until `stop` is set; with `once` until none waits.

    `alive` is called whenever the process came on, so that somebody can tell when it does not.
    """
    sweep()
    while not stop.is_set():
        alive()
        close_old_connections()
        loading = None
        try:
            loading = claim(worker)
            if loading is not None:
                _read(loading, worker, alive)
            elif once:
                return
            else:
                stop.wait(PAUSE)
        except TakenOver:
            _log.warning("Another process goes on with file %s", loading.pk if loading else "")
        except DatabaseError:
            _log.exception("The database did not answer; trying again")
            connection.close()
            stop.wait(PAUSE)


def _read(loading: Loading, worker: str, alive: Callable[[], None]) -> None:
    beat = _Beat(loading, worker, alive)
    with beat:
        try:
            read_in(loading, worker, beat.tell, beat.begin)
        except (TakenOver, DatabaseError, MemoryError):
            raise
        except Exception:  # whatever is in a file, the next one is read
            _log.exception("Reading file %s broke off", loading.pk)
            Loading.objects.filter(pk=loading.pk, worker=worker).update(state=Loading.State.WAITING)


class _Beat:
    """Says every second, from a thread of its own, how far reading a file is: also while a part of it takes
    long, so that nobody takes the process to be gone."""

    def __init__(self, loading: Loading, worker: str, alive: Callable[[], None]) -> None:
        self._loading, self._worker, self._alive = loading, worker, alive
        self._name, self._done, self._of = loading.reading, 0, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._say, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: Any) -> None:
        self._over.set()
        self._thread.join()

    def begin(self, name: str) -> None:
        """Take note of the document that is read now."""
        self._name, self._done, self._of = name, 0, 0
        self._alive()

    def tell(self, done: int, of: int) -> None:
        """Take note of how far it is."""
        self._done, self._of = done, of
        self._alive()

    def _say(self) -> None:
        try:
            while not self._over.wait(BEAT):
                try:
                    still_here(self._loading, self._worker, self._done, self._of, self._name)
                except DatabaseError:  # it is busy: the next word is in a second
                    connection.close()
        finally:
            connection.close()
