"""`make` says what is missing and what to do about it, before anything is installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OLD_PYTHON = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\nexit 1\n'
PYTHON_WITHOUT_VENV = """#!/bin/sh
case "$2" in
    *ensurepip*) exit 1 ;;
    *print*) echo 3.11 ;;
esac
"""
GOOD = "#!/bin/sh\nexit 0\n"
OLD_NODE = '#!/bin/sh\n[ "$1" = --version ] && echo v18.20.4\nexit 1\n'

CASES = {
    "nothing at all": ({}, ["apt-get install python3 python3-venv", "Node.js 20 or later, which"]),
    "an old Python": (
        {"python3": OLD_PYTHON, "node": GOOD, "npm": GOOD},
        ["3.9.2 was found", "make PYTHON"],
    ),
    "no venv": ({"python3": PYTHON_WITHOUT_VENV, "node": GOOD, "npm": GOOD}, ["install python3.11-venv"]),
    "an old Node.js": ({"python3": GOOD, "node": OLD_NODE, "npm": GOOD}, ["v18.20.4 was found"]),
    "Node.js without npm": ({"python3": GOOD, "node": GOOD}, ["apt-get install npm"]),
    "all that it takes": ({"python3": GOOD, "node": GOOD, "npm": GOOD}, []),
}


@pytest.mark.parametrize(("programs", "said"), CASES.values(), ids=CASES)
def test_what_is_missing_is_said(programs: dict[str, str], said: list[str], tmp_path: Path) -> None:
    for name, text in programs.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    command = [shutil.which("sh"), ROOT / "scripts" / "prerequisites", "python3"]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == (1 if said else 0)
    assert [phrase for phrase in said if phrase not in done.stderr] == []
    assert bool(said) == bool(done.stderr)


def test_every_command_of_the_readme_is_one_that_make_knows() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    known = set(re.findall(r"^  make ([a-z]+)", listed, flags=re.MULTILINE))
    quoted = " ".join(re.findall(r"`[^`]+`", (ROOT / "README.md").read_text()))
    named = set(re.findall(r"\bmake ([a-z]+)\b", quoted))
    assert {"demo", "test"} <= named <= known
