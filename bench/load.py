"""How quick are the pages through the server, with several people on the site at once?

    python -m bench.load                                        SQLite, in a temporary folder
    python scripts/with_postgres.py python -m bench.load        PostgreSQL
    … --users 8 --seconds 120

Fills a register of 100,000 records (see `bench.register`), serves it with `concert serve` as it is served in
earnest, lets people visit it (locust, `bench.visitors`: a mix of pages, half a second to two at each; a third
of them an officer, a third a focal point, a third not signed in) over the loopback, and prints a table. The
bar: p95 at most 100 ms. The visitors and the server share the processors of one machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.database import prepared

BAR_MS = 100
OFTEN = {"home": 8, "search, one word": 5, "search, two words": 5, "what is due": 5}
"""How much more often than others these are looked at; lists and records three times as often."""
SIGNED_IN_ONLY = {"news", "review"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=6)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--folder", type=Path, help="keep the SQLite database here, and use it again")
    arguments = parser.parse_args()
    with prepared(arguments.folder) as temporary:
        from bench.register import fill

        fill(arguments.records)
        os.environ["BENCH_PAGES"] = json.dumps(pages())
        os.environ["BENCH_COOKIES"] = json.dumps(cookies())
        with served() as address:
            told = visit(address, arguments.users, arguments.seconds, temporary)
    print_table(told, arguments.users)


def pages() -> list[dict[str, Any]]:
    from bench.register import addresses

    return [
        {
            "name": name,
            "address": address,
            "weight": OFTEN.get(name, 3 if name.startswith(("one ", "act", "meet", "agree")) else 1),
        }
        for name, address in addresses().items()
        if name not in SIGNED_IN_ONLY
    ]


def cookies() -> list[str]:
    """Sign everybody in; return the session of each, and "" for who is not signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from concertation.accounts.models import Person

    made = [""]
    for person in Person.objects.order_by("pk"):
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        made.append(session.session_key or "")
    return made


@contextmanager
def served() -> Iterator[str]:
    """Serve the register on a free port of this machine; yield the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "concertation.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait(address: str, server: subprocess.Popen[bytes], most: float = 60) -> None:
    started = time.monotonic()
    while time.monotonic() - started < most:
        if server.poll() is not None:
            sys.exit("The server stopped before it answered.")
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit(f"The server did not answer within {most:.0f} s.")


def visit(address: str, users: int, seconds: int, folder: Path) -> list[dict[str, str]]:
    """Let the visitors in; return what locust counted of each page."""
    file = Path(__file__).with_name("visitors.py")
    command = [sys.executable, "-m", "locust", "-f", file, "--headless", "--only-summary", "--host", address,
               "--users", str(users), "--spawn-rate", str(users), "--run-time", f"{seconds}s",
               "--csv", folder / "visits", "--reset-stats", "--loglevel", "ERROR"]  # fmt: skip
    quiet = subprocess.DEVNULL
    subprocess.run([*map(str, command)], check=False, stdout=quiet, stderr=quiet)
    with (folder / "visits_stats.csv").open(encoding="utf-8", newline="") as told:
        return list(csv.DictReader(told))


def print_table(told: list[dict[str, str]], users: int) -> None:
    from django.db import connection

    print(f"{connection.vendor}, {users} visitors at once")
    print(f"{'page':36}{'visits':>8}{'p50 ms':>8}{'p95 ms':>8}{'failed':>8}")
    for row in told:
        name = row["Name"] if row["Name"] != "Aggregated" else "all"
        p50, p95 = float(row["50%"] or 0), float(row["95%"] or 0)
        print(f"{name:36}{row['Request Count']:>8}{p50:>8.0f}{p95:>8.0f}{row['Failure Count']:>8}"
              f"{' missed' * (p95 > BAR_MS)}")  # fmt: skip


if __name__ == "__main__":
    main()
