"""How quick are the pages with 100,000 records, and how often do they ask the database?

    python -m bench.pages                                             SQLite, in a temporary folder
    python scripts/with_postgres.py python -m bench.pages             PostgreSQL
    … --as focal-point                                                seen by somebody else

Fills a register (see `bench.register`) and asks for each page within this process, in several rounds; of a
page the round counts in which the machine was least in use otherwise. Beside the time by the clock stands
that of the processor, ours and the database's together, a page: on a machine that others use it is what the
page itself takes. The bar: p95 at most 100 ms, no page over 30 queries. `bench.load` measures the same
through a server.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path
from typing import Any

from bench.database import prepared

BAR_MS, BAR_QUERIES = 100, 30


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--as", dest="role", choices=["officer", "focal-point", "nobody"], default="officer")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--folder", type=Path, help="keep the SQLite database here, and use it again")
    arguments = parser.parse_args()
    with prepared(arguments.folder):
        from bench.register import fill

        fill(arguments.records)
        measure(arguments.role, arguments.only, arguments.times, arguments.rounds)


def measure(role: str, only: str, times: int, rounds: int) -> None:
    """Ask for each page `times` times in each round and print a table."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.register import addresses
    from concertation.accounts.models import Person

    client = Client(headers={"host": "localhost"})
    if role != "nobody":
        client.force_login(Person.objects.get(role=role))
    print(f"{connection.vendor}, as {role}, the best of {rounds} rounds of {times}")
    print(f"{'page':36}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'processor':>11}{'kB':>7}")
    for name, address in addresses().items():
        if only not in name:
            continue
        client.get(address)
        measured = [_round(client, address, times) for _ in range(rounds)]
        found = min((spent for spent, _processor in measured), key=_p95)
        processor = min(processor for _spent, processor in measured)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        if response.status_code != 200:
            print(f"{name:36}{response.status_code:>8}")
            continue
        missed = len(queries) > BAR_QUERIES or _p95(found) > BAR_MS
        size = len(response.content) / 1000
        print(f"{name:36}{len(queries):>8}{statistics.median(found):>11.1f}{_p95(found):>9.1f}{processor:>11.1f}{size:>7.1f}"
              f"{' missed' * missed}", flush=True)  # fmt: skip


def _round(client: Any, address: str, times: int) -> tuple[list[float], float]:
    """Return how long each of `times` pages took, and the processor time of one, in ms."""
    spent, before = [], _processor()
    for _ in range(times):
        started = time.perf_counter()
        client.get(address)
        spent.append(1000 * (time.perf_counter() - started))
    return spent, 1000 * (_processor() - before) / times


def _processor() -> float:
    """Seconds of processor time of this process, and of the one of PostgreSQL that serves it."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return time.process_time()
    connection.ensure_connection()
    stat = (
        Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(") ")[2].split()
    )
    return time.process_time() + (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def _p95(spent: list[float]) -> float:
    return sorted(spent)[int(0.95 * (len(spent) - 1))]


if __name__ == "__main__":
    main()
