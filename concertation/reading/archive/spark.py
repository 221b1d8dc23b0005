"""The same reading on a cluster: Apache Spark hands the files out, its machines read them.

The folder must lie under the same path on every machine, and Python there must have this package.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from concertation.reading.archive.outcome import FileRead, Limits, Task, Unchanged
from concertation.reading.archive.team import Worker

_FILES_A_TURN = 32
"""Files for each core between two entries into the journal: enough to keep all cores busy."""

_LOCAL = ("local", "local-cluster")


class ClusterError(Exception):
    """The cluster cannot be used. The message is a sentence for the person who can act."""


def read_on_cluster(tasks: Sequence[Task], master: str, limits: Limits) -> Iterator[FileRead | Unchanged]:
    """Yield what each file brought, as it comes, read by the cluster at `master` ("spark://host:7077").

    Raises `ClusterError` where Spark or Java is missing, or the cluster does not answer.
    """
    session = _session(master)
    try:
        context = session.sparkContext
        cores = max(1, context.defaultParallelism)
        turn = cores * _FILES_A_TURN
        for start in range(0, len(tasks), turn):
            batch = tasks[start : start + turn]
            slices = min(len(batch), cores * 4)
            yield from (
                context.parallelize(batch, slices).mapPartitions(partial(_read, limits=limits)).collect()
            )
    except ClusterError:
        raise
    except Exception as error:  # Spark's own, of many kinds and many lines
        raise ClusterError(f"{master}: the cluster broke the work off: {_first_line(error)}") from None
    finally:
        session.stop()


def _read(tasks: Iterable[Task], limits: Limits) -> Iterator[FileRead | Unchanged]:
    """Read the files of one slice; runs on the machines of the cluster."""
    reader = _worker(limits)
    for task in tasks:
        yield reader.read(task)


@cache
def _worker(limits: Limits) -> Worker:
    """The process that reads for this process of Spark, which takes one slice after another."""
    return Worker(limits)


def _session(master: str) -> Any:
    if find_spec("pyspark") is None:
        raise ClusterError("A cluster needs PySpark. Install it with: pip install 'concertation[spark]'")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise ClusterError("Spark needs Java 17 or later. Install it, or set JAVA_HOME to where it is.")
    sql: Any = import_module("pyspark.sql")
    builder = (
        sql.SparkSession.builder.master(master)
        .appName("concertation")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
    )
    if master.startswith(_LOCAL):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        paths = os.pathsep.join(filter(None, sys.path))
        builder = builder.config("spark.executorEnv.PYTHONPATH", paths)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
    except Exception as error:  # Spark's own, of many kinds and many lines
        raise ClusterError(
            f"{master}: the cluster does not answer ({_first_line(error)}). Check its address."
        ) from None
    return session


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
