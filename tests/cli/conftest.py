"""`concert` as a person runs it: a process of its own, on a register of its own."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = """\
Distr. general

**Cooperation between the United Nations and regional organizations**

I. Introduction

1. The present text is a sample.

II. Cooperation

League of Arab States

2. The United Nations and the League of Arab States held their fourteenth general cooperation meeting
in Geneva in July 2018.

3. In September 2017, the Office of the United Nations High Commissioner for Refugees and the League of
Arab States signed a memorandum of understanding.
"""

Concert = Callable[..., subprocess.CompletedProcess[str]]


def run(
    environment: dict[str, str], *arguments: object, timeout: int = 120
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "concertation.cli", *map(str, arguments)],
        env=os.environ | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory) -> Iterator[dict[str, str]]:
    """A register that is set up and holds nothing but the catalogue: the mould of all others."""
    var = tmp_path_factory.mktemp("var")
    with database(var, template=None) as environment:
        done = run(environment, "setup")
        assert done.returncode == 0, done.stderr
        yield environment


@pytest.fixture
def environment(empty_register, tmp_path) -> Iterator[dict[str, str]]:
    """The environment of a fresh register."""
    with database(tmp_path, template=empty_register) as made:
        yield made


@pytest.fixture
def concert(environment) -> Concert:
    return lambda *arguments, **options: run(environment, *arguments, **options)


@pytest.fixture
def start(environment) -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command and go on while it runs."""
    return lambda *arguments: subprocess.Popen(
        [sys.executable, "-m", "concertation.cli", *map(str, arguments)],
        env=os.environ | environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


class database:
    """A database for one register: a SQLite file, or a PostgreSQL database where the tests run on one."""

    def __init__(self, folder: Path, template: dict[str, str] | None) -> None:
        self.folder, self.template = folder, template
        self.server = os.environ.get("DATABASE_URL", "")

    def __enter__(self) -> dict[str, str]:
        common = {"CONCERTATION_VAR": str(self.folder), "COLUMNS": "200"}
        if not self.server.startswith("postgres"):
            file = self.folder / "concertation.sqlite3"
            if self.template:
                mould = Path(self.template["CONCERTATION_VAR"]) / "concertation.sqlite3"
                shutil.copy(mould, file)
            return common | {"DATABASE_URL": f"sqlite:///{file}"}
        self.name = f"cli_{uuid.uuid4().hex[:12]}"
        mould = f' TEMPLATE "{_name(self.template)}"' if self.template else ""
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{self.name}"{mould}'.encode())
        return common | {"DATABASE_URL": urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}"))}

    def __exit__(self, *_: object) -> None:
        if self.server.startswith("postgres"):
            with psycopg.connect(self.server, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)'.encode())


def _name(environment: dict[str, str]) -> str:
    return urlsplit(environment["DATABASE_URL"]).path.removeprefix("/")
