"""Added files are read by a process beside the server: one command starts both, no kill loses anything."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPEN = "import django; django.setup(); from concertation.review.models import Loading, Loaded; "
GIVE = OPEN + (
    "import sys, pathlib; from django.core.files.base import ContentFile;"
    "from concertation.accounts.models import Person; from concertation.review.loading import bring;"
    "person = Person.objects.create_user('officer@example.org', role='officer');"
    "path = pathlib.Path(sys.argv[1]);"
    "bring([ContentFile(path.read_bytes(), path.name)], person=person)"
)
STATE = OPEN + (
    "import json; row = Loading.objects.get();"
    "told = list(row.brought.values_list('position', 'known', 'reason'));"
    "print(json.dumps([row.state, row.worker, told]))"
)


@pytest.fixture
def python(environment) -> Callable[..., str]:
    """Run a line of Python on the register."""

    def run(line: str, *arguments: object) -> str:
        done = subprocess.run(
            [sys.executable, "-c", line, *map(str, arguments)],
            env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": "concertation.settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def several(report, tmp_path) -> Path:
    """A packed file of forty reports."""
    path = tmp_path / "reports.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(40):
            archive.writestr(f"{n}.md", report.read_text() + f"\n4. This is copy number {n} of the text.\n")
    return path


def until(found: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something is there, and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if there := found():
            return there
        time.sleep(0.1)
    raise AssertionError("It did not come.")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_work_reads_what_waits(concert, python, several):
    python(GIVE, several)
    done = concert("work", "--once")
    assert done.returncode == 0, done.stderr
    state, _worker, told = json.loads(python(STATE))
    assert (state, len(told)) == ("done", 40)


def test_the_server_has_a_process_that_reads_and_it_survives_being_killed(start, python, several):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = start("serve", "--port", port)
    try:
        python(GIVE, several)

        def reading() -> int:
            worker = json.loads(python(STATE))[1]
            return int(worker.rpartition(":")[2] or 0)

        first = until(reading)
        os.kill(first, signal.SIGKILL)
        state, _worker, told = until(lambda: (now := json.loads(python(STATE)))[0] == "done" and now)
        assert state == "done"
        assert told == [[n, False, ""] for n in range(40)]
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()


def test_the_process_that_reads_ends_with_the_server_however_that_ends(start):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = start("serve", "--port", port)
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    try:
        child = int(until(lambda: children.read_text().split())[0])
        time.sleep(1)
        assert alive(child)
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()
    until(lambda: not alive(child), seconds=15)
