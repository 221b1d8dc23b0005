"""Run a command with a PostgreSQL server of its own: `with_postgres.py COMMAND [ARGUMENT…]`.

The server lives in a temporary folder, listens on a socket in it and on no port, and is gone when the command
ends, however it ends. The command finds it through DATABASE_URL and its exit code becomes ours.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DATABASE = "concertation"
OWNER = "concertation"
# A server for tests may lose everything when the machine stops; it is quicker so.
SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path:
    """The folder of the newest server on this machine; Debian keeps one for each version, out of the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    if found is None:
        sys.exit("PostgreSQL's initdb is not on this machine. On Debian: apt-get install postgresql")
    return Path(found).resolve().parent


def account() -> pwd.struct_passwd | None:
    """Whom the server runs as: PostgreSQL refuses to run as root, so root hands it to somebody else."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres", known["nobody"])


@contextmanager
def server() -> Iterator[str]:
    """Start a server with an empty database, yield its address as a URL, and stop it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data, run = folder / "data", runner(folder)
    initdb = ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    try:
        run("initdb", "--pgdata", data, "--username", OWNER, *initdb)
        run(
            "pg_ctl",
            "start",
            "--wait",
            "--pgdata",
            data,
            "--log",
            folder / "log",
            "-o",
            f"{SETTINGS} -k {folder}",
        )
        run("createdb", "--host", folder, "--username", OWNER, DATABASE)
        yield f"postgres://{OWNER}@{quote(str(folder), safe='')}/{DATABASE}"
    finally:
        if (data / "postmaster.pid").exists():
            run("pg_ctl", "stop", "--mode", "immediate", "--pgdata", data)
        shutil.rmtree(folder, ignore_errors=True)


def runner(folder: Path) -> Callable[..., None]:
    """How to run one of PostgreSQL's programs in the folder, as a user that the server accepts."""
    bin_, owner = programs(), account()
    somebody_else = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(program: str, *arguments: str | Path) -> None:
        command = [bin_ / program, *arguments]
        output = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        done = subprocess.run(command, cwd=folder, text=True, **output, **somebody_else)
        if done.returncode:
            sys.exit(f"PostgreSQL's {program} failed, so what needs it did not run:\n{done.stdout}")

    return run


def stop(_number: int, _frame: object) -> None:
    """Turn a polite end into an exception, so that the server is stopped on the way out."""
    sys.exit(1)


def main(command: list[str]) -> int:
    """Run the command beside a server and give back its exit code."""
    if not command:
        sys.exit("Say what to run: with_postgres.py COMMAND [ARGUMENT…]")
    signal.signal(signal.SIGTERM, stop)
    with server() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
