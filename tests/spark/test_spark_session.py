"""What is missing for Spark is one sentence with the remedy."""

from __future__ import annotations

import sys

import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.spark.session import session


@pytest.mark.parametrize("library", ["pyspark", "pandas", "pyarrow"])
def test_a_library_that_is_missing(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(GraphbuildError, match=rf"needs {library}, which is not .*; pip install 'graphbuild\[spark\]'$"):
        session()


@pytest.mark.parametrize(("home", "words"), [(None, "needs Java 17 or 21"), ("/nowhere", r"JAVA_HOME \(/nowhere\)")])
def test_java_that_is_missing(home: str | None, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setattr(sql.SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("JAVA_HOME", home) if home else monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(GraphbuildError, match=words):
        session()


@pytest.mark.parametrize("master", ["locl[2]", "127.0.0.1:7077", "http://head:7077", "yarnish"])
def test_a_master_that_is_none(master: str) -> None:
    pytest.importorskip("pyspark.sql")
    with pytest.raises(GraphbuildError, match=r"is no address of a cluster .*; give local, "):
        session(master)
