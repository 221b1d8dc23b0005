"""The database that a measurement uses: the one that `DATABASE_URL` names, else SQLite in a folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def prepared(keep: Path | None) -> Iterator[Path]:
    """Set Django up on the database; yield a temporary folder. SQLite lies in the folder `keep`, to be used
    again, else in the temporary one."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["CONCERTATION_VAR"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.settings"
        import django

        django.setup()
        yield Path(temporary)
