"""Lock what pyproject.toml asks for, every release with its hashes, into requirements/.

The files name no index and no host, so that they install from wherever a machine is set up to look.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ["pyproject.toml", "requirements/build.in"]
LOCKS = {
    "requirements/main.txt": PROJECT,
    "requirements/test.txt": [*PROJECT, "--extra", "test", "--constraint", "requirements/main.txt"],
    "requirements/peers.txt": ["requirements/peers.in"],
}
"""What is asked for in each lock file; the last is for a bench, in an environment of its own."""


def lock(target: str, asked: list[str]) -> None:
    """Write one lock file for every Python that the project supports, on every system."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--no-config", "--upgrade", "--quiet"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"]
    command += ["--custom-compile-command", "make lock", *asked, "--output-file", target]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    for target, asked in LOCKS.items():
        lock(target, asked)
