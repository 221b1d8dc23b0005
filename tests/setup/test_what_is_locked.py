"""Everything that a machine fetches is named with its hash, and no lock says where to fetch it."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements/main.txt", "requirements/test.txt", "requirements/peers.txt"]
ADDRESS = re.compile(r"https?://|file:|--(extra-)?index|--find-links|\"resolved\"")


def releases(lock: str) -> dict[str, str]:
    """Each locked release (`django==5.2.1`) with what the lock says of it."""
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    return {entry.split()[0]: entry for entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_release_has_its_hashes(lock: str) -> None:
    assert [release for release, entry in releases(lock).items() if "--hash=sha256:" not in entry] == []


def test_every_package_of_the_pages_has_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json"])
def test_no_lock_names_a_place_to_fetch_from(lock: str) -> None:
    lines = [
        line for line in (ROOT / lock).read_text().splitlines() if '"url"' not in line
    ]  # who asks for funds
    assert [line for line in lines if ADDRESS.search(line)] == []


def test_the_tests_run_with_the_releases_that_people_install() -> None:
    assert set(releases("requirements/main.txt")) <= set(releases("requirements/test.txt"))


@pytest.mark.parametrize(
    ("lock", "extra"), [("requirements/main.txt", None), ("requirements/test.txt", "test")]
)
def test_what_the_project_asks_for_is_locked(lock: str, extra: str | None) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = project["dependencies"] if extra is None else project["optional-dependencies"][extra]
    locked = {release.partition("==")[0] for release in releases(lock)}
    assert {re.match(r"[\w.-]+", line)[0].lower() for line in asked} - locked == set(), "run `make lock`"
