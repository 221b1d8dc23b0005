"""`scripts/with_postgres.py` lends a command a PostgreSQL server and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "with_postgres.py"
CONNECT = """
import os, psycopg, sys
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    print(os.environ["DATABASE_URL"], connection.execute("SHOW server_encoding").fetchone()[0])
sys.exit({code})
"""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *command], capture_output=True, text=True, env=os.environ | environment
    )


@pytest.mark.parametrize("code", [0, 3])
def test_the_exit_code_is_that_of_the_command_and_the_server_is_gone(code: int) -> None:
    done = run(sys.executable, "-c", CONNECT.format(code=code))
    assert done.returncode == code, done.stderr
    url, encoding = done.stdout.split()
    folder = Path(unquote(urlsplit(url).netloc.partition("@")[2]))
    assert encoding == "UTF8"
    assert not folder.exists()


def test_nothing_to_run_is_said_so() -> None:
    assert "Say what to run" in run().stderr
