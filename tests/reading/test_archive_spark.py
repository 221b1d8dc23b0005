"""A cluster reads as one machine does: the same bytes."""

import shutil
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from concertation.reading.archive import spark
from concertation.reading.archive.folder import read_folder
from concertation.reading.archive.outcome import Limits
from concertation.reading.archive.spark import ClusterError, read_on_cluster
from concertation.reading.archive.team import read_side_by_side

LIMITS = Limits(seconds=30, memory=1500)
SAMPLE = Path(__file__).parents[2] / "sample"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    (root / "more").mkdir(parents=True)
    for lang in ("en", "fr"):
        shutil.copy(SAMPLE / f"report.{lang}.md", root)
        shutil.copy(SAMPLE / f"report.{lang}.md", root / "more" / f"{lang}.txt")
    (root / "bad.docx").write_bytes(b"junk")
    return root


@pytest.mark.skipif(
    shutil.which("java") is None or find_spec("pyspark") is None,
    reason="Spark needs Java, and PySpark of the extra 'spark'",
)
@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_a_cluster_of_two_writes_the_same_bytes(folder: Path, tmp_path: Path, ending: str):
    alone, together = tmp_path / f"alone.{ending}", tmp_path / f"together.{ending}"
    read_folder(folder, alone, partial(read_side_by_side, jobs=1, limits=LIMITS), LIMITS)
    master = "local-cluster[2,1,1024]" if ending == "jsonl" else "local[2]"
    tally = read_folder(folder, together, partial(read_on_cluster, master=master, limits=LIMITS), LIMITS)
    assert (tally.done, tally.documents, tally.failures) == (5, 4, 1)
    assert together.read_bytes() == alone.read_bytes()
    failures = [out.with_suffix(".failures.jsonl").read_bytes() for out in (alone, together)]
    assert failures[0] == failures[1]


@pytest.mark.parametrize(
    ("missing", "said"),
    [("pyspark", r"pip install 'concertation\[spark\]'"), ("java", "JAVA_HOME")],
)
def test_what_is_missing_is_said(monkeypatch, missing: str, said: str):
    monkeypatch.setattr(spark, "find_spec", lambda name: None if missing == "pyspark" else object())
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ClusterError, match=said):
        list(read_on_cluster([], "local[1]", LIMITS))
