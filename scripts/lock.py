"""Lock what pyproject.toml asks for, every release with its hashes, into requirements/.

The files name no index and no host, so that they install from wherever a machine is set up to look.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements/main.txt": [],
    "requirements/test.txt": ["--extra", "test", "--constraint", "requirements/main.txt"],
}


def lock(target: str, options: list[str]) -> None:
    """Write one lock file for every Python that the project supports, on every system."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--no-config", "--upgrade", "--quiet"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"]
    command += ["--custom-compile-command", "make lock", *options, "--output-file", target]
    subprocess.run([*command, "pyproject.toml", "requirements/build.in"], cwd=ROOT, check=True)


if __name__ == "__main__":
    for target, options in LOCKS.items():
        lock(target, options)
